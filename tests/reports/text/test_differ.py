"""Nothing is lost in a comparison, it is short where little changed, and it is bounded."""

import time
import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text import alignment, differ, tokens
from reports.text.differ import Comparison, compare
from tests.reports.text.texts import Writer, any_text, edited

SIGNS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}


def _old(comparison: Comparison) -> str:
    return "".join(piece.text for piece in comparison.pieces if piece.kind != "added")


def _new(comparison: Comparison) -> str:
    return "".join(piece.text for piece in comparison.pieces if piece.kind != "removed")


def _marked(old: str, new: str) -> str:
    comparison = compare(old, new)
    assert (_old(comparison), _new(comparison), comparison.is_coarse) == (old, new, False)
    return "".join(SIGNS[piece.kind].format(piece.text) for piece in comparison.pieces)


@given(st.one_of(st.tuples(any_text, any_text), edited()))
def test_both_texts_can_be_read_off_a_comparison(texts):
    comparison = compare(*texts)
    assert (_old(comparison), _new(comparison)) == texts
    assert comparison.is_equal == (texts[0] == texts[1])
    assert not comparison.is_coarse
    assert all(piece.text for piece in comparison.pieces)
    kinds = [piece.kind for piece in comparison.pieces]
    assert [pair for pair in pairwise(kinds) if pair[0] == pair[1]] == []
    assert [pair for pair in pairwise(kinds) if pair == ("added", "removed")] == []


@given(any_text)
def test_a_text_is_equal_to_itself(text):
    assert [piece.kind for piece in compare(text, text).pieces] == (["same"] if text else [])


@given(any_text)
def test_cutting_loses_nothing(text):
    assert "".join(tokens.sentences(text)) == text
    assert "".join(tokens.words(text)) == text
    assert max(map(len, tokens.words(text)), default=0) <= len(text)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("The quick fox. It ran.", "The slow fox. It ran.", "The [-quick-][+slow+] fox. It ran."),
        ("We use AI.", "We use ai.", "We use [-AI-][+ai+]."),
        ("A fox.", "A fox jumps.", "A fox[+ jumps+]."),
        ("One. Three.", "One. Two. Three.", "One. [+Two. +]Three."),
        ("a\n\nb", "a\nb", "a[-\n-]\nb"),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
        ("x" * 70 + "y ", "y ", f"[-{'x' * 70}-]y "),
        ("cafe\u0301", "cafe\u0302", "[-cafe\u0301-][+cafe\u0302+]"),
        # One Han character of a word.
        (
            "安全性を評価する。毎年です。",
            "安定性を評価する。毎年です。",
            "安[-全-][+定+]性を評価する。毎年です。",
        ),
        ("毎年です。", "毎年です。公開します。", "毎年です。[+公開します。+]"),
        # A paragraph that moved is removed and added; the others stay.
        ("One.\n\nTwo.\n\nThree.", "Two.\n\nThree.\n\nOne.", "[-One.\n\n-]Two.\n\nThree.[+\n\nOne.+]"),
        # Cells and lines are told apart even if all of them changed.
        ("| a | b |\n", "| c | d |\n", "| [-a-][+c+] | [-b-][+d+] |\n"),
        ("| x y | z |\n| 1 | 2 |", "| x w | z |\n| 1 | 2 |", "| x [-y-][+w+] | z |\n| 1 | 2 |"),
        ("- one\n- two", "- eins\n- zwei", "- [-one-][+eins+]\n- [-two-][+zwei+]"),
        ("[a](https://e.org/1)", "[a](https://e.org/2)", "[a](https://e.org/[-1-][+2+])"),
    ],
)
def test_only_what_changed_is_marked(old, new, marked):
    assert _marked(old, new) == marked


def test_unlike_sentences_are_shown_whole():
    old = "We test all models before each release with a panel of experts."
    new = "Our board of directors has the last word on a system that we sell."
    assert _marked(old, new) == f"[-{old[:-1]}-][+{new[:-1]}+]."


def test_words_are_counted():
    comparison = compare("We test models. 毎年です。", "We always test our models — twice. 毎月です。")
    assert (comparison.words_removed, comparison.words_added) == (1, 4)
    assert not comparison.is_equal
    assert (compare("a", "a").words_removed, compare("a", "a").words_added) == (0, 0)


@pytest.mark.parametrize("change", ["touched", "altered"])
def test_long_answers_are_compared_by_word(change):
    writer = Writer(7)
    before = writer.sentences(20_000)
    after = writer.touched(before) if change == "touched" else writer.altered(before, 0.2)
    comparison = compare("".join(before), "".join(after))
    assert (_old(comparison), _new(comparison)) == ("".join(before), "".join(after))
    assert not comparison.is_coarse
    replaced = sum(
        one != other
        for old, new in zip(before, after, strict=True)
        for one, other in zip(old.split(), new.split(), strict=True)
    )
    assert 0 < replaced <= comparison.words_removed < 1.5 * replaced


HOSTILE = {
    "one word": ("a" * 1_000_000, "b" * 1_000_000),
    "other lines": (
        "\n".join(f"line {n}" for n in range(50_000)),
        "\n".join(f"row {n}" for n in range(50_000)),
    ),
    "alternating characters": ("安全" * 500_000, "全定" * 500_000),
    "alternating words": ("a b " * 250_000, "b c " * 250_000),
    "alternating lines": ("a\nb\n" * 125_000, "b\nc\n" * 125_000),
    "signs": ("." * 1_000_000, "!? " * 333_333),
    "spaces": (" " * 1_000_000 + "a", "\t" * 1_000_000),
    "accents": ("a" + "\u0301" * 1_000_000, "a" + "\u0302" * 1_000_000),
    "too long": ("a. " * (differ.LONGEST_TEXT // 2), "b. " * (differ.LONGEST_TEXT // 2)),
}


@pytest.mark.parametrize("texts", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_compared_coarsely(texts):
    started = time.process_time()
    comparison = compare(*texts)
    spent = time.process_time() - started
    assert (_old(comparison), _new(comparison)) == texts
    assert comparison.is_coarse
    assert len(comparison.pieces) <= 4
    assert spent < 20


@pytest.mark.parametrize("name", ["other lines", "alternating lines"])
def test_hostile_texts_need_little_memory(name):
    tracemalloc.start()
    compare(*(text[:500_000] for text in HOSTILE[name]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


def test_what_both_begin_with_is_found_in_texts_that_are_too_long():
    old, new = "安" * differ.LONGEST_BLOCK + "全", "安" * differ.LONGEST_BLOCK + "心"
    comparison = compare(old, new)
    assert [piece.kind for piece in comparison.pieces] == ["same", "removed", "added"]
    assert comparison.pieces[1].text == "全"


def test_anchors_divide_what_is_too_long(monkeypatch):
    monkeypatch.setattr(alignment, "MOST_CELLS", 100)
    old = [str(number) for number in range(100)]
    new = ["x" if number % 10 == 5 else part for number, part in enumerate(old)]
    runs, is_coarse = alignment.align(old, new, anchor=1)
    assert not is_coarse
    assert sum(run.size for run in runs) == 90
    assert alignment.align(["a", "b"] * 50, ["b", "c"] * 50, anchor=1) == ([], True)


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.lists(st.sampled_from("abcdef"), max_size=40))
def test_equal_runs_are_equal_and_in_order(old, new):
    old_end = new_end = 0
    for run in alignment.align(old, new).runs:
        assert old[run.old : run.old + run.size] == new[run.new : run.new + run.size] != []
        assert run.old >= old_end and run.new >= new_end
        old_end, new_end = run.old + run.size, run.new + run.size
