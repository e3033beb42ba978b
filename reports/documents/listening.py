"""What WeasyPrint says while it works: how far it is, what it could not draw, what it may not fetch.

It says so in its log only. Belongs here: hearing that, for one render in this thread. Not here: what is
done about it (`pdf`).
"""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_COMPLAINTS = logging.getLogger("weasyprint")
_PROGRESS = logging.getLogger("weasyprint.progress")
_PAGE = re.compile(r"Step 5 - Creating layout - Page (\d+)")
_NO_GLYPH = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)", re.DOTALL)


@dataclass
class Heard:
    """What was said: characters that no font has, and everything else that was worth a line."""

    unknown: dict[str, None] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def listening(on_page: Callable[[int], None] | None = None) -> Iterator[Heard]:
    """Hear what is said in this thread; `on_page` gets the number of each further page laid out.

    What was heard goes no further in the log. One render in a process at a time: levels of loggers are the
    process's, and are set back at the end.
    """
    heard = Heard()
    ear = _Ear(heard, on_page)
    loggers = [_COMPLAINTS, _PROGRESS] if on_page else [_COMPLAINTS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addFilter(ear)
        logger.setLevel(logging.INFO if logger is _PROGRESS else logging.WARNING)
    try:
        yield heard
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeFilter(ear)
            logger.setLevel(level)


class _Ear(logging.Filter):
    def __init__(self, heard: Heard, on_page: Callable[[int], None] | None) -> None:
        super().__init__()
        self.heard, self.on_page = heard, on_page
        self.thread, self.pages = threading.get_ident(), 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Take what was said in this thread; let the rest pass."""
        if record.thread != self.thread:
            return True
        said = record.getMessage()
        if record.name == _PROGRESS.name:
            self._count(said)
        elif glyph := _NO_GLYPH.match(said):
            self.heard.unknown[chr(int(glyph[1], 16))] = None
        elif said not in self.heard.complaints:
            self.heard.complaints.append(said)
        return False

    def _count(self, said: str) -> None:
        """Report a page once: the contents need a second pass over all pages."""
        page = _PAGE.match(said)
        if page and self.on_page and int(page[1]) > self.pages:
            self.pages = int(page[1])
            self.on_page(self.pages)
