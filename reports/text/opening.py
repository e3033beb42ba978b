"""The first words of an answer, for pages that show many answers beside each other.

Belongs here: where such an opening ends. Not here: short summaries, which organisations write themselves.
"""

from .cjk import is_unspaced
from .plain import CHARACTERS_OF_A_WORD
from .tokens import sentences


def opening(words: str, most: int) -> str:
    """Return about the first `most` words of a text without markup, as one line; all of it if it is short.

    What was cut off ends in "…". Where words are not parted by spaces, CHARACTERS_OF_A_WORD characters count
    as one, so that openings are as long in every language.
    """
    line = " ".join(words.split())
    taken, inside = 0.0, False
    for place, character in enumerate(line):
        unspaced = is_unspaced(character)
        begins = not unspaced and not character.isspace() and not inside
        inside = not unspaced and not character.isspace()
        taken += 1 / CHARACTERS_OF_A_WORD if unspaced else begins
        if taken > most + 1e-6:
            return f"{line[:place].rstrip()}…"
    return line


def beginning(words: str, most: int) -> str:
    """Return the first sentences of a text without markup, at most `most` words, as one line.

    Where the first sentence alone is longer, its `opening`. What was cut off ends in "…".
    """
    line = " ".join(words.split())
    kept = ""
    for sentence in sentences(line):
        longer = kept + sentence
        if opening(longer, most) != longer.rstrip():
            break
        kept = longer
    if kept == line:
        return line
    return f"{kept.rstrip()} …" if kept else opening(line, most)
