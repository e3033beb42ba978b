"""How the answers of a draft are read."""

import pytest

from reports.actions.answers import save_answer
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
