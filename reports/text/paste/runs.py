"""Bold and italics as stars that the renderer reads, whatever the pieces were that they came in.

Word cuts one bold sentence into ten pieces, with spaces at their ends. Belongs here: joining the pieces,
line by line, and putting the stars where they can open and close. Not here: where the styles came from.
"""

import re
from itertools import groupby, zip_longest

from reports.text.emphasis import is_edge, is_latin_mark

from .escapes import FENCE, PREFIX
from .marks import BOLD, END_BOLD, END_ITALIC, ITALIC, NOT_BOLD, NOT_ITALIC, STYLES, show, without_styles

_PIECE = re.compile(f"({STYLES.pattern}|[ ]+|\\|)")
_SPLIT_NOTE = re.compile(r"(\[\^\d+\])")
_MARKUP = set("[]()`\\")  # pasted ones are hidden, so these belong to a link or to code
Run = tuple[str, bool, bool]
_NO_RUN: Run = ("", False, False)


class Styler:
    """Reads the lines of a text one after the other: what is open at the end of one goes on in the next."""

    def __init__(self) -> None:
        self.bold: list[bool] = []
        self.italic: list[bool] = []
        self.fence = ""

    def line(self, line: str) -> str:
        """Return the line with stars in place of the marks of bold and italics."""
        runs, plain = self._runs(line), without_styles(line)
        fence = FENCE.fullmatch(plain)
        if fence and self.fence in {"", fence[1]}:
            self.fence = "" if self.fence else fence[1]
            return plain
        prefix = PREFIX.match(plain)[0]  # type: ignore[index]
        if self.fence or "#" in prefix:
            return plain
        return prefix + _starred(_joined(_without_start(runs, len(prefix))))

    def _runs(self, line: str) -> list[Run]:
        runs = []
        for piece in _PIECE.split(line):
            if piece in {BOLD, NOT_BOLD}:
                self.bold.append(piece == BOLD)
            elif piece in {ITALIC, NOT_ITALIC}:
                self.italic.append(piece == ITALIC)
            elif piece in {END_BOLD, END_ITALIC}:
                (self.bold if piece == END_BOLD else self.italic).pop()
            elif piece:
                style = (self.bold[-1:] == [True], self.italic[-1:] == [True])
                for part in filter(None, _SPLIT_NOTE.split(piece)):
                    unstyled = part == "|" or _SPLIT_NOTE.fullmatch(part)
                    runs.append((part, *((False, False) if unstyled else style)))
        return runs


def _without_start(runs: list[Run], length: int) -> list[Run]:
    """Return the runs without the first characters, which are the markup that begins the line."""
    place = 0
    while place < len(runs) and length >= len(runs[place][0]):
        length -= len(runs[place][0])
        place += 1
    if place < len(runs) and length:
        text, bold, italic = runs[place]
        return [(text[length:], bold, italic), *runs[place + 1 :]]
    return runs[place:]


def _joined(runs: list[Run]) -> list[Run]:
    """Return the runs with a space as bold as both its neighbours, and neighbours alike made one."""
    seen: list[Run] = []
    for run, after in zip_longest(runs, runs[1:], fillvalue=_NO_RUN):
        if run[0].strip():
            seen.append(run)
        else:
            alike = (seen or [_NO_RUN])[-1][1:] == after[1:]
            seen.append((run[0], *(after if alike else _NO_RUN)[1:]))
    alike_runs = groupby(seen, key=lambda run: run[1:])
    return [("".join(run[0] for run in same), *style) for style, same in alike_runs]


def _starred(runs: list[Run]) -> str:
    out: list[str] = []
    for place, (text, bold, italic) in enumerate(runs):
        stars = "*" * (2 * bold + italic) if any(map(str.isalnum, text)) else ""
        if not stars:
            out.append(text)
            continue
        before = next((part[-1] for part in reversed(out) if part), " ")
        after = runs[place + 1][0][0] if place + 1 < len(runs) else " "
        # Two runs that touch would run their stars together.
        if before == "*":
            out.append(text)
            continue
        start, inner, end = _within_words(text, before, after)
        out += [start, stars, inner, stars, end] if inner else [start]
    return "".join(out)


def _within_words(text: str, before: str, after: str) -> tuple[str, str, str]:
    """Return what has to stand before and behind the stars so that they can open and close.

    Stars between a letter and a bracket are none (``**(so)**much``): there the marks go outside.
    """
    shown = show(text)
    start, end = 0, len(shown)
    while start < end and _is_refused(text[start], before):
        start += 1
    while end > start and _is_refused(text[end - 1], after):
        end -= 1
    inner = text[start:end]
    if set(text[:start] + text[end:]) & _MARKUP or not any(map(str.isalnum, inner)):
        return text, "", ""
    return text[:start], inner, text[end:]


def _is_refused(inside: str, outside: str) -> bool:
    """Whether stars between these two characters would stay stars."""
    return is_latin_mark(show(inside)) and not is_edge(show(outside))
