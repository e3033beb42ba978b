"""The words of one paragraph of an answer: HTML within a block to runs and links.

Belongs here: white space, emphasis, code, links, marks of notes. Not here: blocks (`answer`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn
from lxml.etree import _Element

from .markup import run

_SPACE = re.compile("[ \t\n\r\f]+")


@dataclass(frozen=True)
class Look:
    """How words stand out."""

    bold: bool = False
    italic: bool = False
    style: str = ""


Leads = Callable[[_Element, list[_Element]], list[_Element]]
"""Makes of an `a` and its runs what leads there: a link, or the mark of a note."""

_LOOKS: dict[str, dict[str, Any]] = {
    "strong": {"bold": True},
    "em": {"italic": True},
    "code": {"style": "CodeText"},
}


class Phrases:
    """Collects the runs of one paragraph; spaces are put together as a browser does."""

    def __init__(self, leads: Leads, look: Look | None = None) -> None:
        self._leads = leads
        self._look = look or Look()
        self._after_space = True
        self.runs: list[_Element] = []

    def text(self, words: str | None, look: Look | None = None) -> None:
        """Add words."""
        said = _SPACE.sub(" ", words or "")
        if self._after_space:
            said = said.removeprefix(" ")
        if not said:
            return
        self._after_space = said.endswith(" ")
        look = look or self._look
        self.runs.append(run(said, style=look.style, bold=look.bold, italic=look.italic))

    def add(self, node: _Element, look: Look | None = None) -> None:
        """Add an element that stands within a line, without what follows it."""
        look = look or self._look
        if not isinstance(node.tag, str):
            return
        if node.tag == "br":
            self._trim()
            self.runs.append(run("\n"))
            self._after_space = True
        elif node.tag == "a":
            outside, self.runs = self.runs, []
            self._inside(node, look)
            self.runs = outside + self._leads(node, self.runs)
        else:
            self._inside(node, replace(look, **_LOOKS.get(node.tag, {})))

    def finished(self) -> list[_Element]:
        """Return the runs, without a space at the end."""
        self._trim()
        return self.runs

    def _inside(self, node: _Element, look: Look) -> None:
        self.text(node.text, look)
        for child in node:
            self.add(child, look)
            self.text(child.tail, look)

    def _trim(self) -> None:
        """Take away spaces at the end, and the runs that held nothing else."""
        while self.runs and self.runs[-1].tag == qn("w:r"):
            last = self.runs[-1].find(qn("w:t"))
            if last is None or self.runs[-1][-1].tag != qn("w:t") or not (last.text or "").endswith(" "):
                return
            last.text = (last.text or "").rstrip(" ")
            if last.text:
                return
            self.runs.pop()
