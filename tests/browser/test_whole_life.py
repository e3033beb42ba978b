"""The whole life of one report, step by step at its pages, each of which is looked at in three languages."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, expect

from reports.actions.answers import save_answer
from reports.enums import LinkNote, LinkState
from reports.jobs.renewals import remind_of_renewals
from reports.models import Report, Version
from reports.verification import verify
from tests import builders
from tests.browser.person import Person, mails_to
from tests.builders import PASSWORD, run_jobs

REPORT = "/workspace/lumen/2026/"
PUBLIC = "/reports/lumen/2026/"
DEAD = "https://policy.lumen.example/2026"
"""No site has this name: names under .example are given to nobody."""
SECRET = "the key under the mat is 4711"
TEAM, DESK = "owner@people.example", "desk@people.example"

# Each engine takes one way of reading the pages, as in test_whole_way, where it is the other one.
SCRIPTS = connection.vendor == "sqlite"


@pytest.fixture
def people(
    browser: Browser, live_server, transactional_db, axe: Callable[[Person], None]
) -> Iterator[tuple[Person, Person, Person]]:
    """An owner, somebody at the desk, and a reader, each with a browser profile of their own."""
    contexts = [browser.new_context(java_script_enabled=SCRIPTS) for _ in range(3)]
    owner, desk, reader = [Person(context, live_server.url, axe, scripts=SCRIPTS) for context in contexts]
    yield owner, desk, reader
    for context in contexts:
        context.close()


def test_from_attestation_to_delisting(people: tuple[Person, Person, Person]) -> None:
    owner, desk, reader = people
    report = complete_draft()
    owner.sign_in(TEAM, PASSWORD)
    desk.sign_in(DESK, PASSWORD)
    attest(owner)
    take_back(owner)
    attest(owner)
    review_and_return(desk, report)
    mend(owner)
    attest(owner)
    publish(desk, report)
    read(reader, "v1/", gone=None)
    correct(owner)
    attest(owner)
    publish(desk, report)
    assert Version.objects.current().get().number == 2
    everywhere(reader, f"{PUBLIC}v2/changes/", f"{PUBLIC}v1/", PUBLIC)
    remind(owner)
    redact(desk, report)
    for address in (PUBLIC, f"{PUBLIC}v1/", f"{PUBLIC}v2/changes/", f"{PUBLIC}report.json"):
        assert SECRET not in reader.page.request.get(reader.server + address).text()
    read(reader, "", gone=None)
    delist(desk, report)
    read(reader, "", gone="Not renewed.")
    assert list(verify(Report.objects.all(), Counter())) == []


def complete_draft() -> Report:
    """Everything is answered; 1a cites a page that is not there, 1b tells a secret."""
    organisation = builders.make_organisation("lumen", owner=builders.make_user("owner"), name="Lumen")
    builders.make_user("desk", is_secretariat=True)
    report = builders.make_report(organisation)
    builders.fill_report(report, leave_out={"1a", "1b"})
    by = builders.owner_of(organisation)
    for code, text in (("1a", f"See [our policy]({DEAD})."), ("1b", f"By trial, and {SECRET}, each year.")):
        save_answer(report=report, code=code, base=None, by=by, choices=[], text=text)
    return report


def everywhere(person: Person, *addresses: str, status: int = 200) -> None:
    """Look at each page in Japanese and in French, and leave the browser at the English one."""
    for address in addresses:
        for prefix in ("/ja", "/fr", ""):
            person.open(prefix + address, status=status)


def attest(owner: Person) -> None:
    everywhere(owner, f"{REPORT}submit/")
    owner.page.fill("[name=title]", "Head of responsible AI")
    owner.page.check("[name=agreed]")
    owner.press("Attest and send to the secretariat")
    expect(owner.page.locator("main")).to_contain_text("Submitted. The secretariat has been told.")


def take_back(owner: Person) -> None:
    everywhere(owner, REPORT)
    owner.press("Take the submission back")
    expect(owner.page.locator("main")).to_contain_text("Taken back. The answers can be changed again.")


def review_and_return(desk: Person, report: Report) -> None:
    """Two comments go back with the reason; the dead link is seen before."""
    page_of_it = f"/secretariat/reports/{report.pk}/"
    everywhere(desk, "/secretariat/", page_of_it)
    desk.press("Start the review")
    run_jobs()
    everywhere(desk, f"{page_of_it}links/")
    expect(desk.page.locator("main")).to_contain_text(DEAD)
    expect(desk.page.locator("main")).to_contain_text(str(LinkState.UNREACHABLE.label))
    expect(desk.page.locator("main")).to_contain_text(str(LinkNote.UNKNOWN_HOST.label))
    everywhere(desk, page_of_it)
    expect(desk.page.locator("main")).to_contain_text("0 of 1 address can be opened.")
    for code, words in (("1a", "The policy can’t be opened."), ("1b", "Which trial?")):
        entry = desk.page.locator(f'[id="{code}"]')
        entry.get_by_text("Comment on this").click()
        entry.locator("[name=text]").fill(words)
        entry.get_by_role("button", name="Keep the comment").click()
        desk.page.wait_for_load_state()
        desk.open(page_of_it)
    desk.page.fill("[name=reason]", "Two things to mend.")
    desk.press("Return to the team")
    told = mails_to(TEAM)[-1]
    for piece in ("Two things to mend.", "The policy can’t be opened.", "Which trial?", "section/1/#1a"):
        assert piece in told, piece


def mend(owner: Person) -> None:
    everywhere(owner, f"{REPORT}comments/", f"{REPORT}check/", REPORT)
    expect(owner.page.locator("main")).to_contain_text("Two things to mend.")
    page = owner.open(f"{REPORT}section/1/")
    expect(page.locator("main")).to_contain_text("Which trial?")
    page.locator('[name="1a-text"]').fill("Our policy can be had on paper.")
    if owner.scripts:
        page.locator('[name="1a-text"]').blur()
        expect(page.locator('[data-answer="1a"] [data-save-state]')).to_contain_text("Saved", timeout=15_000)
    else:
        page.locator('[name="1a-text"]').press("Tab")
        page.get_by_role("main").get_by_role("button", name="Save", exact=True).press("Enter")
        page.wait_for_load_state()
    owner.open(f"{REPORT}comments/")
    page.get_by_role("button", name="Mark as dealt with").first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("Dealt with")


def publish(desk: Person, report: Report) -> None:
    page_of_it = f"/secretariat/reports/{report.pk}/"
    everywhere(desk, page_of_it)
    desk.press("Start the review")
    everywhere(desk, page_of_it)
    desk.press("Publish")
    expect(desk.page.locator("main")).to_contain_text("Published. The PDF is being made.")
    run_jobs()


def read(reader: Person, tail: str, *, gone: str | None) -> None:
    everywhere(reader, PUBLIC + tail, status=410 if gone else 200)
    expect(reader.page.locator("main")).to_contain_text(gone or "Lumen")


def correct(owner: Person) -> None:
    everywhere(owner, f"{REPORT}correct/")
    owner.page.fill("[name=reason]", "The year was missing.")
    owner.press("Start the correction")
    report = Report.objects.get()
    standing = report.answers.by_code()["1a"]
    by = builders.owner_of(report.organisation)
    text = "Our policy of 2025 can be had on paper."
    save_answer(report=report, code="1a", base=standing.number, by=by, choices=[], text=text)
    everywhere(owner, f"{REPORT}drop-correction/", REPORT)


def remind(owner: Person) -> None:
    """Eleven months later; the first version counts."""
    first = Version.objects.get(number=1)
    with time_machine.travel(first.published_at + timedelta(days=340), tick=True):
        assert remind_of_renewals() == 1
        assert "renew" in mails_to(TEAM)[-1]
    assert timezone.now() < first.published_at + timedelta(days=1)
    everywhere(owner, "/workspace/lumen/")


def redact(desk: Person, report: Report) -> None:
    everywhere(desk, f"/secretariat/reports/{report.pk}/redact/")
    desk.page.select_option("[name=question]", "1b")
    desk.page.fill("[name=passage]", SECRET)
    desk.page.fill("[name=reason]", "It opens a door.")
    desk.press("Show what would be redacted")
    expect(desk.page.locator("main")).to_contain_text("2 places would be redacted")
    desk.press("Redact these places")
    expect(desk.page.locator("main")).to_contain_text("Redacted. Files are being made anew")
    run_jobs()


def delist(desk: Person, report: Report) -> None:
    everywhere(desk, f"/secretariat/reports/{report.pk}/delist/")
    desk.page.fill("[name=reason]", "Not renewed.")
    desk.press("Delist")
    expect(desk.page.locator("main")).to_contain_text("Delisted. Its addresses say when and why")
    everywhere(desk, f"/secretariat/reports/{report.pk}/", "/secretariat/outbox/")
