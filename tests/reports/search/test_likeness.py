"""Answers like a given one, from the database: the same on both engines, and never whose they may not be."""

import pytest
from django.db import connection
from django.utils import timezone

from reports import search, workflow
from reports.models import Organisation, PublishedAnswer, SearchEntry, Version
from reports.search import likeness
from reports.search.similar import Candidate, informative, ranked, told
from reports.workflow import effects
from tests import builders

pytestmark = pytest.mark.django_db

OWN = "Red teams probe every watermark with adversarial patches before the quarterly audit of provenance."
LIKE = "Adversarial patches: red teams try them on each watermark, says our audit of provenance."
LESS = "An audit looks at provenance, patches and the cafeteria. Many other matters are described at length."
OTHER = "Gardens, orchards and meadows surround the southern office."
JAPANESE = "赤チームが電子透かしを敵対的パッチで試し、監査部門が来歴情報を検証する。"
JAPANESE_LIKE = "電子透かしへの敵対的パッチを赤チームが試行し、来歴情報は監査部門が扱う。"


@pytest.fixture(scope="module")
def register(module_database):
    """Reports of six organisations: the one that is looked from, and others; one was withdrawn."""
    made = {}
    for slug, language in (
        ("own", "en"),
        ("like", "en"),
        ("less", "en"),
        ("gone", "en"),
        ("french", "fr"),
        ("japan", "ja"),
        ("nippon", "ja"),
    ):
        made[slug] = builders.published_version(
            builders.make_report(builders.make_organisation(slug), language=language)
        )
    return made


@pytest.fixture
def say(register):
    """Let the first answers of a report say these texts, and the others nothing; return their ids."""

    def write(slug, *texts):
        version = Version.objects.get(pk=register[slug].pk)
        search.unlist_report(version.report)
        ids = list(version.answers.order_by("position").values_list("pk", flat=True))
        version.answers.update(plain="")
        for answer, text in zip(ids, texts, strict=False):
            PublishedAnswer.objects.filter(pk=answer).update(plain=text)
        search.list_version(Version.objects.get(pk=version.pk))
        return ids[: len(texts)]

    return write


@pytest.fixture
def told_by_all(register, say):
    """Everybody says something; the ids of the answers by organisation."""
    return {
        "own": say("own", OWN, LIKE),
        "like": say("like", OTHER, LIKE, LESS),
        "less": say("less", LESS, OTHER),
        "gone": say("gone", LIKE),
        "french": say("french", OWN),
        "japan": say("japan", JAPANESE),
        "nippon": say("nippon", JAPANESE_LIKE, OTHER),
    }


def _version(slug):
    current = Version.objects.current().select_related("report")
    return current.filter(report__organisation__slug=slug).earliest("pk")


def _found(slug, text, most=8):
    return [each.answer for each in search.alike(text, _version(slug), most).found]


def test_the_best_answer_of_each_other_organisation_is_found(told_by_all):
    found = search.alike(OWN, _version("own"))
    assert not found.is_too_short
    assert {each.answer for each in found.found} == {
        told_by_all["like"][1],
        told_by_all["less"][0],
        told_by_all["gone"][0],
    }
    assert found.found[-1].answer == told_by_all["less"][0]
    assert {"adversari", "patch", "watermark", "proven"} <= set(found.found[0].words)
    assert "before" not in found.found[0].words
    assert _found("own", OWN, most=1) == [each.answer for each in found.found][:1]


def test_japanese_is_found_by_its_pairs_of_letters(told_by_all):
    found = search.alike(JAPANESE, _version("japan"))
    assert [each.answer for each in found.found] == [told_by_all["nippon"][0]]
    assert {"電子", "敵対", "来歴", "監査"} <= set(found.found[0].words)
    assert all("を" not in word and "が" not in word for word in found.found[0].words)


def test_ones_own_organisation_is_never_found_in_another_cycle_either(told_by_all):
    organisation = Organisation.objects.get(slug="own")
    report = builders.make_report(organisation, cycle=builders.make_cycle("2031"))
    later = builders.published_version(report)
    PublishedAnswer.objects.filter(version=later).update(plain=LIKE)
    search.list_version(Version.objects.get(pk=later.pk))
    found = PublishedAnswer.objects.filter(pk__in=_found("own", OWN)).select_related("version__report")
    assert found
    assert organisation.pk not in {each.version.report.organisation_id for each in found}


def test_another_language_is_never_found(told_by_all):
    assert told_by_all["french"][0] not in _found("own", OWN)
    assert _found("french", OWN) == []


def test_what_was_withdrawn_is_never_found(told_by_all):
    assert told_by_all["gone"][0] in _found("own", OWN)
    desk = builders.make_user(is_secretariat=True)
    workflow.apply("withdraw", report=_version("gone").report, actor=desk, reason="A mistake.")
    assert told_by_all["gone"][0] not in _found("own", OWN)
    assert _found("own", OWN)


def test_a_superseded_version_is_never_found(told_by_all):
    old = _version("like")
    report = old.report
    effects.freeze_version(report, builders.make_user(is_secretariat=True), timezone.now())
    report.save()
    assert old.pk not in PublishedAnswer.objects.filter(pk__in=_found("own", OWN)).values_list(
        "version", flat=True
    )


def test_it_is_bm25_over_the_whole_register(told_by_all):
    """The candidates that the engines choose, and what they count, are those of a walk through all."""
    version = _version("own")
    rows = SearchEntry.objects.select_related("version__report").order_by("answer_id")
    held = [{*row.head.split(), *row.body.split(), *row.exact.split()} for row in rows]
    words = told(OWN, "en")
    frequencies = {word: sum(word in each for each in held) for word in words}
    telling = informative(words, frequencies, len(held))
    assert len(telling) > 5
    candidates = [
        Candidate(row.answer_id, row.version.report.organisation_id, row.body)
        for row, each in zip(rows, held, strict=True)
        if row.version.language == "en"
        and row.version.report.organisation_id != version.report.organisation_id
        and not each.isdisjoint(telling)
    ]
    assert search.alike(OWN, version).found == ranked(telling, len(held), candidates, 8)


def test_where_there_are_many_those_with_the_rarest_words_are_looked_at(told_by_all, monkeypatch):
    everything = _found("own", OWN)
    monkeypatch.setattr(likeness, "MOST_CANDIDATES", 1)
    assert _found("own", OWN) == everything[:1]


@pytest.mark.parametrize("text", ["", "Yes.", "See the report.", "はい。", "Risk, risks, risk."])
def test_a_short_answer_is_not_looked_for(register, text, django_assert_num_queries):
    version = _version("own")
    with django_assert_num_queries(0):
        assert search.alike(text, version) == search.Likeness([], is_too_short=True)


def test_words_that_nobody_else_has_find_nothing(told_by_all):
    text = "Zymurgy quokkas vex jumbled foxgloves under xylophone arches"
    assert search.alike(text, _version("own")) == search.Likeness([])


def test_signs_of_the_engines_are_only_words(told_by_all):
    text = "AND OR NOT NEAR \"watermark\" 'patches' provenance* audit:A & | ! <-> (adversarial) {exact} ; --"
    assert told_by_all["like"][1] in _found("own", text)


def test_however_many_answers_there_are_two_queries_are_asked(told_by_all, django_assert_num_queries):
    version = _version("own")
    with django_assert_num_queries(2):
        search.alike(OWN, version)


@pytest.mark.postgresql
def test_postgresql_asks_its_index(told_by_all):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        one = likeness.engine().ONE_WORD
        sql = f"EXPLAIN SELECT 1 FROM {one.table} WHERE {one.condition}"  # noqa: S608
        cursor.execute(sql, ["'watermark'"])
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "reports_searchentry_vector" in plan
