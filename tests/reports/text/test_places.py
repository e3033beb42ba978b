"""Where code and links stand in the source, in bounded time."""

import time

import pytest

from reports.text.joining import rename_notes
from reports.text.places import code, code_and_links, is_link


def _shown(text, marks):
    return "".join("_" if marked else character for character, marked in zip(text, marks, strict=False))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a `b` c", "a ___ c"),
        ("a ``b ` c`` `d", "a _________ `d"),
        ("a\n\n```\nb\n```\nc", "a\n\n__________c".replace("__________", "_" * 10)),
        ("[a](b) ~~~", "[a](b) ~~~"),
        ("\\`a `b`", "\\`a ___"),
    ],
)
def test_code(text, shown):
    assert _shown(text, code(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a [b](https://c.org) d", "a __________________ d"),
        ("a [b [1]](https://c.org 'd') e", "a __________________________ e"),
        ("a https://c.org/d. e", "a _______________. e"),
        ("a [b] (c)", "a [b] (c)"),
        ("![a](https://b.org)", "___________________"),
    ],
)
def test_links(text, shown):
    assert _shown(text, code_and_links(text)) == shown


@pytest.mark.parametrize(
    "text", ["[a](" + " " * 50_000, "[a](https://a.org" + " " * 50_000 + "'", ("[a](" + " " * 999) * 50]
)
def test_a_link_without_end_takes_bounded_time(text):
    began = time.monotonic()
    assert not is_link(text, 3)
    code_and_links(text)
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(
    "text", ["[^a" + "\n" * 50_000 + "x", "[^a]" + "1" * 50_000, "[^1](" + " " * 50_000 + "\n\n[^1]: a"]
)
def test_notes_are_renamed_in_bounded_time(text):
    began = time.monotonic()
    rename_notes(text, "p", set())
    assert time.monotonic() - began < 8
