"""Show the job queue: what waits, who works, and what has failed and why."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from reports.jobs.overview import overview, retry_failed


class Command(BaseCommand):
    """`manage.py queue [--retry-failed [ID …]]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """What to try again."""
        parser.add_argument(
            "--retry-failed",
            type=UUID,
            nargs="*",
            metavar="ID",
            help="queue failed jobs again: those named, or all but messages that are older than a day",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the state of the queue, after what was asked for was queued again."""
        if options["retry_failed"] is not None:
            self.stdout.write(f"Queued again: {retry_failed(options['retry_failed'])}")
        seen = overview()
        self.stdout.write(f"Workers alive: {seen.workers}")
        self.stdout.write(f"Running: {seen.running}")
        self.stdout.write(f"Waiting: {seen.waiting}, the oldest for {seen.oldest.total_seconds():.0f} s")
        self.stdout.write(f"Waiting for another try: {seen.later}")
        self.stdout.write(f"Failed: {len(seen.failures)}")
        for each in seen.failures:
            when = f"{each.finished_at:%Y-%m-%d %H:%M}" if each.finished_at else "at an unknown time"
            self.stdout.write(f"  {each.id} {each.task} {when}, try {each.tries}: {each.error}")
