"""What is done to typed or pasted text before it is stored.

Belongs here: removal of what no reader can see and no database or file format should hold. Not here:
anything that alters a word (no Unicode normalisation, no typographic repair) or that knows Markdown.
"""

import re

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNSEEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff{_NONCHARACTERS}]")
_SPACES = " \t\u00a0\u3000"


def clean(text: str) -> str:
    """Return the text as it is stored.

    Line ends become ``\\n``; NUL, control characters, byte order marks and code points that are no
    characters go; two halves of a surrogate pair are joined, a lone half becomes U+FFFD. Spaces at the
    end of a line go, except that two or more after a word become exactly two, which Markdown reads as
    a line break. Blank lines at both ends go. Words, their order and their normalisation stay.
    """
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = [_without_tail(line) for line in _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).split("\n")]
    return "\n".join(_without_blank_ends(lines)).rstrip()


def _without_tail(line: str) -> str:
    """Return the line without the spaces at its end, or with the two that mean a line break."""
    kept = line.rstrip(_SPACES)
    return kept + "  " if kept and line.startswith("  ", len(kept)) else kept


def _without_blank_ends(lines: list[str]) -> list[str]:
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    return lines[first:]
