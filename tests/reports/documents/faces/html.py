"""Reads an answer back from HTML, as the page and the printed report hold it."""

import re
from copy import deepcopy
from typing import Any

from lxml import html as lxml_html

from .said import tight, with_words

Element = lxml_html.HtmlElement


def words_of(element: Element, *, without: str = "") -> str:
    """Return the words of an element, without those of the parts that have the class."""
    element = deepcopy(element)
    for part in element.find_class(without) if without else []:
        part.drop_tree()
    return tight(element.text_content())


def said_in_html(answer: Element, headings: dict[str, str]) -> dict[str, Any]:
    """Return what an answer says; `headings` is the id of a heading -> its words."""
    answer = deepcopy(answer)
    for back in answer.xpath(".//a[@role='doc-backlink'] | .//a[@class='note-of']"):
        back.drop_tree()
    notes = {}
    listed = answer.xpath(".//div[@class='footnotes']/ol/li")
    for note in [*listed, *answer.find_class("note")]:
        notes[int(re.search(r"fn(\d+)$", note.get("id"))[1])] = note
    for _number, note in sorted(notes.items(), reverse=True):
        note.drop_tree()
    in_order = [note for _number, note in sorted(notes.items())]
    return {
        "words": tight(answer.text_content()),
        "links": [link for part in (answer, *in_order) for link in _links(part, headings)],
        "tables": with_words(
            [
                [[tight(cell.text_content()) for cell in row] for row in table.iter("tr")]
                for table in answer.iter("table")
            ]
        ),
        "notes": [tight(note.text_content()) for note in in_order],
    }


def _links(element: Element, headings: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (
            tight(a.text_content()),
            headings.get(a.get("href")[1:], a.get("href"))
            if a.get("href").startswith("#")
            else a.get("href"),
        )
        for a in element.iter("a")
        if a.get("role") != "doc-noteref"
    ]
