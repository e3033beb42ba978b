"""Text as the words that are looked up: one spelling for all ways to write a word, each with its place.

Belongs here: folding letters, splitting text into tokens, stems. Pure. Not here: what people type (`query`),
or what is stored of an answer (`entries`).

Widths, cases and the accents of Latin letters are folded away. Words and numbers stay whole. Chinese and
Japanese, which are written without spaces, become overlapping pairs of letters, and the last letter of a run
once more alone: 安全性 is 安全, 全性, 性. So every word of two letters is a token, a longer one a phrase of
tokens, and a single letter the beginning of one.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

LONGEST = 60
"""So many letters of a word count; PostgreSQL refuses words above 2 KB."""

_HAN_AND_KANA = (
    r"\u3005-\u3007\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(
    rf"(?P<unspaced>[{_HAN_AND_KANA}]+)"
    # French elisions and the English genitive are no words: l'évaluation, the model's.
    r"|(?<![^\W_])(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’ʼ](?=[^\W_])"
    r"|(?<=[^\W_])['’ʼ]s(?![^\W_])"
    rf"|(?P<word>[^\W_{_HAN_AND_KANA}]+)"
)
# What both engines are known to take as letters, whatever their version of Unicode.
_STRANGE = re.compile(
    r"[^a-z0-9\u3005\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4db5\u4e00-\u9fcc]"
)
_MOST_FOLDED = 150_000
"""One letter may fold to eighteen: no more is made of a text."""
_EXPONENT = re.compile(r"[0-9]+e[0-9]")
_JAMO = re.compile(r"[\u1160-\u11ff]")
_BASES = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
_STEMMED = re.compile(r"[a-z]{3,}")
_STEMMERS = {"en": "english", "fr": "french"}
LANGUAGES = tuple(_STEMMERS)
"""The languages whose words have stems here; the Latin words of other languages are stemmed as English."""


class Token(NamedTuple):
    """One token as it is indexed, and the place in the text that it was made of."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text in order; never raises. Letters of a token are a-z, 0-9, Han and kana.

    Letters of other scripts are spelled by their number, since engines disagree on what a letter is.
    """
    letters, places = _fold(text)
    found = []
    for match in _RUN.finditer(letters):
        start, end = match.span()
        if match["word"]:
            word = match["word"][:LONGEST]
            found.append(Token(_spelled(word), places[start][0], places[end - 1][1]))
        elif match["unspaced"]:
            for place in range(start, end):
                last = min(place + 1, end - 1)
                pair = letters[place : last + 1]
                found.append(Token(_spelled(pair), places[place][0], places[last][1]))
    return found


def folded(text: str) -> str:
    """Return a text in one width and case, without the accents of Latin letters."""
    return _fold(text)[0]


def is_unspaced_letter(token: str) -> bool:
    """Say whether a token is one Han or kana letter alone."""
    return len(token) == 1 and not token.isascii()


def stem(token: str, language: str) -> str:
    """Return the stem of a Latin word in one of `LANGUAGES`; any other token as it is."""
    return _stem(token, language) if token.isascii() else token


class _Stemmers(threading.local):
    """Stemmers keep the word they are at: each thread has its own."""

    def __init__(self) -> None:
        self.by_language = {key: snowballstemmer.stemmer(name) for key, name in _STEMMERS.items()}


_stemmers = _Stemmers()


@lru_cache(maxsize=50_000)
def _stem(word: str, language: str) -> str:
    if not _STEMMED.fullmatch(word):
        return word
    return _stemmers.by_language[language].stemWord(word) or word


class _Letters(dict[int, str]):
    """Character number -> what it folds to, as `str.translate` asks."""

    def __missing__(self, number: int) -> str:
        letter = _fold_cluster(chr(number))
        if len(self) < 20_000:  # noqa: PLR2004 - enough for every language, bounded for hostile texts
            self[number] = letter
        return letter


_letters = _Letters()


def _fold(text: str) -> tuple[str, "list[tuple[int, int]]"]:
    """Return the folded text, and for each of its letters the place in `text` it was made of."""
    if text.isascii() or all(_stands_alone(letter) for letter in set(text)):
        return text.translate(_letters), [(place, place + 1) for place in range(len(text))]
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(text) and len(places) < _MOST_FOLDED:
        end = start + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        part = _letters[ord(text[start])] if end == start + 1 else _fold_cluster(text[start:end])
        parts.append(part)
        places += [(start, end)] * len(part)
        start = end
    return "".join(parts), places


def _stands_alone(letter: str) -> bool:
    return not _joins(letter) and len(_letters[ord(letter)]) == 1


@lru_cache(maxsize=20_000)
def _joins(letter: str) -> bool:
    """Say whether a letter may melt into the one before: accents, voicing marks of half width, Hangul."""
    return bool(letter in "\uff9e\uff9f" or unicodedata.combining(letter) or _JAMO.match(letter))


def _fold_cluster(cluster: str) -> str:
    kept: list[str] = []
    for letter in unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold()):
        base = unicodedata.normalize("NFD", letter)[0]
        if unicodedata.category(letter) == "Cf":  # soft hyphens and the like are not seen
            continue
        if base.isascii():
            kept.append(base)
        elif not (unicodedata.combining(letter) and kept and kept[-1].isascii()):
            kept.append(_BASES.get(base, letter))
    return "".join(kept)


@lru_cache(maxsize=50_000)
def _spelled(word: str) -> str:
    if not word.isascii():
        word = _STRANGE.sub(lambda match: f"u{ord(match[0]):x}", word)
    # PostgreSQL would read the first letters of 8e0v as a number.
    return f"n{word}" if _EXPONENT.match(word) else word
