"""Bullets typed as characters ("・", "•") read as lists.

Many reports, Japanese ones above all, type their bullets. Belongs here: turning such lines into
Markdown list lines before parsing. Not here: bullets in HTML pasted from a word processor.
"""

import re

_SPACE = "[ \t\u00a0\u3000]"
_BULLET = re.compile(f"(?P<lead>{_SPACE}*)(?:[・･•◦▪‣⁃](?![・･•])|·(?={_SPACE})){_SPACE}*(?P<rest>\\S.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MARKDOWN_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_WIDTHS = {"\t": 4, "\u3000": 2}


def list_typed_bullets(source: str) -> str:
    """Return the Markdown with every typed bullet line turned into a ``- `` line.

    Nesting follows the indentation, where a full-width space is as wide as two others. A line after a
    bullet belongs to it if it is indented, and is a new paragraph if not. Fenced code stays as it is.
    """
    if not any(mark in source for mark in "・･•◦▪‣⁃·"):
        return source
    return "\n".join(_Lines().convert(source.split("\n")))


class _Lines:
    """One pass over the lines of an answer."""

    def __init__(self) -> None:
        self.fence = ""
        self.widths: list[int] = []  # indentation of each open level, outermost first
        self.base = 0  # columns to the left of the whole list, inside a Markdown list item
        self.parent = 0  # where the text of the last Markdown list item starts
        self.out: list[str] = []

    def convert(self, lines: list[str]) -> list[str]:
        for line in lines:
            if self._is_code(line):
                self.widths = []
                self.out.append(line)
            elif bullet := _BULLET.fullmatch(line):
                self._add_bullet(_width(bullet["lead"]), bullet["rest"])
            else:
                self._add_other(line)
        return self.out

    def _is_code(self, line: str) -> bool:
        fence = _FENCE.match(line)
        if self.fence:
            if fence and fence[1].startswith(self.fence) and not line.strip(" `~"):
                self.fence = ""
            return True
        if fence:
            self.fence = fence[1]
        return bool(fence)

    def _add_bullet(self, width: int, text: str) -> None:
        if not self.widths:
            self.base = self.parent if width else 0
        while len(self.widths) > 1 and width < self.widths[-1]:
            self.widths.pop()
        if not self.widths or width > self.widths[-1]:
            self.widths.append(width)
        self.out.append(" " * self._column() + "- " + text)

    def _column(self) -> int:
        return self.base + 2 * (len(self.widths) - 1)

    def _add_other(self, line: str) -> None:
        text = line.strip()
        if self.widths and text:
            if re.match(_SPACE, line):
                line = " " * (self._column() + 2) + text
            else:
                if self.out[-1].strip() and not self._continues_list(line):
                    self.out.append("")
                self.widths = []
        if not self.widths and text:
            item = _MARKDOWN_ITEM.match(line)
            if item:
                self.parent = len(item[0].expandtabs(4))
            elif not re.match(_SPACE, line):
                self.parent = 0
        self.out.append(line)

    def _continues_list(self, line: str) -> bool:
        """Say whether Markdown ends the bullets at this line without a blank line before it."""
        item = _MARKDOWN_ITEM.match(line)
        return bool(item) and (self.base > 0 or line[0] in "-*+")


def _width(lead: str) -> int:
    return sum(_WIDTHS.get(character, 1) for character in lead)
