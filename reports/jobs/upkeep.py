"""What workers do between jobs so that nobody has to look after the queue.

Belongs here: queueing what was never queued, clearing away what is long done, and when each is due. Not here:
jobs of dead workers (`reaper`), reminders (`renewals`).
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports.documents.faces import PUBLISHED
from reports.jobs.beats import DEAD_AFTER
from reports.jobs.connections import renew
from reports.jobs.files import queue_renditions, versions_without_files
from reports.jobs.links import queue_due_checks
from reports.jobs.outbox import clear_old_messages, drop_closed_invitations, give_up_lost
from reports.jobs.reaper import reap
from reports.jobs.renewals import remind_of_renewals
from reports.models import RegisterState, Rendition, Report, StoredPage
from reports.renditions_comparison import drop_comparisons

KEPT = {TaskResultStatus.SUCCESSFUL: timedelta(days=7), TaskResultStatus.FAILED: timedelta(days=30)}
"""How long a job stands in the table after its end."""

logger = logging.getLogger(__name__)


def queue_missing_files() -> int:
    """Queue the files that versions lack, and return of how many. Several workers may do so at once."""
    queued = 0
    for version in versions_without_files():
        with transaction.atomic():
            # Publishing holds the same lock: whoever comes second sees the rows of whoever came first.
            Report.objects.select_for_update(of=("self",)).get(pk=version.report_id)
            there = set(Rendition.objects.filter(version=version).values_list("face", flat=True))
            missing = [face for face in PUBLISHED if face not in there]
            queue_renditions(version, missing)
            queued += bool(missing)
    return queued


def clear_finished(*, now: datetime | None = None) -> int:
    """Remove jobs that ended long ago, and return how many there were."""
    now, old = now or timezone.now(), Q()
    for status, age in KEPT.items():
        old |= Q(status=status, finished_at__lt=now - age)
    return DBTaskResult.objects.filter(old).delete()[0]


def clear_outdated_pages() -> int:
    """Remove the pages that an earlier state of the register made, and return how many there were."""
    return StoredPage.objects.filter(state__lt=RegisterState.objects.number()).delete()[0]


class Upkeep:
    """The duties of `worker` between jobs, and when each is due by `clock`; all are due at the start."""

    def __init__(
        self,
        worker: str,
        *,
        dead_after: timedelta = DEAD_AFTER,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self.duties: list[tuple[float, Callable[[], object]]] = [
            (dead_after.total_seconds() / 4, lambda: reap(dead_after=dead_after, idle=worker)),
            (10 * 60, queue_missing_files),
            (10 * 60, clear_outdated_pages),
            (10 * 60, give_up_lost),
            (10 * 60, drop_comparisons),
            (10 * 60, queue_due_checks),
            (24 * 60 * 60, remind_of_renewals),
            (24 * 60 * 60, clear_finished),
            (24 * 60 * 60, clear_old_messages),
            (24 * 60 * 60, drop_closed_invitations),
        ]
        self.due = [clock()] * len(self.duties)

    def do(self) -> None:
        """Do what is due. An error is logged, and the duty comes again when it is due next."""
        for number, (every, duty) in enumerate(self.duties):
            if self.clock() >= self.due[number]:
                self.due[number] = self.clock() + every
                try:
                    duty()
                except Exception:  # jobs go on while upkeep waits for a mended database
                    logger.exception("Upkeep of the queue failed")
                    renew()
