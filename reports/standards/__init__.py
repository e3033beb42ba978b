"""The standards, laws and public frameworks that reports name, and finding them in running text.

Belongs here: the dictionary (`standards.toml`, which says what a match means and what it does not) and the
search for its names. Not here: who cites what (`reports.models.CitedStandard`).
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "standards.toml"
KINDS = ("standard", "framework", "law", "commitment")
_BEGINS = "(?<![a-z0-9])"
AROUND = 90
"""How many characters of a passage stand on each side of the name."""


@dataclass(frozen=True)
class Standard:
    """One entry: a lasting id, the name as it is cited, what it is about, and one of `KINDS`."""

    id: str
    name: str
    about: str
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Cited:
    """That a text names a standard: how often, and the words around the first place."""

    standard: str
    mentions: int
    passage: str


@cache
def standards() -> dict[str, Standard]:
    """Return all standards by id, in the order of the file. Raises ValueError for a faulty entry."""
    found = {}
    for identifier, entry in tomllib.loads(DATA.read_text(encoding="utf-8")).items():
        patterns = entry.pop("patterns")
        if set(entry) != {"name", "about", "kind"} or entry["kind"] not in KINDS or not patterns:
            raise ValueError(f"standards.toml, {identifier}: name, about, kind and patterns are needed")
        found[identifier] = Standard(id=identifier, pattern=_pattern(patterns), **entry)
    return found


def cited_standards(plain: str) -> list[Cited]:
    """Return which standards a plain text names, in the order in which they first stand there."""
    text = unicodedata.normalize("NFKC", plain)
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that grows when it is lowered would move every place
        text = lowered
    found: list[tuple[int, Cited]] = []
    # The text is gone through once for all names together; each is asked only where one begins.
    starts = [match.start() for match in _any_name().finditer(lowered)]
    for standard in standards().values() if starts else ():
        places = _places(standard.pattern, lowered, starts)
        if places:
            cited = Cited(standard.id, len(places), _passage(text, *places[0]))
            found.append((places[0][0], cited))
    return [cited for _place, cited in sorted(found, key=lambda pair: pair[0])]


@cache
def _any_name() -> re.Pattern[str]:
    """Return what matches, without taking any letter, wherever one of the names begins."""
    names = "|".join(standard.pattern.pattern.removeprefix(_BEGINS) for standard in standards().values())
    return re.compile(f"{_BEGINS}(?={names})")


def _places(pattern: re.Pattern[str], text: str, starts: list[int]) -> list[tuple[int, int]]:
    """Return what `finditer` would find, looking only where a name begins."""
    found: list[tuple[int, int]] = []
    for start in starts:
        match = pattern.match(text, start) if not found or start >= found[-1][1] else None
        if match:
            found.append(match.span())
    return found


def _pattern(patterns: list[str]) -> re.Pattern[str]:
    # A name is written with a space, a hyphen, a slash or nothing between its parts.
    loose = "|".join(pattern.replace(" ", r"[\s\-‐‑/]*") for pattern in patterns)
    return re.compile(rf"{_BEGINS}(?:{loose})(?![a-z0-9]|\.\d)")


def _passage(text: str, start: int, end: int) -> str:
    """Return the words around a place, cut between words where there are spaces."""
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    before, after = text[first:start], text[end:last]
    if first > 0 and " " in before:
        before = before.partition(" ")[2]
    if last < len(text) and " " in after:
        after = after.rpartition(" ")[0]
    passage = " ".join(f"{before}{text[start:end]}{after}".split())
    return f"{'… ' if first else ''}{passage}{' …' if last < len(text) else ''}"
