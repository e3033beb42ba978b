"""Answers without markup, and how their words are counted."""

import pytest

from reports.text import count_summary_words, count_words, plain, render, render_and_plain
from reports.text.markdown import MAX_LENGTH


def test_plain_is_one_line_per_block():
    text = "# Head\n\nA **bold**\nline[^1] with [link](https://example.org).\n\n- one\n  - two\n\n"
    text += "| a | b |\n|---|---|\n| `1` | 2 |\n\n```\nx\ny\n```\n\n> said\n\n[^1]: The note"
    assert plain(text).split("\n") == [
        *("Head", "A bold line[1] with link.", "one", "two", "a\tb", "1\t2", "x", "y", "said", "The note"),
    ]


def test_plain_joins_japanese_lines_without_a_space():
    assert plain("安全性を\n確かめる") == "安全性を確かめる"


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", 0),
        ("Yes", 1),
        ("- **Risk/benefit** is — well-known", 3),
        ("https://example.org/a-b?c=d", 1),
        ("安全性を確かめる。", 8),
        ("AIの安全", 4),
        ("データ・サーバー", 7),
        ("한국어 문장", 2),
    ],
)
def test_count_words(markdown, words):
    assert count_words(markdown) == words


@pytest.mark.parametrize(
    "summary,words",
    [
        ("", 0),
        ("One two — three.", 3),
        ("要約", 1),
        ("使い道を三つに分けます。", 5),
        ("あ" * 150, 60),
        ("あ" * 151, 61),
        ("AIの危険 and risk", 5),
    ],
)
def test_a_summary_is_as_short_in_every_language(summary, words):
    """Two and a half Han or kana characters are a word; everything else counts between spaces."""
    assert count_summary_words(summary) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Head\n\nA **bold** line[^1], see [[1b]].\n\n| a | b |\n|---|---|\n| `1` | 2 |\n\n[^1]: The note",
        "安全性を\n確かめる[^注]。\n\n[^注]: 脚注",
        "\x00<script>" + "word " * (MAX_LENGTH // 5 + 1),
    ],
    ids=["empty", "markup", "japanese", "too long"],
)
def test_html_and_words_of_one_reading_are_those_of_two(text):
    references = {"1b": ("q-1b", "1b")}
    assert render_and_plain(text, anchor="q-1a", references=references) == (
        render(text, anchor="q-1a", references=references),
        plain(text, references),
    )
