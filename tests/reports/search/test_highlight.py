"""Passages show the words of the answer, each letter of them, and mark what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.highlight import LENGTH, MOST_PASSAGES, Passage, marks, passages
from reports.search.query import of_words, parse

WORD = st.sampled_from(
    ["risk", "Risks", "red", "team", "évaluation", "安全性", "ｶﾞﾊﾞﾅﾝｽ", "評価", "the", "fiﬃ", "\n", "，", "x́"]
)
TEXTS = st.one_of(
    st.lists(WORD, max_size=120).map(" ".join), st.lists(WORD, max_size=120).map("".join), st.text()
)


def _marked(query, text):
    return [
        part for passage in passages(parse(query), text) for part, is_marked in passage.parts if is_marked
    ]


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("evaluation", "We evaluate; Evaluations follow.", ["evaluate", "Evaluations"]),
        ('"evaluation"', "An evaluation. Evaluations follow.", ["evaluation"]),
        ("securite", "La sécurité d’abord", ["sécurité"]),
        ("red-teaming", "A red team, a Red  Teaming, red tape", ["red team", "Red  Teaming"]),
        ("ガバナンス", "AIｶﾞﾊﾞﾅﾝｽの", ["ｶﾞﾊﾞﾅﾝｽ"]),
        ("法", "憲法と法律", ["法", "法"]),
        ("安全性 評価", "安全性評価", ["安全性評価"]),
        ("red -blue", "red and blue", ["red"]),
        ("nowhere", "red and blue", []),
    ],
)
def test_found_words_are_marked_as_they_are_written(query, text, marked):
    assert _marked(query, text) == marked
    assert [text[start:end] for start, end in marks(parse(query), text)] == marked


def test_words_of_the_index_are_marked_wherever_one_stands():
    text = "Evaluations of models; the evaluated ﾘｽｸ."
    found = [text[start:end] for start, end in marks(of_words(["evalu", "リス", "スク", "none"]), text)]
    assert found == ["Evaluations", "evaluated", "ﾘｽｸ"]


def test_an_answer_found_by_its_head_shows_its_beginning():
    text = "word " * 100
    assert passages(parse("elsewhere"), text) == [Passage(((text[:LENGTH], False),), False, True)]
    assert passages(parse("elsewhere"), "") == []
    assert passages(parse(""), "short") == [Passage((("short", False),))]


def test_passages_are_cut_between_words_and_say_so():
    text = "start " * 60 + "needle " + "end " * 60
    (passage,) = passages(parse("needle"), text)
    shown = "".join(part for part, _is_marked in passage.parts)
    assert (passage.is_cut_before, passage.is_cut_after) == (True, True)
    assert shown.startswith("start ")
    assert shown.endswith(" ")
    assert abs(len(shown) - LENGTH) < 60


def test_the_passage_with_most_different_words_is_shown():
    text = "risk. " * 80 + "blank. " * 60 + "The risk of a red team. " + "blank. " * 60 + "risk. " * 80
    shown = ["".join(part for part, _m in each.parts) for each in passages(parse("risk red team"), text)]
    assert len(shown) == MOST_PASSAGES
    assert sum("red team" in each for each in shown) == 1


@given(TEXTS, st.one_of(st.lists(WORD, max_size=3).map(" ".join), st.text(max_size=20)))
def test_no_letter_is_lost_or_added(text, typed):
    found = passages(parse(typed), text)
    assert len(found) <= MOST_PASSAGES
    at = 0
    for passage in found:
        shown = "".join(part for part, _is_marked in passage.parts)
        assert shown
        place = text.find(shown, at)
        assert place >= at
        at = place + len(shown)
    if len(text) <= LENGTH and text and not _marked(typed, text):
        assert found == [Passage(((text, False),))]


def test_a_hostile_answer_is_soon_done():
    for text in ("risk " * 40_000, "安" * 200_000, "x" * 200_000):
        assert len(passages(parse('risk "risk risk" 安安安安 x -y risks'), text)) <= MOST_PASSAGES
