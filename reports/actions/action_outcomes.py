"""What came of a planned action: closing it with an outcome, renewing it, taking an outcome back.

Belongs here: answers to "what came of it?", each in the cycle of a report. Not here: what is planned, by whom
and until when (`planned_actions`).
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reports.actions.errors import Refused, StaleAction
from reports.actions.planned_actions import day_of, refuse_closed, saved, standing
from reports.actions.typed import typed_text
from reports.enums import ActionOutcome
from reports.models import ActionRevision, PlannedAction, Report, User


@transaction.atomic
def close_action(
    *, action: PlannedAction, report: Report, outcome: str, text: str, base: int, by: User
) -> ActionRevision:
    """Say what came of the action, in the cycle of this report, and return the state: it is open no more.

    The same outcome said twice is one. Raises StaleAction if a newer and different state stands, Refused if
    another outcome was given, the text cannot be stored, or the person only reads; an action that is dropped
    needs a reason.
    """
    locked, current = standing(action, report, by)
    if outcome not in ActionOutcome.values:
        raise Refused(_("Choose what came of the action."))
    text = typed_text(text)
    if outcome == ActionOutcome.DROPPED and not text:
        raise Refused(_("Give the reason for which the action is dropped."))
    if (current.outcome, current.outcome_text) == (outcome, text):
        return current
    if current.number != base:
        raise StaleAction(current)
    refuse_closed(current)
    said: dict[str, Any] = {"outcome": outcome, "outcome_text": text, "answered_in_id": locked.pk}
    return saved(action, locked, current, said, base=base, by=by)


@transaction.atomic
def renew_action(
    *, action: PlannedAction, report: Report, text: str, due_on: date, base: int, by: User
) -> ActionRevision:
    """Say what came of the action so far, and until when it goes on: it stays open, and is asked next cycle.

    Raises like `close_action`.
    """
    locked, current = standing(action, report, by)
    refuse_closed(current)
    text = typed_text(text)
    if not text:
        raise Refused(_("Say in a few words what came of it so far."))
    said = {"outcome_text": text, "due_on": day_of(due_on), "answered_in_id": locked.pk}
    return saved(action, locked, current, said, base=base, by=by)


@transaction.atomic
def reopen_action(*, action: PlannedAction, report: Report, base: int, by: User) -> ActionRevision:
    """Take an outcome back, such as one given by mistake; an action that is open stays as it is.

    Raises like `close_action`.
    """
    locked, current = standing(action, report, by)
    if not current.outcome:
        return current
    return saved(action, locked, current, {"outcome": "", "answered_in_id": None}, base=base, by=by)
