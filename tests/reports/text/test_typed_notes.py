"""Footnotes typed by hand become real ones, and no word is lost."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.text import clean, render
from reports.text.typed_notes import convert, find

CONVERTED = [
    ("We test [1].\n\n[1] A paper.", "We test [^1].\n\n[^1]: A paper."),
    ("A[1] b[2][3].\n\n[1] One\n[2]: Two\n[3]Three", "A[^1] b[^2][^3].\n\n[^1]: One\n[^2]: Two\n[^3]: Three"),
    ("A [1], b [1].\n[1] One", "A [^1], b [^1].\n\n[^1]: One"),
    ("A [1] b [2]\n\n1) One\n2) Two", "A [^1] b [^2]\n\n[^1]: One\n[^2]: Two"),
    (
        "A [1]\n\nSources:\n[1] One,\ngoing on\n\n[2] Two",
        "A [^1]\n\nSources:\n\n[^1]: One,\ngoing on\n\n[2] Two",
    ),
    ("安全［１］です。\n\n［１］ 総務省、2024年", "安全[^1]です。\n\n[^1]: 総務省、2024年"),
    ("Sûreté [12].\n\n[12] Rapport, 2024", "Sûreté [^12].\n\n[^12]: Rapport, 2024"),
    ("A [1] `[1]` [b](https://c.org/[1])\n\n[1] One", "A [^1] `[1]` [b](https://c.org/[1])\n\n[^1]: One"),
    ("| a [1] |\n|--|\n| b |\n[1] One", "| a [^1] |\n|--|\n| b |\n\n[^1]: One"),
]
LEFT_ALONE = [
    "A [1].",
    "[1] One",
    "A [1].\n\n[2] Two",
    "`[1]`\n\n[1] One",
    "```\n[1]\n```\n\n[1] One",
    "A [1].\n\n```\n[1] One\n```",
    "A [1](https://a.org).\n\n[1] One",
    "A [see [1]](https://a.org).\n\n[1] One",
    "A https://a.org/x[1].\n\n[1] One",
    "A [[1]].\n\n[1] One",
    "A ![1] \\[1].\n\n[1] One",
    "A [^1].\n\n[^1]: One",
    "A [1] [^1].\n\n[1] One\n\n[^1]: Other",
    "A [1].\n\n[1] One\n[1] Another",
    "Steps [1]:\n\n1) One\n2) Two",
    "A [1].\n\n[1] One\n\nMore words.",
    "A [1].\n\n[1](https://a.org)",
    "A [1].\n\n> [1] One",
]


@pytest.mark.parametrize(("typed", "converted"), CONVERTED)
def test_typed_notes_become_footnotes(typed, converted):
    assert convert(typed) == converted
    assert convert(converted) == converted
    assert find(converted) == []


@pytest.mark.parametrize("typed", LEFT_ALONE)
def test_everything_else_stays_as_typed(typed):
    assert find(typed) == []
    assert convert(typed) == typed


def test_labels_come_in_the_order_of_the_notes():
    assert find("B [2] a [1].\n\n[1] One\n[2] Two\n[3] Three") == ["1", "2"]


def test_the_page_has_real_footnotes():
    html = render(convert("We test [1] and audit [2].\n\nNotes\n[1] First paper\n[2] Second paper"))
    assert html.count('role="doc-noteref"') == 2
    assert html.index("Notes") < html.index("First paper") < html.index("Second paper")
    assert "[1] First" not in html


PIECES = [
    *("[1]", "[2]", "［１］", "[1] ", "[2]: ", "1) ", "2) ", "[^1]", "`", "```", "~~~", "[", "](", ")", "\\"),
    *("- ", "> ", "| ", "a", "word", "日本", "https://a.org/", "\n", "\n\n", " "),
    *("\n[1] note", "\n[2] note", "\n\n1) note"),
]
pieces = st.sampled_from(PIECES)
texts = st.lists(pieces, max_size=40).map("".join).map(clean)


def _words(text):
    """What is left when marks and numbers of notes are gone."""
    bare = re.sub(r"\[\^?\d\]:?|［１］:?|(?m:^ {0,3}\d\)\s)", " ", text)
    return bare.split()


@given(texts)
def test_no_word_is_lost(text):
    converted = convert(text)
    assert _words(converted) == _words(text)
    assert (converted == text) is (find(text) == [])


@given(texts)
@example("[1]\n[2] note\n[1] note\n[2] note")
def test_a_second_time_nothing_happens(text):
    assert convert(convert(text)) == convert(text)


@given(st.text())
def test_nothing_raises(text):
    convert(text)


@pytest.mark.parametrize("piece", ["[1]", "[1] a\n", "a [1]\n\n1) b\n", "[", "\n", "``` [1]\n", "[a](", "\\"])
def test_hostile_texts_take_bounded_time(piece):
    began = time.monotonic()
    convert(clean((piece * 50_000)[:50_000]))
    assert time.monotonic() - began < 8
