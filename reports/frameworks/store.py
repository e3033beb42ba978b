"""What the application asks for: frameworks, read once, and kept when a file is spoiled later.

Belongs here: which directories are in use, what has been read, and what to do when a file that an
operator provides is wrong. Not here: reading (`loader`, `reference`).
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .errors import FrameworkError
from .files import DATA, DEFAULT_LOCALE, PREFACE, TOPICS, Files
from .loader import read_framework
from .reference import CodeOfConduct, Term, read_code_of_conduct, read_glossary
from .schema import Framework

LOG = logging.getLogger(__name__)
LOOK_AGAIN = 2.0
"""Seconds between two looks at the operator's directories."""

Read = Callable[[Files, Path | None], Any]


class Store:
    """Everything that was read, by what was asked for.

    Operators may provide whole files (`frameworks`, in place of those shipped) and official wording
    (`wordings`). Both directories are looked at again every two seconds. A fault is logged once, and the last
    good data stay in use: what stood before, or, at the start, the same without the faulty directory.
    """

    def __init__(
        self, *, frameworks: Path | None = None, wordings: Path | None = None, shipped: Path = DATA
    ) -> None:
        self.shipped = shipped
        self._lock = threading.RLock()
        self.configure(frameworks=frameworks, wordings=wordings)

    def configure(self, *, frameworks: Path | None, wordings: Path | None) -> None:
        """Use these directories from now on; forget what was read."""
        with self._lock:
            self.frameworks, self.wordings = frameworks, wordings
            self.files = Files(*([frameworks] if frameworks else []), self.shipped)
            self._known: dict[Any, Any] = {}
            self._stale: set[Any] = set()
            self._said: set[str] = set()
            self._stamp = self._state()
            self._looked = time.monotonic()

    def get(self, key: Any, read: Read) -> Any:
        """Return what `read` makes of the files, or the last good of it."""
        with self._lock:
            self._look()
            if key not in self._known or key in self._stale:
                self._known[key] = self._read(key, read)
                self._stale.discard(key)
            return self._known[key]

    def framework_ids(self) -> tuple[str, ...]:
        """Return the ids of the frameworks that can be loaded, sorted: an operator's may be faulty."""
        with self._lock:
            listed = self.get("ids", lambda files, _: files.framework_ids())
            shipped = Files(self.shipped).framework_ids()
            return tuple(name for name in listed if name in shipped or self._loads(name))

    def framework(self, framework_id: str, locale: str) -> Framework:
        """Return one framework; FrameworkError if there is nothing good to return.

        All its languages are read together: if one of them is faulty, none of them changes, or a report
        would be drafted by one set of codes and published by another.
        """
        spoken = self.get(
            ("framework", framework_id), lambda files, wordings: _spoken(files, framework_id, wordings)
        )
        wanted = locale.lower().replace("_", "-")
        return spoken.get(wanted) or spoken.get(wanted.split("-")[0]) or spoken[DEFAULT_LOCALE]

    def state(self) -> str:
        """Return what changes whenever a file of the operator's does; empty without such files."""
        with self._lock:
            self._look()
            return repr(self._stamp) if self._stamp else ""

    def _loads(self, framework_id: str) -> bool:
        def read(_files: Files, _wordings: Path | None) -> bool:
            try:
                self.framework(framework_id, DEFAULT_LOCALE)
            except FrameworkError:
                # Why not was logged when it was read.
                return False
            return True

        return self.get(("loads", framework_id), read)

    def _look(self) -> None:
        if self.frameworks is None and self.wordings is None:
            return
        if time.monotonic() - self._looked < LOOK_AGAIN:
            return
        self._looked = time.monotonic()
        stamp = self._state()
        if stamp != self._stamp:
            self._stamp, self._stale = stamp, set(self._known)
            self._said.clear()

    def _read(self, key: Any, read: Read) -> Any:
        try:
            return read(self.files, self.wordings)
        except (FrameworkError, OSError) as error:
            if self.frameworks is None and self.wordings is None:
                raise
            self._say(error)
            if key in self._known:
                return self._known[key]
        if self.wordings is not None:
            try:
                return read(self.files, None)
            except (FrameworkError, OSError) as error:
                self._say(error)
        return read(Files(self.shipped), None)

    def _say(self, error: FrameworkError | OSError) -> None:
        said = str(self.files.located(error) if isinstance(error, FrameworkError) else error)
        if said not in self._said:
            self._said.add(said)
            LOG.error("A file of the questionnaire is wrong, the last good one stays in use: %s", said)

    def _state(self) -> tuple[tuple[str, int, int], ...]:
        """Return what changes when a file does. What can't be looked at is as if it were not there."""
        found = []
        for directory in (self.frameworks, self.wordings):
            for path in _entries(directory):
                with contextlib.suppress(OSError):
                    stat = path.stat()
                    found.append((str(path), stat.st_mtime_ns, stat.st_size))
        return tuple(found)


def _spoken(files: Files, framework_id: str, wordings: Path | None) -> dict[str, Framework]:
    """Return locale -> the framework in it, in every language that has all files."""
    locales = {DEFAULT_LOCALE, *files.locales((framework_id, PREFACE, TOPICS))}
    return {each: read_framework(files, framework_id, each, wordings=wordings) for each in sorted(locales)}


def _entries(directory: Path | None) -> list[Path]:
    try:
        return sorted(directory.iterdir()) if directory else []
    except OSError:
        return []


_store = Store()


def configure(*, frameworks: Path | None = None, wordings: Path | None = None) -> None:
    """Use these directories from now on; forget what was read."""
    _store.configure(frameworks=frameworks, wordings=wordings)


def state() -> str:
    """Return what changes whenever a file of the operator's does; empty without such files."""
    return _store.state()


def framework_ids() -> tuple[str, ...]:
    """Return the ids of all frameworks that can be loaded, sorted."""
    return _store.framework_ids()


def load(framework_id: str = "haip-1.0", locale: str = DEFAULT_LOCALE) -> Framework:
    """Return one framework, read once; English wording where the locale has no files.

    `Framework.locale` says which wording was used. FrameworkError for an unknown framework or
    a faulty shipped file.
    """
    return _store.framework(framework_id, locale)


def glossary(locale: str = DEFAULT_LOCALE) -> tuple[Term, ...]:
    """Return the terms of the glossary, in the order of the file."""
    return _store.get(("glossary", locale), lambda files, _: read_glossary(files, locale))


def code_of_conduct(locale: str = DEFAULT_LOCALE) -> CodeOfConduct:
    """Return the actions of the Code of Conduct in this project's own words."""
    return _store.get(("code-of-conduct", locale), lambda files, _: read_code_of_conduct(files, locale))
