"""What came of an action: outcomes, renewals, and how the next cycle asks about the same row."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports import workflow
from reports.actions.action_outcomes import close_action, renew_action, reopen_action
from reports.actions.errors import Refused, StaleAction
from reports.actions.planned_actions import add_action, change_action
from reports.actions.reports import start_report
from reports.enums import ActionOutcome
from reports.models import ActionRevision, PlannedAction
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=400)


def _plan(report, owner, title="Name the tiers"):
    return add_action(report=report, topic="", title=title, plan="", owner=owner, due_on=SOON, by=owner)


def _titles(found):
    return sorted(action.current.title for action in found.with_words())


def _next(report, cycle, **facts):
    return builders.make_report(report.organisation, cycle=builders.make_cycle(cycle), **facts)


@pytest.mark.parametrize("outcome", [each.value for each in ActionOutcome])
def test_an_outcome_closes_an_action_in_the_cycle_of_a_report(report, owner, outcome):
    action = _plan(report, owner)
    state = close_action(
        action=action, report=report, outcome=outcome, text=" Because.\r\n", base=1, by=owner
    )
    assert (state.outcome, state.outcome_text, state.answered_in, state.number) == (
        outcome,
        "Because.",
        report,
        2,
    )
    assert (state.is_open, state.is_overdue(LATER), PlannedAction.objects.open().count()) == (False, False, 0)


def test_what_is_dropped_needs_a_reason(report, owner):
    action = _plan(report, owner)
    before = stored_rows()
    with pytest.raises(Refused, match="Give the reason"):
        close_action(action=action, report=report, outcome="dropped", text=" \n", base=1, by=owner)
    with pytest.raises(Refused, match="Choose what came"):
        close_action(action=action, report=report, outcome="", text="So.", base=1, by=owner)
    assert stored_rows() == before


def test_the_same_outcome_twice_is_one_and_another_is_refused(report, owner, editor):
    action = _plan(report, owner)
    said = {"action": action, "report": report}
    close_action(outcome="achieved", text="", base=1, by=owner, **said)
    before = stored_rows()
    assert close_action(outcome="achieved", text="", base=1, by=editor, **said).number == 2
    with pytest.raises(StaleAction):
        close_action(outcome="partly", text="", base=1, by=editor, **said)
    with pytest.raises(Refused, match="said already"):
        close_action(outcome="partly", text="", base=2, by=editor, **said)
    with pytest.raises(Refused, match="said already"):
        renew_action(text="So far.", due_on=LATER, base=2, by=editor, **said)
    assert stored_rows() == before


def test_an_outcome_is_taken_back_and_stays_in_the_history(report, owner):
    action = _plan(report, owner)
    said = {"action": action, "report": report, "by": owner}
    close_action(outcome="achieved", text="All.", base=1, **said)
    with pytest.raises(StaleAction):
        reopen_action(base=1, **said)
    assert reopen_action(base=2, **said).is_open
    assert reopen_action(base=2, **said).number == 3, "a second click changes nothing"
    assert list(action.revisions.values_list("number", "outcome")) == [(3, ""), (2, "achieved"), (1, "")]


def test_what_is_renewed_stays_open_with_words_and_another_day(report, owner):
    action = _plan(report, owner)
    before = stored_rows()
    for text, day in (("", LATER), ("So far.", TODAY - timedelta(days=1))):
        with pytest.raises(Refused):
            renew_action(action=action, report=report, text=text, due_on=day, base=1, by=owner)
    assert stored_rows() == before
    state = renew_action(action=action, report=report, text="Half.", due_on=LATER, base=1, by=owner)
    assert (state.is_open, state.due_on, state.outcome_text, state.answered_in) == (
        True,
        LATER,
        "Half.",
        report,
    )


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_say_what_came_of_it(request, report, owner, person):
    action = _plan(report, owner)
    said = {"action": action, "report": report, "base": 1, "by": request.getfixturevalue(person)}
    before = stored_rows()
    with pytest.raises(Refused, match="may no longer plan"):
        close_action(outcome="achieved", text="", **said)
    with pytest.raises(Refused, match="may no longer plan"):
        renew_action(text="So.", due_on=LATER, **said)
    with pytest.raises(Refused, match="may no longer plan"):
        reopen_action(**said)
    assert stored_rows() == before


def test_the_next_report_asks_about_what_is_open_and_copies_nothing(report, owner, secretariat):
    open_one, closed = _plan(report, owner, "Open"), _plan(report, owner, "Closed")
    close_action(action=closed, report=report, outcome="achieved", text="", base=1, by=owner)
    source = builders.published_version(builders.submitted_report(report), by=secretariat).report
    rows = (PlannedAction.objects.count(), ActionRevision.objects.count())
    later = start_report(
        organisation=report.organisation,
        cycle=builders.make_cycle("2027"),
        framework_id="haip-1.0",
        language="en",
        source=source,
        by=owner,
    )
    assert (PlannedAction.objects.count(), ActionRevision.objects.count()) == rows
    assert _titles(PlannedAction.objects.unanswered_in(later)) == ["Open"]
    assert _titles(PlannedAction.objects.carried_into(later)) == ["Closed", "Open"]
    assert _titles(PlannedAction.objects.seen_from(report)) == ["Closed", "Open"]
    assert _titles(PlannedAction.objects.unanswered_in(report)) == []
    close_action(action=open_one, report=later, outcome="partly", text="Half.", base=1, by=owner)
    assert _titles(PlannedAction.objects.unanswered_in(later)) == []
    assert open_one.revisions.first().answered_in == later


def test_what_was_renewed_is_asked_again_one_cycle_later(report, owner):
    action = _plan(report, owner)
    second, third = _next(report, "2027"), _next(report, "2028")
    renew_action(action=action, report=second, text="Half.", due_on=LATER, base=1, by=owner)
    assert _titles(PlannedAction.objects.unanswered_in(second)) == []
    assert _titles(PlannedAction.objects.unanswered_in(third)) == ["Name the tiers"]
    close_action(action=action, report=third, outcome="achieved", text="", base=2, by=owner)
    assert _titles(PlannedAction.objects.unanswered_in(second)) == []
    assert _titles(PlannedAction.objects.seen_from(second)) == ["Name the tiers"]
    fourth = _next(report, "2029")
    assert _titles(PlannedAction.objects.seen_from(fourth)) == ["Name the tiers"], "what came of last cycle's"
    assert _titles(PlannedAction.objects.seen_from(_next(report, "2030"))) == []


def test_an_earlier_report_does_not_see_what_was_planned_later(report, owner):
    later = _next(report, "2027")
    action = _plan(later, owner)
    assert _titles(PlannedAction.objects.seen_from(report)) == []
    with pytest.raises(Refused, match="not on the list"):
        change_action(
            action=action,
            report=report,
            title="Sooner",
            plan="",
            owner=owner,
            due_on=SOON,
            phase="do",
            base=1,
            by=owner,
        )


def test_a_discarded_draft_loses_no_action(report, owner):
    _plan(report, owner)
    workflow.apply("discard", report=report, actor=owner)
    again = builders.make_report(report.organisation, cycle=report.cycle)
    assert _titles(PlannedAction.objects.seen_from(again)) == ["Name the tiers"]
    assert _titles(PlannedAction.objects.unanswered_in(_next(report, "2027"))) == ["Name the tiers"]


def test_what_others_plan_is_on_no_list_of_ours(report, owner, stranger):
    theirs = builders.make_report(stranger.memberships.get().organisation, cycle=report.cycle)
    _plan(theirs, stranger, "Theirs")
    assert _titles(PlannedAction.objects.seen_from(report)) == []
    assert _titles(PlannedAction.objects.unanswered_in(_next(report, "2027"))) == []
