"""Marks stand around text only: the HTML stays what it was, and is nested as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as reading

from reports.text import marking
from reports.text.markdown import render

TABLE = "| risk | b |\n|---|---|\n| c | risk |"
PARTS = st.sampled_from(
    [
        *("risk", "**risk**", "a **ri**sk b", "`risk`", "<b>", "&amp;", "&", "a < b", "リスク", "安全"),
        *("[risk](https://a.example/?risk=1)", "\n\n", "\n- ", "[^1]", "\n\n[^1]: risk note\n\n", TABLE),
    ]
)


def _of(word):
    return lambda text: [match.span() for match in re.finditer(word, text)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>No such word</p>", "<p>No such word</p>"),
        ("<p>A risk.</p>", "<p>A <mark>risk</mark>.</p>"),
        ("<p>ri<strong>sk</strong></p>", "<p><mark>ri</mark><strong><mark>sk</mark></strong></p>"),
        ("<p>ri</p><p>sk</p>", "<p>ri</p><p>sk</p>"),
        ("<p>ri<br>sk</p>", "<p>ri<br>sk</p>"),
        ('<a href="#risk" title="risk &lt; risk">x</a>', '<a href="#risk" title="risk &lt; risk">x</a>'),
        ("<td>ri</td><td>sk</td>", "<td>ri</td><td>sk</td>"),
        ("risk", "<mark>risk</mark>"),
        ("&lt;risk&gt; &amp;risk;", "&lt;<mark>risk</mark>&gt; &amp;<mark>risk</mark>;"),
        ("r&#105;sk", "<mark>r&#105;sk</mark>"),
    ],
)
def test_only_text_is_marked(html, expected):
    assert marking.marked(html, _of("risk")) == expected


def test_an_entity_is_marked_whole():
    assert marking.marked("<p>a&amp;b</p>", _of("&")) == "<p>a<mark>&amp;</mark>b</p>"
    assert marking.marked("<p>a&lt;b</p>", _of("lt|b")) == "<p>a&lt;<mark>b</mark></p>"


@given(
    st.lists(PARTS, max_size=12).map(" ".join),
    st.sampled_from(["risk", "リスク|安全", "[a-z]+ [a-z]+", ".", "&"]),
)
def test_the_html_of_an_answer_stays_what_it_was(markdown, word):
    html = render(markdown, anchor="1a")
    marked = marking.marked(html, _of(word))
    assert re.sub("</?mark>", "", marked) == html
    text, all_marks = reading.fragment_fromstring(html, create_parent="div"), []
    tree = reading.fragment_fromstring(marked, create_parent="div")
    for mark in tree.iter("mark"):
        assert (len(mark), dict(mark.attrib)) == (0, {})
        all_marks.append(mark.text)
    assert tree.text_content() == text.text_content()
    assert all(all_marks)
    # A strict reader takes it, too: every element ends inside the one it began in.
    depth = []
    for end, name in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", marked):
        if end:
            assert depth.pop() == name
        elif name not in {"br", "hr"}:
            depth.append(name)
    assert depth == []


def test_a_text_is_split_at_the_places():
    parts = [("A ", False), ("risk", True), (" is a ", False), ("risk", True)]
    assert marking.split("A risk is a risk", _of("risk")) == parts
    assert marking.split("", _of("risk")) == []
    assert marking.split("none", _of("risk")) == [("none", False)]
