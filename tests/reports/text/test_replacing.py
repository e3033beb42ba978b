"""Words are found where they stand, nowhere else, and nothing beside them changes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text import references
from reports.text.replacing import GROWING, Search, excerpts


def found(text, find, **ways):
    return [text[start:end] for start, end in Search(find, **ways).hits(text)]


@pytest.mark.parametrize(
    "text,find,expected",
    [
        ("Risk, risk and RISK.", "risk", ["Risk", "risk", "RISK"]),
        ("École, école", "ÉCOLE", ["École", "école"]),
        ("Straße, STRASSE, Strasse", "strasse", ["Straße", "STRASSE", "Strasse"]),
        ("Straße and STRASSE", "straße", ["Straße", "STRASSE"]),
        ("İstanbul İ i̇ ı i I", "İ", ["İ", "İ", "i̇"]),
        ("İstanbul İ ı i I", "i", ["i", "I"]),
        ("ß s ss", "s", ["s", "s", "s"]),
        ("sß", "ss", ["ß"]),
        ("xßyßßz", "y", ["y"]),
        ("xßyßßz", "ssz", ["ßz"]),
        ("ΐaΐ", "a", ["a"]),
        ("ﬁnd ﬂow", "fi", ["ﬁ"]),
        ("ΣΑΣ σας σασ", "σας", ["ΣΑΣ", "σας", "σασ"]),
        ("安全性の評価、安全", "安全", ["安全", "安全"]),
        ("ＡＩ AI", "ai", ["AI"]),
        ("ＡＩ ａｉ", "ＡＩ", ["ＡＩ", "ａｉ"]),
        ("aaaa aa", "aa", ["aa", "aa", "aa"]),
        ("a.c abc", "a.c", ["a.c"]),
        (r"\d 1 [x] (y", r"\d", [r"\d"]),
        ("a\nb", "a b", []),
    ],
)
def test_case_is_folded_and_positions_stay_true(text, find, expected):
    assert found(text, find) == expected


def test_every_character_that_grows_is_known():
    growing = [each for each in map(chr, range(0x110000)) if len(each.casefold()) > 1]
    assert len(growing) > 100
    assert [each for each in growing if not GROWING.match(each)] == []


def test_case_can_count():
    assert found("Risk risk RISK", "risk", match_case=True) == ["risk"]
    assert found("Straße STRASSE", "STRASSE", match_case=True) == ["STRASSE"]


@pytest.mark.parametrize(
    "text", ["cafe\u0301", "か\u3099", "👩\u200d🔬", "葛\U000e0100", "☎\ufe0f", "👍\U0001f3fd"], ids=ascii
)
def test_what_people_see_as_one_character_is_not_cut(text):
    assert found(text, text.removesuffix("🔬")[:-1]) == []
    assert found(text, text) == [text]


@pytest.mark.parametrize(
    "text,find,expected",
    [
        ("AI, AI-based, MAIL, AIs, AI_x", "AI", 2),
        ("riskrisk risk", "risk", 1),
        ("café caféx", "café", 1),
        ("cafe\u0301x x", "x", 1),
        ("AIの安全性とAIS", "AI", 1),
        ("安全性評価の安全", "安全", 2),
        ("データベース", "データ", 1),
        ("보고서 보고서를", "보고서", 1),
        ("a (b) a(b)c", "(b)", 2),
        ("version 1.0 and 11.0", "1.0", 1),
    ],
)
def test_whole_words(text, find, expected):
    assert len(found(text, find, whole_words=True)) == expected


def test_references_are_codes_and_no_words():
    text = "See [[risk-tiers]] about risk; [[risk-tiers]]."
    search, kept = Search("risk"), references.places(text)
    assert kept == [(4, 18), (31, 45)]
    assert search.replace(text, "hazard", kept) == "See [[risk-tiers]] about hazard; [[risk-tiers]]."
    assert Search("see [[risk-tiers]]").replace(text, "Look", kept) == "Look about risk; [[risk-tiers]]."
    assert Search("]] about").hits(text, kept) == []


def test_the_replacement_is_taken_as_typed():
    assert Search("a").replace("a b a", r"\1\g<0>$&") == r"\1\g<0>$& b \1\g<0>$&"
    assert Search("b ").replace("a b c", "") == "a c"


def test_nothing_looked_for_is_nowhere():
    assert Search("").hits("text") == []


def test_excerpts_stand_on_one_line_with_some_words_around():
    text = "x" * 70 + "\n\nOne risk\n- two risk"
    shown = excerpts(text, Search("risk").hits(text), most=5, around=8)
    assert [(each.before, each.hit, each.after) for each in shown] == [
        ("…xx One ", "risk", " - two r…"),
        ("…k - two ", "risk", ""),
    ]
    assert len(excerpts("a" * 30, Search("a").hits("a" * 30), most=10)) == 10


ALPHABET = st.text(alphabet="aAbBsSßİi̇ıéÉe\u0301 _-.[]\n安全のカｱ👩\u200d", max_size=30)


@given(
    text=ALPHABET,
    find=ALPHABET.filter(bool),
    replacement=ALPHABET,
    match_case=st.booleans(),
    whole_words=st.booleans(),
)
def test_everything_outside_hits_stays(text, find, replacement, match_case, whole_words):
    search = Search(find, match_case=match_case, whole_words=whole_words)
    kept = references.places(text)
    hits = search.hits(text, kept)
    ends = [0, *(end for _start, end in hits)]
    starts = [*(start for start, _end in hits), len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    folded = (lambda words: words) if match_case else str.casefold
    assert {folded(text[start:end]) for start, end in hits} <= {folded(find)}
    outside = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert search.replace(text, replacement, kept) == replacement.join(outside)


@given(before=ALPHABET, find=ALPHABET.filter(bool), after=ALPHABET)
def test_what_is_there_is_found(before, find, after):
    """Without conditions the hits are those that Python's own replacing sees."""
    text = f"{before}|{find}|{after}"
    assert Search(find, match_case=True).hits(text)
    assert Search(find).hits(text)


@pytest.mark.parametrize("text", ["ß" * 200_000, "a" * 200_000, "[[1a]]" * 33_000, "aß" * 100_000])
def test_long_texts_take_their_time_once(text):
    """Far below what somebody would wait, whatever stands there; linear, so that a slow machine passes."""
    start = time.process_time()
    for find in ("s", "aa", "1a"):
        Search(find, whole_words=True).hits(text, references.places(text))
        Search(find).hits(text, references.places(text))
    assert time.process_time() - start < 15
