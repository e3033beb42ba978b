"""One text out of two that were made of the same base at the same time.

Belongs here: what stands where in the merged text. Not here: whether it is used. It is only ever offered to
a writer, who reads it and saves it or does not.

Lines are merged first. A line that both changed is merged by its sentences; where both changed the same
sentence, both lines stay.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from .alignment import Run, align
from .cjk import is_unspaced
from .tokens import Unit, has_borders, lines_with_gaps, sentences_with_gaps

LONGEST_TEXT = 200_000
"""Longer texts are not taken apart: both stand as they are. An answer is no longer, see
`markdown.MAX_LENGTH`. The worst texts of this length take two seconds and 60 MB."""

MOST_PAIRS = 1_000
"""Most changed lines in a row of which each is taken for the new state of the one in its place: beyond, they
are one change. So two wholly different texts meet in one place, not in thousands."""

# Lines that stand right under the one before: rows of tables, items of lists, quotations.
_ROW = re.compile(r"\s*(?:[|>*+-]|\d+[.)])")


@dataclass(frozen=True)
class Merged:
    """The merged text, and in how many places both texts stand in it: theirs, and mine under it."""

    text: str
    overlaps: int


class _Edit(NamedTuple):
    """Units of the base, from `start` to before `end`, and what one side has in their place."""

    start: int
    end: int
    units: list[Unit]


class _Side(NamedTuple):
    """One text against the base: its edits, the gap after each unit that it left alone, its end."""

    edits: list[_Edit]
    gaps: dict[int, str | None]
    end: str

    def units(self, base: Sequence[Unit], region: "_Region", edits: Iterable[_Edit]) -> list[Unit]:
        """Return what this side has in the place of a region of the base."""
        found, place = [], region.start
        for edit in [*edits, _Edit(region.end, region.end, [])]:
            found += [Unit(base[n].text, self.gaps.get(n, base[n].gap)) for n in range(place, edit.start)]
            found += edit.units
            place = edit.end
        return found


class _Region(NamedTuple):
    """Units of the base that edits of one side or of both replace."""

    start: int
    end: int
    mine: list[_Edit]
    theirs: list[_Edit]


class _Grain(NamedTuple):
    """How a text is cut, what stands between two units that never were neighbours, what a clash becomes."""

    split: Callable[[str], tuple[list[Unit], str]]
    gap: Callable[[Unit, Unit], str]
    settle: Callable[[list[Unit], list[Unit], list[Unit]], tuple[list[Unit], int]]


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Return a text with the changes of both; never raises. Time and memory are bounded.

    Every word that one of them wrote is in it. What one removed and the other left alone is gone; what
    one removed and the other rewrote stays, and counts as an overlap.
    """
    if mine in (base, theirs):
        return Merged(theirs, 0)
    if theirs == base:
        return Merged(mine, 0)
    if max(len(base), len(mine), len(theirs)) > LONGEST_TEXT:
        return Merged("\n\n".join(filter(None, (theirs, mine))), 1)
    return _merge(base, mine, theirs, _LINES)


def _merge(base_text: str, mine_text: str, theirs_text: str, grain: _Grain) -> Merged:
    base, end = grain.split(base_text)
    mine, theirs = (_side(base, *grain.split(text)) for text in (mine_text, theirs_text))
    merged: list[Unit] = []
    overlaps = place = 0
    for region in _regions(mine.edits, theirs.edits):
        merged += _kept(base, range(place, region.start), mine, theirs)
        here, there = mine.units(base, region, region.mine), theirs.units(base, region, region.theirs)
        if not region.mine or not region.theirs or _texts(here) == _texts(there):
            merged += here if region.mine else there
        else:
            settled, count = grain.settle(base[region.start : region.end], here, there)
            merged += settled
            overlaps += count
        place = region.end
    merged += _kept(base, range(place, len(base)), mine, theirs)
    return Merged(_join(merged, grain.gap) + (_three_way(end, mine.end, theirs.end) or ""), overlaps)


def _side(base: Sequence[Unit], units: Sequence[Unit], end: str) -> _Side:
    """Return what one side did to the base, each edit as small as can be told."""
    edits: list[_Edit] = []
    gaps: dict[int, str | None] = {}
    old = new = 0
    runs = align(_texts(base), _texts(units), anchor=1).runs
    for run in [*runs, Run(len(base), len(units), 0)]:
        removed, added = run.old - old, run.new - new
        if added in (0, removed) and removed <= MOST_PAIRS:
            # One for one, or one by one: so a neighbour that the other side changed is no overlap.
            step = min(added, 1)
            edits += [
                _Edit(old + n, old + n + 1, list(units[new + n : new + n + step])) for n in range(removed)
            ]
        else:
            edits.append(_Edit(old, run.old, list(units[new : run.new])))
        gaps |= {run.old + n: units[run.new + n].gap for n in range(run.size)}
        old, new = run.old + run.size, run.new + run.size
    return _Side(edits, gaps, end)


def _regions(mine: Iterable[_Edit], theirs: Iterable[_Edit]) -> Iterator[_Region]:
    """Yield what edits touch, from left to right; edits that overlap are in one region.

    Neighbours do not overlap. Two insertions at one place do.
    """
    region: _Region | None = None
    tagged = [(*edit[:2], True, edit) for edit in mine] + [(*edit[:2], False, edit) for edit in theirs]
    for start, end, is_mine, edit in sorted(tagged, key=lambda row: row[:3]):
        if region and (start < region.end or (start, end) == (region.start, region.end)):
            region = region._replace(end=max(end, region.end))
        else:
            if region:
                yield region
            region = _Region(start, end, [], [])
        (region.mine if is_mine else region.theirs).append(edit)
    if region:
        yield region


def _kept(base: Sequence[Unit], places: Iterable[int], mine: _Side, theirs: _Side) -> Iterator[Unit]:
    """Yield units that both sides left alone, each with the gap that one of them may have changed."""
    for n in places:
        yield Unit(base[n].text, _three_way(base[n].gap, mine.gaps.get(n), theirs.gaps.get(n)))


def _three_way(base: str | None, mine: str | None, theirs: str | None) -> str | None:
    """Return the gap that was changed, mine if both were; None is no gap that anybody could have changed."""
    if mine is not None and (mine != base or theirs is None):
        return mine
    return base if theirs is None else theirs


def _by_sentences(base: list[Unit], mine: list[Unit], theirs: list[Unit]) -> tuple[list[Unit], int]:
    """Settle lines that both changed: by their sentences, or by keeping both."""
    before, here, there = (_join(units, _gap_of_lines) for units in (base, mine, theirs))
    if not base or not any(map(has_borders, (before, here, there))):
        return _both(base, mine, theirs)
    merged = _merge(before, here, there, _SENTENCES)
    if merged.overlaps:
        return _both(base, mine, theirs)
    lines, _ = lines_with_gaps(merged.text)
    gaps = [units[-1].gap if units else None for units in (base, mine, theirs)]
    return [*lines[:-1], *(Unit(line.text, _three_way(*gaps)) for line in lines[-1:])], 0


def _both(_base: list[Unit], mine: list[Unit], theirs: list[Unit]) -> tuple[list[Unit], int]:
    """Keep what both wrote: theirs, then mine, and only once what both begin or end with."""
    shortest = min(len(mine), len(theirs))
    pairs = zip(_texts(mine), _texts(theirs), strict=False)
    start = next((n for n, (one, other) in enumerate(pairs) if one != other), shortest)
    ends = zip(_texts(mine[start:])[::-1], _texts(theirs[start:])[::-1], strict=False)
    end = next((n for n, (one, other) in enumerate(ends) if one != other), shortest - start)
    return [*theirs[: len(theirs) - end], *mine[start:]], 1


def _texts(units: Iterable[Unit]) -> list[str]:
    return [unit.text for unit in units]


def _join(units: Sequence[Unit], gap: Callable[[Unit, Unit], str]) -> str:
    """Return the text of the units, without what would follow the last of them."""
    parts = []
    for unit, following in pairwise(units):
        parts += [unit.text, gap(unit, following) if unit.gap is None else unit.gap]
    return "".join([*parts, *_texts(units[-1:])])


def _gap_of_lines(_unit: Unit, following: Unit) -> str:
    return "\n" if _ROW.match(following.text) else "\n\n"


def _gap_of_sentences(unit: Unit, _following: Unit) -> str:
    return "" if unit.text and is_unspaced(unit.text[-1]) else " "


_LINES = _Grain(lines_with_gaps, _gap_of_lines, _by_sentences)
_SENTENCES = _Grain(sentences_with_gaps, _gap_of_sentences, _both)
