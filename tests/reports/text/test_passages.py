"""A passage is found as it is read, whatever marks its Markdown has."""

import time

import pytest

from reports.text.passages import find_passage, merged, says


def found(passage, text, **kwargs):
    return [text[start:end] for start, end in find_passage(passage, text, **kwargs)]


@pytest.mark.parametrize(
    ("passage", "text", "hits"),
    [
        ("secret word", "a secret word b", ["secret word"]),
        ("Secret  Word", "a secret\nword b", ["secret\nword"]),
        ("secret word", "a **secret** word b", ["**secret** word"]),
        ("secret", "a **secret** word b", ["secret"]),
        ("secret word", "a [secret](http://x.example/(z)) word", ["[secret](http://x.example/(z)) word"]),
        ("see the secret", "see [the secret](http://x.example) now", ["see [the secret](http://x.example)"]),
        ("x.example/z", "a [secret](http://x.example/z) word", ["x.example/z"]),
        ("one two", "- one\n- two\n", ["one\n- two"]),
        ("one two", "1. one\n\n2. two\n", ["one\n\n2. two"]),
        ("a b c d", "| a | b |\n|---|---|\n| c | d |", ["a | b |\n|---|---|\n| c | d"]),
        ("before after", "before[^1] after\n\n[^1]: note", ["before[^1] after"]),
        ("A & B", "a &amp; b", ["a &amp; b"]),
        ("a_b", r"the a\_b is", [r"a\_b"]),
        ("don’t", "Don't", ["Don't"]),
        ("秘密の鍵", "これは**秘密**の鍵です。秘密の鍵", ["**秘密**の鍵", "秘密の鍵"]),
        ("ＡＢＣ", "abc", ["abc"]),
        ("é", "cafe\u0301 é", ["e\u0301", "é"]),
        ("cafe", "café", []),
        ("가", "각", []),
        ("a.*b", "a.*b axxb", ["a.*b"]),
        ("aa", "aaaa", ["aaaa"]),
        ("word", "none", []),
        ("", "anything", []),
        (" \n", "any thing", []),
        ("**", "**any**", []),
    ],
)
def test_passages_are_found(passage, text, hits):
    assert found(passage, text) == hits


def test_plain_words_keep_their_marks():
    assert found("secret word", "*secret* word*", is_markdown=False) == ["secret* word"]


def test_places_that_touch_become_one():
    assert merged([(5, 9), (0, 2), (8, 12), (2, 3)]) == [(0, 3), (5, 12)]


def test_plain_words_say_a_passage():
    assert says("**Secret** word", "A secret\nword.")
    assert not says("", "A secret word.")
    assert not says("secret word", "A [Redacted] word.")


@pytest.mark.parametrize(
    "text", ["](" * 50_000, "[" * 100_000, "**" * 50_000, "&a" * 50_000, "| - " * 25_000, "ab" * 50_000]
)
def test_hostile_texts_take_no_time(text):
    began = time.perf_counter()
    find_passage("secret", text)
    find_passage(text[:20_000], "secret")
    assert time.perf_counter() - began < 5
