"""Letters that no font has, spelt out. Not here: finding them (`typesetting`)."""

import unicodedata


def spelt(letter: str) -> tuple[int, str]:
    """Return the code of a letter and its name in brackets: an archive holds no empty boxes for letters."""
    return ord(letter), f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"
