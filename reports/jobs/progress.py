"""How far a file is, for the page that waits for it.

Belongs here: reading the queue. Not here: changing it (`reaper`, `worker`), or the words on the page.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports.models.files import BuiltFile


@dataclass(frozen=True)
class Progress:
    """`state` is "ready", "waiting", "running" or "failed".

    `ahead` is how many jobs come before a waiting one, `tries` how often it was begun, `pages` how many pages
    are laid out, `started_at` when the present try began.
    """

    state: str
    ahead: int = 0
    tries: int = 0
    pages: int = 0
    started_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in {"ready", "failed"}


def progress_of(file: BuiltFile) -> Progress:
    """Return how far the file is. At most two queries, none for a file that is ready.

    A job whose row was cleared away will do nothing more: that is a failure too.
    """
    if file.is_ready:
        return Progress("ready")
    job = DBTaskResult.objects.filter(pk=file.job).first() if file.job else None
    if job is None or job.status == TaskResultStatus.FAILED:
        return Progress("failed", tries=len(job.worker_ids) if job else 0)
    tries = len(job.worker_ids)
    if job.status == TaskResultStatus.READY:
        return Progress("waiting", ahead=_ahead(job), tries=tries)
    # A job that ended well between the two looks has its file; the next look sees it.
    return Progress("running", tries=tries, pages=file.pages, started_at=job.started_at)


def _ahead(job: DBTaskResult) -> int:
    """Return how many jobs are being done or come first, in the order that the workers keep."""
    sooner = Q(priority__gt=job.priority) | Q(priority=job.priority) & (
        Q(run_after__lt=job.run_after) | Q(run_after=job.run_after, enqueued_at__lt=job.enqueued_at)
    )
    # Those that pause until their next try hold nobody up.
    waiting = DBTaskResult.objects.ready().filter(sooner)
    return (waiting | DBTaskResult.objects.running()).count()
