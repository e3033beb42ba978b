"""Content controls: the fields of the Word file, each found again by its tag.

Belongs here: text, drop-down and check box, all locked against deletion. Not here: which fields there
are (`fields`), or where they stand (`word`).
"""

from collections.abc import Mapping, Sequence
from itertools import count

from lxml import etree
from lxml.etree import _Element

from reports.documents.word.markup import element, paragraph, run

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
LONGEST_TITLE = 64
PLACEHOLDER = "PlaceholderText"
EMPTY_BOX, TICKED_BOX, BOX_FONT = "2610", "2612", "MS Gothic"


class Controls:
    """Makes the controls of one file and numbers them."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def text(self, tag: str, title: str, hint: str) -> _Element:
        """Return a field for paragraphs, lists and tables."""
        properties = self._properties(tag, title, empty=True)
        properties.append(element("richText"))
        return _control(properties, [paragraph(run(hint, style=PLACEHOLDER), style="Answer")])

    def line(self, tag: str, title: str, hint: str) -> _Element:
        """Return a paragraph with a field for a few words without formatting."""
        properties = self._properties(tag, title, empty=True)
        properties.append(element("text"))
        control = _control(properties, [run(hint, style=PLACEHOLDER)])
        return paragraph(control, style="TableField")

    def choice(
        self,
        tag: str,
        title: str,
        options: Mapping[str, str],
        *,
        hint: str = "",
        chosen: str = "",
        style: str = "",
    ) -> _Element:
        """Return a paragraph with a drop-down of value -> label, where `chosen`, or nothing, is chosen."""
        properties = self._properties(tag, title, empty=not chosen)
        items = [
            element("listItem", {"displayText": label, "value": value}) for value, label in options.items()
        ]
        properties.append(element("dropDownList", None, *items))
        shown = run(options[chosen]) if chosen else run(hint, style=PLACEHOLDER)
        return paragraph(_control(properties, [shown]), style=style)

    def box(self, tag: str, title: str, words: Sequence[_Element]) -> _Element:
        """Return a paragraph with an empty check box and words beside it."""
        properties = self._properties(tag, title, empty=False)
        box = etree.SubElement(properties, f"{{{W14}}}checkbox")
        etree.SubElement(box, f"{{{W14}}}checked").set(f"{{{W14}}}val", "0")
        for name, code in (("checkedState", TICKED_BOX), ("uncheckedState", EMPTY_BOX)):
            state = etree.SubElement(box, f"{{{W14}}}{name}")
            state.set(f"{{{W14}}}val", code)
            state.set(f"{{{W14}}}font", BOX_FONT)
        fonts = {"ascii": BOX_FONT, "eastAsia": BOX_FONT, "hAnsi": BOX_FONT, "hint": "eastAsia"}
        shown = run(chr(int(EMPTY_BOX, 16)))
        shown.insert(0, element("rPr", None, element("rFonts", fonts)))
        return paragraph(_control(properties, [shown]), "\u00a0", *words, style="Box")

    def _properties(self, tag: str, title: str, *, empty: bool) -> _Element:
        """Return what all controls have, in the order that the schema wants."""
        made = element(
            "sdtPr",
            None,
            element("alias", {"val": shortened(title)}),
            element("tag", {"val": tag}),
            element("id", {"val": str(next(self._numbers))}),
            element("lock", {"val": "sdtLocked"}),
        )
        if empty:
            made.append(element("showingPlcHdr"))
        return made


def shortened(title: str) -> str:
    """Return the title, cut where Word allows no more."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"


def _control(properties: _Element, content: Sequence[_Element]) -> _Element:
    return element("sdt", None, properties, element("sdtContent", None, *content))
