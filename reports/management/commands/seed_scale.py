"""Write a large register of invented reports, to see how the site holds up. Refused in production.

Running it again with a larger number adds the difference; a run that was stopped goes on where it stopped.
"""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.demo import scale


class Command(BaseCommand):
    """`manage.py seed_scale --reports N [--short] [--seed S]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """How many reports there are to be, and what stands in those that are added."""
        parser.add_argument("--reports", type=int, required=True, metavar="N")
        parser.add_argument("--short", action="store_true", help="answers of about 300 characters, not 2,500")
        parser.add_argument("--seed", type=int, default=0, metavar="S", help="another number, other words")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what is missing, and say on stderr how far it is."""
        if not settings.DEVELOPMENT:
            raise CommandError("Demo data is refused outside development (set DEVELOPMENT=true on a laptop).")
        wanted = options["reports"]
        there = wanted - len(scale.missing(wanted))
        started, before = time.monotonic(), there
        # One line is written over on a terminal; in a file each stands below the other.
        is_terminal = self.stderr.isatty()
        for written in scale.write(wanted, short=options["short"], seed=options["seed"]):
            there += written
            pace = (there - before) / (time.monotonic() - started)
            line = f"  {there}/{wanted} reports, {pace:.1f}/s"
            self.stderr.write(
                f"\r{line}" if is_terminal else line, style_func=str, ending="" if is_terminal else "\n"
            )
        if is_terminal and there > before:
            self.stderr.write("", style_func=str)
        self.stdout.write(f"{there - before} reports were added; there are {there} of {wanted}.")
