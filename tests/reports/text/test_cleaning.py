"""What is stored of what was typed."""

import pytest

from reports.text import clean


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\x00b\x07c\ufeffd\ufffee\U0010ffff", "abcde"),
        ("tab\tstays", "tab\tstays"),
        ("one \ntwo\t\nthree\u3000", "one\ntwo\nthree"),
        ("break  \nhere    \nand here", "break  \nhere  \nand here"),
        ("   \n\n\n  indented\n\n \n", "  indented"),
        ("\u3000字下げ", "\u3000字下げ"),
        ("e\u0301 \ufb01 \uff21", "e\u0301 \ufb01 \uff21"),
        ("\ud83d\ude00 pair", "\U0001f600 pair"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("👩‍💻", "👩‍💻"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_clean(typed, stored):
    assert clean(typed) == stored


def test_cleaning_twice_changes_nothing_more():
    text = "a \ud800 b  \n\r\n\x00- c \u3000\n\n"
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_a_million_spaces_take_no_time():
    text = "a" + " " * 1_000_000 + "b"
    assert clean(text) == text
