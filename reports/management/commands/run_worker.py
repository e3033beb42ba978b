"""Run a worker of the job queue: mail, files, link checks. As many as one likes may run at once."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.crypto import get_random_string

from reports.jobs.beats import BEAT_EVERY, DEAD_AFTER
from reports.jobs.worker import Worker


class Command(BaseCommand):
    """`manage.py run_worker`; SIGTERM lets the present job come to its end, a second one stops at once."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """How often it looks and beats; the same for all workers of a site."""
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks for a job")
        parser.add_argument("--batch", action="store_true", help="end when no job is ready")
        parser.add_argument("--beat-every", type=float, default=BEAT_EVERY, help="seconds between beats")
        parser.add_argument(
            "--dead-after",
            type=float,
            default=DEAD_AFTER.total_seconds(),
            help="seconds without a beat after which the job of a worker is given to another",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes."""
        worker = worker_of(options)
        worker.configure_signals()
        worker.run()


def worker_of(options: dict[str, Any]) -> Worker:
    """Return a worker with a name of its own."""
    return Worker(
        worker_id=get_random_string(32),
        interval=options["interval"],
        batch=options["batch"],
        beat_every=options["beat_every"],
        dead_after=timedelta(seconds=options["dead_after"]),
    )
