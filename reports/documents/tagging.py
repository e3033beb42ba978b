"""What WeasyPrint leaves out of the structure of a PDF, and listeners need.

Belongs here: the language of parts, notes, the direction of table headings. Not here: visible content.
"""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import BlockBox, InlineBox, LineBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

_MARKS = {"span": "figcaption", "note": "main"}
"""What an element is taken for, so that it can be told apart in the structure: WeasyPrint keeps no way from
a structure element back to the HTML. The templates use neither `figcaption` nor `main`."""
_WORDS, _NOTE = "/Caption", "/Part"
_WITH_LANGUAGE = {"/Art", _WORDS, _NOTE}
_TAGS = {"article": "/Art", _MARKS["span"]: _WORDS, _MARKS["note"]: _NOTE}


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


def complete_tags(document: Any, pdf: pydyf.PDF, *, language: str | None) -> list[str]:
    """Mark each answer (an `article` in the template) with its language and each heading cell as a column's.

    Questions and answers may be in two languages; without the mark a screen reader would read
    Japanese answers with an English voice. The same goes for notes and for spans that `mark_parts` found.
    Where `language` is None, each part has that of its element. Returns the languages that were marked.
    """
    names: dict[str, str] = {}
    marked: dict[str, None] = {}
    own = {kind: iter(found) for kind, found in _own_languages(document).items()} if language is None else {}
    for element in pdf.objects:
        if not isinstance(element, pydyf.Dictionary) or element.get("Type") != "/StructElem":
            continue
        kind = element["S"]
        if kind in _WITH_LANGUAGE:
            spoken = language if language is not None else next(own[kind])
            element["Lang"] = pydyf.String(spoken)
            marked[spoken] = None
        if kind == _WORDS:
            element["S"] = "/Span"
        elif kind == _NOTE:
            element["S"], element["ID"] = "/Note", pydyf.String(f"note-{element.number}")
        elif kind == "/TH" and "A" in element:
            element["A"]["Scope"] = "/Column"
        if "ID" in element:
            names[element["ID"].string] = element.reference.decode()
    _list_names(pdf, names)
    return list(marked)


def _own_languages(document: Any) -> dict[str, list[str]]:
    """Return kind of structure element -> the language of each, in the order in which they were made.

    That is the order of the boxes: WeasyPrint makes an element of each as it comes to it.
    """
    found: dict[str, list[str]] = {kind: [] for kind in _WITH_LANGUAGE}
    for page in document.pages:
        for box in _in_order(page._page_box):
            if box.element is not None and box.element_tag in _TAGS:
                found[_TAGS[box.element_tag]].append(box.element.get("lang", ""))
    return found


def _in_order(box: Any) -> Iterator[Any]:
    """Yield a box and those in it of which elements are made, as WeasyPrint's own walk does."""
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    yield box
    for child in box.children:
        for each in child.children if isinstance(child, LineBox) else [child]:
            if not isinstance(each, TextBox):
                yield from _in_order(each)


def _list_names(pdf: pydyf.PDF, names: dict[str, str]) -> None:
    """Add the tree of names that a structure with named elements must have."""
    if names and "StructTreeRoot" in pdf.catalog:
        root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
        pairs = [each for name in sorted(names) for each in (pydyf.String(name), names[name])]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
