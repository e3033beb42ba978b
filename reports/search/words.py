"""The words of a text that a mistyped word may have meant, as people write them: accents stay.

Belongs here: what counts as such a word. Pure. Not here: counting (`entries`) and guessing (`suggestions`).
"""

import re
import unicodedata

FEWEST = 4
"""Shorter Latin words are too like each other."""
LONGEST = 60

_LATIN = r"a-z\u00df-\u00f6\u00f8-\u024f"
_KATAKANA = r"\u30a1-\u30fa\u30fc-\u30fe"
_WORD = re.compile(
    rf"(?<![0-9{_LATIN}])[{_LATIN}]{{{FEWEST},{LONGEST}}}(?![0-9{_LATIN}])"
    rf"|(?<![{_KATAKANA}])[{_KATAKANA}]{{3,{LONGEST}}}(?![{_KATAKANA}])"
)


def words(text: str) -> set[str]:
    """Return the Latin words of four letters or more, and the katakana words of three or more."""
    return set(_WORD.findall(unicodedata.normalize("NFKC", text).lower()))


def places(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return a text in one width, and each such word of it with its place there."""
    shown = unicodedata.normalize("NFKC", text)
    lowered = shown.lower()
    if len(lowered) != len(shown):  # a letter that grows when it is lowered would move every place
        shown = lowered
    return shown, [(match[0], *match.span()) for match in _WORD.finditer(lowered)]
