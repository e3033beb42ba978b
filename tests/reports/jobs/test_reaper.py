"""Jobs of dead workers: back into the queue, given up in time, and never taken twice."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django_tasks_db.models import DBTaskResult

from reports.jobs import outcomes, reaper
from reports.jobs.beats import DEAD_AFTER, Heart, alive, beat, end
from reports.jobs.mail import deliver
from reports.jobs.policy import POLICIES, Policy
from reports.jobs.reaper import FORGOTTEN, NEVER_BEAT, Reaped, reap
from reports.jobs.worker import Worker
from reports.models import WorkerBeat
from tests.reports.jobs import tasks

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as travelling:
        yield travelling


def begun(worker="dead", *, beats=True, job=None):
    """Return a job that the worker has begun now; it beat now too, unless it never beats."""
    job = job or tasks.remember.enqueue("a")
    if beats:
        beat(worker)
    return Worker(worker_id=worker).claim()


def facts(job):
    found = DBTaskResult.objects.get(pk=job.pk)
    return (found.status, found.worker_ids, found.exception_class_path)


def test_a_job_stays_with_a_worker_that_is_alive(clock):
    job = begun()
    clock.shift(DEAD_AFTER - SECOND)
    assert reap() == Reaped()
    beat("dead")
    clock.shift(DEAD_AFTER - SECOND)
    assert reap() == Reaped()
    assert facts(job) == ("RUNNING", ["dead"], "")


def test_a_job_of_a_dead_worker_goes_back_to_its_place_in_the_queue(clock):
    job = begun()
    clock.shift(SECOND)
    later = tasks.remember.enqueue("later")
    clock.shift(DEAD_AFTER)
    assert reap() == Reaped(again=1)
    assert facts(job) == ("READY", ["dead"], "")
    assert reap() == Reaped()
    claimed = Worker(worker_id="next").claim()
    assert claimed.pk == job.pk
    assert facts(job) == ("RUNNING", ["dead", "next"], "")
    assert str(DBTaskResult.objects.ready().get().pk) == later.id


def test_only_the_last_worker_counts(clock):
    job = begun("first")
    clock.shift(DEAD_AFTER)
    reap()
    beat("second")
    assert Worker(worker_id="second").claim() is not None
    assert reap() == Reaped()
    assert facts(job) == ("RUNNING", ["first", "second"], "")


def test_a_worker_that_has_ended_is_dead_at_once(clock):
    begun()
    end("dead")
    assert reap() == Reaped(again=1)


@pytest.mark.parametrize("tries", [1, 3, 5])
def test_what_kills_its_worker_each_time_is_given_up(clock, monkeypatch, caplog, tries):
    monkeypatch.setitem(POLICIES, tasks.remember.module_path, Policy(tries=tries))
    job = begun()
    for number in range(1, tries):
        clock.shift(DEAD_AFTER)
        assert reap() == Reaped(again=1)
        assert facts(job) == ("READY", ["dead"] * number, "")
        beat("dead")
        assert Worker(worker_id="dead").claim() is not None
    clock.shift(DEAD_AFTER)
    assert reap() == Reaped(given_up=1)
    assert facts(job) == ("FAILED", ["dead"] * tries, "reports.jobs.reaper.WorkerDied")
    found = DBTaskResult.objects.get(pk=job.pk)
    assert f"Begun {tries} times" in found.traceback
    assert found.finished_at == NOON + tries * DEAD_AFTER
    assert "given up" in caplog.text
    assert Worker(worker_id="next").claim() is None


def test_a_worker_that_never_beats_is_given_more_time(clock):
    job = begun("of an older release", beats=False)
    clock.shift(NEVER_BEAT - SECOND)
    assert reap() == Reaped()
    clock.shift(SECOND)
    assert reap() == Reaped(again=1)
    assert facts(job) == ("READY", ["of an older release"], "")


def test_an_old_message_is_not_sent_by_whoever_comes_next(clock):
    begun("of an older release", beats=False, job=deliver.enqueue({}))
    clock.shift(timedelta(days=1))
    assert reap() == Reaped(given_up=1)
    (job,) = DBTaskResult.objects.failed()
    assert "of no use" in job.traceback


def test_a_message_of_today_is_sent_by_whoever_comes_next(clock):
    begun(job=deliver.enqueue({}))
    clock.shift(timedelta(hours=23))
    assert reap() == Reaped(again=1)


def test_jobs_that_nobody_has_begun_are_left_alone(clock):
    waiting = tasks.remember.enqueue("a")
    done = tasks.remember.enqueue("b")
    DBTaskResult.objects.filter(pk=done.id).update(status="SUCCESSFUL", worker_ids=["dead"])
    clock.shift(timedelta(days=2))
    assert reap() == Reaped()
    assert DBTaskResult.objects.get(pk=waiting.id).status == "READY"
    assert DBTaskResult.objects.get(pk=done.id).status == "SUCCESSFUL"


def test_beats_of_workers_long_gone_are_removed(clock):
    beat("long gone")
    clock.shift(timedelta(hours=1))
    beat("of today")
    clock.shift(FORGOTTEN - timedelta(minutes=1))
    reap()
    assert list(WorkerBeat.objects.values_list("pk", flat=True)) == ["of today"]
    assert alive(now=NOON + timedelta(hours=1)) == {"of today"}


# Races, in every order


def looked_at(job):
    """Return the row as a reaper sees it now."""
    return DBTaskResult.objects.get(pk=job.pk)


def test_of_two_reapers_one_wins(clock):
    job = begun()
    first, second = looked_at(job), looked_at(job)
    assert outcomes.put_back(first)
    assert not outcomes.put_back(second)
    assert not outcomes.fail(second, reaper.WorkerDied("late"))
    assert facts(job) == ("READY", ["dead"], "")


def test_a_reaper_that_looked_too_early_does_not_take_the_job_from_the_next_worker(clock):
    job = begun()
    first, second = looked_at(job), looked_at(job)
    assert outcomes.put_back(first)
    assert Worker(worker_id="next").claim() is not None
    assert not outcomes.put_back(second)
    assert facts(job) == ("RUNNING", ["dead", "next"], "")


def test_a_worker_that_ends_before_the_reaper_moves_wins(clock):
    job = begun()
    seen = looked_at(job)
    assert outcomes.succeed(job, None)
    assert not outcomes.put_back(seen)
    assert not outcomes.fail(seen, reaper.WorkerDied("late"))
    assert facts(job) == ("SUCCESSFUL", ["dead"], "")


def test_what_was_given_up_and_ends_well_after_all_is_done(clock):
    job = begun()
    assert outcomes.fail(looked_at(job), reaper.WorkerDied("wrongly"))
    assert outcomes.succeed(job, None)
    assert facts(job) == ("SUCCESSFUL", ["dead"], "")


@pytest.mark.django_db(transaction=True)
def test_reapers_at_the_same_moment_put_each_job_back_once():
    with time_machine.travel(NOON, tick=False):
        jobs = [begun() for _ in range(8)]
    results, start = [], threading.Barrier(4)

    def one():
        start.wait()
        try:
            results.append(reap(now=NOON + DEAD_AFTER))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.again for each in results) == len(jobs)
    assert [facts(job) for job in jobs] == [("READY", ["dead"], "")] * 8


@pytest.mark.django_db(transaction=True)
def test_a_heart_beats_on_a_connection_of_its_own_until_it_is_stopped():
    seen = threading.Event()

    class Watched(Heart):
        def run(self):
            super().run()
            seen.set()

    with time_machine.travel(NOON, tick=False):
        beat("mine")
    heart = Watched("mine", every=0.01)
    heart.start()
    # Waits for the condition, and ends as soon as it holds.
    for _ in range(2000):
        if WorkerBeat.objects.get(pk="mine").beat_at > NOON:
            break
        seen.wait(0.01)
    heart.stop()
    assert seen.is_set()
    assert not heart.is_alive()
    last = WorkerBeat.objects.get(pk="mine").beat_at
    assert last > NOON + timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_a_heart_goes_on_after_a_beat_that_could_not_be_written(caplog):
    heart, pause = Heart("\ud800", every=0.01), threading.Event()
    heart.start()
    for _ in range(2000):
        if "could not write its beat" in caplog.text:
            break
        pause.wait(0.01)
    heart.worker = "mine"
    for _ in range(2000):
        if WorkerBeat.objects.exists():
            break
        pause.wait(0.01)
    heart.stop()
    assert "could not write its beat" in caplog.text
    assert WorkerBeat.objects.get().pk == "mine"


@pytest.mark.django_db(transaction=True)
def test_a_heart_ends_the_process_when_a_job_hangs_where_no_signal_reaches_it(caplog):
    ended = threading.Event()
    heart = Heart("mine", every=0.01, end_process=ended.set)
    heart.start()
    for _ in range(2000):
        if WorkerBeat.objects.exists():
            break
        threading.Event().wait(0.01)
    assert not ended.is_set()
    heart.deadline = 0.0
    assert ended.wait(20)
    heart.stop()
    assert "its job hangs" in caplog.text
