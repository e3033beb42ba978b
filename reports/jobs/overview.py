"""The queue as an operator sees it, and what an operator may do to it.

Belongs here: counts, errors, and trying again what has failed. Not here: printing (the command `queue`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from reports.jobs.beats import alive
from reports.jobs.policy import policy_of


@dataclass(frozen=True)
class Failure:
    """A job that has failed for good."""

    id: UUID
    task: str
    tries: int
    finished_at: datetime | None
    error: str


@dataclass(frozen=True)
class Overview:
    """How many jobs wait, wait for their next try, run and have failed; `oldest` is how long one waits."""

    waiting: int
    later: int
    running: int
    workers: int
    oldest: timedelta
    failures: list[Failure]


def overview(*, now: datetime | None = None) -> Overview:
    """Return what stands in the queue, the latest failure first. Four queries."""
    now = now or timezone.now()
    jobs = DBTaskResult.objects
    counts = dict(jobs.order_by().values_list("status").annotate(Count("pk")))
    ready = list(jobs.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True))
    failed = jobs.failed().defer("args_kwargs", "return_value").order_by("-finished_at")
    return Overview(
        waiting=len(ready),
        later=counts.get(TaskResultStatus.READY, 0) - len(ready),
        running=counts.get(TaskResultStatus.RUNNING, 0),
        workers=len(alive(now=now)),
        oldest=max(now - ready[0], timedelta()) if ready else timedelta(),
        failures=[_failure(job) for job in failed],
    )


def retry_failed(only: Collection[UUID] = (), *, now: datetime | None = None) -> int:
    """Queue failed jobs again as if they had never been begun, and return how many there were.

    All of them, save messages that are of no use any more; or the ones that are named, whatever they are.
    """
    now = now or timezone.now()
    failed = DBTaskResult.objects.failed()
    chosen = failed.filter(pk__in=only) if only else failed
    ids = [job.pk for job in chosen if only or not _is_stale(job, now)]
    return failed.filter(pk__in=ids).update(
        status=TaskResultStatus.READY,
        worker_ids=[],
        run_after=get_date_max(),
        started_at=None,
        finished_at=None,
        exception_class_path="",
        traceback="",
    )


def _is_stale(job: DBTaskResult, now: datetime) -> bool:
    fresh = policy_of(job.task_path).fresh
    return fresh is not None and job.enqueued_at <= now - fresh


def _failure(job: DBTaskResult) -> Failure:
    lines = job.traceback.strip().splitlines() or [job.exception_class_path]
    return Failure(job.pk, job.task_path, len(job.worker_ids), job.finished_at, lines[-1])
