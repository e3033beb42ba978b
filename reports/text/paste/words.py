"""The words of HTML and nothing else, for what is too long or too deep to be read as a page.

Belongs here: a few passes that take time in proportion to the length, whatever they are given. Not here:
anything that knows what an element means, beyond where a line ends.
"""

import re
from html import unescape

_UNSEEN = ("script", "style", "head", "template", "xml", "del")
_COMMENT = ("<!--", "-->")
_BREAK = re.compile(
    r"</?(?:p|div|h[1-6]|li|tr|table|ul|ol|blockquote|section|article|pre)\b[^<>]*>|<br\b[^<>]*>"
)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_CELL = re.compile(r"</?t[dh]\b[^<>]*>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\f\v]+")
_LINES = re.compile(r" ?\n[ \n]*")


def words(html: str) -> str:
    """Return the text between the tags, one paragraph for each block."""
    text = _without(html, *_COMMENT)
    for name in _UNSEEN:
        text = _without(text, f"<{name}", f"</{name}", boundary=True)
    text = _SPACE.sub(" ", text.replace("\n", " "))
    text = _BREAK.sub("\n", _CELL.sub("\t", text))
    text = unescape(_TAG.sub("", text)).replace("\t", " ")
    return _LINES.sub("\n\n", _SPACE.sub(" ", text)).strip()


def _without(text: str, start: str, end: str, *, boundary: bool = False) -> str:
    """Return the text without what stands from each start to the end after it; one pass."""
    low = text.lower() if len(text.lower()) == len(text) else text
    parts, place = [], 0
    while (first := low.find(start, place)) >= 0:
        last = low.find(end, first)
        if last < 0:
            break
        if boundary and low[first + len(start)].isalnum():
            parts.append(text[place : first + len(start)])
            place = first + len(start)
            continue
        parts.append(text[place:first])
        place = last + len(end)
        if boundary:
            place = text.find(">", place) + 1 or len(text)
    return "".join([*parts, text[place:]])
