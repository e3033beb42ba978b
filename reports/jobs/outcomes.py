"""What becomes of a job that somebody has begun: one conditional UPDATE each.

The condition is that nobody else has begun the job since. A worker that was taken for dead and comes to an
end after all, a second reaper, and the worker that has the job now can therefore not overwrite each other.
Belongs here: writing. Not here: deciding (`worker`, `reaper`).
"""

import time
from datetime import datetime
from traceback import format_exception
from typing import Any

from django.db import OperationalError
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports.jobs.connections import renew

STUBBORN = (0.1, 1.0, 5.0)
"""Seconds to wait before writing once more to a database that is locked or restarting."""


def succeed(job: DBTaskResult, value: Any) -> bool:
    """Write that the job is done, and return whether that still counted.

    It does unless somebody else has begun the job: done is done, even if the worker was taken for dead.
    """
    written = stubbornly(
        _begun_by_the_same(job),
        status=TaskResultStatus.SUCCESSFUL,
        finished_at=timezone.now(),
        return_value=value,
        exception_class_path="",
        traceback="",
    )
    return _refreshed(job, written)


def try_again(job: DBTaskResult, *, at: datetime, error: BaseException | None = None) -> bool:
    """Put the job back into the queue for later, and return whether it was still ours to put back."""
    row = {"status": TaskResultStatus.READY, "run_after": at, **_told(error)}
    return _refreshed(job, stubbornly(_still_running(job), **row))


def put_back(job: DBTaskResult) -> bool:
    """Put the job back to where it stood before its last worker began it, which still counts as a try."""
    return _refreshed(job, stubbornly(_still_running(job), status=TaskResultStatus.READY))


def undo_begin(job: DBTaskResult) -> bool:
    """Put the job back as if it had not been begun: its worker was told to stop at once."""
    row = {"status": TaskResultStatus.READY, "worker_ids": job.worker_ids[:-1]}
    return _refreshed(job, stubbornly(_still_running(job), **row))


def fail(job: DBTaskResult, error: BaseException) -> bool:
    """Write that the job has failed for good, and return whether it was still ours."""
    row = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now(), "return_value": None}
    return _refreshed(job, stubbornly(_still_running(job), **row, **_told(error)))


def _begun_by_the_same(job: DBTaskResult) -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(pk=job.pk, worker_ids=job.worker_ids)


def _still_running(job: DBTaskResult) -> QuerySet[DBTaskResult]:
    return _begun_by_the_same(job).filter(status=TaskResultStatus.RUNNING)


def _told(error: BaseException | None) -> dict[str, str]:
    if error is None:
        return {}
    kind = type(error)
    return {
        "exception_class_path": f"{kind.__module__}.{kind.__qualname__}",
        "traceback": "".join(format_exception(error)),
    }


def stubbornly(rows: QuerySet[Any], **values: Any) -> bool:
    """Update rows, also while the database is locked or restarts; return whether there were any."""
    for pause in STUBBORN:
        try:
            return bool(rows.update(**values))
        except OperationalError:
            renew()
            time.sleep(pause)
    return bool(rows.update(**values))


def _refreshed(job: DBTaskResult, written: bool) -> bool:
    if written:
        job.refresh_from_db()
    return written
