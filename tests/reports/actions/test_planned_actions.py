"""Planned actions: who adds and changes them, when a change is refused, and that no state is ever lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports import workflow
from reports.actions.action_outcomes import close_action
from reports.actions.errors import Refused, StaleAction
from reports.actions.members import remove_member
from reports.actions.planned_actions import FURTHEST, add_action, change_action
from reports.models import ActionRevision, Event, PlannedAction
from tests import builders
from tests.builders import run_jobs, stored_rows

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


def _plan(report, owner, **facts):
    said = {
        "topic": "risk-classification",
        "title": "Name the tiers",
        "plan": "Ask every team.",
        "owner": owner,
        "due_on": SOON,
        "by": owner,
    }
    return add_action(report=report, **said | facts)


def _change(action, owner, *, base=1, by=None, **facts):
    said = {
        "title": "Name the tiers",
        "plan": "Ask every team.",
        "owner": owner,
        "due_on": SOON,
        "phase": "plan",
    }
    return change_action(action=action, report=action.report, base=base, by=by or owner, **said | facts)


def test_an_action_stands_with_its_gap_topic_owner_day_and_phase(report, owner, editor):
    events = Event.objects.count()
    action = _plan(report, editor, gap="practice:risk-tiers", title="  Name\n the tiers ", by=owner)
    action = PlannedAction.objects.get(pk=action.pk)
    assert (action.topic, action.gap, action.added_by) == (
        "risk-classification",
        "practice:risk-tiers",
        owner,
    )
    state = action.current
    assert (state.number, state.base, state.saved_by) == (1, None, owner)
    assert (state.title, state.plan) == ("Name the tiers", "Ask every team.")
    assert (state.owner, state.due_on, state.phase, state.is_open) == (editor, SOON, "plan", True)
    assert Event.objects.count() == events, "the secretariat reads the log"


def test_a_form_that_was_sent_twice_plans_once(report, owner):
    first = _plan(report, owner)
    before = stored_rows()
    assert _plan(report, owner, title="Name  the tiers") == first
    assert stored_rows() == before
    assert _plan(report, owner, title="Name other tiers") != first


def test_each_change_is_a_state_and_the_earlier_ones_stay(report, owner, editor):
    action = _plan(report, owner)
    _change(action, editor, base=1, by=editor, phase="do")
    second = _change(action, editor, base=2, title="Name five tiers", phase="check")
    found = action.revisions.order_by("number").values_list("number", "base__number", "title", "phase")
    assert list(found) == [
        (1, None, "Name the tiers", "plan"),
        (2, 1, "Name the tiers", "do"),
        (3, 2, "Name five tiers", "check"),
    ]
    assert PlannedAction.objects.get().current == second


def test_what_does_not_differ_is_no_state(report, owner):
    action = _plan(report, owner)
    before = stored_rows()
    assert _change(action, owner, base=7).number == 1
    assert stored_rows() == before


def test_a_change_from_an_older_state_is_a_conflict_and_writes_nothing(report, owner, editor):
    action = _plan(report, owner)
    newer = _change(action, owner, title="Mine")
    before = stored_rows()
    with pytest.raises(StaleAction) as stale:
        _change(action, owner, base=1, title="Theirs", by=editor)
    assert (stale.value.current, stored_rows() == before) == (newer, True)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"title": " \n "}, "at most 200"),
        ({"title": "x" * 201}, "at most 200"),
        ({"title": "a \ufffd"}, "at most 200"),
        ({"plan": "x" * 5_001}, "has 5,001 characters"),
        ({"plan": "a \ud800 b"}, "could not be read"),
        ({"due_on": TODAY - timedelta(days=1)}, "from today on"),
        ({"due_on": TODAY + FURTHEST + timedelta(days=3)}, "from today on"),
        ({"phase": "later"}, "how far"),
        ({"topic": "nothing-like-it"}, "no such topic"),
        ({"gap": "practice:"}, "address of the gap"),
        ({"gap": "practice:" + "x" * 200}, "address of the gap"),
        ({"gap": '"><script>'}, "address of the gap"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_can_not_be_stored_as_it_was_meant_is_refused(report, owner, facts, reason):
    before = stored_rows()
    with pytest.raises(Refused, match=reason):
        _plan(report, owner, **facts)
    assert stored_rows() == before


def test_a_day_that_has_passed_may_stand_but_not_be_chosen(report, owner):
    action = _plan(report, owner)
    past = TODAY - timedelta(days=3)
    late = ActionRevision.objects.create(
        action=action, number=2, title="Name the tiers", owner=owner, due_on=past, phase="do", saved_by=owner
    )
    PlannedAction.objects.filter(pk=action.pk).update(current=late)
    assert late.is_overdue(TODAY)
    assert _change(action, owner, base=2, due_on=past, phase="check").due_on == past
    with pytest.raises(Refused, match="from today on"):
        _change(action, owner, base=3, due_on=past + timedelta(days=1))


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_plan_and_change(request, report, owner, person):
    action = _plan(report, owner)
    actor = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="may no longer plan"):
        _plan(report, owner, title="Mine", by=actor)
    with pytest.raises(Refused, match="may no longer plan"):
        _change(action, owner, title="Mine", by=actor)
    assert stored_rows() == before


def test_the_owner_of_an_action_belongs_to_the_team(report, owner, viewer, stranger):
    assert _plan(report, viewer, by=owner).current.owner == viewer
    before = stored_rows()
    with pytest.raises(Refused, match="no longer a member"):
        _plan(report, stranger, by=owner)
    assert stored_rows() == before


def test_who_left_shows_and_has_to_hand_over(report, owner, editor):
    action = _plan(report, editor, by=owner)
    assert PlannedAction.objects.with_words().get().owner_is_member
    remove_member(membership=report.organisation.memberships.get(user=editor), by=owner)
    assert not PlannedAction.objects.with_words().get().owner_is_member
    with pytest.raises(Refused, match="no longer a member"):
        _change(action, editor, by=owner, phase="do")
    assert _change(action, owner, phase="do").owner == owner


def test_who_left_and_closed_their_account_are_no_members(report, owner, editor):
    _plan(report, editor, by=owner)
    editor.is_active = False
    editor.save()
    assert not PlannedAction.objects.with_words().get().owner_is_member


def test_actions_of_another_organisation_are_out_of_reach(report, owner, stranger):
    action = _plan(report, owner)
    theirs = builders.make_report(stranger.memberships.get().organisation)
    before = stored_rows()
    with pytest.raises(Refused, match="not on the list"):
        change_action(
            action=action,
            report=theirs,
            title="Mine",
            plan="",
            owner=stranger,
            due_on=SOON,
            phase="plan",
            base=1,
            by=stranger,
        )
    assert stored_rows() == before


def test_what_is_closed_is_not_changed(report, owner):
    action = _plan(report, owner)
    close_action(action=action, report=report, outcome="achieved", text="", base=1, by=owner)
    before = stored_rows()
    with pytest.raises(Refused, match="said already"):
        _change(action, owner, base=2, title="Anew")
    assert stored_rows() == before


def test_actions_go_on_while_the_report_waits_and_after_its_publication(report, owner, secretariat):
    report = builders.submitted_report(report)
    action = _plan(report, owner)
    builders.published_version(report, by=secretariat)
    assert _change(action, owner, phase="do").number == 2


def test_a_discarded_draft_takes_no_action(report, owner):
    seen = _plan(report, owner).report
    workflow.apply("discard", report=report, actor=owner)
    before = stored_rows()
    with pytest.raises(Refused):
        _plan(seen, owner, title="Late")
    assert stored_rows() == before


def test_who_is_given_an_action_is_told_and_no_word_of_it_leaves(report, owner, editor, mailoutbox):
    run_jobs(only="deliver")
    mailoutbox.clear()
    action = _plan(report, owner)
    run_jobs(only="deliver")
    assert mailoutbox == [], "whoever takes it knows of it"
    _change(action, editor, by=owner)
    _change(action, editor, by=owner, base=2, phase="do")
    run_jobs(only="deliver")
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["editor@people.example"], "An action for you: Sakura Works")
    path = f"/workspace/sakura-works/2026/actions/{action.pk}/"
    assert f"http://testserver{path}" in mail.body
    assert "tiers" not in mail.body + mail.subject
    assert "Ask every team" not in mail.body
