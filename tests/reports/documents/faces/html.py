"""Reads an answer back from HTML, as the page and the printed report hold it."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext as _
from lxml import html as lxml_html

from .said import tight, with_words

Element = lxml_html.HtmlElement
Tool = tuple[str, str, str]


def words_of(element: Element, *, without: str = "") -> str:
    """Return the words of an element, without those of the parts that have the class."""
    element = deepcopy(element)
    for part in element.find_class(without) if without else []:
        part.drop_tree()
    return tight(element.text_content())


def check_labels(labels: list[Element]) -> None:
    """Hold whose words the words of a question are said to be against the two that there are."""
    names = [tight(_("Official wording:")), tight(_("Our wording:"))]
    assert list(map(words_of, labels)) in ([], names, names[1:])


def rows_of_tools(tables: list[Element], read: Callable[[Element], Tool]) -> list[Tool]:
    """Return the tools of the table, if there is one."""
    for table in tables:
        names = [tight(_("Tool or metric")), tight(_("What it is for"))]
        assert list(map(words_of, table.xpath("./thead/tr/th"))) == names
    return [read(row) for table in tables for row in table.xpath("./tbody/tr")]


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
        "headings": [words_of(each) for each in answer.iter("h4", "h5", "h6") if words_of(each)],
        "items": [_first(item) for item in answer.iter("li")],
        "links": [link for part in (answer, *in_order) for link in _links(part, headings)],
        "tables": with_words(
            [
                [[tight(cell.text_content()) for cell in row] for row in table.iter("tr")]
                for table in answer.iter("table")
            ]
        ),
        "notes": [tight(note.text_content()) for note in in_order],
    }


def _first(item: Element) -> str:
    """Return the words of the first paragraph of an item."""
    item = deepcopy(item)
    if len(item) and item[0].tag == "p" and not tight(item.text):
        return tight(item[0].text_content())
    for block in item.xpath("./ul | ./ol | ./blockquote | ./pre | ./div | ./h4 | ./h5 | ./h6"):
        block.drop_tree()
    return tight(item.text_content())


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
