"""Which characters of an answer's Markdown are code, or part of a link or an address.

Belongs here: looking at the source where it stands, since the parser's tokens know only lines. Not here: what
anybody does with the rest. Texts are as `clean` leaves them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from markdown_it.token import Token

from .bullets import list_typed_bullets
from .links import bare_addresses, is_readable
from .markdown import MAX_LENGTH, parse

_BACKTICKS = re.compile(r"`+")
# Bounded everywhere: what somebody types to be read is shorter, and what is typed to hang a server is longer.
_TITLE = r"""(?:"[^"]{0,400}"|'[^']{0,400}'|\([^()]{0,400}\))"""
_ADDRESS = re.compile(rf"\(\s{{0,8}}<?([^\s()<>]{{0,4000}})>?(?:\s{{1,8}}{_TITLE})?\s{{0,8}}\)")
_WORDS_OF_LINK = re.compile(r"!?\[(?:[^\[\]\n]|\[[^\[\]\n]{0,80}\]){0,400}\](?=\()")


def is_escaped(text: str, position: int) -> bool:
    """Whether an odd number of backslashes stands before the position."""
    before = position
    while before and text[before - 1] == "\\":
        before -= 1
    return (position - before) % 2 == 1


def is_link(text: str, end: int) -> bool:
    """Whether what ends here is the text of a link, not the mark of a note."""
    address = _ADDRESS.match(text, end)
    return address is not None and is_readable(address[1])


def code(text: str, tokens: Sequence[Token] | None = None) -> bytearray:
    """Return for each character of the text whether it stands in code, 1 or 0.

    `tokens` spares a second parsing. A text that is too long to be shown as Markdown has no code.
    """
    marks = bytearray(len(text) + 1)
    if ("`" not in text and "~~~" not in text) or len(text) > MAX_LENGTH:
        return marks
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    places = _source_lines(lines, list_typed_bullets(text).split("\n"))
    for token in parse(text) if tokens is None else tokens:
        if not token.map or token.type not in {"fence", "inline"}:
            continue
        start, end = (min(starts[places[line]], len(text)) for line in token.map)
        _mark(marks, [(start, end)] if token.type == "fence" else _spans(text, start, end))
    return marks


def code_and_links(text: str) -> bytearray:
    """Return for each character whether it stands in code, in a link, or in an address."""
    return links(text, code(text))


def links(text: str, marks: bytearray) -> bytearray:
    """Return the marks with every link and address of the text added to them."""
    for words in _WORDS_OF_LINK.finditer(text):
        if address := _ADDRESS.match(text, words.end()):
            _mark(marks, [(words.start(), address.end())])
    _mark(marks, bare_addresses(text))
    return marks


def _mark(marks: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    for first, after in spans:
        marks[first:after] = b"\1" * (after - first)


def _source_lines(lines: Sequence[str], read: Sequence[str]) -> list[int]:
    """Return for each line that the parser read, some blank ones more, which line of the text it is."""
    places, place = [], 0
    for line in read:
        places.append(place)
        if line or not lines[place]:
            place += 1
    return [*places, len(lines)]


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where code between backticks stands in a block; it never reaches beyond."""
    runs = [run.span() for run in _BACKTICKS.finditer(text, start, end)]
    position = start
    for number, (run, after) in enumerate(runs):
        if run < position:
            continue
        opening = run + is_escaped(text, run)
        later = (runs[other] for other in range(number + 1, len(runs)))
        if closing := next((last for first, last in later if last - first == after - opening), None):
            yield opening, closing
            position = closing
