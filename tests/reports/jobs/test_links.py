"""The worker's look at addresses, with such as are settled without any network."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports import link_checks
from reports.actions.answers import save_answer
from reports.actions.link_checks import request_link_check
from reports.jobs.links import check_links
from reports.models import LinkCheck
from tests.builders import run_jobs

pytestmark = pytest.mark.django_db

TEXT = "http://127.0.0.1/admin http://user:secret@example.org/ http://metadata.invalid/ http://[::1]/"
FOUND = [
    ("http://127.0.0.1/admin", "refused", "not_public"),
    ("http://user:secret@example.org/", "malformed", "login"),
    ("http://metadata.invalid/", "refused", "not_public"),
    ("http://[::1]/", "refused", "not_public"),
]


def _outcomes():
    return [(each["address"], each["state"], each["note"]) for each in LinkCheck.objects.get().outcomes]


def test_addresses_that_lead_inwards_are_never_opened(report, owner):
    save_answer(report=report, code="1a", choices=[], text=TEXT, base=None, by=owner)
    request_link_check(report=report, by=owner)
    assert run_jobs(only="check_links") == 1
    found = LinkCheck.objects.get()
    assert _outcomes() == FOUND
    assert (found.total, found.finished_at is not None) == (4, True)


def test_a_job_that_runs_twice_writes_once(report, owner):
    save_answer(report=report, code="1a", choices=[], text=TEXT, base=None, by=owner)
    found = request_link_check(report=report, by=owner)
    run_jobs(only="check_links")
    before = LinkCheck.objects.values().get()
    check_links.enqueue(found.pk, found.requested_at.isoformat())
    assert run_jobs(only="check_links") == 1
    assert LinkCheck.objects.values().get() == before


def test_a_request_that_was_replaced_is_passed_over(report, owner):
    save_answer(report=report, code="1a", choices=[], text=TEXT, base=None, by=owner)
    request_link_check(report=report, by=owner)
    LinkCheck.objects.update(requested_at=timezone.now())
    assert run_jobs(only="check_links") == 1
    assert (_outcomes(), LinkCheck.objects.get().finished_at) == ([], None)


def test_a_check_that_is_not_there_is_passed_over():
    check_links.enqueue(4711, timezone.now().isoformat())
    assert run_jobs() == 1
    assert not DBTaskResult.objects.failed().exists()


def test_the_rest_waits_behind_everything_else(report, owner, monkeypatch):
    """The second address of a site has to wait longer than this turn lasts."""
    monkeypatch.setattr(link_checks.drafts, "SLICE", 0.5)
    text = "http://127.0.0.1/a http://127.0.0.1/b"
    save_answer(report=report, code="1a", choices=[], text=text, base=None, by=owner)
    request_link_check(report=report, by=owner)
    assert run_jobs(only="check_links") == 1
    assert [address for address, _state, _note in _outcomes()] == ["http://127.0.0.1/a"]
    rest = DBTaskResult.objects.filter(task_path__endswith="check_links").exclude(status="SUCCESSFUL")
    assert rest.get().run_after > timezone.now()
    rest.update(run_after=timezone.now())
    assert run_jobs(only="check_links") == 1
    assert [address for address, _state, _note in _outcomes()] == ["http://127.0.0.1/a", "http://127.0.0.1/b"]
    assert LinkCheck.objects.get().finished_at is not None
