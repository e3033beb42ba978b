"""A merged text has what both wrote, once; what one removed is gone; it never fails."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text import tokens
from reports.text.merging import LONGEST_TEXT, Merged, merge
from tests.reports.text.texts import any_text, edited, made_up

BASE = "P one. Second.\n\nP two.\n\nP three."


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        # Other paragraphs, neighbours included.
        (
            "P 1. Second.\n\nP two.\n\nP three.",
            "P one. Second.\n\nP 2.\n\nP three.",
            "P 1. Second.\n\nP 2.\n\nP three.",
        ),
        # Other sentences of one paragraph.
        (
            "P 1. Second.\n\nP two.\n\nP three.",
            "P one. 2nd.\n\nP two.\n\nP three.",
            "P 1. 2nd.\n\nP two.\n\nP three.",
        ),
        # One removes, the other adds or removes elsewhere.
        ("P one. Second.\n\nP three.", f"{BASE}\n\nP four.", "P one. Second.\n\nP three.\n\nP four."),
        ("P one. Second.\n\nP two.", f"{BASE}\n\nP four.", "P one. Second.\n\nP two.\n\nP four."),
        ("P one. Second.\n\nP two.", "P one. Second.\n\nP three.", "P one. Second."),
        ("P three.", "P one. Second.\n\nP two.\n\nP 3.", "P 3."),
        ("P one.\n\nP two.\n\nP three.", f"{BASE} Last.", "P one.\n\nP two.\n\nP three. Last."),
        # Both did the same, and one of them more.
        (
            "P one. Second.\n\nP 2.\n\nP three.",
            "P one. Second.\n\nP 2.\n\nP 3.",
            "P one. Second.\n\nP 2.\n\nP 3.",
        ),
        # White space by one, words by the other.
        (
            "P one. Second.\nP two.\n\nP three.",
            "P one. Second.\n\nP two.\n\nP 3.",
            "P one. Second.\nP two.\n\nP 3.",
        ),
        (f"{BASE}\n", f"Before.\n\n{BASE}", f"Before.\n\n{BASE}\n"),
    ],
)
def test_edits_apart_are_both_there(mine, theirs, merged):
    assert merge(BASE, mine, theirs) == Merged(merged, 0)
    assert merge(BASE, theirs, mine) == Merged(merged, 0)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("One. Two.\n\nEnd.", "1. Two.\n\nEnd.", "Eins. Two.\n\nEnd.", "Eins. Two.\n\n1. Two.\n\nEnd."),
        ("One.", "One.\n\nMine.", "One.\n\nTheirs.", "One.\n\nTheirs.\n\nMine."),
        ("One.", "One.\n\nBoth.", "One.\n\nBoth.\n\nTheirs.", "One.\n\nBoth.\n\nTheirs."),
        ("One.", "One. Mine.", "One. Theirs.", "One. Theirs.\n\nOne. Mine."),
        ("", "Mine.", "Theirs.", "Theirs.\n\nMine."),
        # One removed what the other rewrote: the words stay.
        ("One.\n\nTwo.\n\nEnd.", "One.\n\nEnd.", "One.\n\n2.\n\nEnd.", "One.\n\n2.\n\nEnd."),
        ("One.\n\nTwo.\n\nEnd.", "One.\n\n2.\n\nEnd.", "One.\n\nEnd.", "One.\n\n2.\n\nEnd."),
        # Rows of a table and items of a list stay under one another.
        ("| a |\n|---|", "| a |\n|---|\n| m |", "| a |\n|---|\n| t |", "| a |\n|---|\n| t |\n| m |"),
        ("- a", "- a\n- m", "- a\n- t", "- a\n- t\n- m"),
        ("- a", "- m", "- t", "- t\n- m"),
    ],
)
def test_where_both_wrote_both_stand(base, mine, theirs, merged):
    assert merge(base, mine, theirs) == Merged(merged, 1)


def test_japanese_sentences_are_told_apart():
    base, mine = "安全です。毎年です。", "安全性です。毎年です。"
    assert merge(base, mine, "安全です。毎月です。追加。") == Merged("安全性です。毎月です。追加。", 0)


@given(any_text, any_text)
def test_what_only_one_changed_is_taken(base, changed):
    assert merge(base, changed, base) == Merged(changed, 0)
    assert merge(base, base, changed) == Merged(changed, 0)
    assert merge(base, changed, changed) == Merged(changed, 0)


@st.composite
def three_texts(draw: st.DrawFn) -> tuple[str, str, str]:
    base, mine = draw(edited())
    start = draw(st.integers(0, len(base)))
    end = draw(st.integers(start, len(base)))
    return base, mine, base[:start] + draw(any_text) + base[end:]


def _words(text: str) -> set[str]:
    return {word for word in tokens.bare(tokens.words(text)) if not word.isspace()}


@given(st.one_of(three_texts(), st.tuples(made_up, made_up, made_up)))
def test_no_word_that_anybody_wrote_is_lost(texts):
    base, mine, theirs = texts
    merged = merge(base, mine, theirs).text
    known = {unit.text for unit in tokens.sentences_with_gaps(base)[0]}
    for text in (mine, theirs):
        written = [unit.text for unit in tokens.sentences_with_gaps(text)[0] if unit.text not in known]
        assert [sentence for sentence in written if sentence not in merged] == []
    standing, before = _words(merged), _words(base)
    assert (_words(mine) | _words(theirs)) - before - standing == set()


@given(
    st.lists(st.tuples(st.sampled_from("tmb"), st.sampled_from(["change", "remove", "insert"])), max_size=12)
)
def test_edits_of_different_paragraphs_are_applied_once(plan):
    base, mine, theirs, both = [], [], [], []
    for number, (who, what) in enumerate(plan):
        old = f"Paragraph {number}. It says {number * 7}."
        new = {"change": [f"Changed {number}."], "remove": [], "insert": [f"New {number}.", old]}[what]
        base.append(old)
        mine += new if who == "m" else [old]
        theirs += new if who == "t" else [old]
        both += [old] if who == "b" else new
    result = merge(*("\n\n".join(text) for text in (base, mine, theirs)))
    # Next to paragraphs that one of them removed, the place of a new one may be told in two ways.
    if not result.overlaps:
        assert result.text == "\n\n".join(both)
    assert set(both) <= set(result.text.split("\n\n"))
    assert max(Counter(result.text.split("\n\n")).values(), default=0) <= 1


HOSTILE = {
    "other lines": tuple("\n".join(f"{word} {n}" for n in range(15_000)) for word in ("line", "row", "rank")),
    "alternating lines": ("a\nb\n" * 50_000, "b\nc\n" * 50_000, "c\na\n" * 50_000),
    "alternating sentences": ("a. b. " * 33_000, "b. c. " * 33_000, "c. a. " * 33_000),
    "one word": ("a" * 200_000, "b" * 200_000, "c" * 200_000),
    "too long": ("安全" * 300_000, "全定" * 300_000, "心全" * 300_000),
}


@pytest.mark.parametrize("texts", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_merged_in_bounded_time(texts):
    started = time.process_time()
    merged = merge(*texts)
    assert time.process_time() - started < 20
    assert merged.overlaps > 0
    assert len(merged.text) <= len(texts[1]) + len(texts[2]) + 2 * merged.overlaps


def test_what_is_too_long_stays_as_it_is():
    mine, theirs = "a" * (LONGEST_TEXT + 1), "b"
    assert merge("c", mine, theirs) == Merged(f"{theirs}\n\n{mine}", 1)
    assert merge("c", mine, "") == Merged(mine, 1)
    assert merge("c", mine, "c") == Merged(mine, 0)
