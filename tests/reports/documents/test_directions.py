"""The first letter with a direction decides."""

import pytest

from reports.documents.directions import directed, direction, isolated
from reports.text import render


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Aoba", "ltr"),
        ("شركة", "rtl"),
        ("(42) שלום Aoba", "rtl"),
        ("Aoba شركة", "ltr"),
        ("株式会社", "ltr"),
        ("42 – ", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction(text, runs):
    assert direction(text) == runs


def test_blocks_are_directed_one_by_one():
    html = directed(render("نعم yes\n\nYes نعم\n\n- بند\n\n> قول"))
    assert '<p dir="rtl">نعم' in html
    assert '<p dir="ltr">Yes' in html
    assert '<ul dir="rtl">' in html
    assert '<li dir="rtl">' in html
    assert '<blockquote dir="rtl">' in html


def test_what_has_no_such_letter_stays_as_it_is():
    html = render("Yes\n\n| 一 | 2 |\n|---|---|\n| a | b |")
    assert directed(html) == html
    assert isolated("Aoba (株式会社)") == "Aoba (株式会社)"


def test_a_name_that_runs_to_the_left_turns_nothing_else():
    assert isolated("شركة") == "\u2068شركة\u2069"
