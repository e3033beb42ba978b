"""Answers as HTML: Markdown as people type it, in English and in Japanese."""

import pytest

from reports.text import render

RULES = [
    ("# Top\n### Below", "<h4>Top</h4>\n<h5>Below</h5>\n"),
    ("### Only", "<h4>Only</h4>\n"),
    ("#", "<p></p>\n"),
    ("**「強調」**です", "<p><strong>「強調」</strong>です</p>\n"),
    ("これは**「重要」**です。", "<p>これは<strong>「重要」</strong>です。</p>\n"),
    ("**重要(critical)**です", "<p><strong>重要(critical)</strong>です</p>\n"),
    ("**重要:**安全", "<p><strong>重要:</strong>安全</p>\n"),
    ("a** b **c", "<p>a** b **c</p>\n"),
    ("snake_case_name", "<p>snake_case_name</p>\n"),
    ("安全性を\n確かめる。\nThe end", "<p>安全性を確かめる。\nThe end</p>\n"),
    ("**太字**\n次", "<p><strong>太字</strong>次</p>\n"),
    ("한국어\n문장", "<p>한국어\n문장</p>\n"),
    ("line  \nbreak", "<p>line<br>\nbreak</p>\n"),
    ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
    ("    four spaces", "<p>four spaces</p>\n"),
    ("~~struck~~", "<p>~~struck~~</p>\n"),
    ("[1]: Foo\n\nsee [1]", "<p>[1]: Foo</p>\n<p>see [1]</p>\n"),
    ("models* are\n* Only some", "<p>models* are</p>\n<p>* Only some</p>\n"),
    ("* one\n* two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
]


@pytest.mark.parametrize(("markdown", "html"), RULES)
def test_render(markdown, html):
    assert render(markdown) == html


def test_a_table_scrolls_in_a_named_frame_and_keeps_its_surplus_cells():
    html = render("| Model | Score |\n|---|--:|\n| A | 1 |\n| B | 2 | see note | here |")
    assert html.startswith(
        '<div class="table-scroll" tabindex="0" role="group" aria-label="Model, Score"><table>\n'
    )
    assert '<th class="text-end" scope="col">Score</th>' in html
    assert '<td class="text-end">2 | see note | here</td>' in html
    assert "style" not in html


def test_a_table_without_headings_is_named_by_its_first_row():
    html = render("| | |\n|-|-|\n| **A** | B |")
    assert 'aria-label="A, B"' in html
    assert "<th>" not in html
    assert "<th " not in html


def test_two_answers_on_a_page_have_their_own_footnotes():
    text = "One[^1], two[^1].\n\n[^1]: The *note*."
    first, second = render(text, anchor="1a"), render(text, anchor="2g-i")
    assert '<a href="#1a-fn1" id="1a-fnref1" role="doc-noteref">[1]</a>' in first
    assert '<a href="#1a-fn1" id="1a-fnref1-2" role="doc-noteref">[1]</a>' in first
    assert '<li id="1a-fn1"><p>The <em>note</em>.' in first
    assert '<a href="#1a-fnref1-2" role="doc-backlink">' in first
    assert 'id="2g-i-fn1"' in second
    assert 'id="1a-' not in second


def test_no_footnote_is_lost():
    html = render("One[^a].\n\n[^a]: First\n[^a]: Again\n[^b]: Unused\n[^c]:\n    - Listed")
    assert "First" in html
    assert "<p>[^a]: Again</p>" in html
    assert "<p>[^b]: Unused</p>" in html
    assert "<p>[^c]: </p>\n<ul>\n<li>Listed</li>" in html


def test_an_anchor_cannot_leave_its_attribute():
    assert 'id="x-onload-1-fn1"' in render("a[^1]\n\n[^1]: b", anchor='x" onload="1')


def test_words_behind_a_fence_stay():
    assert render("~~~ Important\nas typed\n~~~") == (
        '<pre tabindex="0"><code>Important\nas typed\n</code></pre>\n'
    )


def test_text_nested_too_deeply_is_shown_as_typed():
    html = render("> " * 40 + "deep")
    assert html.count("<blockquote>") == 16
    assert "&gt; deep" in html


def test_a_very_long_answer_is_shown_as_paragraphs():
    html = render("**a**\n\n" + "b " * 110_000 + "<script>")
    assert html.startswith("<p>**a**</p>\n<p>b b ")
    assert html.endswith("&lt;script&gt;</p>\n")
