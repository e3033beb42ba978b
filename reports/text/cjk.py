"""What counts as an East Asian character, for bold text, line breaks and word counts.

Belongs here: character classes and nothing else. Not here: Markdown rules that use them.
"""

import re

_PUNCTUATION = r"\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20"
_PUNCTUATION += r"\uff3b-\uff40\uff5b-\uff65"
_LETTERS = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f\u3031-\u303c\u303e-\u309f\u30a1-\u30fa\u30fc-\u312f"
    r"\u3190-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    r"\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_HANGUL = r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"

UNSPACED = f"{_PUNCTUATION}{_LETTERS}"
"""What scripts without spaces between words are made of, as the inside of a character class."""

_ANY = re.compile(f"[{_PUNCTUATION}{_LETTERS}{_HANGUL}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(
    r"[\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)


def is_cjk(character: str) -> bool:
    """Say whether a character is Chinese, Japanese or Korean, punctuation included."""
    return bool(_ANY.match(character))


def is_unspaced(character: str) -> bool:
    """Say whether a character belongs to a script that puts no spaces between words (not Korean)."""
    return bool(_UNSPACED.match(character))


def split_words(text: str) -> tuple[int, str]:
    """Return the number of Han and kana characters, and the text with spaces in their place."""
    rest, count = _WORD.subn(" ", text)
    return count, rest
