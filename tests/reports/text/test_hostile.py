"""Whatever is typed: nothing runs, nothing raises, no word is lost, and it takes bounded time."""

import re
import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.text import clean, plain, render
from reports.text.markdown import MAX_LENGTH

ALLOWED_TAGS = "a blockquote br code div em h4 h5 h6 hr li ol p pre strong sup table tbody td th thead tr ul"
ALLOWED_ATTRIBUTES = "href title rel id role class tabindex aria-label start scope"

words = st.text("abcdefgxyz", min_size=2, max_size=6)
MARKS = "* ** _ ` ``` ~~~ [ ] ( ) ![ ]( | |-|-| > # - 1. \\ < > & ・ • 「 」 。 [^ ]: [^a] [^a]: --- === ~"
marks = st.sampled_from(MARKS.split())
gaps = st.sampled_from(["", " ", "\n", "\n\n", "\n  ", "\n    ", "\u3000", "  \n"])
answers = st.lists(st.tuples(st.one_of(words, marks), gaps), max_size=40)
attacks = st.sampled_from(
    [
        *(
            "<script>",
            "</p>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "<a href='",
            '" onclick="',
        ),
        *(
            "](vbscript:x)",
            "![a](data:image/svg+xml,<svg/onload=alert(1)>)",
            "<!--",
            "&#106;avascript:",
            "\x00",
        ),
        *("\ud800", "<style>", "<javascript:alert(1)>", "{{7*7}}", "[a](https://e.org\"onclick='x')"),
    ]
)


class Reader(HTMLParser):
    """Collects what a browser would make of the HTML."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value for name, value in attrs if name == "href"}


@given(st.lists(st.one_of(attacks, marks, words, st.text(max_size=5)), max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_nothing_but_the_allowed_leaves(markdown):
    reader = Reader()
    reader.feed(render(markdown, anchor="1a"))
    assert reader.tags <= set(ALLOWED_TAGS.split())
    assert reader.attributes <= set(ALLOWED_ATTRIBUTES.split())
    assert all(re.match(r"https?://|mailto:|#", address) for address in reader.addresses)
    plain(markdown)
    clean(markdown).encode()


@given(answers)
@settings(max_examples=400, deadline=None)
def test_no_word_is_lost(pieces):
    markdown = "".join(piece + gap for piece, gap in pieces)
    shown = unescape(re.sub(r'(?<= )(?:href|title)="([^"]*)"', r">\1<", render(markdown)))
    for word in re.findall("[a-z]{2,}", markdown):
        assert word in shown, markdown


@pytest.mark.parametrize(
    "piece", ["[", "*", ">", "> ", "- ", "![", "[^a]: ", "|a|b\n|-|-\n", "**a", "・a\n", "`a``b"]
)
def test_a_long_run_of_marks_takes_bounded_time(piece):
    started = time.process_time()
    assert render(piece * (20_000 // len(piece)))
    assert time.process_time() - started < 10


def test_a_megabyte_of_brackets_takes_bounded_time():
    assert len(render("[" * 1_000_000)) > MAX_LENGTH
