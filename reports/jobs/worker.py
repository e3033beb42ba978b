"""The worker: the loop that takes jobs from the table and does them, one after the other.

Belongs here: the loop, and what becomes of a job that fails. Signals are the library's: the first SIGTERM
or SIGINT lets the job come to its end, the second stops at once. Not here: how patient it is (`policy`),
signs of life (`beats`), what it does between jobs (`upkeep`).
"""

import logging
import math
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, OperationalError
from django.utils import timezone
from django_tasks import TaskContext, TaskResult
from django_tasks.signals import task_finished, task_started
from django_tasks_db.management.commands.db_worker import Worker as LibraryWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from reports.jobs import outcomes
from reports.jobs.beats import BEAT_EVERY, DEAD_AFTER, Heart, beat, end
from reports.jobs.connections import renew
from reports.jobs.limit import TookTooLong, time_limit
from reports.jobs.policy import HOPELESS, pause_after, policy_of
from reports.jobs.upkeep import Upkeep

GRACE = 60.0
"""Seconds beyond its limit after which a job that could not be stopped ends the whole process."""

logger = logging.getLogger(__name__)


class Worker(LibraryWorker):
    """A worker that beats, tries again, stops what takes too long, and looks after the queue."""

    def __init__(
        self,
        *,
        worker_id: str,
        interval: float = 1.0,
        batch: bool = False,
        beat_every: float = BEAT_EVERY,
        dead_after: timedelta = DEAD_AFTER,
    ) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
        )
        self.upkeep = Upkeep(worker_id, dead_after=dead_after)
        self.heart = Heart(worker_id, every=beat_every)

    def run(self) -> None:
        """Work until a signal comes; with `batch`, until no job is ready."""
        logger.info("Worker %s starts", self.worker_id)
        beat(self.worker_id)
        self.heart.start()
        try:
            while self.running:
                if not self._turn():
                    if self.batch:
                        break
                    if self.running:
                        time.sleep(self.interval)
        finally:
            self.heart.stop()
            with suppress(DatabaseError):
                end(self.worker_id)
            logger.info("Worker %s ends", self.worker_id)

    def _turn(self) -> bool:
        """Do what is due and one job, and return whether there was one. A signal waits for the end of it."""
        self.running_task = True
        try:
            renew()
            self.upkeep.do()
            job = self.claim()
            if job is not None:
                self.run_task(job)
            return job is not None
        except OperationalError:  # locked or restarting; what was begun is found by the reaper
            logger.warning("The database did not answer", exc_info=True)
            return False
        finally:
            renew()
            self.running_task = False

    def claim(self) -> DBTaskResult | None:
        """Begin the next job: from now on it is this worker's."""
        with exclusive_transaction():
            job = DBTaskResult.objects.ready().filter(backend_name=self.backend_name).get_locked()
            if job is not None:
                job.claim(self.worker_id)
            return job

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Do the job and write down what became of it."""
        job, self.running_task = db_task_result, True
        try:
            self.heart.deadline = time.monotonic() + policy_of(job.task_path).limit + GRACE
            if not outcomes.succeed(job, _value_of(job)):
                logger.warning("Job %s is done, but another worker has begun it meanwhile", job.pk)
                return
            task_finished.send(sender=type(job.task.get_backend()), task_result=job.task_result)
        except (SystemExit, KeyboardInterrupt):  # a second signal
            renew(broken=True)
            outcomes.undo_begin(job)
            raise
        except BaseException as error:
            renew(broken=isinstance(error, TookTooLong))
            self._failed(job, error)
        finally:
            self.heart.deadline = math.inf
            self.running_task = False

    def _failed(self, job: DBTaskResult, error: BaseException) -> None:
        """Put the job back for later, or give it up."""
        tries, policy = len(job.worker_ids), policy_of(job.task_path)
        if tries < policy.tries and not isinstance(error, HOPELESS):
            pause = pause_after(tries, policy.pauses)
            if outcomes.try_again(job, at=timezone.now() + pause, error=error):
                told = (job.pk, job.task_path, tries, policy.tries, pause.total_seconds())
                logger.warning("Job %s (%s) failed, try %d of %d; again in %d seconds", *told, exc_info=error)
        elif outcomes.fail(job, error):
            try:
                sender, result = type(job.task.get_backend()), job.task_result
            except (ImportError, SuspiciousOperation):
                logger.exception("Job %s (%s) is none that this release knows", job.pk, job.task_path)
            else:
                task_finished.send(sender=sender, task_result=result)  # the library logs the traceback


def _value_of(job: DBTaskResult) -> Any:
    """Do the job."""
    task, result = job.task, job.task_result
    task_started.send(sender=type(task.get_backend()), task_result=result)
    given = (
        (TaskContext(task_result=cast(TaskResult, result)), *result.args)
        if task.takes_context
        else result.args
    )
    with time_limit(policy_of(job.task_path).limit):
        return task.call(*given, **result.kwargs)
