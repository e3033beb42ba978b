"""What WeasyPrint leaves out of the structure of a PDF, and listeners need.

Belongs here: the language of parts, notes, the direction of table headings. Not here: visible content.
"""

from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import BlockBox, InlineBox

_MARKS = {"span": "figcaption", "note": "main"}
"""What an element is taken for, so that it can be told apart in the structure: WeasyPrint keeps no way from
a structure element back to the HTML. The templates use neither `figcaption` nor `main`."""
_WORDS, _NOTE = "/Caption", "/Part"
_WITH_LANGUAGE = {"/Art", _WORDS, _NOTE}


def mark_parts(document: Any) -> None:
    """Mark the boxes of a laid-out document whose elements `complete_tags` must find again.

    Those are notes at the foot of a page, and spans with a language. A link keeps one annotation for each
    line: WeasyPrint would make another of each box inside it, and a stop for the keyboard of each.
    """
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[-1].element_tag == "a"]
        for box in page._page_box.descendants():
            element = getattr(box, "element", None)
            if element is None or element.tag != "span" or not element.get("lang"):
                continue
            if element.get("class") == "note":
                if isinstance(box, BlockBox):
                    box.element_tag = _MARKS["note"]
            elif isinstance(box, InlineBox) and box.element_tag == "span":
                box.element_tag = _MARKS["span"]


def complete_tags(_document: Any, pdf: pydyf.PDF, *, language: str) -> None:
    """Mark each answer (an `article` in the template) with its language and each heading cell as a column's.

    Questions and answers may be in two languages; without the mark a screen reader would read
    Japanese answers with an English voice. The same goes for notes and for spans that `mark_parts` found.
    """
    names: dict[str, str] = {}
    for element in pdf.objects:
        if not isinstance(element, pydyf.Dictionary) or element.get("Type") != "/StructElem":
            continue
        kind = element["S"]
        if kind in _WITH_LANGUAGE:
            element["Lang"] = pydyf.String(language)
        if kind == _WORDS:
            element["S"] = "/Span"
        elif kind == _NOTE:
            element["S"], element["ID"] = "/Note", pydyf.String(f"note-{element.number}")
        elif kind == "/TH" and "A" in element:
            element["A"]["Scope"] = "/Column"
        if "ID" in element:
            names[element["ID"].string] = element.reference.decode()
    _list_names(pdf, names)


def _list_names(pdf: pydyf.PDF, names: dict[str, str]) -> None:
    """Add the tree of names that a structure with named elements must have."""
    if names and "StructTreeRoot" in pdf.catalog:
        root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
        pairs = [each for name in sorted(names) for each in (pydyf.String(name), names[name])]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
