"""A check of the addresses in a draft is asked for once at a time, by those who write it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.actions.answers import save_answer
from reports.actions.errors import Refused
from reports.actions.link_checks import request_link_check
from reports.models import LinkCheck
from tests import builders

pytestmark = pytest.mark.django_db


def _write(report, owner, text="https://a.example/ and https://b.example/, https://a.example/"):
    save_answer(report=report, code="1a", choices=[], text=text, base=None, by=owner)


def _jobs():
    jobs = DBTaskResult.objects.filter(task_path="reports.jobs.links.check_links").order_by("enqueued_at")
    return [job.args_kwargs["args"] for job in jobs]


def test_a_request_counts_the_addresses_and_queues_the_check(report, owner):
    _write(report, owner)
    found = request_link_check(report=report, by=owner)
    assert (found.total, found.outcomes, found.finished_at, found.requested_by) == (2, [], None, owner)
    assert _jobs() == [[found.pk, found.requested_at.isoformat()]]
    assert DBTaskResult.objects.get(task_path__endswith="check_links").priority < 0, "mail and files go first"


def test_a_second_click_changes_nothing_while_a_check_runs(report, owner):
    _write(report, owner)
    first = request_link_check(report=report, by=owner)
    other = builders.make_member(report.organisation).user
    again = request_link_check(report=report, by=other)
    assert (again, again.requested_at, again.requested_by) == (first, first.requested_at, owner)
    assert len(_jobs()) == 1


@pytest.mark.parametrize("change", ["given up", "finished"])
def test_a_check_that_has_ended_is_replaced(report, owner, change):
    _write(report, owner)
    first, now = request_link_check(report=report, by=owner), timezone.now()
    outcome = {
        "address": "https://a.example/",
        "state": "gone",
        "status": 404,
        "final_address": "",
        "note": "",
    }
    ended = {"finished_at": now} if change == "finished" else {"requested_at": now - timedelta(minutes=16)}
    LinkCheck.objects.update(outcomes=[outcome], **ended)
    other = builders.make_member(report.organisation).user
    again = request_link_check(report=report, by=other)
    assert LinkCheck.objects.get() == again == first
    assert (again.outcomes, again.finished_at, again.requested_by) == ([], None, other)
    assert _jobs()[1] == [again.pk, again.requested_at.isoformat()]


def test_without_addresses_there_is_nothing_to_wait_for(report, owner):
    _write(report, owner, "No address, and [[1b]].")
    found = request_link_check(report=report, by=owner)
    assert (found.total, found.finished_at) == (0, found.requested_at)
    assert _jobs() == []


def test_who_may_not_write_may_not_ask(report, owner):
    _write(report, owner)
    viewer = builders.make_member(report.organisation, "viewer").user
    for by in (viewer, builders.make_user()):
        with pytest.raises(Refused):
            request_link_check(report=report, by=by)
    assert not LinkCheck.objects.exists()
    assert _jobs() == []


def test_what_was_sent_is_not_checked_any_more(report, owner):
    submitted = builders.submitted_report(report)
    with pytest.raises(Refused):
        request_link_check(report=submitted, by=owner)
    assert not LinkCheck.objects.exists()
