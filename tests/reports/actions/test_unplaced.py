"""Texts without a place: put under a question or set aside, once, under the lock, nothing lost."""

import pytest

from reports import trail, workflow
from reports.actions.answers import save_answer
from reports.actions.errors import Refused
from reports.actions.unplaced import best_guess, place_text, set_aside
from reports.enums import EventName
from reports.models import AnswerRevision, Event, UnplacedText
from reports.text.markdown import MAX_LENGTH
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(report, owner):
    """A text that waits."""
    data = {"cycle": "Cycle 2025", "framework": "haip-2.0"}
    trail.record(EventName.CARRIED_OVER, of=report, by=None, data=data)
    return UnplacedText.objects.create(
        report=report, origin="Q1", label="Risks", text="Old[^1].\n\n[^1]: Note.", created_by=owner
    )


def test_a_text_becomes_an_answer(item, report, editor):
    placed = place_text(item=item, code="1a", by=editor)
    words = report.answers.by_code()["1a"]
    assert (words.number, words.text, words.saved_by) == (1, item.text, editor)
    assert words.carried == {"cycle": "Cycle 2025", "framework": "haip-2.0", "items": ["Q1"]}
    stored = UnplacedText.objects.get(pk=item.pk)
    assert (stored.placed_under, stored.settled_by, stored.text) == ("1a", editor, item.text)
    assert stored == placed
    event = Event.objects.get(name=EventName.TEXT_PLACED)
    assert (event.data, event.actor.user) == ({"origin": "Q1", "under": "1a"}, editor)


def test_it_is_appended_to_what_stands(item, report, owner, editor):
    save_answer(
        report=report,
        code="1d",
        choices=["yes"],
        text="Mine[^1].\n\n[^1]: My note.",
        practices={"a": "planned"},
        base=None,
        by=owner,
    )
    place_text(item=item, code="1d", by=editor)
    words = report.answers.by_code()["1d"]
    assert words.text == "Mine[^1].\n\n[^1]: My note.\n\nOld[^Q1-1].\n\n[^Q1-1]: Note."
    assert (words.number, words.choices, words.practices) == (2, ["yes"], {"a": "planned"})
    assert words.base.text == "Mine[^1].\n\n[^1]: My note."


def test_words_that_were_saved_meanwhile_stay(item, report, owner, editor):
    seen = UnplacedText.objects.select_related("report").get(pk=item.pk)
    save_answer(report=report, code="1a", choices=[], text="One.", base=None, by=owner)
    save_answer(report=report, code="1a", choices=[], text="Two.", base=1, by=owner)
    place_text(item=seen, code="1a", by=editor)
    assert report.answers.by_code()["1a"].text.startswith("Two.\n\nOld")


def test_a_second_click_changes_nothing(item, report, owner):
    place_text(item=item, code="1a", by=owner)
    before = stored_rows()
    place_text(item=item, code="1a", by=owner)
    place_text(item=item, code="1b", by=owner)
    set_aside(item=item, by=owner)
    assert stored_rows() == before


def test_set_aside_and_placed_later(item, report, owner, editor):
    set_aside(item=item, by=editor)
    assert not report.unplaced_texts.waiting().exists()
    before = stored_rows()
    set_aside(item=item, by=owner)
    assert stored_rows() == before
    place_text(item=item, code="1b", by=owner)
    stored = UnplacedText.objects.get()
    assert (stored.placed_under, stored.settled_by) == ("1b", owner)
    names = Event.objects.exclude(name=EventName.CREATED).order_by("pk").values_list("name", flat=True)
    assert list(names)[-2:] == [EventName.TEXT_SET_ASIDE, EventName.TEXT_PLACED]


@pytest.mark.parametrize("code", ["", "3a", "9z", "risk-classification"])
def test_it_goes_under_questions_that_take_an_answer_only(item, owner, code):
    if code == "3a":
        code = "2g"  # a heading over sub-items
    before = stored_rows()
    with pytest.raises(Refused, match="no such question"):
        place_text(item=item, code=code, by=owner)
    assert stored_rows() == before


def test_an_answer_does_not_grow_beyond_its_limit(item, report, owner):
    save_answer(report=report, code="1a", choices=[], text="x" * (MAX_LENGTH - 5), base=None, by=owner)
    before = stored_rows()
    with pytest.raises(Refused, match="200,000"):
        place_text(item=item, code="1a", by=owner)
    assert stored_rows() == before


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_decide(request, item, person):
    actor = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused):
        place_text(item=item, code="1a", by=actor)
    with pytest.raises(Refused):
        set_aside(item=item, by=actor)
    assert stored_rows() == before


def test_a_report_that_left_the_team_does_not_change(item, report, owner):
    set_aside(item=item, by=owner)
    builders.submitted_report(report)
    before = stored_rows()
    with pytest.raises(Refused, match="can no longer be edited"):
        place_text(item=item, code="1a", by=owner)
    assert stored_rows() == before


def test_waiting_texts_block_submission_until_they_are_settled(item, report, owner):
    builders.fill_report(report)
    with pytest.raises(workflow.Incomplete):
        workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION)
    set_aside(item=item, by=owner)
    assert workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION).submitted_at


def test_the_best_guess_is_the_question_of_the_topic(item, report, owner, django_assert_num_queries):
    odd = UnplacedText.objects.create(
        report=report, origin="No such item", label="?", text="…", created_by=owner
    )
    with django_assert_num_queries(1):
        assert best_guess(report, [item, odd]) == {item.pk: "1a"}


def test_without_a_carrying_over_there_is_no_guess(report):
    assert best_guess(report, []) == {}
    assert not AnswerRevision.objects.exists()
