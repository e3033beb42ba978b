"""Lists as Word numbers them: one definition of bullets, one of numbers, each list with a count of its own.

Belongs here: the numbering part. Not here: the paragraphs of a list (`answer`).
"""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from .markup import element, properties_of, settle

STEP = 360
"""Twentieths of a point by which each level stands further in."""

DEEPEST = 8
LARGEST = 32_000
"""The number from which Word may not count any further: it ends at 32767."""

_BULLETS, _NUMBERS, _FIRST = 90, 91, 101
_SIGNS = ("•", "◦", "▪")


class Lists:
    """Makes the lists of one file."""

    def __init__(self, document: WordDocument) -> None:
        self._root = document.part.numbering_part.element
        others = self._root.index(self._root.num_lst[0])
        for place, (number, ordered) in enumerate(((_BULLETS, False), (_NUMBERS, True))):
            self._root.insert(others + place, _definition(number, ordered=ordered))
        self._next = _FIRST
        self._bullets = self._add(_BULLETS)

    def bullets(self) -> int:
        """Return the id of the bullets, which never count."""
        return self._bullets

    def numbers(self, level: int, start: int) -> int:
        """Return the id of a new list of numbers that starts on this level with this number."""
        override = element("lvlOverride", {"ilvl": str(level)}, element("startOverride", {"val": str(start)}))
        return self._add(_NUMBERS, override)

    def _add(self, definition: int, *overrides: _Element) -> int:
        number, self._next = self._next, self._next + 1
        made = element("num", {"numId": str(number)}, element("abstractNumId", {"val": str(definition)}))
        made.extend(overrides)
        self._root.append(made)
        return number


def listed_in(block: _Element, number: int, level: int) -> None:
    """Make the paragraph an item of a list."""
    marks = element(
        "numPr", None, element("ilvl", {"val": str(level)}), element("numId", {"val": str(number)})
    )
    settle(properties_of(block), marks)


def is_plain(block: _Element) -> bool:
    """Say whether the block is a paragraph that is no item of a list yet."""
    return block.tag == qn("w:p") and block.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None


def indented(block: _Element, left: int, *, hanging: int = 0) -> None:
    """Move the paragraph in, whichever side its lines begin at."""
    settle(properties_of(block), element("ind", {"left": str(left), "hanging": str(hanging)}))


def _definition(number: int, *, ordered: bool) -> _Element:
    kind = element("multiLevelType", {"val": "multilevel"})
    made = element("abstractNum", {"abstractNumId": str(number)}, kind)
    for level in range(DEEPEST + 1):
        made.append(
            element(
                "lvl",
                {"ilvl": str(level)},
                element("start", {"val": "1"}),
                element("numFmt", {"val": "decimal" if ordered else "bullet"}),
                element("lvlText", {"val": f"%{level + 1}." if ordered else _SIGNS[level % len(_SIGNS)]}),
                element("lvlJc", {"val": "left"}),
                element("pPr", None, element("ind", {"left": str(STEP * (level + 1)), "hanging": str(STEP)})),
            )
        )
    return made
