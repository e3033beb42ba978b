"""What changed between two texts, word by word, for people to read.

Belongs here: which words are called removed, added or the same. Not here: HTML (`templatetags.differences`),
where a text is cut (`tokens`), how equal parts are found (`alignment`), or making one text of several
(`merging`).

Sentences are compared first; words only inside sentences that changed. So a long answer with one changed
word costs little more than being read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from .alignment import Run, align, common_end, common_start
from .cjk import split_words
from .tokens import bare, sentences, words

LONGEST_TEXT = 2_000_000
"""More characters than this on one side are not even cut into sentences: ten times the longest answer."""

LONGEST_BLOCK = 200_000
"""More characters than this without an equal sentence between are shown as one change: an answer is no
longer, see `markdown.MAX_LENGTH`."""

# Signs that part changes however little stands between them: line ends, borders of table cells.
_SHAPE = "\n|"


@dataclass(frozen=True)
class Piece:
    """A part of both texts, or of one: kind is "same", "removed" or "added"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """Two texts as one row of pieces; what was removed stands before what was added in its place.

    The pieces that are not "added" make the old text, those that are not "removed" the new one. It is
    coarse where larger blocks are called changed because the texts are too long or too unlike.
    """

    pieces: tuple[Piece, ...]
    is_coarse: bool = False

    @property
    def is_equal(self) -> bool:
        """Whether nothing changed."""
        return all(piece.kind == "same" for piece in self.pieces)

    @property
    def words_added(self) -> int:
        """How many words stand in added pieces; Han and kana characters count one each."""
        return self._count("added")

    @property
    def words_removed(self) -> int:
        """How many words stand in removed pieces."""
        return self._count("removed")

    def _count(self, kind: str) -> int:
        total = 0
        for piece in self.pieces:
            if piece.kind == kind:
                characters, rest = split_words(piece.text)
                total += characters + sum(any(map(str.isalnum, word)) for word in rest.split())
        return total


class _Step(NamedTuple):
    """Text that stays, then text that is replaced; each may be empty."""

    same: str
    removed: str
    added: str


class _Change(NamedTuple):
    """Which parts of the old text are replaced by which parts of the new one."""

    old: int
    old_end: int
    new: int
    new_end: int


def compare(old: str, new: str) -> Comparison:
    """Return what was removed and added on the way from one text to the other; never raises.

    Time and memory are bounded, whatever the texts are: see the limits here and in `alignment`.
    """
    if old == new:
        return Comparison(_pieces([_Step(old, "", "")]))
    if max(len(old), len(new)) > LONGEST_TEXT:
        return Comparison(_pieces([_cut(old, new)]), is_coarse=True)
    before, after = sentences(old), sentences(new)
    runs, is_coarse = align(before, after, anchor=1)
    steps: list[_Step] = []
    place = 0
    for change in _changes(runs, len(before), len(after)):
        found, is_block = _compare_block(
            "".join(before[change.old : change.old_end]), "".join(after[change.new : change.new_end])
        )
        steps += [_Step("".join(before[place : change.old]), "", ""), *found]
        is_coarse |= is_block
        place = change.old_end
    steps.append(_Step("".join(before[place:]), "", ""))
    return Comparison(_pieces(steps), is_coarse)


def _compare_block(old: str, new: str) -> tuple[list[_Step], bool]:
    """Return the steps of one run of changed sentences, and whether words were not compared."""
    if not old or not new:
        return [_Step("", old, new)], False
    if max(len(old), len(new)) > LONGEST_BLOCK:
        return [_cut(old, new)], True
    before, after = words(old), words(new)
    runs, is_coarse = align(bare(before), bare(after))
    changes = _readable(list(_changes(runs, len(before), len(after))), before, after)
    return list(_steps(changes, before, after)), is_coarse


def _cut(old: str, new: str) -> _Step:
    """Return one step for two texts that are not looked into, less what they begin with in common."""
    start = common_start(old, new)
    return _Step(old[:start], old[start:], new[start:])


def _changes(runs: Iterable[Run], old_end: int, new_end: int) -> Iterator[_Change]:
    """Yield what lies between equal runs, at both ends too."""
    old = new = 0
    for run in [*runs, Run(old_end, new_end, 0)]:
        if old < run.old or new < run.new:
            yield _Change(old, run.old, new, run.new)
        old, new = run.old + run.size, run.new + run.size


def _readable(changes: Sequence[_Change], old: Sequence[str], new: Sequence[str]) -> list[_Change]:
    """Join changes with less between them than they are long themselves, so that nobody reads confetti.

    Sentences that share but some small words are so shown whole.
    """
    before = [0, *accumulate(map(len, old))]
    after = [0, *accumulate(map(len, new))]
    shapes = [0, *accumulate(word[0] in _SHAPE for word in old)]
    joined: list[tuple[_Change, int]] = []
    for change in changes:
        start, end, new_start, new_end = change
        length = max(before[end] - before[start], after[new_end] - after[new_start])
        while joined:
            last, last_length = joined[-1]
            between = before[start] - before[last.old_end]
            if between > last_length or between > length or shapes[last.old_end] < shapes[start]:
                break
            start, new_start = last.old, last.new
            length = max(before[end] - before[start], after[new_end] - after[new_start])
            joined.pop()
        joined.append((_Change(start, end, new_start, new_end), length))
    return [change for change, _ in joined]


def _steps(changes: Iterable[_Change], old: Sequence[str], new: Sequence[str]) -> Iterator[_Step]:
    place = other = 0
    for change in [*changes, _Change(len(old), len(old), len(new), len(new))]:
        kept, met = old[place : change.old], new[other : change.new]
        if kept != met:
            yield from _spaced(kept, met)
            kept = []
        place, other = change.old_end, change.new_end
        yield _Step("".join(kept), "".join(old[change.old : place]), "".join(new[change.new : other]))


def _spaced(old: Iterable[str], new: Iterable[str]) -> Iterator[_Step]:
    """Yield words that are the same but for the one space that may stand after each."""
    for word, other in zip(old, new, strict=True):
        shared = min(word, other, key=len)
        yield _Step(shared, word[len(shared) :], other[len(shared) :])


def _pieces(steps: Iterable[_Step]) -> tuple[Piece, ...]:
    """Join neighbours of one kind, and leave what both sides of a change end with out of it."""
    pieces: list[Piece] = []
    same: list[str] = []
    removed: list[str] = []
    added: list[str] = []
    for step in steps:
        if step.same and (removed or added):
            _add_change(pieces, same, "".join(removed), "".join(added))
            removed, added = [], []
        same.append(step.same)
        if step.removed:
            removed.append(step.removed)
        if step.added:
            added.append(step.added)
    _add_change(pieces, same, "".join(removed), "".join(added))
    return (*pieces, Piece("same", "".join(same))) if any(same) else tuple(pieces)


def _add_change(pieces: list[Piece], same: list[str], removed: str, added: str) -> None:
    """Add what stayed and the change after it to the pieces; leave in `same` what both sides end with."""
    shared = _shared_end(removed, added)
    kept = removed[len(removed) - shared :]
    if removed != added:
        if before := "".join(same):
            pieces.append(Piece("same", before))
        if gone := removed[: len(removed) - shared]:
            pieces.append(Piece("removed", gone))
        if come := added[: len(added) - shared]:
            pieces.append(Piece("added", come))
        same.clear()
    same.append(kept)


def _shared_end(old: str, new: str) -> int:
    """Return the length of the white space that both end with; of all, if they are the same."""
    if old == new:
        return len(old)
    if not (old[-1:].isspace() and new[-1:].isspace()):
        return 0
    spaces = min(len(old) - len(old.rstrip()), len(new) - len(new.rstrip()))
    return common_end(old[len(old) - spaces :], new[len(new) - spaces :])
