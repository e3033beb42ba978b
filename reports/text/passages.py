"""Finding a passage as people read it in the Markdown that says it, whatever marks stand in between.

Belongs here: where a passage stands, and which marks have to go with it. Not here: what takes its place
(`documents.redacting`). Unlike `replacing`, which looks for what was typed, this looks for what is read:
case, spaces, line ends, emphasis, list marks, links and ways to write one character make no difference.
"""

import html
import re
from collections.abc import Iterable
from unicodedata import category, normalize

Place = tuple[int, int]
"""Start and end of a part of a text, as in a slice."""

_TARGET = r"\]\((?:[^()\n]|\([^()\n]{0,100}\)){0,1000}\)"
_LINE_MARKS = r"^[^\S\n]*(?:[-+•]|\d{1,9}[.)])(?=[^\S\n])|^[^\S\n]*\|?[^\S\n]*:?-{2,}[-:|\s]*$"
_UNREAD = re.compile(rf"{_TARGET}|\[\^[^\]\s]{{1,80}}\]:?|{_LINE_MARKS}", re.MULTILINE)
"""What pages do not show as words: targets of links, marks of notes, lists and tables."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKS = frozenset("*_~`\\#>[]|")
_MARKS_AROUND = "*_~`"
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def find_passage(passage: str, text: str, *, is_markdown: bool = True) -> list[Place]:
    """Return where the passage stands in the text, in order and apart from each other.

    What is found in Markdown takes the marks with it that would be left without their other half. A passage
    without a letter or a digit is nowhere.
    """
    whole = _folded(passage, ())[0]
    if not any(map(str.isalnum, whole)):
        return []
    places = _found(whole, *_folded(text, ()))
    if is_markdown:
        read = _folded(passage, _unread(passage))[0]
        places += _found(read, *_folded(text, _unread(text))) if read else []
        places = [_balanced(text, place) for place in places]
    return merged(places)


def says(passage: str, words: str) -> bool:
    """Whether somebody who reads these plain words reads the passage in them."""
    sought = _folded(passage, _unread(passage))[0] or _folded(passage, ())[0]
    return any(map(str.isalnum, sought)) and sought in _folded(words, ())[0]


def merged(places: Iterable[Place]) -> list[Place]:
    """Return the places in order; those that touch or overlap have become one."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _unread(text: str) -> list[Place]:
    return [found.span() for found in _UNREAD.finditer(text)]


def _folded(text: str, unread: Iterable[Place]) -> tuple[str, list[Place]]:
    """Return the text without what makes no difference, and where each of its characters comes from."""
    said: list[str] = []
    origins: list[Place] = []
    position = 0
    for start, end in [*unread, (len(text), len(text))]:
        for piece, place in _pieces(text, position, start):
            folded = normalize("NFKD", piece).translate(_ALIKE).casefold()
            kept = [sign for sign in folded if not sign.isspace() and category(sign) not in {"Cf", "Cc"}]
            said += kept
            origins += [place] * len(kept)
        position = end
    return "".join(said), origins


def _pieces(text: str, start: int, end: int) -> Iterable[tuple[str, Place]]:
    entities = {found.start(): found for found in _ENTITY.finditer(text, start, end)}
    position = start
    while position < end:
        entity = entities.get(position)
        after = entity.end() if entity else position + 1
        piece = text[position:after]
        if piece not in _MARKS:
            yield html.unescape(piece) if entity else piece, (position, after)
        position = after


def _found(sought: str, said: str, origins: list[Place]) -> list[Place]:
    places = []
    first = said.find(sought)
    while first >= 0:
        last = first + len(sought)
        # A hit never cuts a character that people see as one.
        is_cut = (first and origins[first - 1] == origins[first]) or (
            last < len(said) and (origins[last] == origins[last - 1] or category(said[last])[0] == "M")
        )
        if not is_cut:
            places.append((origins[first][0], origins[last - 1][1]))
        first = said.find(sought, first + 1 if is_cut else last)
    return places


def _balanced(text: str, place: Place) -> Place:
    """Return the place with the marks of emphasis, code and links that it holds one half of."""
    start, end = place
    inside = text[start:end]
    if inside.count("]") > inside.count("["):
        # The end of a link, whose words begin before.
        opening = text.rfind("[", max(0, start - 400), start)
        start = opening if opening >= 0 and "\n\n" not in text[opening:start] else start
    if inside.count("[") > inside.count("]") and (closing := re.compile(_TARGET).search(text, end)):
        end = closing.end() if "\n\n" not in text[end : closing.start()] else end
    if any(sign in inside for sign in _MARKS_AROUND):
        while start and text[start - 1] in _MARKS_AROUND:
            start -= 1
        while end < len(text) and text[end] in _MARKS_AROUND:
            end += 1
    return start, end
