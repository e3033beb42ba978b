"""A mistyped word is answered with what was probably meant, and no other word is touched."""

import pytest

from reports import search

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def said(versions, say):
    """Words that are meant, and how often they stand there."""
    say(
        versions[0], "The watermark and the evaluation of privacy.", "Watermark.", "A form, a team. Waterman."
    )
    say(versions[1], "La sécurité et l’évaluation des données.", "Sécurité.")
    say(versions[2], "セキュリティとガバナンスを強化する。", "レッドチーム")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("watermrak", "watermark"),
        ("Watermarc lark", "watermark lark"),
        ("privcy -evaluatin", "privacy -evaluatin"),
        ('"the watermerk"', '"the watermark"'),
        ("securtié", "sécurité"),
        ("donnees securitte", "donnees sécurité"),
        ("セキュリチィ", "セキュリティ"),
        ("ｶﾞﾊﾞﾅﾝｼ 強化", "ガバナンス 強化"),
        ("レットチーム", "レッドチーム"),
        ("セキュリティー対策", "セキュリティ対策"),
        ("watermarc privcy", "watermark privacy"),
    ],
)
def test_what_was_probably_meant(said, typed, offered):
    assert search.suggestion(search.parse(typed)) == offered


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "watermark",
        "watermarks",  # stands there in another ending
        "securite",
        "xylophone",  # like nothing
        "tem",  # too short to say
        "12345",
        "安伝性",
        "-privcy",
        "waterm4rk",
    ],
)
def test_nothing_is_offered_for_words_that_stand_there_or_are_like_none(said, typed):
    assert search.suggestion(search.parse(typed)) == ""


def test_the_more_common_word_is_offered(said):
    assert search.suggestion(search.parse("watermar")) == "watermark"


def test_two_queries_at_most(said, django_assert_num_queries):
    with django_assert_num_queries(2):
        search.suggestion(search.parse("watermrak privcy securtié セキュリチィ"))
    with django_assert_num_queries(1):
        search.suggestion(search.parse("watermark"))
