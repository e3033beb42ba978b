"""Taking a text apart for comparison: lines, sentences, words.

Belongs here: where the borders are. Whatever is cut can be joined again: nothing is left out. Not here:
which parts of two texts belong together (`alignment`), or Markdown.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from .cjk import UNSPACED

LONGEST_WORD = 64
"""Longer runs of letters are no words, or are of a script such as Thai; they are compared by character."""

# Marks that belong to the character before them: accents and voicing marks typed apart, variants of a Han
# character, skin tones, joiners.
_MARKS = "\u0300-\u036f\u20d0-\u20ff\u200d\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
_CLOSERS = "\"'”’»)\\]*_"
_JAPANESE_CLOSERS = "」』）”’＊"
# The first character is one of few, so that most places of a text are passed over at once.
_LINE_END = re.compile(r"\n+")
_SENTENCE_END = re.compile(
    rf"[\n.!?。！？](?:(?<=\n)\n*|(?<=[.!?])[{_CLOSERS}]{{0,3}}[^\S\n]+|(?<=[。！？])[。！？{_JAPANESE_CLOSERS}]*)"
)
_LETTER = rf"[^\W{UNSPACED}]"
# One space after a token stays with it, see `words`; all other white space is a token of its own.
_WORD = re.compile(
    rf"(?:{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*|[^\S\n]{{2,}}|\n+|.[{_MARKS}]*) ?",
    re.DOTALL,
)
_CHARACTER = re.compile(rf".[{_MARKS}]* ?", re.DOTALL)


class Unit(NamedTuple):
    """A line or a sentence, and the white space between it and the next; None where there is no next."""

    text: str
    gap: str | None


def sentences(text: str) -> list[str]:
    """Return the sentences, each with what stands between it and the next; a line is one or more."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if start < end]


def has_borders(text: str) -> bool:
    """Say whether a text is more than one sentence."""
    return _SENTENCE_END.search(text) is not None


def words(text: str) -> list[str]:
    """Return words, signs, Han and kana characters; one space after a word stays with it.

    A word of two texts is the same with and without that space: compare them by `bare`.
    """
    found = _WORD.findall(text)
    if max(map(len, found), default=0) > LONGEST_WORD:
        return [part for word in found for part in _parts(word)]
    return found


def bare(words: Iterable[str]) -> list[str]:
    """Return each word without the one space that `words` left with it; a space alone stays."""
    return [word[:-1] if word[-1] == " " and len(word) > 1 else word for word in words]


def lines_with_gaps(text: str) -> tuple[list[Unit], str]:
    """Return the lines, and the line ends that the text ends with; empty lines belong to the gaps."""
    return _units(text, _LINE_END.finditer(text))


def sentences_with_gaps(text: str) -> tuple[list[Unit], str]:
    """Return the sentences, and the white space that the text ends with."""
    return _units(text, _SENTENCE_END.finditer(text))


def _units(text: str, borders: Iterable[re.Match[str]]) -> tuple[list[Unit], str]:
    units: list[Unit] = []
    start = 0
    for border in borders:
        gap = len(border[0]) - len(border[0].rstrip())
        units.append(Unit(text[start : border.end() - gap], text[border.end() - gap : border.end()]))
        start = border.end()
    units += [Unit(text[start:], "")] if start < len(text) else []
    end = units[-1].gap or "" if units else ""
    return [*units[:-1], *(Unit(unit.text, None) for unit in units[-1:])], end


def _parts(word: str) -> list[str]:
    return [word] if len(word) <= LONGEST_WORD or word.isspace() else _CHARACTER.findall(word)
