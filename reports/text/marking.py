"""Marking places in the HTML of an answer, so that it stays the HTML that it was.

Belongs here: the text of a fragment of HTML, and `<mark>` around parts of it. Not here: which places are
marked (`reports.search`), or what HTML an answer may hold (`sanitise`).

Only text is touched: a mark ends before each tag and begins again behind it, so that elements are nested as
they were. The fragment is HTML that this project wrote, in which "<" begins a tag and nothing else.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape

Places = Callable[[str], list[tuple[int, int]]]
"""Text -> start and end of each stretch to mark, in order, none over another."""

_PIECE = re.compile(
    r"(?P<tag><[^>]*>)|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,31});)|.",
    re.DOTALL,
)
_INLINE = re.compile(r"</?(?:a|code|em|strong)\b")
"""Tags that may stand within a word; all others part words, as they do on the page."""


def marked(html: str, places: Places) -> str:
    """Return a fragment with `<mark>` around the places that are found in its text; the same without any."""
    pieces = list(_pieces(html))
    inside = set()
    for start, end in places("".join(text for text, _source in pieces)):
        inside.update(range(start, end))
    if not inside:
        return html
    made, at, is_open = [], 0, False
    for text, source in pieces:
        is_tag = source.startswith("<")
        wanted = not is_tag and at in inside
        if is_open != wanted:
            made.append("<mark>" if wanted else "</mark>")
            is_open = wanted
        made.append(source)
        at += len(text)
    return "".join([*made, "</mark>"] if is_open else made)


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Yield the text that each tag, entity or letter stands for, and how it is written."""
    for match in _PIECE.finditer(html):
        source = match[0]
        if match["tag"]:
            yield ("" if _INLINE.match(source) else "\n"), source
        else:
            yield (unescape(source) if match["entity"] else source), source


def split(text: str, places: Places) -> list[tuple[str, bool]]:
    """Return a text without markup as pairs of text and whether it is marked; together they are the text."""
    parts, at = [], 0
    for start, end in places(text):
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    parts.append((text[at:], False))
    return [part for part in parts if part[0]]
