"""A comparison on a page: every character escaped, changes said in words, the rest cut short."""

import re
from dataclasses import dataclass
from html import unescape

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from hypothesis import given

from reports.text.differ import Comparison, Piece, compare
from tests.reports.text.texts import any_text

HIDDEN = '<span class="visually-hidden" lang="en">{} </span>'
REMOVED = '<del class="difference">' + HIDDEN.format("removed:")
ADDED = '<ins class="difference">' + HIDDEN.format("added:")
LEFT_OUT = (
    '<span class="left-out"><span aria-hidden="true">…</span>'
    '<span class="visually-hidden" lang="en">unchanged text left out</span></span>'
)
ATTACKS = [
    "<script>alert(1)</script>",
    "</del></ins>",
    '" onclick="',
    "<!--",
    "&lt;b&gt;",
    "{{ secret }}",
    "{0}",
]


def _page(comparison: object, filters: str = "marked") -> str:
    page = Template("{% load differences %}{{ comparison|" + filters + " }}")
    return page.render(Context({"comparison": comparison, "secret": "leaked"}))


def test_changes_are_marked_and_said():
    said = _page(compare("The quick fox\nruns.", "The slow fox\nruns."))
    assert said == f"The {REMOVED}quick</del>{ADDED}slow</ins> fox\nruns."


def test_any_object_with_pieces_will_do():
    @dataclass
    class Other:
        pieces: list[Piece]

    assert _page(Other([Piece("same", "a "), Piece("added", "b")])) == f"a {ADDED}b</ins>"
    assert _page(Other([])) == ""


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", ["same", "removed", "added"])
@pytest.mark.parametrize("dress", [str, mark_safe], ids=["plain", "called safe"])
def test_hostile_text_stays_text(kind, attack, dress):
    said = _page(Comparison((Piece("added", "x"), Piece(kind, dress(attack)), Piece("added", "y"))))
    assert set(re.findall(r"<[^>]*>", said)) <= set(re.findall(r"<[^>]*>", f"{REMOVED}</del>{ADDED}</ins>"))
    assert "leaked" not in said
    shown = re.sub(r'<span class="visually-hidden" lang="en">[^<]*</span>|<[^>]*>', "", said)
    assert unescape(shown) == f"x{attack}y"


@given(any_text, any_text)
def test_nothing_is_lost_on_the_page(old, new):
    said = re.sub(r"<span [^>]*>[^<]*</span>", "", _page(compare(old, new), "marked:-1"))
    before, after = (re.sub(rf"<{gone}\b.*?</{gone}>", "", said, flags=re.DOTALL) for gone in ("ins", "del"))
    assert unescape(re.sub(r"</?(ins|del)\b[^>]*>", "", before)) == unescape(_escaped(old))
    assert unescape(re.sub(r"</?(ins|del)\b[^>]*>", "", after)) == unescape(_escaped(new))


def _escaped(text: str) -> str:
    return Template("{{ text }}").render(Context({"text": text}))


def test_long_unchanged_text_is_cut_short():
    words = " ".join(f"word{number}" for number in range(200))
    said = _page(compare(f"old {words} old {words}", f"new {words} new {words}"), "marked:20")
    change = f"{REMOVED}old</del>{ADDED}new</ins>"
    assert said == (
        f"{change} word0 word1 word2 {LEFT_OUT} word198 word199 {change} word0 word1 word2 {LEFT_OUT}"
    )


def test_text_before_the_first_change_is_cut_short():
    words = "安" * 1000
    said = _page(compare(f"{words}全", f"{words}心"), "marked:10")
    assert said == f"{LEFT_OUT}{'安' * 10}{REMOVED}全</del>{ADDED}心</ins>"


@pytest.mark.parametrize("filters", ["marked", "marked:20", "marked:-1"])
def test_equal_texts_are_never_cut(filters):
    assert _page(compare("word " * 500, "word " * 500), filters) == "word " * 500


def test_near_changes_keep_all_between():
    between = " ".join("abcdefgh" * 5)
    said = _page(compare(f"1 {between} 1", f"2 {between} 2"), "marked:40")
    assert LEFT_OUT not in said
    assert between in said


@pytest.mark.parametrize(
    ("old", "new", "sign"), [("a\n\nb", "a b", "¶"), ("a b", "ab c", ""), ("a  b", "a b", "␣")]
)
def test_white_space_alone_gets_a_sign(old, new, sign):
    said = _page(compare(old, new))
    assert ('class="line-end"' in said) == bool(sign)
    assert f'<span class="line-end" aria-hidden="true">{sign}</span>' in said or not sign
