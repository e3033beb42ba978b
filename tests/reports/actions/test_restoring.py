"""Going back to an earlier state: said again as a new one, over nobody's words."""

import pytest

from reports import workflow
from reports.actions.answers import restore_revision, save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.models import AnswerRevision
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db

FIRST = {
    "choices": ["yes"],
    "text": "First.",
    "summary": "In short.",
    "practices": {"risk-tiers": "planned", "long-gone": "in_place"},
    "tools": [{"name": "A", "address": "", "purpose": ""}],
    "evidence": [{"title": "T", "address": "https://a.example/", "accessed_on": ""}],
}


@pytest.fixture
def two_states(report, owner):
    """The report, with two states of 1a that differ in every part."""
    save_answer(report=report, code="1a", base=None, by=owner, carried={"cycle": "2025"}, **FIRST)
    empty = {"choices": [], "practices": {}, "tools": [], "evidence": [], "summary": ""}
    save_answer(report=report, code="1a", text="Second.", base=1, by=owner, **empty)
    return report


def restore(report, by, *, number=1, base=2, code="1a"):
    return restore_revision(report=report, code=code, number=number, base=base, by=by)


def test_a_restored_state_is_a_new_one_that_names_the_old(two_states, editor):
    restored = restore(two_states, editor)
    assert (restored.number, restored.base.number, restored.restores.number) == (3, 2, 1)
    assert (restored.parts, restored.saved_by) == (FIRST, editor)
    assert restored.carried == {"cycle": "2025"}, "nobody has reviewed these words since"
    assert two_states.answers.by_code()["1a"] == restored
    texts = AnswerRevision.objects.order_by("number").values_list("text", flat=True)
    assert list(texts) == ["First.", "Second.", "First."]


def test_states_of_practices_that_are_no_longer_offered_come_back(two_states, editor):
    assert restore(two_states, editor).practices["long-gone"] == "in_place"


@pytest.mark.parametrize("base", [None, 1, 3, 99])
def test_what_somebody_saved_since_stays(two_states, editor, base):
    before = stored_rows()
    with pytest.raises(StaleAnswer) as stale:
        restore(two_states, editor, base=base)
    assert (stale.value.current.number, stale.value.current.text) == (2, "Second.")
    assert stored_rows() == before


@pytest.mark.parametrize("base", [None, 1, 2, 99])
def test_what_stands_already_is_not_written_again(two_states, editor, base):
    before = stored_rows()
    assert restore(two_states, editor, number=2, base=base).number == 2
    assert stored_rows() == before


def test_a_second_click_changes_nothing(two_states, editor):
    first = restore(two_states, editor)
    before = stored_rows()
    assert restore(two_states, editor) == first
    assert stored_rows() == before


@pytest.mark.parametrize("code,number", [("1a", 3), ("1a", 0), ("1b", 1), ("9z", 1)])
def test_there_is_no_such_state(two_states, editor, code, number):
    before = stored_rows()
    assert restore(two_states, editor, code=code, number=number) is None
    assert stored_rows() == before


def test_a_state_of_another_report_is_never_taken(two_states, owner, organisation):
    later = builders.make_report(organisation, cycle=builders.make_cycle("2027"))
    save_answer(report=later, code="1a", choices=[], text="Later.", base=None, by=owner)
    assert restore(later, owner, number=2, base=1) is None
    assert later.answers.by_code()["1a"].text == "Later."


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_restore(request, two_states, person):
    actor = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused):
        restore(two_states, actor)
    assert stored_rows() == before


def test_a_report_that_left_the_team_does_not_change(two_states, owner, editor):
    workflow.apply("discard", report=two_states, actor=owner)
    before = stored_rows()
    with pytest.raises(Refused, match="can no longer be edited"):
        restore(two_states, editor)
    assert stored_rows() == before
