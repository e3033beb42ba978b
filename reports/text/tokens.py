"""Taking a text apart for comparison: lines, sentences, words.

Belongs here: where the borders are. Whatever is cut can be joined again: nothing is left out. Not here:
which parts of two texts belong together (`alignment`), or Markdown.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .cjk import UNSPACED

LONGEST_WORD = 64
"""Longer runs of letters are no words, or are of a script such as Thai; they are compared by character."""

# Marks that belong to the character before them: accents and voicing marks typed apart, variants of a Han
# character, skin tones, joiners.
_MARKS = "\u0300-\u036f\u20d0-\u20ff\u200d\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
_CLOSERS = "\"'”’»)\\]*_"
_JAPANESE_CLOSERS = "」』）”’＊"
_SENTENCE_END = re.compile(
    rf"\n+|(?:(?<=[.!?])|(?<=[.!?][{_CLOSERS}]))[^\S\n]+"
    rf"|(?<=[。！？])(?![。！？{_JAPANESE_CLOSERS}])|(?<=[。！？][{_JAPANESE_CLOSERS}])"
)
# One space after a token belongs to it, see `Word`; all other white space is a token of its own.
_WORD = re.compile(
    rf"(?:[^\W{UNSPACED}](?:[^\W{UNSPACED}]|[{_MARKS}])*|[^\S\n]{{2,}}|\n+|[^\w\s][{_MARKS}]*|.[{_MARKS}]*) ?",
    re.DOTALL,
)
_CHARACTER = re.compile(rf".[{_MARKS}]*", re.DOTALL)


class Unit(NamedTuple):
    """A line or a sentence, and the white space between it and the next."""

    text: str
    gap: str


def sentences(text: str) -> list[str]:
    """Return the sentences, each with what stands between it and the next; a line is one or more."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if start < end]


def words(text: str) -> list[str]:
    """Return words, signs, Han and kana characters; one space after a word stays with it.

    A word of two texts is the same with and without that space: compare them by `bare`.
    """
    found = _WORD.findall(text)
    if len(text) > LONGEST_WORD and any(len(word) > LONGEST_WORD for word in found):
        return [part for word in found for part in _parts(word)]
    return found


def bare(word: str) -> str:
    """Return a word without the one space that `words` left with it; a space alone stays."""
    return word[:-1] if len(word) > 1 and word[-1] == " " else word


def lines_with_gaps(text: str) -> list[Unit]:
    """Return the lines, each with the line ends after it; empty lines belong to those."""
    return _units(text, re.finditer(r"\n+", text))


def sentences_with_gaps(text: str) -> list[Unit]:
    """Return the sentences, each with the white space after it."""
    return _units(text, _SENTENCE_END.finditer(text))


def _units(text: str, gaps: Iterator[re.Match[str]]) -> list[Unit]:
    units, start = [], 0
    for gap in gaps:
        units.append(Unit(text[start : gap.start()], gap[0]))
        start = gap.end()
    return [*units, Unit(text[start:], "")] if start < len(text) else units


def _parts(word: str) -> list[str]:
    return [word] if len(word) <= LONGEST_WORD or word.isspace() else _CHARACTER.findall(word)
