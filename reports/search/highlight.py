"""The passages of an answer that a query finds, with the found words marked.

Belongs here: choosing and marking in plain text, the same on both engines. Pure. Not here: HTML.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reports.search.folding import LANGUAGES, Token, stem, tokens
from reports.search.query import Query, Term

MOST_PASSAGES = 3
LENGTH = 200
"""About so many characters a passage has."""
_BEFORE = 60
_MOST_CHARACTERS = 60_000
_STEP = 20
"""Stretches that begin nearer than this to each other are as good as one."""
_BORDER = 24
"""So far a passage is stretched or shrunk so that it begins and ends between words."""

Place = tuple[int, int, int]
"""Start, end, and which term stands there."""


@dataclass(frozen=True)
class Passage:
    """A stretch of an answer: its parts are text and whether it is marked; together they are the stretch.

    `is_cut_before` and `is_cut_after` say whether the answer goes on there.
    """

    parts: tuple[tuple[str, bool], ...]
    is_cut_before: bool = False
    is_cut_after: bool = False


def passages(query: Query, plain: str, most: int = MOST_PASSAGES) -> list[Passage]:
    """Return up to so many passages in the order of the text, those with the most different words.

    Where nothing is marked, because the query found what stands over the answer, its beginning.
    """
    text = plain[:_MOST_CHARACTERS]
    marks = _places(query, text)
    chosen = _windows(marks, len(text), most) or ([(0, min(LENGTH, len(text)))] if text else [])
    shown = []
    reached = 0
    for first, last in chosen:
        start, end = max(_border(text, first), reached), _border(text, last)
        inside = [mark for mark in marks if start <= mark[0] and mark[1] <= end]
        if start < end:
            parts = tuple(_parts(text, start, end, inside))
            shown.append(Passage(parts, start > 0, end < len(plain)))
            reached = end
    return shown


def marks(query: Query, text: str) -> list[tuple[int, int]]:
    """Return where the words of a query stand in a text, as start and end of each stretch, in order."""
    return _joined(_places(query, text[:_MOST_CHARACTERS]))


def _places(query: Query, text: str) -> list[Place]:
    """Return where the terms stand, in order; places may lie over each other."""
    found = tokens(text)
    stems = [{stem(token.text, language) for language in LANGUAGES} for token in found]
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(found):
        for word in {token.text, token.text[0], *stems[place]}:
            by_word[word].append(place)
    marks = set()
    for number, term in enumerate(query.terms):
        for form in term.forms:
            for first in by_word[form[0]]:
                last = first + len(form) - 1
                if last < len(found) and all(
                    _is(term, word, found[first + step], stems[first + step], is_last=first + step == last)
                    for step, word in enumerate(form)
                ):
                    marks.add((found[first].start, _end(term, found, last), number))
    return sorted(marks)


def _is(term: Term, word: str, token: Token, stems: set[str], *, is_last: bool) -> bool:
    """Say whether a token of the text is what a form has at this place."""
    if token.text == word or (term.is_open and is_last and token.text.startswith(word)):
        return True
    return not term.is_quoted and word in stems


def _end(term: Term, found: list[Token], last: int) -> int:
    """Return where a place ends: of an open term, behind the first letter of its last token."""
    if term.is_open and len(found[last].text) > 1 and last + 1 < len(found):
        return max(min(found[last].end, found[last + 1].start), found[last].start + 1)
    return found[last].end


def _windows(marks: list[Place], length: int, most: int) -> list[tuple[int, int]]:
    """Return stretches around marks: those with the most different terms first, then in order of the text."""
    starts = [start for start, _end, _term in marks]
    rated = []
    looked = -_STEP
    for start, end, _term in marks:
        if start < looked + _STEP:
            continue
        looked = start
        first = max(0, start - _BEFORE)
        last = min(length, max(first + LENGTH, end))
        inside = marks[bisect_left(starts, first) : bisect_left(starts, last)]
        terms = {term for _start, until, term in inside if until <= last}
        rated.append((-len(terms), -len(inside), first, last))
    chosen: list[tuple[int, int]] = []
    for _terms, _marks, first, last in sorted(rated):
        if all(last <= start or end <= first for start, end in chosen):
            chosen.append((first, last))
        if len(chosen) == most:
            break
    return sorted(chosen)


def _border(text: str, place: int) -> int:
    """Return the nearest place between two words, or the same where there are no spaces."""
    if place <= 0 or place >= len(text):
        return max(0, min(place, len(text)))
    for step in range(_BORDER):
        for near in (place - step, place + step):
            if 0 < near < len(text) and text[near - 1].isspace():
                return near
    return place


def _parts(text: str, start: int, end: int, marks: Iterable[Place]) -> Iterable[tuple[str, bool]]:
    at = start
    for first, last in _joined(marks):
        if first > at:
            yield text[at:first], False
        yield text[first:last], True
        at = last
    if at < end:
        yield text[at:end], False


def _joined(marks: Iterable[Place]) -> list[tuple[int, int]]:
    """Lay places together that touch."""
    joined: list[tuple[int, int]] = []
    for start, end, _term in marks:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
