"""Finding words in a text and putting others in their place: plain words, and true positions.

Belongs here: what counts as a hit, and a passage around it. Not here: which texts are searched
(`actions.replacing`). Nothing is normalised: what differs in code points by more than case is no hit.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from .cjk import UNSPACED

# What belongs to the character before it: accents, voicing marks, variation selectors, and the joiner.
_JOINED = (
    r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\u200d\ufe00-\ufe0f"
    r"\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
)
# Between two of these no word ends. Scripts without spaces have no such place, so everything is one there.
_INSIDE = rf"(?:[^\W{UNSPACED}]|[\u0300-\u036f])"
_STARTS_INSIDE = re.compile(_INSIDE)

GROWING = re.compile(
    r"[\u00df\u0130\u0149\u01f0\u0390\u03b0\u0587\u1e96-\u1e9a\u1e9e\u1f50-\u1ffc\ufb00-\ufb17]"
)
"""Every character that is longer when its case is folded, and some that are not."""

Place = tuple[int, int]
"""Start and end of a part of a text, as in a slice."""


@dataclass(frozen=True)
class Excerpt:
    """A hit with some words around it on one line; what was cut off is marked by an ellipsis."""

    before: str
    hit: str
    after: str


@dataclass(frozen=True)
class Search:
    """What is looked for. Case is folded as Unicode says ("ß" is "SS") unless `match_case`.

    With `whole_words` a hit neither begins nor ends inside a word; where Japanese or Chinese characters
    stand, which have no spaces between words, that has no effect.
    """

    find: str
    match_case: bool = False
    whole_words: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        needle = self.find if self.match_case else self.find.casefold()
        pattern = re.escape(needle) + f"(?![{_JOINED}])"
        if self.whole_words and _STARTS_INSIDE.match(needle[0]):
            pattern = f"(?<!{_INSIDE})" + pattern
        if self.whole_words and _STARTS_INSIDE.match(needle[-1]):
            pattern += f"(?!{_INSIDE})"
        return re.compile(pattern)

    def hits(self, text: str, kept: Sequence[Place] = ()) -> list[Place]:
        """Return where the words stand, from the start and without overlaps.

        A hit never cuts a character that people see as one, nor one of the `kept` places, which are in
        order and apart from each other; it may hold a whole one.
        """
        return list(self._hits(text, kept)) if self.find else []

    def _hits(self, text: str, kept: Sequence[Place]) -> Iterator[Place]:
        folded = text if self.match_case else text.casefold()
        origin = _origins(text, folded)
        position = 0
        while found := self._pattern.search(folded, position):
            start, end = origin(found.start()), origin(found.end())
            if start is None or end is None or _cuts(start, end, kept):
                position = found.start() + 1
                continue
            yield start, end
            position = found.end()

    def replace(self, text: str, replacement: str, kept: Sequence[Place] = ()) -> str:
        """Return the text with the replacement in place of each hit; all else stays as it is."""
        parts, place = [], 0
        for start, end in self.hits(text, kept):
            parts += [text[place:start], replacement]
            place = end
        return "".join([*parts, text[place:]])


def excerpts(text: str, hits: Sequence[Place], *, most: int, around: int = 60) -> list[Excerpt]:
    """Return the first `most` hits, each with up to `around` characters on both sides."""
    return [_excerpt(text, start, end, around) for start, end in islice(hits, most)]


def _excerpt(text: str, start: int, end: int, around: int) -> Excerpt:
    before, after = text[max(start - around, 0) : start], text[end : end + around]
    return Excerpt(
        ("…" if start > around else "") + _one_line(before),
        text[start:end],
        _one_line(after) + ("…" if end + around < len(text) else ""),
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def _origins(text: str, folded: str) -> Callable[[int], int | None]:
    """Return what tells the place in the text of a place in its folded form, None inside a character."""
    if len(folded) == len(text):
        return lambda place: place
    places, ends = [], []
    grown = 0
    for found in GROWING.finditer(text):
        width = len(found[0].casefold())
        if width > 1:
            places.append(found.start() + grown)
            grown += width - 1
            ends.append((found.start() + grown, grown))

    def origin(place: int) -> int | None:
        before = bisect_left(places, place)
        if not before:
            return place
        end, shift = ends[before - 1]
        return place - shift if place > end else None

    return origin


def _cuts(start: int, end: int, kept: Sequence[Place]) -> bool:
    """Say whether a hit overlaps one of the places without holding all of it."""
    index = bisect_right(kept, start, key=lambda place: place[1])
    while index < len(kept) and kept[index][0] < end:
        first, last = kept[index]
        if first < start or end < last:
            return True
        index += 1
    return False
