"""What people type, as what is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.query import LONGEST, MOST_TERMS, parse


def _read(text):
    """Return the plain form of each term, phrases in quotation marks, what is excluded behind a minus."""
    query = parse(text)

    def shown(term):
        words = " ".join(term.forms[0])
        return f'"{words}"' if term.is_quoted else words

    return [*map(shown, query.terms), *(f"-{shown(term)}" for term in query.excluded)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("risk evaluation", ["risk", "evaluation"]),
        ('"red team" exercise', ['"red team"', "exercise"]),
        (
            "“red team” «équipe rouge» 「安全性」 『監査』",
            ['"red team"', '"equipe rouge"', '"安全 全性"', '"監査"'],
        ),
        ("safety -military -“red team”", ["safety", "-military", '-"red team"']),
        ("安全　−軍事", ["安全", "-軍事"]),
        ("red-teaming", ["red teaming"]),
        ("安全性、評価", ["安全 全性", "評価"]),
        ("生成AI", ["生成 成 ai"]),
        ("risk risk RISK", ["risk"]),
        ('an "open end', ["an", "open", "end"]),
        ('""', []),
        ("- -- – ...", []),
        ("-only", ["-only"]),
        ("it's l'audit", ["it", "audit"]),
        ("", []),
    ],
)
def test_what_was_typed_is_read(text, expected):
    assert _read(text) == expected


def test_words_are_looked_for_in_the_stems_of_both_languages_and_in_none():
    (term,) = parse("vérifications").terms
    assert term.forms == (("verifications",), ("verif",))
    (quoted,) = parse('"vérifications"').terms
    assert quoted.forms == (("verifications",),)


def test_a_single_letter_is_the_beginning_of_a_token():
    assert [term.is_open for term in parse("法 法律 a AI法").terms] == [True, False, False, True]


def test_only_leaving_out_is_nothing():
    assert [parse(text).is_empty for text in ("-risk", "  ", "risk", "-a b")] == [True, True, False, False]


def test_terms_know_where_they_stand():
    text = '  Évaluer "the risk" -no'
    query = parse(text)
    assert [text[term.start : term.end] for term in query.terms + query.excluded] == [
        "Évaluer",
        "the risk",
        "no",
    ]


def test_no_more_is_read_than_can_be_answered():
    assert len(parse(" ".join(f"word{number}" for number in range(100))).terms) == MOST_TERMS
    assert parse("x" * LONGEST + " beyond").terms[1:] == ()
    assert parse("安" * 5_000).terms[0].end == LONGEST


@given(
    st.one_of(
        st.text(max_size=300), st.text(st.sampled_from("ab -\"“”«»「」'安全ｶﾞ\0\ud800*:()&|!\\"), max_size=60)
    )
)
def test_nothing_typed_is_refused(text):
    query = parse(text)
    for term in query.terms + query.excluded:
        assert all(token.isalnum() for form in term.forms for token in form)
        assert 0 <= term.start < term.end <= len(text)
