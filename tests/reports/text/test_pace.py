"""About how many minutes a text takes."""

import pytest

from reports.text.pace import reading_minutes


@pytest.mark.parametrize(
    ("words", "language", "minutes"),
    [
        (0, "en", 0),
        (1, "en", 1),
        (329, "en", 1),
        (331, "en", 2),
        (5500, "fr", 25),
        # As many characters as two and a half times the words.
        (5500, "ja", 10),
        (13750, "ja", 25),
    ],
)
def test_minutes_follow_from_words_and_language(words, language, minutes):
    assert reading_minutes(words, language) == minutes
