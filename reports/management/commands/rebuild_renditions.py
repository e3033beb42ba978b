"""Rebuild what is derived from frozen versions: answers as HTML, logo, PDF. The frozen text never changes.

For the day on which a hole in the sanitiser was mended, or the print style has changed.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.actions.renditions import rebuild_version
from reports.models import Version


class Command(BaseCommand):
    """`manage.py rebuild_renditions [--only ID …]`."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Which versions; all without an argument."""
        parser.add_argument("--only", type=int, nargs="*", default=[], metavar="ID")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild one version after the other; each is a transaction of its own and is logged."""
        versions = Version.objects.select_related("report__organisation", "report__cycle").order_by("pk")
        if options["only"]:
            versions = versions.filter(pk__in=options["only"])
        count = 0
        for version in versions.iterator(chunk_size=20):
            rebuild_version(version=version)
            count += 1
            self.stdout.write(f"{version.url} {version}: answers rebuilt, files queued")
        self.stdout.write(f"{count} versions rebuilt.")
