"""Which parts of two sequences belong together, in bounded time and memory.

Belongs here: finding equal runs, whatever the parts are. Not here: where a text is cut (`tokens`), or what
is made of the result (`differ`, `merging`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

MOST_CELLS = 2**26
"""Most pairs of parts that one exact comparison looks at. It takes one bit for each, so 8 MB, and some
milliseconds; two texts of 8,000 parts each are just within."""

MOST_PARTS = 100_000
"""Most parts of one side that are compared at all: five times an answer of 20,000 words. Each costs up to
400 bytes while anchors are sought, so 40 MB."""

ANCHOR = 4
"""How many parts in a row make an anchor where single ones are too common to be trusted, as words are."""

DEEPEST = 6
"""How often what lies between two anchors is anchored again. Each round reads every part once."""


class Run(NamedTuple):
    """Equal parts: where they begin on each side, and how many there are."""

    old: int
    new: int
    size: int


class Alignment(NamedTuple):
    """All equal runs from left to right, none touching the next; and whether some were not looked for."""

    runs: list[Run]
    is_coarse: bool


class _Gap(NamedTuple):
    old: int
    old_end: int
    new: int
    new_end: int


def align(old: Sequence[str], new: Sequence[str], *, anchor: int = ANCHOR) -> Alignment:
    """Return which parts of two sequences are the same, in order.

    Exact up to `MOST_CELLS`. Beyond, sequences of `anchor` parts that stand once on each side divide the
    work; where there are none, what lies between is called different, and the result coarse.
    """
    if max(len(old), len(new)) > MOST_PARTS:
        return Alignment([], is_coarse=True)
    old_signs, new_signs = _signs(old, new)
    runs: list[Run] = []
    is_coarse = False
    waiting = [(_Gap(0, len(old), 0, len(new)), DEEPEST)]
    while waiting:
        gap, depth = waiting.pop()
        head, gap, tail = _trim(old_signs, new_signs, gap)
        runs += [head, tail]
        rows, columns = gap.old_end - gap.old, gap.new_end - gap.new
        if rows * columns <= MOST_CELLS:
            runs += _exact(old_signs, new_signs, gap)
        elif depth and (anchors := _anchors(old_signs, new_signs, gap, anchor)):
            waiting += [(between, depth - 1) for between in _between(gap, anchors)]
        else:
            is_coarse = True
    return Alignment(_joined(runs), is_coarse)


def _signs(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Return both sequences with one character in place of each part: compared and hashed fastest.

    `MOST_PARTS` on each side are fewer than there are characters.
    """
    known: dict[str, int] = {}
    old_signs = "".join([chr(known.setdefault(part, len(known))) for part in old])
    return old_signs, "".join([chr(known.setdefault(part, len(known))) for part in new])


def _trim(old: str, new: str, gap: _Gap) -> tuple[Run, _Gap, Run]:
    """Return what both sides begin with, what is left, and what both end with."""
    before = common_start(old[gap.old : gap.old_end], new[gap.new : gap.new_end])
    start, new_start = gap.old + before, gap.new + before
    after = common_end(old[start : gap.old_end], new[new_start : gap.new_end])
    rest = _Gap(start, gap.old_end - after, new_start, gap.new_end - after)
    return Run(gap.old, gap.new, before), rest, Run(rest.old_end, rest.new_end, after)


def common_start(old: str, new: str) -> int:
    """Return how many characters two texts begin with in common."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old[low:middle] == new[low:middle] else (low, middle - 1)
    return low


def common_end(old: str, new: str) -> int:
    """Return how many characters two texts end with in common."""
    return common_start(old[::-1], new[::-1])


def _exact(old: str, new: str, gap: _Gap) -> Iterator[Run]:
    if gap.old == gap.old_end or gap.new == gap.new_end:
        return
    edits = LCSseq.editops(old[gap.old : gap.old_end], new[gap.new : gap.new_end])
    for block in edits.as_matching_blocks():
        yield Run(gap.old + block.a, gap.new + block.b, block.size)


def _anchors(old: str, new: str, gap: _Gap, length: int) -> list[Run]:
    """Return sequences that stand once on each side, the longest row of them that keeps its order."""
    in_old, in_new = _once(old, gap.old, gap.old_end, length), _once(new, gap.new, gap.new_end, length)
    shared = [(place, in_new[parts]) for parts, place in in_old.items() if parts in in_new]
    return [Run(place, other, length) for place, other in _rising(shared)]


def _once(signs: str, start: int, end: int, length: int) -> dict[str, int]:
    """Return the place of each sequence that stands there once, in the order of the text."""
    places: dict[str, int] = {}
    for place in range(start, end - length + 1):
        parts = signs[place : place + length]
        places[parts] = -1 if parts in places else place
    return {parts: place for parts, place in places.items() if place >= 0}


def _rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest choice of pairs that rise on both sides; they come in rising on the first."""
    ends: list[int] = []
    chains: list[int] = []
    before: list[int] = []
    kept = list(pairs)
    for number, (_, place) in enumerate(kept):
        at = bisect_left(ends, place)
        before.append(chains[at - 1] if at else -1)
        ends[at : at + 1] = [place]
        chains[at : at + 1] = [number]
    found, number = [], chains[-1] if chains else -1
    while number >= 0:
        found.append(kept[number])
        number = before[number]
    return found[::-1]


def _between(gap: _Gap, anchors: Iterable[Run]) -> Iterator[_Gap]:
    """Yield what to compare next: each anchor with what follows it; their equal starts are found there."""
    old, new = gap.old, gap.new
    for run in anchors:
        yield _Gap(old, run.old, new, run.new)
        old, new = run.old, run.new
    yield _Gap(old, gap.old_end, new, gap.new_end)


def _joined(runs: Iterable[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in sorted(run for run in runs if run.size):
        last = joined[-1] if joined else None
        if last and (last.old + last.size, last.new + last.size) == run[:2]:
            joined[-1] = Run(last.old, last.new, last.size + run.size)
        else:
            joined.append(run)
    return joined
