"""What programs put on the clipboard, and the Markdown that becomes of it: samples, and anything."""

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.text import paste, plain, render
from reports.text.paste import reading

SAMPLES = sorted((Path(__file__).parent / "clipboard").glob("*.html"))

RENDERED = {
    "word-bullets": "<strong>dispatchers</strong>\n<ul>\n<li>interviews\n<ul>\n<li>at least",
    "word-numbers": '<ol start="3">\n<li>Collect findings\n<ol>\n<li>from testers</li>',
    "word-table": "<td>audits | yearly by <em>others</em></td>",
    "word-footnotes": '<li id="fn2"><p>Since 2024. ',
    "word-japanese": "<p>安全性の試験</p>\n<ol>\n<li>年二回</li>\n</ol>",
    "word-online": "<ul>\n<li>Collect\n<ul>\n<li>from testers</li>",
    "docs-lists": "<li>interviews\n<ul>\n<li>twelve per site</li>\n</ul>\n</li>\n<li>workshop</li>",
    "docs-table": '<th scope="col">Measure</th>',
    "docs-footnotes": '<li id="fn1"><p>Unpaid. ',
    "excel-cells": "<td>Heron</td>\n<td>1,204</td>",
    "web-japanese": "<ul>\n<li>評価を行う",
    "web-page": '<pre tabindex="0"><code>if a_b:\n    return "*"\n</code></pre>',
    "writer-text": "<li>risks\n<ul>\n<li>new ones</li>\n</ul>\n</li>",
}


def test_there_are_samples_of_every_program():
    assert {path.stem.partition("-")[0] for path in SAMPLES} == {"docs", "excel", "web", "word", "writer"}
    assert len(SAMPLES) >= 14
    assert set(RENDERED) < {path.stem for path in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_becomes_its_markdown(sample):
    assert paste(sample.read_text()) + "\n" == sample.with_suffix(".md").read_text()


@pytest.mark.parametrize("name", RENDERED)
def test_lists_tables_and_notes_are_read_as_such(name):
    html = render(paste((Path(__file__).parent / "clipboard" / f"{name}.html").read_text()))
    assert RENDERED[name] in html


SMALL = [
    ("", ""),
    ("words", "words"),
    ("https://quay.example/a_b", "https://quay.example/a_b"),
    ("<b>one</b><b> two</b>", "**one two**"),
    ("<p>a<b>(so)</b>b</p>", "a(**so**)b"),
    ("<b>重要:</b>安全", "**重要:**安全"),
    ("<b>a <span style='font-weight:400'>light</span> b</b>", "**a** light **b**"),
    ("<p>models*</p><p>* Only some</p>", "models*\n\n\\* Only some"),
    ("<p>* one<br>** two</p>", "\\* one  \n** two"),
    ("<p>[1] and [^1] and [a](b)</p>", "[1] and \\[^1] and [a\\](b)"),
    ("<p>+ plus</p><p>1) one</p><p>&gt; more</p><p>---</p>", "\\+ plus\n\n1\\) one\n\n\\> more\n\n\\---"),
    ("<p>AT&amp;T, &amp;amp; 1 &lt; 2, &lt;b&gt;</p>", "AT&T, \\&amp; 1 < 2, <b>"),
    ("<p>«\u00a0mot\u00a0»\u00a0\u00a0fin</p>", "«\u00a0mot\u00a0» fin"),
    ("<p>x<img src='data:image/png;base64,AA' alt='A heron'></p>", "xA heron"),
    ("<table><tr><td><p>One</p><p>cell</p></td></tr></table>", "One\n\ncell"),
    ("<table><tr><td>2024</td><td>5</td></tr><tr><td>2025</td><td>6</td></tr></table>",
     "|  |  |\n| --- | --- |\n| 2024 | 5 |\n| 2025 | 6 |"),
    ("<p>w<a href='#_ftn1'>[1]</a></p>", "w[1]"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "markdown"), SMALL)
def test_small_things(html, markdown):
    assert paste(html) == markdown


def test_notes_go_on_after_those_that_are_there():
    html = "<p>w<a href='#_ftn1'>[1]</a></p><div><p><a href='#_ftnref1'>[1]</a> Note</p></div>"
    assert paste(html, beside="Done.[^1]\n\n[^1]: Old\n[^7]: Other") == "w[^8]\n\n[^8]: Note"


SIGNS = [
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "|",
    "|-|-|",
    ">",
    "#",
    "-",
    "1.",
    "\\",
    "<",
    ">",
    "&",
    "「",
    "」",
    "。",
    "[^1]",
    "]:",
    "---",
    "===",
]
SIGNS += ["~", "+", "12)", "&amp;", "<a@b.c>", "<https://e.example/>", ":", "!"]
literal = st.lists(st.sampled_from([*SIGNS, "ab", "安全", "cd", " "]), max_size=12).map("".join)
SHAPES = [
    "<p>%s</p>",
    "<ul><li>%s</li></ul>",
    "<ol><li>%s</li></ol>",
    "<h2>%s</h2>",
    "<p>x<br>%s</p>",
    "<p>%s<b>bold</b></p>",
    "<p><b>%s</b></p>",
    "<p><i>q</i>%s</p>",
    "<p><a href='https://e.example/'>%s</a> z</p>",
    "<table><tr><th>h</th></tr> <tr><td>%s</td></tr></table>",
]


@given(literal, st.sampled_from(SHAPES))
@settings(max_examples=120)
def test_what_looks_like_markup_is_read_as_it_was_pasted(typed, shape):
    said = re.sub("<[^>]*>", "", shape.replace("<br>", " "))
    assert plain(paste(shape % escape(typed))).split() == (said % typed).split()


INLINE = ["b", "i", "em", "span", "code", "u", "sup", "a href='https://e.example/x'"]
INLINE += ["span style='font-weight:700'", "span style='font-weight:normal'"]
BLOCKS = [
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "h2",
    "blockquote",
    "table",
    "tr",
    "td",
    "th",
    "pre",
    "section",
    "dl",
    "dt",
]
BLOCKS += ["p style='mso-list:l0 level2 lfo1'"]
words = st.text("abcdefgxyz", min_size=2, max_size=6)
leaves = st.one_of(words, st.sampled_from(["<br>", "\n", "安全", "。", " ", "*", "(", ")", "&nbsp;", "<hr>"]))
unseen = words.flatmap(lambda word: st.sampled_from([
    f"<del>not{word}</del>", f"<script>not{word}</script>", f"<style>not{word}</style>",
    f"<p style='display:none'>not{word}</p>", f"<!-- not{word} -->",
]))  # fmt: skip


def _tagged(tag: str, inner: list[str]) -> str:
    return f"<{tag}>{''.join(inner)}</{tag.split(maxsplit=1)[0]}>"


pages = st.recursive(
    st.one_of(leaves, leaves, unseen),
    lambda inner: st.builds(_tagged, st.sampled_from(INLINE + BLOCKS), st.lists(inner, max_size=4)),
    max_leaves=25,
)


@given(st.lists(pages, max_size=5).map("".join))
@example("<h2><h2></h2></h2>")
@settings(max_examples=120)
def test_no_visible_word_is_lost_and_no_other_is_found(html):
    shown = render(paste(html))
    seen = re.sub(r"<(del|script|style)>.*?</\1>|<p style='display:none'>.*?</p>|<!--.*?-->", " ", html)
    for word in re.findall("[a-z]{2,}", re.sub("<[^>]*>|&nbsp;", " ", seen)):
        assert word in shown
    assert re.findall("not[a-z]{2,}", shown) == re.findall("not[a-z]{2,}", seen) == []


BITS = [
    "<p",
    "<!--",
    "-->",
    "</",
    "<script>",
    "</script>",
    "<table>",
    "<tr>",
    "<li>",
    "<div>",
    "<ul>",
    "</a>",
    "</span>",
    "</p>",
    ">",
    "'",
    "1.",
    "\x00",
]
BITS += ["<a href='#_ftn1'>", "<a href='#_ftnref1'>", "<a href='#cmnt1'>", "<a href='#cmnt_ref1'>"]
BITS += ["<p style='mso-list:l0 level3 lfo1'>", "<span style='mso-list:Ignore'>", "<li data-aria-level='2'>"]
BITS += ["<ol start=99999999999>", "<td colspan=99 rowspan=9>", "\ud800", "<img alt=q src='http://['>"]
BITS += ["<a href='http://[x'>", "<img src=x onerror=alert(1)>", "<a href='java\tscript:alert(1)'>x</a>"]
BITS += ["<svg/onload=x>"]


@given(st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=4)), max_size=25).map("".join))
@settings(max_examples=120)
def test_anything_can_be_pasted_and_nothing_runs(html):
    shown = render(paste(html))
    assert re.findall(r"<(?:script|img|svg|style)|<[^>]*(?:onerror|onload|javascript:)", shown) == []


LONG = "word " * (reading.MAX_LENGTH // 5)


@pytest.mark.parametrize(
    ("html", "first"),
    [
        ("<div>" * 5_000 + "<p>first</p><b>1. deep", "first\n\n1\\. deep"),
        ("<p>first</p>" + "<b>x" * reading.MAX_TAGS, "first\n\nxx"),
        ("<!-- no --><script>no</script><p>first</p><b>second</b>" + LONG, "first\n\nsecondword word"),
        ("<P>first\0</P>" + "<!--" * 250_000, "first"),
        ("first" + "<" * 1_000_000, "first<<"),
        ("first" + "<script>" * 130_000, "first"),
    ],
    ids=["deep", "tags", "long", "comments", "brackets", "scripts"],
)
def test_what_is_too_much_becomes_its_words(html, first):
    assert reading.read(html) is None
    assert paste(html).startswith(first)
    assert "no" not in paste(html[:100_000])


def test_what_is_not_too_much_is_read():
    assert reading.read("<div>" * (reading.MAX_DEPTH - 4) + "<b>x") is not None
    assert paste("<p><b>x</b></p>" * (reading.MAX_TAGS // 10)).startswith("**x**\n\n**x**")


def test_a_span_fills_no_more_than_a_wide_table():
    html = "<table>" + "<tr><td colspan=9999 rowspan=9999>x</td><td>y</td></tr>" * 50 + "</table>"
    assert max(map(len, paste(html).split("\n"))) < 1_000
