"""What is bold, italic or raised, whether a tag says so or an inline style.

Belongs here: reading styles off the tree. Not here: how bold and italics are written (`runs`).
"""

import re

from bs4 import BeautifulSoup, Tag

from .marks import BOLD, END_BOLD, END_ITALIC, ITALIC, NOT_BOLD, NOT_ITALIC
from .reading import style_of

_HEAVY = re.compile(r"bold|bolder|[6-9]\d\d|1000")
_LIGHT = re.compile(r"normal|lighter|[1-5]\d\d")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_DIGITS = re.compile(r"[0-9+\-−=()]*[0-9][0-9+\-−=()]*")


def styled(tag: Tag, text: str) -> str:
    """Return the text of a tag with the marks of its bold and italics inside its outer spaces."""
    style = style_of(tag)
    start = end = ""
    weight, slant = style.get("font-weight", ""), style.get("font-style", "")
    if _LIGHT.fullmatch(weight):
        start, end = NOT_BOLD, END_BOLD
    elif tag.name in {"b", "strong"} or _HEAVY.fullmatch(weight):
        start, end = BOLD, END_BOLD
    if slant == "normal":
        start, end = start + NOT_ITALIC, END_ITALIC + end
    elif tag.name in {"i", "em", "cite", "dfn", "var"} or slant in {"italic", "oblique"}:
        start, end = start + ITALIC, END_ITALIC + end
    if not start or not text.strip():
        return text
    before, inner, after = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
    return f"{before}{start}{inner}{end}{after}"


def raise_digits(soup: BeautifulSoup) -> None:
    """Turn raised and lowered digits into the characters for them: 10²⁵ must not become 1025."""
    for tag in soup.find_all(["sup", "sub", "span"]):
        place = tag.name if tag.name != "span" else style_of(tag).get("vertical-align", "")
        table = {"sup": _RAISED, "super": _RAISED, "sub": _LOWERED}.get(place)
        digits = tag.get_text()
        if table and _DIGITS.fullmatch(digits) and not tag.find("a"):
            tag.string = digits.translate(table)
