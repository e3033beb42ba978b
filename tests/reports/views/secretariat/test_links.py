"""The checklist of the desk, and the page that says what became of each web address."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.actions.answers import save_answer
from reports.enums import MemberRole, ReportStatus
from reports.models import LinkCheck, Report
from tests import builders
from tests.reports.views.pages import parse, text_of

GONE, BLOCKED, MOVED, NEW = (f"https://{name}.example/" for name in ("gone", "blocked", "moved", "new"))


def _desk(name, report):
    return reverse(f"secretariat:{name}", args=[report.pk])


@pytest.fixture
def report(site):
    """A report in review with four addresses."""
    by, report = (
        site.people["owner"],
        builders.make_report(site.organisation, cycle=builders.make_cycle("2029")),
    )
    builders.fill_report(report, by, leave_out={"1a", "1b"})
    evidence = [{"title": "A", "address": MOVED, "accessed_on": ""}]
    save_answer(report=report, code="1a", choices=[], text=GONE, evidence=evidence, base=None, by=by)
    save_answer(report=report, code="1b", choices=[], text=f"{BLOCKED} {NEW}", base=None, by=by)
    return builders.reviewed_report(report, by=site.people["secretariat"])


@pytest.fixture
def desk(site):
    return site.client("secretariat")


def _outcome(address, state, final="", note=""):
    at = "2029-03-01T12:00:00+00:00"
    final = final or address
    facts = {"state": state, "status": None, "final_address": final, "note": note, "checked_at": at}
    return {"address": address, **facts}


def _found(report, *, finished=True):
    outcomes = [
        _outcome(GONE, "gone"),
        _outcome(MOVED, "reached", "https://moved.example/on/"),
        _outcome(BLOCKED, "blocked_to_robots"),
    ]
    LinkCheck.objects.filter(report=report).update(
        outcomes=outcomes, total=4, finished_at=timezone.now() if finished else None
    )


def _jobs():
    return DBTaskResult.objects.filter(task_path__endswith="check_links").count()


def test_the_check_starts_with_the_review(site, report):
    check = LinkCheck.objects.get(report=report)
    assert (check.requested_by, check.total, check.finished_at) == (site.people["secretariat"], 4, None)
    queued = DBTaskResult.objects.get(task_path__endswith="check_links", args_kwargs__args__0=check.pk)
    assert queued.args_kwargs["args"] == [check.pk, check.requested_at.isoformat()]


def test_while_it_goes_on_the_page_looks_again_and_the_desk_does_not(report, desk):
    _found(report, finished=False)
    page = desk.get(_desk("links", report))
    assert page["Refresh"] == f"5; url={_desk('links', report)}"
    assert "3 of 4 checked" in text_of(page.content)
    assert "Refresh" not in desk.get(_desk("links", report) + "?still")
    whole = desk.get(_desk("report", report))
    assert "Refresh" not in whole, "a reason is being typed there"
    assert "Supporting links Being checked 3 of 4 checked" in text_of(whole.content)
    before = _jobs()
    desk.post(_desk("check-links", report))
    assert _jobs() == before


def test_each_address_stands_under_its_question_with_its_state_in_words(report, desk):
    _found(report)
    page = desk.get(_desk("links", report))
    assert "Refresh" not in page
    sections = {
        each.get("aria-labelledby"): " ".join(each.text_content().split())
        for each in parse(page.content).xpath("//section[contains(@class, 'links-of')]")
    }
    first, second = sections["links-1a"], sections["links-1b"]
    assert f"{GONE} Not there any more" in first
    assert f"{MOVED} Can be opened It leads on to https://moved.example/on/ 1 Mar 2029, 12:00" in first
    assert f"{BLOCKED} There, but not shown to programs" in second
    assert f"{NEW} Not checked yet" in second
    assert "1 of 4 addresses can be opened. 1 can’t be opened. 1 is there" in text_of(page.content)


def test_a_dead_link_is_said_and_blocks_nothing(report, desk):
    _found(report)
    said = text_of(desk.get(_desk("report", report)).content)
    assert "Jurisdiction Met" in said
    assert "Completeness Met" in said
    assert "Supporting links To be judged by you" in said
    assert f"{GONE} Not there any more" in said
    desk.post(_desk("publish", report))
    assert Report.objects.get(pk=report.pk).status == ReportStatus.PUBLISHED


def test_all_that_can_be_opened_is_met(report, desk):
    outcomes = [_outcome(address, "reached") for address in (GONE, MOVED, BLOCKED, NEW)]
    LinkCheck.objects.filter(report=report).update(outcomes=outcomes, finished_at=timezone.now())
    said = text_of(desk.get(_desk("report", report)).content)
    assert "Supporting links Met 4 of 4 addresses can be opened. Every address, by question" in said


def test_the_desk_asks_again(report, desk):
    _found(report)
    before = _jobs()
    response = desk.post(_desk("check-links", report))
    assert response["Location"] == _desk("links", report)
    check = LinkCheck.objects.get(report=report)
    assert (check.outcomes, check.finished_at, _jobs()) == ([], None, before + 1)


def test_a_check_that_stopped_is_said_and_can_be_asked_for_again(report, desk):
    _found(report, finished=False)
    LinkCheck.objects.filter(report=report).update(requested_at=timezone.now() - timedelta(hours=1))
    page = desk.get(_desk("links", report))
    assert "The check stopped before its end." in text_of(page.content)
    assert parse(page.content).xpath(f"//form[@action='{_desk('check-links', report)}']")


def test_nobody_asks_about_their_own_organisation(site, report, desk):
    _found(report)
    builders.make_member(site.organisation, MemberRole.VIEWER, user=site.people["secretariat"])
    page = desk.get(_desk("links", report))
    assert not parse(page.content).xpath(f"//form[@action='{_desk('check-links', report)}']")
    said = text_of(desk.post(_desk("check-links", report), follow=True).content)
    assert "you may not decide about it" in said
    assert LinkCheck.objects.get(report=report).outcomes != []


def test_what_is_with_its_team_or_decided_has_no_such_page(site, desk):
    for report in (site.draft, site.returned, site.published):
        assert desk.get(_desk("links", report)).status_code == 404
    desk.post(_desk("check-links", site.published))
    assert not LinkCheck.objects.filter(report=site.published, finished_at=None).exists()
