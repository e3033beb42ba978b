"""From the HTML of a clipboard to a tree that holds only what its reader saw.

Belongs here: limits, parsing, and the removal of what is invisible or no part of the text. Not here: what
single programs mean by their markup.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from reports.text.cleaning import clean

MAX_LENGTH = 1_000_000
MAX_TAGS = 25_000
MAX_DEPTH = 60

_NEVER_SEEN = {"head", "link", "meta", "noscript", "object", "script", "style", "template", "title", "xml"}
_NO_TEXT = {"base", "col", "colgroup", "iframe", "nav", "svg", "input"}
_REMOVED = {"del"}
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display:\s*none|visibility:\s*hidden|mso-hide:\s*all)", re.IGNORECASE)
_WORD_NOTES = re.compile(r"mso-element:\s*comment|mso-special-character:\s*comment", re.IGNORECASE)
_NOT_KEPT = {"msodel", "msocommentreference", "msocommenttext", "msocomanchor", "msocomtxt"}
_BULLET_GLYPHS = dict.fromkeys((0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC), "\u2022")


def read(html: str) -> BeautifulSoup | None:
    """Return the tree of what is to be seen, or None where it is too long, too rich or too deep to read."""
    if len(html) > MAX_LENGTH or html.count("<") > MAX_TAGS:
        return None
    # Begun like this, nothing is taken for a file name, an address or XML.
    soup = BeautifulSoup(f"<body>{clean(html).translate(_BULLET_GLYPHS)}", "lxml")
    if any(depth > MAX_DEPTH for _, depth in _with_depth(soup)):
        return None
    for element, _ in list(_with_depth(soup)):
        if not _is_seen(element):
            element.extract()
    return soup


def style_of(tag: Tag) -> dict[str, str]:
    """Return the properties of a `style` attribute, in lower case; the last of two wins."""
    pairs = (part.partition(":") for part in str(tag.get("style") or "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def classes(tag: Tag) -> set[str]:
    """Return the classes of a tag in lower case."""
    return {name.lower() for name in tag.get_attribute_list("class") if name}


def _with_depth(soup: BeautifulSoup) -> Iterator[tuple[PageElement, int]]:
    """Yield every element under the root with its depth, without calling itself."""
    waiting = [(child, 1) for child in soup.contents]
    while waiting:
        element, depth = waiting.pop()
        yield element, depth
        if isinstance(element, Tag):
            waiting += [(child, depth + 1) for child in element.contents]


def _is_seen(element: PageElement) -> bool:
    if not isinstance(element, Tag):
        return type(element) is NavigableString
    if element.name in _NEVER_SEEN | _NO_TEXT | _REMOVED or element.has_attr("hidden"):
        return False
    style = str(element.get("style") or "")
    return not (_HIDDEN.search(style) or _WORD_NOTES.search(style) or classes(element) & _NOT_KEPT)
