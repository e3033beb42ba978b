"""Signs of life: each worker writes one every few seconds, in the middle of a job too.

Belongs here: writing and reading them. Not here: what becomes of the jobs of a dead worker (`reaper`).
"""

import logging
import math
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from django.db import connections
from django.utils import timezone

from reports.models import WorkerBeat

BEAT_EVERY = 5.0
"""Seconds between two beats of a worker."""

DEAD_AFTER = timedelta(seconds=60)
"""A worker of which nothing was heard for so long is dead. The clocks of all machines must agree that far."""

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

logger = logging.getLogger(__name__)


def beat(worker: str) -> None:
    """Write down that the worker is alive, in one statement."""
    WorkerBeat.objects.bulk_create(
        [WorkerBeat(worker=worker, beat_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["worker"],
        update_fields=["beat_at"],
    )


def end(worker: str) -> None:
    """Write down that the worker has ended, so that nobody waits until it counts as dead."""
    WorkerBeat.objects.filter(pk=worker).update(beat_at=LONG_AGO)


def alive(*, now: datetime, dead_after: timedelta = DEAD_AFTER) -> set[str]:
    """Return the names of the workers that are alive."""
    fresh = WorkerBeat.objects.filter(beat_at__gt=now - dead_after)
    return set(fresh.values_list("worker", flat=True))


def _end_process() -> None:
    os._exit(os.EX_SOFTWARE)


class Heart(Thread):
    """A thread that beats for a worker until it is stopped. It ends with the process, whatever happens.

    A job that hangs where no signal reaches it (in C) is over once `deadline`, a moment of the monotonic
    clock, has passed: the process ends, and the reaper finds the job.
    """

    def __init__(
        self, worker: str, *, every: float = BEAT_EVERY, end_process: Callable[[], None] = _end_process
    ) -> None:
        super().__init__(name="heart", daemon=True)
        self.worker = worker
        self.every = every
        self.end_process = end_process
        self.deadline = math.inf
        self._stopped = Event()

    def run(self) -> None:
        """Beat, on a connection of this thread; a beat that cannot be written is left out."""
        while not self._stopped.wait(self.every):
            if time.monotonic() > self.deadline:
                logger.critical("Worker %s ends: its job hangs and cannot be stopped", self.worker)
                self.end_process()
            try:
                beat(self.worker)
            except Exception:  # a locked or restarting database: the next beat may succeed
                logger.warning("Worker %r could not write its beat", self.worker, exc_info=True)
            finally:
                connections.close_all()

    def stop(self) -> None:
        """Beat no more; waits for a beat that is being written."""
        self._stopped.set()
        if self.is_alive():
            self.join()
