"""`manage.py queue` shows what an operator wants to know, and tries again what is asked for."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from reports.jobs.beats import beat
from reports.jobs.mail import deliver
from reports.jobs.worker import Worker
from tests.reports.jobs import tasks

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRET = "the code is 4711"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as travelling:
        yield travelling


def queue(*arguments):
    out = io.StringIO()
    call_command("queue", *arguments, stdout=out)
    return out.getvalue().splitlines()


def failed(task, *given):
    job = task.enqueue(*given)
    worker = Worker(worker_id="mine")
    worker.run_task(worker.claim())
    DBTaskResult.objects.filter(pk=job.id).update(status="FAILED", finished_at=NOON)
    return job


def test_an_empty_queue(clock):
    assert queue() == [
        "Workers alive: 0",
        "Running: 0",
        "Waiting: 0, the oldest for 0 s",
        "Waiting for another try: 0",
        "Failed: 0",
    ]


def test_what_waits_runs_and_has_failed_and_why(clock):
    failure = failed(tasks.fail, "network")
    again = tasks.fail.enqueue("memory")
    worker = Worker(worker_id="mine")
    worker.run_task(worker.claim())
    tasks.remember.enqueue("first")
    assert worker.claim() is not None
    tasks.remember.enqueue("second")
    clock.shift(timedelta(seconds=5))
    beat("mine")
    beat("silent since")
    clock.shift(timedelta(seconds=2))
    tasks.remember.enqueue("third")
    assert again.id != failure.id
    assert queue() == [
        "Workers alive: 2",
        "Running: 1",
        "Waiting: 2, the oldest for 7 s",
        "Waiting for another try: 1",
        "Failed: 1",
        f"  {failure.id} tests.reports.jobs.tasks.fail 2026-03-01 12:00, try 1: "
        "ConnectionRefusedError: no route to the mail server",
    ]
    clock.shift(timedelta(minutes=1))
    assert queue()[0] == "Workers alive: 0"


def test_what_has_failed_is_tried_again_as_if_for_the_first_time(clock):
    job = failed(tasks.fail, "network")
    assert queue("--retry-failed")[:1] == ["Queued again: 1"]
    row = DBTaskResult.objects.get(pk=job.id)
    assert (row.status, row.worker_ids, row.finished_at, row.traceback) == ("READY", [], None, "")
    assert Worker(worker_id="next").claim().pk == row.pk
    assert queue("--retry-failed")[:1] == ["Queued again: 0"], "what runs is left alone"


def test_one_job_of_several_is_tried_again(clock):
    one, other = failed(tasks.fail, "network"), failed(tasks.fail, "network")
    assert queue("--retry-failed", one.id)[0] == "Queued again: 1"
    assert [str(job.pk) for job in DBTaskResult.objects.failed()] == [other.id]


def test_old_messages_are_sent_again_only_if_they_are_named(clock):
    message = failed(deliver, "no number")
    clock.shift(timedelta(days=1))
    shown = queue("--retry-failed")
    assert shown[0] == "Queued again: 0"
    assert queue("--retry-failed", message.id)[0] == "Queued again: 1"
