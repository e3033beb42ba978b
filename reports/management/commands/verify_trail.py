"""Check that nothing was changed that must not change: events, frozen versions, and what follows from them.

Prints a line for each fault and ends with code 1 if there is one. Of files and stored pages only the
bytes are held against their fingerprints, unless --files is given. Whatever is derived is made anew by
rebuild_renditions.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from reports.models import Report
from reports.verification import Fault, end_faults, ends, page_faults, verify, verify_rest


class Command(BaseCommand):
    """`manage.py verify_trail [--report ORGANISATION/CYCLE] [--files] [--ends FILE] [--write-ends FILE]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """What is looked at."""
        parser.add_argument("--report", metavar="ORGANISATION/CYCLE", help="only what is at this address")
        parser.add_argument(
            "--files", action="store_true", help="write files and pages anew and compare; takes its time"
        )
        parser.add_argument("--ends", metavar="FILE", help="the ends of all chains, kept from an earlier day")
        parser.add_argument(
            "--write-ends", metavar="FILE", help="write the ends of today, to be kept elsewhere"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at everything, print the faults and what was looked at."""
        counted: Counter[str] = Counter()
        number = 0
        for fault in _faults(counted, **options):
            self.stdout.write(str(fault))
            number += 1
        self.stdout.write(
            f"Checked: {counted['chains']} chains with {counted['events']} events; {counted['versions']} "
            f"frozen versions with {counted['answers']} answers; {counted['files']} files; "
            f"{counted['pages']} stored pages."
        )
        if number:
            raise CommandError(f"Faults: {number}")
        if options["write_ends"]:
            lines = [json.dumps(end) + "\n" for end in ends()]
            Path(options["write_ends"]).write_text("".join(lines))
        self.stdout.write("No faults.")


def _faults(counted: Counter[str], **options: Any) -> Iterator[Fault]:
    yield from verify(_reports(options["report"]), counted, files=options["files"])
    if not options["report"]:
        yield from verify_rest(counted)
        yield from page_faults(counted, anew=options["files"])
    if options["ends"]:
        with Path(options["ends"]).open() as file:
            yield from end_faults(json.loads(line) for line in file)


def _reports(address: str | None) -> QuerySet[Report]:
    if not address:
        return Report.objects.all()
    organisation, _slash, cycle = address.partition("/")
    found = Report.objects.filter(organisation__slug=organisation, cycle__slug=cycle)
    if not found.exists():
        raise CommandError(f"There is no report at {address}; write it as in sakura-works/2026.")
    return found
