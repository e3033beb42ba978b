"""Which way a text runs: WeasyPrint knows `dir="rtl"` and `dir="ltr"`, but not `dir="auto"`.

Belongs here: the rule of the first strong character (Unicode's P2 and P3), for words and for blocks of
HTML. Not here: how lines are laid out.
"""

import re
import unicodedata
from html import unescape

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BLOCK = re.compile(r"<(p|ul|ol|li|h[1-6]|table|th|td|blockquote|div)\b([^>]*)>")
_MARKUP = re.compile(r"<[^>]+>")
_FAR = 4_000  # characters of HTML in which a block shows its direction, or has none of its own


def direction(text: str) -> str:
    """Return "rtl" if the first letter with a direction runs to the left, else "ltr"."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def directed(html: str) -> str:
    """Return the HTML with the direction of each block written on it, if anything in it runs to the left."""
    if not _RIGHT_TO_LEFT.search(html):
        return html
    return _BLOCK.sub(lambda block: _with_direction(block, html), html)


def isolated(text: str) -> str:
    """Return the words so that they cannot turn what stands beside them in the same line.

    The marks (U+2068 and U+2069) are invisible; they are set only round words that run to the left.
    """
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def _with_direction(block: re.Match[str], html: str) -> str:
    name, attributes = block.groups()
    words = unescape(_MARKUP.sub("", html[block.end() : block.end() + _FAR]))
    return f'<{name}{attributes} dir="{direction(words)}">'
