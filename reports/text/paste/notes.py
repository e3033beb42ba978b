"""Footnotes as Word, Google Docs and LibreOffice write them: a mark in the text, the note at the end.

All three link the mark to the note and the note back to its mark; only the names differ. Not here:
comments, which look alike and are no part of the text (Word's go in `reading`).
"""

import re
from collections import Counter

from bs4 import BeautifulSoup, Tag

MARK, NOTE = "x-mark", "x-note"
_TO_NOTE = re.compile(r"#(?:_(ftn|edn)(\d+)|(ftnt)(\d+)|sd(footnote|endnote)(\d+)sym)$")
_TO_MARK = re.compile(r"#(?:_(ftn|edn)ref(\d+)|(ftnt)_ref(\d+)|sd(footnote|endnote)(\d+)anc)$")
_COMMENT = re.compile(r"#(?:cmnt(?:_ref)?|_msocom_|_msoanchor_)\d+$")
_TYPED = re.compile(r"\[\^(\d{1,6})\]")


def find_notes(soup: BeautifulSoup, beside: str) -> None:
    """Replace marks and notes by elements with one label for both, the notes at the end of the tree.

    A mark without its note, and a note without its mark, stay as the words they are. The numbers go on
    after those in `beside`, the text that stands already where this one is pasted.
    """
    _drop_comments(soup)
    backs = {name: link for link in soup.find_all("a") if (name := _named(_TO_MARK, link))}
    notes_in = Counter(id(around) for link in backs.values() for around in link.parents)
    places = {name: note for name, link in backs.items() if (note := _note(link, notes_in))}
    first = max((int(number) for number in _TYPED.findall(beside)), default=0) + 1
    labels: dict[str, str] = {}
    for link in soup.find_all("a"):
        name = _named(_TO_NOTE, link)
        if name in places:
            label = labels.setdefault(name, str(first + len(labels)))
            link.replace_with(soup.new_tag(MARK, attrs={"label": label}))
    for name, label in labels.items():
        _move_to_end(soup, places[name], label)


def _named(pattern: re.Pattern[str], link: Tag) -> str:
    """Return which note a link leads to or comes from, such as ``ftn3``; "" for any other link."""
    found = pattern.search(str(link.get("href") or ""))
    return "".join(part for part in found.groups() if part) if found else ""


def _note(link: Tag, notes_in: Counter[int]) -> Tag | None:
    """Return the element that holds the whole note which begins with this link, and no other one."""
    paragraph = link.find_parent(["p", "li", "td", "div"])
    around = paragraph.parent if paragraph else None
    if (
        around
        and around.name in {"div", "li"}
        and notes_in[id(around)] == 1
        and around.find(True) is paragraph
    ):
        return around
    return paragraph


def _move_to_end(soup: BeautifulSoup, note: Tag, label: str) -> None:
    for link in note.find_all("a", href=_TO_MARK):
        if not link.decomposed:
            link.decompose()
    while (line := note.find_previous_sibling()) is not None and line.name in {"hr", "br"}:
        line.decompose()
    note.name, note.attrs = NOTE, {"label": label}
    (soup.body or soup).append(note.extract())


def _drop_comments(soup: BeautifulSoup) -> None:
    """Remove the comments of Google Docs with their marks, and what is left of Word's."""
    for link in soup.find_all("a", href=_COMMENT):
        if link.decomposed:
            continue
        comment = link.find_parent("div") if "ref" in str(link["href"]) else None
        (comment if comment and len(comment.find_all("a", limit=2)) == 1 else link).decompose()
