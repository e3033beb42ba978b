"""How long it takes to read what was written.

Belongs here: minutes from a number of words. Not here: counting words (`plain`).
"""

from .plain import CHARACTERS_OF_A_WORD

WORDS_A_MINUTE = 220
"""What a grown reader takes in of prose on a matter that is not new."""


def reading_minutes(words: int, language: str) -> int:
    """Return about how many minutes so many words of `count_plain_words` take; 0 for none, else at least 1.

    In Japanese each character was counted, and CHARACTERS_OF_A_WORD of them are read like one word.
    """
    if not words:
        return 0
    pace = WORDS_A_MINUTE * (CHARACTERS_OF_A_WORD if language == "ja" else 1)
    return max(1, round(words / pace))
