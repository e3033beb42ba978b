"""What becomes of a job: done, tried again after a pause, given up, stopped because it takes too long."""

import logging
import math
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult, get_date_max

from reports.jobs import files, links, mail, outcomes
from reports.jobs.policy import PAUSES, POLICIES, Policy, pause_after, policy_of
from reports.jobs.worker import GRACE, Worker
from reports.models import WorkerBeat
from tests.reports.jobs import tasks

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_done():
    tasks.done.clear()


@pytest.fixture(autouse=True)
def signals_as_before():
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGALRM)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def made_worker(name="mine"):
    return Worker(worker_id=name, interval=0, batch=True)


def next_job(worker):
    job = worker.claim()
    if job is None:
        return None
    worker.run_task(job)
    return job


def row(job):
    return DBTaskResult.objects.get(pk=job.id if hasattr(job, "id") else job)


def facts(job):
    found = row(job)
    return (found.status, found.worker_ids, found.exception_class_path)


def test_every_task_of_the_product_has_its_policy():
    found = {
        value.module_path
        for module in (files, links, mail)
        for value in vars(module).values()
        if type(value).__name__ == "Task"
    }
    assert len(found) > 4
    assert set(POLICIES) == found


def test_a_job_is_done_once_and_its_value_kept():
    job = tasks.remember.enqueue("a")
    assert next_job(made_worker()) is not None
    assert next_job(made_worker()) is None
    assert tasks.done == ["a"]
    assert facts(job) == ("SUCCESSFUL", ["mine"], "")
    assert row(job).return_value == "a"


def test_a_failure_is_tried_again_after_growing_pauses_and_then_given_up(monkeypatch, caplog):
    monkeypatch.setitem(POLICIES, tasks.fail.module_path, Policy(tries=5))
    job, worker = tasks.fail.enqueue("network"), made_worker()
    pauses = [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(minutes=10)]
    with time_machine.travel(NOON, tick=False) as clock:
        row(job)
        for tries, pause in enumerate(pauses, start=1):
            now = datetime.now(UTC)
            assert next_job(worker) is not None
            assert facts(job) == ("READY", ["mine"] * tries, "builtins.ConnectionRefusedError")
            assert row(job).run_after == now + pause
            clock.shift(pause - timedelta(seconds=1))
            assert next_job(worker) is None, "before the pause is over"
            clock.shift(timedelta(seconds=1))
        assert len(caplog.records) == 4
        assert {record.levelno for record in caplog.records} == {logging.WARNING}
        assert "no route to the mail server" in caplog.text, "the traceback is in the log"
        caplog.clear()
        next_job(worker)
    assert facts(job) == ("FAILED", ["mine"] * 5, "builtins.ConnectionRefusedError")
    assert "no route to the mail server" in row(job).traceback
    assert row(job).finished_at == NOON + sum(pauses, timedelta())
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "no route to the mail server" in caplog.text
    assert next_job(worker) is None
    assert len(tasks.done) == 5


@pytest.mark.parametrize("kind", ["network", "refused", "database", "memory"])
def test_what_may_pass_is_tried_again(kind):
    job = tasks.fail.enqueue(kind)
    next_job(made_worker())
    assert row(job).status == "READY"
    assert row(job).run_after < get_date_max()


@pytest.mark.parametrize("kind", ["header", "program", "data"])
def test_what_will_not_pass_is_given_up_at_once(kind):
    job = tasks.fail.enqueue(kind)
    next_job(made_worker())
    assert row(job).status == "FAILED"
    assert tasks.done == [kind]


@pytest.mark.parametrize("path", ["reports.jobs.files.build_pdf", "tests.reports.jobs.tasks.not_a_task"])
def test_a_job_of_another_release_fails_and_the_worker_goes_on(path, caplog):
    job, after = tasks.remember.enqueue("a"), tasks.remember.enqueue("b")
    DBTaskResult.objects.filter(pk=job.id).update(task_path=path)
    worker = made_worker()
    next_job(worker)
    assert row(job).status == "FAILED"
    assert "none that this release knows" in caplog.text
    next_job(worker)
    assert (row(after).status, tasks.done) == ("SUCCESSFUL", ["b"])


def test_after_a_failure_success_leaves_no_trace_of_it(monkeypatch):
    job = tasks.remember.enqueue("a")
    DBTaskResult.objects.filter(pk=job.id).update(exception_class_path="x.Y", traceback="x")
    next_job(made_worker())
    assert (facts(job), row(job).traceback) == (("SUCCESSFUL", ["mine"], ""), "")


def test_what_takes_too_long_is_stopped_and_tried_again(monkeypatch):
    monkeypatch.setitem(POLICIES, tasks.hang.module_path, Policy(tries=2, limit=0.05))
    job, after, worker = tasks.hang.enqueue(), tasks.remember.enqueue("b"), made_worker()
    next_job(worker)
    assert facts(job) == ("READY", ["mine"], "reports.jobs.limit.TookTooLong")
    next_job(worker)
    assert tasks.done == ["b"], "the queue went on, and nothing swallowed the end of it"
    assert row(after).status == "SUCCESSFUL"
    DBTaskResult.objects.filter(pk=job.id).update(run_after=NOON)
    next_job(worker)
    assert facts(job) == ("FAILED", ["mine", "mine"], "reports.jobs.limit.TookTooLong")
    assert "Took longer than 0.05 seconds." in row(job).traceback
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_the_limits_are_off_after_a_job():
    tasks.remember.enqueue("a")
    worker = made_worker()
    next_job(worker)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert worker.heart.deadline == math.inf


def test_what_cannot_be_stopped_has_an_end_too(monkeypatch):
    """The heart ends the process; here it is enough that it knows when."""
    monkeypatch.setitem(POLICIES, tasks.look_at_the_clock.module_path, Policy(limit=100))
    worker = made_worker()
    tasks.looked = lambda: worker.heart.deadline - time.monotonic()
    tasks.look_at_the_clock.enqueue()
    next_job(worker)
    (left,) = tasks.done
    assert 100 < left <= 100 + GRACE


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_query_that_hangs_is_stopped_and_the_connection_replaced(monkeypatch):
    monkeypatch.setitem(POLICIES, tasks.hang_in_the_database.module_path, Policy(limit=0.2))
    job = tasks.hang_in_the_database.enqueue()
    next_job(made_worker())
    assert facts(job) == ("READY", ["mine"], "reports.jobs.limit.TookTooLong")


def test_a_first_signal_lets_the_job_come_to_its_end(transactional_db):
    first, second = tasks.stop_once.enqueue(), tasks.remember.enqueue("b")
    worker = made_worker()
    worker.configure_signals()
    worker.run()
    assert tasks.done == ["to the end"]
    assert (row(first).status, row(second).status) == ("SUCCESSFUL", "READY")


def test_a_second_signal_stops_at_once_and_the_job_waits_as_if_never_begun(transactional_db):
    job, worker = tasks.stop_twice.enqueue(), made_worker()
    worker.configure_signals()
    with pytest.raises(SystemExit) as stopped:
        worker.run()
    assert stopped.value.code == 1
    assert facts(job) == ("READY", [], "")
    assert not worker.heart.is_alive()


def test_a_worker_that_waits_stops_at_a_signal(transactional_db):
    worker = Worker(worker_id="mine", interval=30)
    worker.configure_signals()
    signal.signal(signal.SIGALRM, worker.shutdown)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    with pytest.raises(SystemExit) as stopped:
        worker.run()
    assert stopped.value.code == 0


def test_a_worker_beats_before_its_first_job_and_is_known_as_dead_at_its_end(transactional_db):
    seen = []

    class Watched(Worker):
        def claim(self):
            seen.append(WorkerBeat.objects.filter(pk="mine", beat_at__gt=NOON).exists())
            return super().claim()

    Watched(worker_id="mine", interval=0, batch=True).run()
    assert seen == [True]
    assert WorkerBeat.objects.get(pk="mine").beat_at.year == 1970


def test_a_worker_beats_in_the_middle_of_a_job_too(transactional_db):
    tasks.work_until_the_next_beat.enqueue()
    Worker(worker_id="mine", interval=0, batch=True, beat_every=0.05).run()
    assert tasks.done == ["beaten"]


def test_an_end_that_could_not_be_written_is_found_by_the_worker_itself(transactional_db):
    """The database was away: the job stays with a worker that is alive and has forgotten it."""
    job, worker = tasks.remember.enqueue("a"), made_worker()
    assert worker.claim() is not None
    worker.run()
    assert facts(job) == ("SUCCESSFUL", ["mine", "mine"], "")


# What a worker writes that was taken for dead


def test_a_late_success_counts_while_nobody_else_has_begun():
    job, slow = tasks.remember.enqueue("a"), made_worker("slow")
    claimed = slow.claim()
    assert outcomes.put_back(row(job))
    slow.run_task(claimed)
    assert facts(job) == ("SUCCESSFUL", ["slow"], "")
    assert next_job(made_worker("other")) is None


def test_a_late_success_does_not_touch_what_another_has_begun():
    job, slow, other = tasks.remember.enqueue("a"), made_worker("slow"), made_worker("other")
    late = slow.claim()
    assert outcomes.put_back(row(job))
    present = other.claim()
    slow.run_task(late)
    assert facts(job) == ("RUNNING", ["slow", "other"], "")
    other.run_task(present)
    assert facts(job) == ("SUCCESSFUL", ["slow", "other"], "")


@pytest.mark.parametrize("kind", ["network", "program"], ids=["to be tried again", "given up"])
def test_a_late_failure_does_not_touch_what_another_has_begun(kind):
    job, slow, other = tasks.fail.enqueue(kind), made_worker("slow"), made_worker("other")
    late = slow.claim()
    assert outcomes.put_back(row(job))
    slow.run_task(late)
    assert facts(job) == ("READY", ["slow"], ""), "put back already: it waits no longer for that"
    assert other.claim() is not None
    slow.run_task(late)
    assert facts(job) == ("RUNNING", ["slow", "other"], "")


def test_a_late_failure_does_not_undo_a_success():
    job, slow, other = tasks.fail.enqueue("program"), made_worker("slow"), made_worker("other")
    late = slow.claim()
    assert outcomes.put_back(row(job))
    assert outcomes.succeed(other.claim(), None)
    slow.run_task(late)
    assert facts(job) == ("SUCCESSFUL", ["slow", "other"], "")


def test_pauses_grow_and_then_stay():
    assert [pause_after(tries) for tries in (1, 2, 3, 4, 9)] == [*PAUSES, PAUSES[-1], PAUSES[-1]]
    assert policy_of("some.other.task") == Policy()
