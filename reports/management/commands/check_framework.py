"""Check the files of the questionnaire: those of this project, and those that an operator provides.

Says every faulty file with line and code. With --framework-dir or --wording-dir, a directory can be
checked before it is used.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.frameworks.checking import languages, problems
from reports.frameworks.files import DATA, Files
from reports.frameworks.overlay import overlay_names


class Command(BaseCommand):
    """`manage.py check_framework [--framework-dir DIR] [--wording-dir DIR]`."""

    help = __doc__
    # The system checks would stop at what this command is there to tell in full.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which directories; those of the settings without an argument."""
        parser.add_argument("--framework-dir", type=Path, default=settings.HAIP_FRAMEWORK_DIR, metavar="DIR")
        parser.add_argument("--wording-dir", type=Path, default=settings.HAIP_WORDING_DIR, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one error for each faulty file, or what was checked."""
        directory, wordings = options["framework_dir"], options["wording_dir"]
        files = Files(*([directory] if directory else []), DATA)
        found = problems(files, wordings)
        for error in found:
            self.stderr.write(str(error))
        if found:
            raise CommandError(f"Files with faults: {len(found)}.")
        self.stdout.write(f"Frameworks: {', '.join(files.framework_ids())}.")
        self.stdout.write(f"Languages: {', '.join(languages(files))}.")
        self.stdout.write(f"Files of the questionnaire: {len(_toml(DATA))}, all of them sound.")
        if directory:
            self.stdout.write(f"Files in {directory}, used in place of these: {len(_toml(directory))}.")
        if wordings:
            self.stdout.write(f"Files of official wording in {wordings}: {len(overlay_names(wordings))}.")


def _toml(directory: Path) -> list[Path]:
    return list(directory.glob("*.toml"))
