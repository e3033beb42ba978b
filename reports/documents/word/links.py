"""Links of the Word file: to the web by a relationship of the part they stand in, to questions by bookmark.

Belongs here: what Word can follow. Not here: which links an answer may hold (`reports.text`).
"""

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml.etree import _Element

from .markup import element, legal, properties_of, run, settle

LONGEST = 2_079
"""Characters; Word calls a file with a longer address damaged."""

_UNFIT = re.compile(r'[\s<>"{}|\\^`\x00-\x1f\x7f]')


def linked(part: Part, address: str, content: Sequence[_Element], *, title: str = "") -> list[_Element]:
    """Return the runs as a link to a web page; where Word cannot follow it, as words with their address."""
    target = _target(address)
    if not target:
        words = "".join(text.text or "" for each in content for text in each.iter(qn("w:t")))
        return [*content, *([run(f" ({address})")] if address not in words else [])]
    facts = {"r:id": part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True), "history": "1"}
    return [element("hyperlink", facts | _tip(title), *map(_dressed, content))]


def anchored(bookmark: str, content: Sequence[_Element], *, title: str = "") -> list[_Element]:
    """Return the runs as a link within the file."""
    return [element("hyperlink", {"anchor": bookmark, "history": "1"} | _tip(title), *map(_dressed, content))]


def _tip(title: str) -> dict[str, str]:
    return {"tooltip": title[:260]} if title else {}


def _dressed(content: _Element) -> _Element:
    if content.tag != qn("w:r"):
        return content
    properties = properties_of(content)
    if properties.find(qn("w:rStyle")) is None:
        settle(properties, element("rStyle", {"val": "Hyperlink"}))
    return content


def _target(address: str) -> str:
    """Return the address as the target of a relationship, or nothing if it cannot be one."""
    target = _UNFIT.sub(lambda sign: quote(sign[0]), legal(address))
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    whole = parts.scheme == "mailto" or (parts.scheme in {"http", "https"} and parts.hostname)
    return target if whole and len(target) <= LONGEST else ""
