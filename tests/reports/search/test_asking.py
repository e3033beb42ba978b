"""What readers get: the right reports and answers, the densest first, within bounds, by few queries."""

import pytest

from reports import search
from reports.models import SearchEntry, Version
from reports.search import asking

pytestmark = pytest.mark.django_db

DENSE = "Canaries sit in every batch. Canaries are counted, and canaries are logged."
THIN = (
    "Canaries are one of many things. " + "We also look at other things, week by week, in other places. " * 8
)


@pytest.fixture(scope="module")
def said(versions, say):
    """Ids of the answers of each version."""
    return [
        say(versions[0], THIN, DENSE, "Nothing."),
        say(versions[1], "Les canaries, une fois.", "Rien."),
        say(versions[2], "安全性を評価する。Canaries", "安全。性能を評価する。"),
    ]


def _answers(text, **where):
    return search.answers(search.parse(text), **where).ids


def test_the_densest_answer_comes_first(said):
    assert _answers("canaries lark") == [said[0][1], said[0][0]]
    assert _answers("canaries")[-1] == said[0][0]


def test_the_answer_that_is_about_it_comes_first(versions, said):
    """What stands over an answer weighs more than a word in passing."""
    assert _answers("lark")[0] in versions[0].answers.values_list("pk", flat=True)


def test_reports_come_by_their_best_answer(versions, said):
    found = search.reports(search.parse("canaries"))
    assert sorted(found.ids) == [version.pk for version in versions]
    assert len(found.ranked) == 3
    best = _answers("canaries")[0]
    assert best in said[[version.pk for version in versions].index(found.ranked[0])]
    assert found.is_capped is False


def test_all_words_stand_in_one_answer_or_over_it(versions, said):
    assert _answers("canaries batch") == [said[0][1]]
    assert _answers("batch nothing") == []
    assert search.reports(search.parse("batch nothing")).ids == []
    assert _answers("nothing lark") == [said[0][2]]
    assert _answers("nothing ardoise") == []


def test_excluded_words_exclude_answers_not_reports(versions, said):
    assert _answers("canaries lark -batch") == [said[0][0]]
    assert search.reports(search.parse("canaries lark -batch")).ids == [versions[0].pk]


def test_unspaced_words_are_no_coincidence(said):
    assert _answers("安全性を評価") == [said[2][0]]
    assert _answers("性能 -canaries")[0] == said[2][1]
    assert set(said[2]) <= set(_answers("安全"))


def test_among_is_what_the_caller_has_filtered(versions, said):
    others = Version.objects.current().exclude(pk=versions[0].pk)
    assert sorted(_answers("canaries", among=others)) == [said[1][0], said[2][0]]
    assert _answers("batch", among=others) == []
    assert search.reports(search.parse("batch"), among=others).ids == []
    assert search.reports(search.parse("batch"), among=Version.objects.none()).ids == []
    french = Version.objects.current().filter(language="fr", report__organisation__slug="atelier-ardoise")
    assert search.reports(search.parse("canaries"), among=french).ranked == [versions[1].pk]


def test_codes_limit_to_questions(versions, said):
    codes = list(versions[0].answers.values_list("code", flat=True)[:2])
    framework = versions[0].framework_id
    assert _answers("canaries lark", codes={framework: codes[:1]}) == [said[0][0]]
    assert _answers("canaries lark", codes={framework: codes, "haip-2.0": ["1a"]}) == [said[0][1], said[0][0]]
    assert _answers("canaries lark", codes={framework: []}) == []
    assert _answers("canaries lark", codes={"haip-2.0": codes}) == []
    assert _answers("canaries lark", codes={}) == []


@pytest.mark.parametrize("text", ["", "-canaries", "…", '""'])
def test_an_empty_query_finds_nothing_and_asks_nothing(said, text, django_assert_num_queries):
    with django_assert_num_queries(0):
        query = search.parse(text)
        assert query.is_empty
        assert search.reports(query) == search.FoundReports([], [])
        assert search.answers(query) == search.FoundAnswers([])
        assert search.best_answers(query, [1, 2]) == {}
        assert search.suggestion(query) == ""


@pytest.mark.parametrize("text", ["canaries", 'canaries "every batch" -nothing 安全性 red-team d'])
def test_few_queries_whatever_is_asked(versions, said, text, django_assert_num_queries):
    query = search.parse(text)
    with django_assert_num_queries(2 if text == "canaries" else 1):
        search.reports(query, among=Version.objects.current())
    with django_assert_num_queries(1):
        search.answers(query, among=Version.objects.current(), codes={"haip-1.0": ["1a"]})
    with django_assert_num_queries(1):
        search.best_answers(query, [version.pk for version in versions])


def test_the_best_answers_of_a_page_of_reports(versions, said):
    ids = [version.pk for version in versions[:2]]
    assert search.best_answers(search.parse("canaries"), ids) == {
        ids[0]: [said[0][1], said[0][0]],
        ids[1]: [said[1][0]],
    }
    assert search.best_answers(search.parse("canaries"), ids, most=1)[ids[0]] == [said[0][1]]
    assert search.best_answers(search.parse("canaries"), []) == {}
    assert search.best_answers(search.parse("batch"), ids[1:]) == {}


def test_equals_come_newest_first_and_then_in_the_order_of_the_report(versions, say):
    ids = [say(version, "Ptarmigan.", "Ptarmigan.") for version in versions]
    SearchEntry.objects.update(head="lark")
    assert _answers("ptarmigan") == [*ids[2], *ids[1], *ids[0]]
    assert search.reports(search.parse("ptarmigan")).ranked == [version.pk for version in reversed(versions)]
    SearchEntry.objects.filter(pk=ids[0][1]).update(head="lark ptarmigan")
    assert _answers("ptarmigan") == [ids[0][1], *ids[2], *ids[1], ids[0][0]]


def test_beyond_the_cap_reports_follow_newest_first(versions, say, monkeypatch):
    ids = [say(version, "Capercaillie in short.") for version in versions]
    monkeypatch.setattr(asking, "MOST", 1)
    found = search.reports(search.parse("capercaillie"))
    assert found.ranked == [versions[2].pk, versions[1].pk, versions[0].pk]
    assert (sorted(found.ids), found.is_capped) == ([version.pk for version in versions], True)
    answers = search.answers(search.parse("capercaillie"))
    assert (answers.ids, answers.total, answers.is_capped) == (ids[2], 1, True)
    monkeypatch.setattr(asking, "MOST", 3)
    answers = search.answers(search.parse("capercaillie"))
    assert (sorted(answers.ids), answers.is_capped) == (sorted(pk for each in ids for pk in each), False)
