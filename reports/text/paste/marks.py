"""Stand-ins that keep pasted characters and Markdown's own apart while a text is put together.

A pasted star must not be taken for markup, and a star that is markup must not be escaped. So pasted
punctuation travels as code points that are no characters (`clean` removes them from any input), as do the
places where bold and italics begin and end. Not here: what becomes of them (`runs`, `escapes`).
"""

import re

_PUNCTUATION = "\\*_`[]<&~|#+->=.)(!:"
_FIRST = 0xFDD0
_HIDDEN = {ord(sign): _FIRST + place for place, sign in enumerate(_PUNCTUATION)}
_SHOWN = {hidden: chr(sign) for sign, hidden in _HIDDEN.items()}

BOLD, NOT_BOLD, END_BOLD, ITALIC, NOT_ITALIC, END_ITALIC = (
    chr(_FIRST + len(_PUNCTUATION) + place) for place in range(6)
)
_STYLES = f"{BOLD}{NOT_BOLD}{END_BOLD}{ITALIC}{NOT_ITALIC}{END_ITALIC}"
STYLES = re.compile(f"[{_STYLES}]")
LEADING_STYLES = re.compile(f"[{_STYLES}]*")


def hide(text: str) -> str:
    """Return the text with every character that Markdown may read as markup replaced by its stand-in."""
    return text.translate(_HIDDEN)


def show(text: str) -> str:
    """Return the text with the stand-ins turned back; as long as before."""
    return text.translate(_SHOWN)


def without_styles(text: str) -> str:
    """Return the text without the places where bold and italics begin and end."""
    return STYLES.sub("", text)
