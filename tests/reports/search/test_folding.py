"""One spelling for all ways to write a word, and its place in the text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.folding import LONGEST, stem, tokens

# Letters that melt, grow, vanish or are nothing, among common ones.
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "aB1 é'’ßﬃœ安全性ガバーｶﾞﾊﾟ々かき\u3099\u0301\u00ad\u200d㎯㍿①½İıØ한글\u1112\u1161白😀𠮷"
        ),
        st.characters(),
    ),
    max_size=40,
)


def _words(text):
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Risk, risk-based; RISKS!", ["risk", "risk", "based", "risks"]),
        ("ISO/IEC 42001:2023", ["iso", "iec", "42001", "2023"]),
        ("L’évaluation d'Œuvres qu'on aime", ["evaluation", "oeuvres", "on", "aime"]),
        ("the model's, the models' and don't", ["the", "model", "the", "models", "and", "don", "t"]),
        ("Søren, Łódź, Straße, naïve, Ångström", ["soren", "lodz", "strasse", "naive", "angstrom"]),
        ("安全性", ["安全", "全性", "性"]),
        ("法", ["法"]),
        ("生成AIの安全", ["生成", "成", "ai", "の安", "安全", "全"]),
        ("ｾｷｭﾘﾃｨ ＡＩ", ["セキ", "キュ", "ュリ", "リテ", "ティ", "ィ", "ai"]),
        ("ガ", ["ガ"]),
        ("カ\u3099ハ\u309a", ["ガパ", "パ"]),
        ("co\u00adope\u200bration", ["cooperation"]),
        ("безопасность", ["u431u435u437u43eu43fu430u441u43du43eu441u442u44c"]),
        ("\u0301 … — 😀 _", []),
        ("a_b 1e5 8e0v", ["a", "b", "n1e5", "n8e0v"]),
        ("", []),
    ],
)
def test_texts_and_their_tokens(text, expected):
    assert _words(text) == expected


def test_each_token_knows_its_place():
    text = "L’Évaluation: ｶﾞﾊﾞﾅﾝｽ"
    assert [(token.text, text[token.start : token.end]) for token in tokens(text)] == [
        ("evaluation", "Évaluation"),
        ("ガバ", "ｶﾞﾊﾞ"),
        ("バナ", "ﾊﾞﾅ"),
        ("ナン", "ﾅﾝ"),
        ("ンス", "ﾝｽ"),
        ("ス", "ｽ"),
    ]


def test_a_word_without_end_is_cut_in_text_and_query_alike():
    assert _words("x" * 10_000) == ["x" * LONGEST]
    assert tokens("x" * 10_000)[0].end == 10_000


@given(TEXTS)
def test_every_token_is_found_again_in_its_place(text):
    for token in tokens(text):
        assert token.text in _words(text[token.start : token.end])


@given(TEXTS)
def test_places_follow_each_other(text):
    places = [(token.start, token.end) for token in tokens(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(TEXTS)
def test_tokens_are_letters_that_both_engines_know(text):
    for word in _words(text):
        assert re.fullmatch(r"[a-z0-9\u3005\u3041-\u309e\u30a1-\u30fe\u3400-\u4db5\u4e00-\u9fcc]+", word)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=30))
def test_full_width_is_the_same(text):
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in text)
    assert [tuple(token) for token in tokens(wide)] == [tuple(token) for token in tokens(text)]


@given(st.text(st.characters(min_codepoint=0xFF66, max_codepoint=0xFF9F), max_size=30))
def test_half_width_kana_are_the_same(text):
    assert _words(text) == _words(unicodedata.normalize("NFKC", text))


@given(st.text(st.characters(max_codepoint=0x24F), max_size=30))
def test_composed_and_decomposed_letters_are_the_same(text):
    assert _words(unicodedata.normalize("NFD", text)) == _words(unicodedata.normalize("NFC", text))


def test_stems_are_those_of_latin_words_alone():
    assert [stem(word, "en") for word in ("evaluations", "evaluated", "安全", "42001", "u431u435")] == [
        "evalu",
        "evalu",
        "安全",
        "42001",
        "u431u435",
    ]
    assert stem("evaluations", "fr") == stem("evaluation", "fr")
