"""The one error of this package, and how the line that it is about is found.

Belongs here: what a message says of a place. Not here: finding faults (`tables`, `structure`, …).
"""

from __future__ import annotations

import re

_TOML_LINE = re.compile(r"at line (\d+)")
_HEAD = re.compile(r"\s*\[\[?[^\[\]=,]+\]\]?\s*(#.*)?")


Block = tuple[tuple[str, int], ...]


class FrameworkError(ValueError):
    """A file is wrong. The message names the file and, where known, line, section and question.

    `key` and `block` are what to look for in the file when the line is not known yet (`located`): a word,
    and the arrays of tables that it stands in, each with the index of the table.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str,
        section: str = "",
        question: str = "",
        key: str = "",
        line: int = 0,
        block: Block = (),
    ) -> None:
        self.problem, self.file, self.section, self.question = problem, file, section, question
        self.key, self.line, self.block = key, line, block
        place = file
        if line:
            place += f", line {line}"
        if section:
            place += f", section {section}"
        if question:
            place += f", question {question}"
        super().__init__(f"{place}: {problem}")

    def located(self, text: str) -> FrameworkError:
        """Return the error with the line of `text`, the content of its file, that it is about."""
        if self.line:
            return self
        return FrameworkError(
            self.problem,
            file=self.file,
            section=self.section,
            question=self.question,
            key=self.key,
            line=_line(self, text.split("\n")),
            block=self.block,
        )


def _line(error: FrameworkError, lines: list[str]) -> int:
    """Return the number of the line, counted from 1; 1 where nothing in the file points to it."""
    said = _TOML_LINE.search(error.problem)
    if said:
        return int(said[1])
    if "at end of document" in error.problem:
        return max(number for number, line in enumerate(lines, 1) if line.strip() or number == 1)
    place = _array(error.block, lines) or _named(error.question, lines) or _named(error.section, lines)
    if not error.key:
        return place[0] if place else 1
    named, start, end = place or (1, 1, len(lines))
    found = _key(error.key, lines, start, end)
    return found or named


def _array(block: Block, lines: list[str]) -> tuple[int, int, int] | None:
    """Return the line that names a table of an array, and the first and last line of that table."""
    start, path = 0, ""
    for key, index in block:
        path = f"{path}.{key}".lstrip(".")
        head = f"[[{path}]]"
        heads = [n for n in range(start + 1, len(lines) + 1) if lines[n - 1].strip().startswith(head)]
        if index >= len(heads):
            return None
        start = heads[index]
    if not start:
        return None
    end = _end(start, lines, re.compile(rf"\s*\[\[?{re.escape(path)}\."))
    own = re.compile(r"\s*(code|id)\s*=")
    named = next(
        (n for n in range(start + 1, _end(start, lines, None) + 1) if own.match(lines[n - 1])), start
    )
    return named, start, end


def _named(code: str, lines: list[str]) -> tuple[int, int, int] | None:
    """Return the line that names a code, and the first and last line of what is said under it.

    A table's head comes first ([questions."1a"]), then the last line of its own (code = "1a", which may
    stand twice), then a line that starts with it (1a = …).
    """
    if not code:
        return None
    name = re.escape(code)
    part = rf"""["']?{name}["']?"""
    head = re.compile(rf"\s*\[\[?([a-z_]+\.)?{part}\]")
    for number, line in enumerate(lines, 1):
        if head.match(line):
            return number, number, _end(number, lines, re.compile(rf"\s*\[\[?([a-z_]+\.)?{part}\."))
    own = re.compile(rf"""\s*(code|id)\s*=\s*["']{name}["']""")
    for number in range(len(lines), 0, -1):
        if own.match(lines[number - 1]):
            start = next((n for n in range(number, 0, -1) if _HEAD.fullmatch(lines[n - 1])), 1)
            return number, start, _end(number, lines, None)
    entry = re.compile(rf"\s*{part}\s*[=,.]")
    found = next((number for number, line in enumerate(lines, 1) if entry.match(line)), 0)
    return (found, found, found) if found else None


def _end(start: int, lines: list[str], inside: re.Pattern[str] | None) -> int:
    """Return the last line before the next table's head; tables `inside` belong to the block."""
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1]
        if _HEAD.fullmatch(line) and not (inside and inside.match(line)):
            return number - 1
    return len(lines)


def _key(key: str, lines: list[str], start: int, end: int) -> int:
    """Return the first line from start to end that gives the key, is headed by it, or holds it in quotes."""
    name = re.escape(key)
    given = re.compile(rf"""\s*(\[+([^\[\]]*\.)?)?["']?{name}["']?\s*[=\].]""")
    for pattern in (given.match, re.compile(rf"""["']{name}["']|(?<![\w-]){name}\s*=""").search):
        for number in range(start, end + 1):
            if pattern(lines[number - 1]):
                return number
    return 0
