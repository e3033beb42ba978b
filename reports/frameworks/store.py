"""What the application asks for: frameworks, read once, and kept when a file is spoiled later.

Belongs here: which directories are in use, what has been read, and what to do when a file that an
operator provides is wrong. Not here: reading (`loader`, `reference`).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .errors import FrameworkError
from .files import DATA, DEFAULT_LOCALE, Files
from .loader import read_framework
from .overlay import overlay_names
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
    good data stay in use: what stood before, or, at the start, what was shipped.
    """

    def __init__(self, *, frameworks: Path | None = None, wordings: Path | None = None) -> None:
        self.frameworks, self.wordings = frameworks, wordings
        self.files = Files(*([frameworks] if frameworks else []), DATA)
        self._known: dict[Any, Any] = {}
        self._stale: set[Any] = set()
        self._lock = threading.RLock()
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

    def _look(self) -> None:
        if self.frameworks is None and self.wordings is None:
            return
        if time.monotonic() - self._looked < LOOK_AGAIN:
            return
        self._looked = time.monotonic()
        stamp = self._state()
        if stamp != self._stamp:
            self._stamp, self._stale = stamp, set(self._known)

    def _read(self, key: Any, read: Read) -> Any:
        try:
            return read(self.files, self.wordings)
        except (FrameworkError, OSError) as error:
            if self.frameworks is None and self.wordings is None:
                raise
            said = self.files.located(error) if isinstance(error, FrameworkError) else error
            LOG.error("A file of the questionnaire is wrong, the last good one stays in use: %s", said)
            if key in self._known:
                return self._known[key]
            return read(Files(DATA), None)

    def _state(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for directory in (self.frameworks, self.wordings):
            for path in sorted(directory.iterdir()) if directory and directory.is_dir() else ():
                stat = path.stat()
                found.append((str(path), stat.st_mtime_ns, stat.st_size))
        return tuple(found)


_store = Store()


def configure(*, frameworks: Path | None = None, wordings: Path | None = None) -> None:
    """Use these directories from now on; forget what was read."""
    global _store
    _store = Store(frameworks=frameworks, wordings=wordings)


def framework_ids() -> tuple[str, ...]:
    """Return the ids of all frameworks that have a file, sorted."""
    return _store.get("ids", lambda files, _: files.framework_ids())


def load(framework_id: str = "haip-1.0", locale: str = DEFAULT_LOCALE) -> Framework:
    """Return one framework, read once; English wording where the locale has no files.

    `Framework.locale` says which wording was used. FrameworkError for an unknown framework or
    a faulty shipped file.
    """
    return _store.get(
        (framework_id, locale),
        lambda files, wordings: read_framework(files, framework_id, locale, wordings=wordings),
    )


def glossary(locale: str = DEFAULT_LOCALE) -> tuple[Term, ...]:
    """Return the terms of the glossary, in the order of their ids."""
    return _store.get(("glossary", locale), lambda files, _: read_glossary(files, locale))


def code_of_conduct(locale: str = DEFAULT_LOCALE) -> CodeOfConduct:
    """Return the actions of the Code of Conduct in this project's own words."""
    return _store.get(("code-of-conduct", locale), lambda files, _: read_code_of_conduct(files, locale))


def sources() -> tuple[Files, Path | None, list[str]]:
    """Return the files in use, the directory of official wording, and the names in it."""
    return _store.files, _store.wordings, overlay_names(_store.wordings)
