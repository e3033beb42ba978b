"""One real report goes from a blank page to a published page and PDF, as new users would take it there."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from tests.browser.person import Person, mails_to, stands_in
from tests.browser.shapes import ANSWERS, HOSTILE, SECTIONS, Typed
from tests.builders import make_cycle, make_organisation, make_report, make_user, published_version, run_jobs
from tests.reports.documents.printouts import BODY

PASSWORD = "three-quiet-otters-47"
REPORT = "/workspace/brightwater/2026/"
PUBLIC = "/reports/brightwater/2026/"
MENDED = "Our answer to 7d was mended: four cooperatives use the planner free of charge."


# The way takes minutes. Each engine takes one, and the browser's other ways beside it (test_three_roles).
SCRIPTS = connection.vendor == "postgresql"


@pytest.fixture(params=[SCRIPTS], ids=["scripts" if SCRIPTS else "no-scripts"])
def person(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server,
    transactional_db,
    axe: Callable[[Page], None],
) -> Callable[[], Person]:
    """Return a maker of people, each with a browser profile of their own."""

    def make() -> Person:
        context = browser.new_context(java_script_enabled=request.param, accept_downloads=True)
        request.addfinalizer(context.close)
        return Person(context, live_server.url, axe, scripts=request.param)

    return make


def test_a_report_from_blank_form_to_published_page_and_pdf(
    person: Callable[[], Person], tmp_path: Path
) -> None:
    peers()
    owner, editor, desk, reader = person(), person(), person(), person()
    found_organisation(owner)
    start_report(owner)
    invite_and_join(owner, editor)
    fill_together(owner, editor)
    look_at_the_draft(owner)
    attest(owner)
    desk.sign_in("desk@people.example", "a-password-only-for-tests")
    send_back(desk)
    mend_and_resubmit(owner)
    publish(desk)
    read(reader)
    compare(reader)
    check_json(reader)
    check_pdf(reader, tmp_path)


def peers() -> None:
    """Two peers have published, the secretariat has an account, and a cycle is open."""
    make_user("desk", is_secretariat=True)
    for slug in ("north-peer", "south-peer"):
        published_version(make_report(make_organisation(slug), cycle=make_cycle("2026")))


def found_organisation(owner: Person) -> None:
    owner.open("/")
    owner.open("/account/signup/")
    owner.sign_up("Bea Waters", "bea@brightwater.example", PASSWORD)
    owner.open("/workspace/")
    owner.open("/workspace/organisations/new/")
    page = owner.page
    page.fill("[name=name]", "Brightwater Systems")
    page.fill("[name=slug]", "reports")
    page.select_option("[name=country]", "NO")
    page.fill("[name=website]", "https://brightwater.example")
    page.select_option("[name=sector]", "software")
    page.check("[name=is_deployer]")
    owner.press("Create the organisation")
    expect(page.locator("main")).to_contain_text("reserved")
    expect(page.locator("[name=name]")).to_have_value("Brightwater Systems")
    page.fill("[name=slug]", "brightwater")
    owner.press("Create the organisation")
    expect(page.locator("main")).to_contain_text("Brightwater Systems")


def start_report(owner: Person) -> None:
    owner.open("/workspace/brightwater/new/")
    owner.page.check("[name=framework][value='haip-1.0']")
    owner.press("Start the report")
    assert owner.page.url.endswith(REPORT)


def invite_and_join(owner: Person, editor: Person) -> None:
    owner.open("/workspace/brightwater/members/")
    owner.page.fill("[name=email]", "eli@brightwater.example")
    owner.page.select_option("main [name=role] >> nth=-1", "editor")
    owner.press("Send invitation")
    body = mails_to("eli@brightwater.example")[-1]
    link = next(line for line in body.splitlines() if "/workspace/invitations/" in line)
    path = "/workspace" + link.partition("/workspace")[2].strip()
    editor.open(path)
    editor.page.locator("main a[href*='/account/signup/']").first.click()
    editor.sign_up("Eli Stone", "eli@brightwater.example", PASSWORD)
    assert editor.page.url.endswith(path)
    editor.press("Accept the invitation")
    editor.open(path, status=410)


def fill_together(owner: Person, editor: Person) -> None:
    """Owner and editor take turns, section by section; one answer is first tried with hostile words."""
    if owner.scripts:
        owner.open(f"{REPORT}section/1/")
        owner.type_answer("1a", Typed(HOSTILE))
        assert owner.page.title() != "owned"
    for number, section in enumerate(SECTIONS):
        (owner if number % 2 else editor).answer_section(REPORT, section, ANSWERS)


def look_at_the_draft(owner: Person) -> None:
    page = owner.open(f"{REPORT}check/")
    expect(page.locator("main")).to_contain_text("Nothing is missing")
    page = owner.open(f"{REPORT}preview/")
    assert missing_on(page) == {}
    owner.open(f"{REPORT}preview/files/")
    page.locator("#file-pdf button").click()
    page.wait_for_load_state()
    owner.looks_right()
    run_jobs()
    # The page looks again by itself until the worker is done.
    link = page.locator("#file-pdf a")
    expect(link).to_be_visible(timeout=15_000)
    owner.looks_right()
    pdf = page.request.get(owner.server + str(link.get_attribute("href")))
    assert pdf.body().startswith(b"%PDF")


def attest(owner: Person) -> None:
    page = owner.open(f"{REPORT}submit/")
    page.fill("[name=title]", "Head of responsible AI")
    owner.press("Attest and send to the secretariat")
    expect(page.locator("main")).to_contain_text("Tick the box")
    expect(page.locator("[name=title]")).to_have_value("Head of responsible AI")
    page.check("[name=agreed]")
    owner.press("Attest and send to the secretariat")
    expect(page.locator("main")).to_contain_text("Waiting for the secretariat")


def send_back(desk: Person) -> None:
    page = desk.open("/secretariat/")
    page.get_by_role("link", name="Brightwater Systems").first.click()
    desk.looks_right()
    assert missing_on(page) == {}
    desk.press("Start the review")
    page.fill("[name=reason]", "Please say more in 7d.")
    desk.press("Return to the team")
    assert "Please say more in 7d." in mails_to("bea@brightwater.example")[-1]


def mend_and_resubmit(owner: Person) -> None:
    page = owner.open(REPORT)
    expect(page.locator("main")).to_contain_text("Please say more in 7d.")
    owner.open(f"{REPORT}section/7/")
    owner.type_answer("7d", Typed(MENDED))
    if not owner.scripts:
        owner.press("Save")
    owner.open(f"{REPORT}submit/")
    page.fill("[name=title]", "Head of responsible AI")
    page.check("[name=agreed]")
    owner.press("Attest and send to the secretariat")


def publish(desk: Person) -> None:
    page = desk.open("/secretariat/")
    page.get_by_role("link", name="Brightwater Systems").first.click()
    desk.press("Start the review")
    desk.press("Publish")


def answers() -> dict[str, Typed]:
    """What the published report says: as typed, with the mended answer."""
    return {**ANSWERS, "7d": Typed(MENDED)}


def missing_on(page: Page, expected: dict[str, Typed] | None = None) -> dict[str, list[str]]:
    """Return, per code, what is missing at the answer's own place on the page."""
    missing = {}
    for code, typed in (expected or ANSWERS).items():
        pieces = [
            *typed.pieces,
            *(["Yes"] if "yes" in typed.choices else ["No"] if "no" in typed.choices else []),
        ]
        gone = stands_in(page.locator(f'[id="{code.replace(".", "-")}"]').inner_text(), pieces)
        if gone:
            missing[code] = gone
    return missing


def read(reader: Person) -> None:
    page = reader.open("/reports/?q=Brightwater")
    page.get_by_role("main").get_by_role("link", name="Brightwater Systems").first.click()
    page = reader.open(PUBLIC)
    assert missing_on(page, answers()) == {}
    text = page.locator("body").inner_text()
    for fact in (
        "Norway",
        "1.0",
        "Group",
        "UTC",
        "Head of responsible AI",
        "not a site of the OECD",
        "endorse",
    ):
        assert fact in text, fact
    reader.open(f"{PUBLIC}v1/")
    reader.open("/reports/brightwater/")


def compare(reader: Person) -> None:
    page = reader.open("/questions/")
    page = reader.open("/questions/systemic-risk-collaboration/")
    text = page.locator("main").inner_text()
    for piece in (
        "Brightwater Systems",
        "North Peer",
        "South Peer",
        ANSWERS["1h"].text,
        "north-peer in 2026",
    ):
        assert stands_in(text, [piece]) == [], piece


def check_json(reader: Person) -> None:
    source = json.loads(reader.page.request.get(f"{reader.server}{PUBLIC}report.json").body())
    given = {
        question["code"]: question["answer"]
        for section in source["sections"]
        for question in section["questions"]
        if question["answer"]
    }
    assert set(given) == set(answers())
    for code, typed in answers().items():
        assert given[code]["text"] == typed.text, code
        assert given[code]["choices"] == list(typed.choices), code


def check_pdf(reader: Person, tmp_path: Path) -> None:
    assert reader.page.request.get(f"{reader.server}{PUBLIC}report.pdf").status == 503
    run_jobs()
    response = reader.page.request.get(f"{reader.server}{PUBLIC}report.pdf")
    assert response.status == 200
    path = tmp_path / "report.pdf"
    path.write_bytes(response.body())
    text = subprocess.run(
        ["pdftotext", *BODY, str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    missing = {code: gone for code, typed in answers().items() if (gone := stands_in(text, typed.pieces))}
    assert missing == {}
