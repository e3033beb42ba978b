"""What workers do between jobs: what was never queued is queued once, and what is long done is removed."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django_tasks_db.models import DBTaskResult

from reports.documents.faces import PUBLISHED
from reports.jobs.files import versions_without_files
from reports.jobs.upkeep import Upkeep, clear_finished, queue_missing_files
from reports.models import Rendition
from tests import builders
from tests.reports.jobs import tasks

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OFTEN = ["reap", "queue", "pages", "lost", "comparisons", "links"]
BUILD = "reports.jobs.files.build_rendition"


def of_an_older_release():
    """Return a version of which no file was ever queued."""
    version = builders.published_version()
    Rendition.objects.filter(version=version, face__in=PUBLISHED).delete()
    DBTaskResult.objects.all().delete()
    return version


def queued():
    return DBTaskResult.objects.filter(task_path=BUILD)


@pytest.mark.django_db
def test_files_that_were_never_queued_are_queued_once():
    version, other = of_an_older_release(), builders.published_version()
    before = set(queued().values_list("pk", flat=True))
    assert [each.pk for each in versions_without_files()] == [version.pk]
    assert queue_missing_files() == 1
    assert queue_missing_files() == 0
    new = queued().exclude(pk__in=before)
    made = Rendition.objects.filter(version=version, face__in=PUBLISHED)
    assert sorted(made.values_list("face", flat=True)) == sorted(PUBLISHED)
    assert {str(job.pk) for job in new} == set(made.values_list("job", flat=True))
    assert Rendition.objects.filter(version=other).count() == len(PUBLISHED)


@pytest.mark.django_db
def test_a_kind_of_file_that_is_new_is_all_that_is_queued():
    version = builders.published_version()
    before = dict(version.renditions.values_list("face", "job"))
    lacking = before.popitem()[0]
    Rendition.objects.filter(version=version, face=lacking).delete()
    assert queue_missing_files() == 1
    after = dict(version.renditions.values_list("face", "job"))
    assert after.pop(lacking)
    assert after == before


@pytest.mark.django_db(transaction=True)
def test_workers_that_start_together_queue_each_file_once():
    of_an_older_release()
    start, counts = threading.Barrier(3), []

    def one():
        start.wait()
        try:
            counts.append(queue_missing_files())
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 0, 1]
    assert queued().count() == len(PUBLISHED)


@pytest.mark.django_db
def test_what_is_long_done_is_removed_and_failures_are_kept_longer():
    ages = {"SUCCESSFUL": (6, 8), "FAILED": (29, 31)}
    kept, gone = set(), set()
    for status, (young, old) in ages.items():
        for days, group in ((young, kept), (old, gone)):
            job = tasks.remember.enqueue(f"{status} {days}")
            ended = NOON - timedelta(days=days)
            DBTaskResult.objects.filter(pk=job.id).update(status=status, finished_at=ended)
            group.add(job.id)
    for status in ("READY", "RUNNING"):
        job = tasks.remember.enqueue(status)
        DBTaskResult.objects.filter(pk=job.id).update(status=status, enqueued_at=NOON - timedelta(days=99))
        kept.add(job.id)
    assert clear_finished(now=NOON) == len(gone) == 2
    assert {str(job) for job in DBTaskResult.objects.values_list("pk", flat=True)} == kept


@pytest.mark.django_db
def test_everything_is_due_at_the_start_and_then_in_its_time(caplog):
    now = [0.0]
    upkeep = Upkeep("mine", dead_after=timedelta(seconds=60), clock=lambda: now[0])
    done = []
    short, names = [*OFTEN, "renewals", "clear", "messages", "invitations"], []
    for number, (every, _duty) in enumerate(upkeep.duties):
        upkeep.duties[number] = (every, lambda name=short[number]: names.append(name))
    for moment in (0, 14, 15, 29, 30, 599, 600, 24 * 60 * 60):
        now[0] = float(moment)
        upkeep.do()
        done.append((moment, names.copy()))
        names.clear()
    assert done == [
        (0, short),
        (14, []),
        (15, ["reap"]),
        (29, []),
        (30, ["reap"]),
        (599, ["reap"]),
        (600, OFTEN[1:]),
        (24 * 60 * 60, short),
    ]
    assert caplog.text == ""


@pytest.mark.django_db
def test_a_duty_that_fails_does_not_stop_the_others(caplog):
    upkeep, done = Upkeep("mine", clock=lambda: 0.0), []

    def broken():
        raise RuntimeError("no space left")

    upkeep.duties = [(1, broken), (1, lambda: done.append("second"))]
    upkeep.due = [0.0, 0.0]
    upkeep.do()
    assert done == ["second"]
    assert "no space left" in caplog.text


@pytest.mark.django_db
def test_the_duties_are_done():
    of_an_older_release()
    with time_machine.travel(NOON, tick=False):
        job = tasks.remember.enqueue("a")
        DBTaskResult.objects.filter(pk=job.id).update(status="RUNNING", worker_ids=["mine"])
        old = tasks.remember.enqueue("b")
        long_ago = NOON - timedelta(days=99)
        DBTaskResult.objects.filter(pk=old.id).update(status="FAILED", finished_at=long_ago)
        Upkeep("mine").do()
    assert DBTaskResult.objects.get(pk=job.id).status == "READY"
    assert not DBTaskResult.objects.filter(pk=old.id).exists()
    assert queued().count() == len(PUBLISHED)
