"""What a page that waits for a file is told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.jobs.files import build_draft_file, build_questionnaire
from reports.jobs.progress import Progress, progress_of
from reports.models import DraftFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    """A file that is queued, without a draft around it."""
    job = build_draft_file.enqueue(1)
    return DraftFile(pk=1, job=job.id, pages=7)


def jobs_of(file):
    return DBTaskResult.objects.filter(pk=file.job)


def test_a_file_that_is_there_asks_nobody(file, django_assert_num_queries):
    file.sha256 = "ab" * 32
    with django_assert_num_queries(0):
        assert progress_of(file) == Progress("ready")


def test_what_comes_first_is_counted(file, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert progress_of(file) == Progress("waiting")
    build_draft_file.enqueue(2)  # queued later
    build_questionnaire.enqueue(1)  # less urgent
    assert progress_of(file).ahead == 0
    build_draft_file.using(priority=20).enqueue(3)
    assert progress_of(file).ahead == 1
    running = build_questionnaire.enqueue(2)
    DBTaskResult.objects.filter(pk=running.id).update(status="RUNNING")
    assert progress_of(file).ahead == 2
    DBTaskResult.objects.filter(pk=running.id).update(status="SUCCESSFUL")
    assert progress_of(file).ahead == 1


def test_a_job_that_pauses_until_its_next_try_holds_nobody_up(file):
    paused = build_draft_file.using(priority=20, run_after=timezone.now() + timedelta(minutes=1)).enqueue(3)
    assert progress_of(file).ahead == 0
    DBTaskResult.objects.filter(pk=paused.id).update(run_after=timezone.now())
    assert progress_of(file).ahead == 1


def test_the_order_is_that_in_which_jobs_are_begun():
    first, second = (build_draft_file.enqueue(number) for number in (1, 2))
    for job, ahead in ((first, 0), (second, 1)):
        assert progress_of(DraftFile(job=job.id)).ahead == ahead
    assert str(DBTaskResult.objects.ready().first().pk) == first.id


def test_a_file_that_is_being_made_tells_its_pages(file):
    started = timezone.now()
    jobs_of(file).update(status="RUNNING", started_at=started, worker_ids=["a"])
    assert progress_of(file) == Progress("running", tries=1, pages=7, started_at=started)


@pytest.mark.parametrize("worker_ids", [["a"], ["a", "b"]])
def test_one_that_waits_again_says_how_often_it_was_begun(file, worker_ids):
    jobs_of(file).update(worker_ids=worker_ids)
    assert progress_of(file) == Progress("waiting", tries=len(worker_ids))


def test_a_failure_is_over(file):
    jobs_of(file).update(status="FAILED", worker_ids=["a", "b"])
    assert progress_of(file) == Progress("failed", tries=2)
    assert progress_of(file).is_over


@pytest.mark.parametrize("gone", ["cleared away", "never queued"])
def test_a_job_that_is_not_there_is_a_failure(file, gone):
    jobs_of(file).delete()
    if gone == "never queued":
        file.job = ""
    assert progress_of(file) == Progress("failed")
