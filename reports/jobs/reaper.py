"""Jobs whose worker is dead go back into the queue; what kills its worker each time does not go on for ever.

Belongs here: finding them. Not here: signs of life (`beats`), how a row is changed (`outcomes`).
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.jobs import outcomes
from reports.jobs.beats import DEAD_AFTER
from reports.jobs.policy import policy_of
from reports.models import WorkerBeat

NEVER_BEAT = timedelta(minutes=30)
"""A worker that has never beaten, such as one of an older release, is dead so long after it began the job."""

FORGOTTEN = timedelta(days=1)
"""Beats older than this are removed."""

logger = logging.getLogger(__name__)


class WorkerDied(Exception):
    """The worker of the job fell silent in the middle: killed, out of memory, or cut off."""


@dataclass(frozen=True)
class Reaped:
    """How many jobs went back into the queue, and how many were given up."""

    again: int = 0
    given_up: int = 0


def reap(*, now: datetime | None = None, dead_after: timedelta = DEAD_AFTER, idle: str = "") -> Reaped:
    """Take every job from its worker if that is dead. Any number of reapers may be at work.

    `idle` is a living worker that has no job at hand: what it seems to have is what it could not write down
    the end of, because the database was away.
    """
    now = now or timezone.now()
    # The jobs are read before the beats: a worker beats before it begins its first job.
    running = list(DBTaskResult.objects.running())
    beats = dict(WorkerBeat.objects.values_list("worker", "beat_at"))
    again = given_up = 0
    for job in running:
        worker = job.worker_ids[-1] if job.worker_ids else ""
        if worker != idle and _has_it_still(job, beats.get(worker), now, dead_after):
            continue
        reason = _reason_to_give_up(job, now)
        if reason and outcomes.fail(job, WorkerDied(reason)):
            given_up += 1
            logger.error("Job %s (%s) given up: %s", job.pk, job.task_path, reason)
        elif not reason and outcomes.put_back(job):
            again += 1
            logger.warning("Job %s (%s) put back: worker %s has it no more", job.pk, job.task_path, worker)
    WorkerBeat.objects.filter(beat_at__lt=now - FORGOTTEN).delete()
    return Reaped(again, given_up)


def _has_it_still(job: DBTaskResult, beat_at: datetime | None, now: datetime, dead_after: timedelta) -> bool:
    """Whether the worker of the job, which beat last at `beat_at`, can be expected to end it."""
    if beat_at is not None:
        return beat_at > now - dead_after
    return job.started_at is not None and job.started_at > now - NEVER_BEAT


def _reason_to_give_up(job: DBTaskResult, now: datetime) -> str:
    """Return why the job is not begun once more, or an empty string."""
    policy, tries = policy_of(job.task_path), len(job.worker_ids)
    if tries >= policy.tries:
        return f"Begun {tries} times; each time it ended without a word, the last time with its worker."
    if policy.fresh and job.enqueued_at <= now - policy.fresh:
        return f"Its worker fell silent, and what was queued on {job.enqueued_at:%Y-%m-%d} is of no use now."
    return ""
