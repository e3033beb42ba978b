"""Where files of the questionnaire are found: an operator's directory first, then what was shipped.

Belongs here: names of files and the languages that are complete. Not here: what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .errors import FrameworkError
from .tables import Table, read_table

DATA = Path(__file__).parent / "data"
DEFAULT_LOCALE = "en"
PREFACE = "preface"
TOPICS = "topics"
FRAMEWORK_FILE = re.compile(r"([a-z]+-\d+\.\d+)\.toml")
LOCALE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class Files:
    """The files of one or more directories; one that stands earlier hides its namesakes in later ones."""

    def __init__(self, *directories: Path) -> None:
        self.directories = directories

    def path(self, name: str) -> Path:
        """Return where the file stands, or would stand if nobody has it."""
        for directory in self.directories:
            if (directory / name).exists():
                return directory / name
        return self.directories[-1] / name

    def has(self, name: str) -> bool:
        """Whether any of the directories has the file."""
        return self.path(name).exists()

    def read(self, name: str) -> Table:
        """Read one TOML file; FrameworkError if it is missing, not UTF-8 or not TOML."""
        return read_table(self.path(name))

    def names(self) -> list[str]:
        """Return the names of all files, each once, sorted."""
        found = (directory for directory in self.directories if directory.is_dir())
        return sorted({path.name for directory in found for path in directory.iterdir()})

    def framework_ids(self) -> tuple[str, ...]:
        """Return the ids of all frameworks that have a file, sorted."""
        matches = (FRAMEWORK_FILE.fullmatch(name) for name in self.names())
        return tuple(sorted(match[1] for match in matches if match))

    def locales(self, stems: Iterable[str]) -> list[str]:
        """Return the languages in which all these stems have a file, sorted."""
        stems = tuple(stems)
        names = self.names()
        found = {name.removeprefix(f"{stems[0]}.").removesuffix(".toml") for name in names}
        return sorted(
            locale
            for locale in found
            if LOCALE.fullmatch(locale) and all(f"{stem}.{locale}.toml" in names for stem in stems)
        )

    def locale_for(self, stems: Iterable[str], locale: str) -> str:
        """Choose the locale, else its base language, else English; never a mixture of two."""
        wanted = locale.lower().replace("_", "-")
        if LOCALE.fullmatch(wanted):
            for candidate in (wanted, wanted.split("-")[0]):
                if all(self.has(f"{stem}.{candidate}.toml") for stem in stems):
                    return candidate
        return DEFAULT_LOCALE

    def located(self, error: FrameworkError) -> FrameworkError:
        """Return the error with the line that it is about; a missing file has none."""
        path = self.path(error.file)
        if error.line or not path.is_file():
            return error
        return error.located(path.read_text(encoding="utf-8", errors="replace"))
