"""How the answers of a draft are read."""

import pytest

from reports.actions.answers import save_answer
from reports.completeness import is_answered
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("saves", [1, 3])
def test_present_words_and_their_writers_take_one_query(report, owner, saves, django_assert_num_queries):
    for number in range(saves):
        for code in ["1a", "1b", "1c"][:saves]:
            save_answer(
                report=report,
                code=code,
                choices=[],
                text=f"{code}, {number}",
                base=number or None,
                by=owner,
            )
    with django_assert_num_queries(1):
        words = report.answers.by_code()
        shown = {code: (row.number, row.text, row.saved_by.email) for code, row in words.items()}
    assert shown == {
        code: (saves, f"{code}, {saves - 1}", owner.email) for code in ["1a", "1b", "1c"][:saves]
    }


def test_a_place_without_words_is_left_out(report, owner):
    save_answer(report=report, code="1a", choices=[], text="Words.", base=None, by=owner)
    report.answers.create(code="1b")
    assert list(report.answers.by_code()) == ["1a"]


def test_answers_of_other_reports_stay_theirs(report, stranger):
    other = builders.make_report(stranger.memberships.get().organisation)
    builders.fill_report(other, stranger)
    assert report.answers.by_code() == {}


TEXTS = [
    "",
    "Words.",
    " \n\u3000",
    " " * 500,
    " " * 199 + "x",
    " " * 200 + "x",
    "　" * 1_000 + "言",
    "x" * 5_000,
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("code", ["1a", "1d", "2g.i"])
def test_in_brief_the_same_counts_as_answered(report, owner, text, code):
    said = {"choices": ["yes"] if code == "1d" else [], "practices": {"risk-tiers": "planned"}}
    save_answer(report=report, code=code, text=text, base=None, by=owner, **said)
    save_answer(report=report, code="1b", choices=[], text="Another.", base=None, by=owner)
    whole, brief = report.answers.by_code(), report.answers.in_brief()
    assert brief.keys() == whole.keys()
    for each in whole:
        question = report.framework.question(each)
        assert is_answered(question, brief[each]) == is_answered(question, whole[each])
        assert (brief[each].choices, brief[each].practices) == (whole[each].choices, whole[each].practices)


def test_in_brief_no_long_text_is_loaded(report, owner, django_assert_num_queries):
    save_answer(report=report, code="1a", choices=[], text="long " * 10_000, base=None, by=owner)
    report.answers.create(code="1b")
    with django_assert_num_queries(1):
        brief = report.answers.in_brief()
    assert {code: len(words.text) for code, words in brief.items()} == {"1a": 200}
