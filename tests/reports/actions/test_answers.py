"""Saving answers: numbered revisions, nobody's words overwritten, nothing written on refusal."""

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import completeness, workflow
from reports.actions.answers import save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.actions.members import remove_member
from reports.models import Answer, AnswerRevision, Report
from tests import builders
from tests.builders import rolled_back, stored_rows

pytestmark = pytest.mark.django_db


def save(report, text, *, base, by, code="1a", choices=()):
    return save_answer(report=report, code=code, choices=list(choices), text=text, base=base, by=by)


def revisions(report, code="1a"):
    rows = AnswerRevision.objects.filter(answer__report=report, answer__code=code).order_by("number")
    return [(row.number, row.base and row.base.number, row.text, row.saved_by.email) for row in rows]


def test_each_save_is_a_revision_that_names_the_one_before(report, owner, editor):
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        first = save(report, "One.", base=None, by=owner)
    second = save(report, "Two.", base=1, by=editor)
    third = save(report, "Three.", base=2, by=owner)
    assert revisions(report) == [
        (1, None, "One.", owner.email),
        (2, 1, "Two.", editor.email),
        (3, 2, "Three.", owner.email),
    ]
    assert first.saved_at.isoformat() == "2026-03-01T10:00:00+00:00"
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert report.answers.by_code() == {"1a": third}


@pytest.mark.parametrize("framework_id", ["haip-1.0", "haip-2.0"])
def test_a_report_that_is_filled_for_tests_is_one_that_was_saved(organisation, owner, framework_id):
    filled = builders.make_report(organisation, cycle=builders.make_cycle("2026"), framework_id=framework_id)
    saved = builders.make_report(organisation, cycle=builders.make_cycle("2027"), framework_id=framework_id)
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        words = builders.fill_report(filled)
        for code, given in words.items():
            given["text"] = given["text"].replace("2026", "2027")
            save_answer(report=saved, code=code, base=None, by=owner, **given)

    def rows(report):
        return [
            (
                {**vars(row), "text": row.text.replace("2027", "2026")},
                row.answer.code,
                row.answer.current == row,
            )
            for row in AnswerRevision.objects.filter(answer__report=report)
            .select_related("answer__current")
            .order_by("pk")
        ]

    own = {"_state": None, "id": None, "answer_id": None}
    first, second = ([(row | own, *rest) for row, *rest in rows(report)] for report in (filled, saved))
    assert first == second
    assert {code: row.text for code, row in filled.answers.by_code().items()} == {
        code: given["text"].replace("2027", "2026") for code, given in words.items()
    }


def test_answers_of_one_report_are_counted_apart(report, owner):
    save(report, "One.", base=None, by=owner)
    other = save(report, "Other.", base=None, by=owner, code="1b")
    assert other.number == 1
    assert {code: words.text for code, words in report.answers.by_code().items()} == {
        "1a": "One.",
        "1b": "Other.",
    }


def test_the_same_code_in_another_report_is_another_answer(report, owner, organisation):
    later = builders.make_report(organisation, cycle=builders.make_cycle("2027"))
    save(report, "This year.", base=None, by=owner)
    save(later, "Next year.", base=None, by=owner)
    assert report.answers.by_code()["1a"].text == "This year."
    assert later.answers.by_code()["1a"].text == "Next year."


@pytest.mark.parametrize("base", [None, 1, 2, 99])
def test_what_stands_already_is_not_saved_again_whatever_was_seen(report, owner, editor, base):
    save(report, "One.", base=None, by=owner)
    standing = save(report, "Two.", base=1, by=owner, choices=["yes"])
    before = stored_rows()
    assert save(report, "Two.", base=base, by=editor, choices=["yes"]) == standing
    assert stored_rows() == before


def test_other_choices_with_the_same_text_are_a_revision(report, owner):
    save(report, "Text.", base=None, by=owner, choices=["yes"])
    assert save(report, "Text.", base=1, by=owner, choices=["no"]).number == 2


def test_an_answer_that_never_was_is_not_saved_empty(report, owner):
    before = stored_rows()
    assert save(report, "", base=None, by=owner) is None
    assert stored_rows() == before


def test_an_answer_can_be_emptied_and_its_words_stay_in_the_history(report, owner):
    save(report, "Regretted.", base=None, by=owner, choices=["yes"])
    emptied = save(report, "", base=1, by=owner)
    assert (emptied.number, emptied.text, emptied.choices) == (2, "", [])
    assert [text for _number, _base, text, _by in revisions(report)] == ["Regretted.", ""]
    question = report.framework.question("1a")
    assert not completeness.is_answered(question, report.answers.by_code()["1a"])


@pytest.mark.parametrize("base", [None, 1, 3, 99])
def test_a_stale_save_is_refused_with_what_stands(report, owner, editor, base):
    save(report, "One.", base=None, by=owner)
    standing = save(report, "Two.", base=1, by=owner)
    before = stored_rows()
    with pytest.raises(StaleAnswer) as stale:
        save(report, "Mine.", base=base, by=editor)
    assert stale.value.current == standing
    assert (stale.value.current.number, stale.value.current.text) == (2, "Two.")
    assert stale.value.current.saved_by == owner
    assert stored_rows() == before


def test_two_writers_from_one_base(report, owner, editor):
    save(report, "Base.", base=None, by=owner)
    save(report, "Hers.", base=1, by=owner)
    with pytest.raises(StaleAnswer) as stale:
        save(report, "His.", base=1, by=editor)
    save(report, "Hers and his.", base=stale.value.current.number, by=editor)
    assert [text for _number, _base, text, _by in revisions(report)] == ["Base.", "Hers.", "Hers and his."]


def test_words_are_stored_as_given(report, owner):
    text = "全角　スペース\n\n\u202bעברית\u202c 👩\u200d🔬 e\u0301 <b>&amp;</b> 'quotes' \\ %s {{ x }}"
    save(report, text, base=None, by=owner, choices=["yes"])
    stored = AnswerRevision.objects.get(answer__report=report)
    assert (stored.text, stored.choices) == (text, ["yes"])


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_save(request, report, owner, person):
    actor = request.getfixturevalue(person)
    save(report, "Ours.", base=None, by=owner)
    before = stored_rows()
    with pytest.raises(Refused):
        save(report, "Not ours.", base=1, by=actor)
    with pytest.raises(Refused):
        save(report, "Not ours.", base=None, by=actor, code="1b")
    assert stored_rows() == before


def test_a_former_member_no_longer_saves(report, owner, editor):
    save(report, "While there.", base=None, by=editor)
    remove_member(membership=editor.memberships.get(), by=owner)
    with pytest.raises(Refused):
        save(report, "Afterwards.", base=1, by=editor)
    assert [text for _number, _base, text, _by in revisions(report)] == ["While there."]


def _submitted(report, secretariat):
    return builders.submitted_report(report)


def _published(report, secretariat):
    return builders.published_version(report, by=secretariat).report


def _discarded(report, secretariat):
    return workflow.apply("discard", report=report, actor=builders.owner_of(report.organisation))


@pytest.mark.parametrize("advance", [_submitted, _published, _discarded])
def test_a_report_that_left_the_team_does_not_change(report, owner, editor, secretariat, advance):
    seen = Report.objects.get(pk=report.pk)
    save(report, "Before.", base=None, by=owner)
    builders.fill_report(report, owner, leave_out={"1a"})
    advance(report, secretariat)
    before = stored_rows()
    with pytest.raises(Refused, match="can no longer be edited"):
        save(seen, "Too late.", base=1, by=editor)
    assert seen.status == "draft", "the refusal must come from the database, not from what was loaded"
    assert stored_rows() == before


def test_a_returned_report_is_written_on_from_where_it_stood(report, owner, editor, secretariat):
    builders.submitted_report(report)
    builders.returned_report(report, by=secretariat, reason="Say more in 1a.")
    assert save(report, "More.", base=1, by=editor).number == 2


def test_a_save_costs_the_same_in_a_long_report(report, owner, django_assert_num_queries):
    with django_assert_num_queries(8):  # savepoint in and out, lock, role, answer, three writes
        save(report, "First.", base=None, by=owner)
    builders.fill_report(report, owner, leave_out={"1a"})
    with django_assert_num_queries(7):
        save(report, "Second.", base=1, by=owner)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["look", "save"]),
        st.sampled_from([0, 1]),
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from([[], ["yes"], ["no"]]),
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_saves_loses_words(report, owner, editor, steps):
    """Two members look and save in any order; whatever was accepted can be found again."""
    with rolled_back():
        people, seen, accepted = [owner, editor], [None, None], []
        for what, who, text, choices in steps:
            words = report.answers.by_code().get("1a")
            number = words.number if words else None
            if what == "look":
                seen[who] = number
                continue
            try:
                saved = save(report, text, base=seen[who], by=people[who], choices=choices)
            except StaleAnswer as stale:
                assert stale.current == words
                assert seen[who] != number
                assert (text, choices) != (words.text, words.choices)
                continue
            if saved is None:
                assert (words, text, choices) == (None, "", [])
                continue
            if saved != words:
                assert number is None or seen[who] == number, "written over words that nobody had seen"
                accepted.append((text, choices, people[who].pk))
            seen[who] = saved.number
        stored = AnswerRevision.objects.filter(answer__report=report, answer__code="1a").order_by("number")
        assert [(row.text, row.choices, row.saved_by_id) for row in stored] == accepted
        assert [row.number for row in stored] == list(range(1, len(accepted) + 1))
        assert [row.base_id for row in stored] == [None, *[row.pk for row in stored]][: len(accepted)]
        current = Answer.objects.filter(report=report, code="1a").values_list("current__number", flat=True)
        assert list(current) == ([len(accepted)] if accepted else [])


def test_states_of_practices_that_are_no_longer_offered_stay(report, owner):
    said = {"report": report, "code": "1a", "choices": [], "text": "One.", "by": owner}
    save_answer(**said, practices={"risk-tiers": "planned", "long-gone": "in_place"}, base=None)
    saved = save_answer(**said, practices={"risk-tiers": "in_place"}, base=1)
    assert saved.practices == {"risk-tiers": "in_place", "long-gone": "in_place"}
    assert save_answer(**said, practices={}, base=2).practices == {"long-gone": "in_place"}


def test_practices_and_tools_that_are_not_given_stay(report, owner):
    said = {"report": report, "code": "1a", "choices": [], "by": owner}
    tools = [{"name": "A", "address": "", "purpose": ""}]
    save_answer(**said, text="One.", practices={"risk-tiers": "planned"}, tools=tools, base=None)
    saved = save_answer(**said, text="Two.", base=1)
    assert (saved.practices, saved.tools) == ({"risk-tiers": "planned"}, tools)
