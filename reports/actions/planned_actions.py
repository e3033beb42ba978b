"""Planned actions: adding and changing them. Each write is a state that names the last one.

An action is no event: the log is read by the secretariat too. Its states say who, when and what. Not here:
what came of an action (`action_outcomes`), or the gaps from which actions come (`benchmark.position`).
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import emails, permissions
from reports.actions.errors import Refused, StaleAction
from reports.actions.typed import typed_text
from reports.enums import ActionPhase
from reports.models import ActionRevision, PlannedAction, Report, User
from reports.models.planned_action import GAP_LENGTH, TITLE_LENGTH
from reports.text import clean

FURTHEST = timedelta(days=3660)
"""How far ahead a day may lie: beyond it a year was mistyped."""
SAME_CLICK = timedelta(minutes=1)
"""Within this time the same action by the same person is a form that was sent twice."""
_GAP = re.compile(r"[a-z]+:[a-z0-9][a-z0-9.-]*")


@transaction.atomic
def add_action(
    *,
    report: Report,
    topic: str,
    title: str,
    plan: str,
    owner: User,
    due_on: date,
    by: User,
    phase: str = ActionPhase.PLAN,
    gap: str = "",
) -> PlannedAction:
    """Add an action to the report's cycle and return it; a form sent twice adds one.

    `topic` is empty for what concerns the whole report, `gap` a key of the position or empty. The owner is
    told, unless they added it themselves. Raises Refused if it cannot be stored as it was meant, or the
    person only reads.
    """
    locked = open_for_plans(report, by)
    if topic and topic not in {each.id for each in locked.framework.topics}:
        raise Refused(_("There is no such topic in this version of the questionnaire."))
    if gap and (len(gap) > GAP_LENGTH or not _GAP.fullmatch(gap)):
        raise Refused(_("The address of the gap is not whole. Go back to your position and choose it again."))
    said = _checked(locked, None, title=title, plan=plan, owner=owner, due_on=due_on, phase=phase)
    just_now = timezone.now() - SAME_CLICK
    sent = PlannedAction.objects.filter(
        report=locked, added_by=by, added_at__gt=just_now, topic=topic, gap=gap
    )
    known = sent.filter(current__number=1, **{f"current__{name}": value for name, value in said.items()})
    if found := known.select_related("current").first():
        return found
    action = PlannedAction.objects.create(report=locked, topic=topic, gap=gap, added_by=by)
    _append(action, locked, None, said, by)
    return action


@transaction.atomic
def change_action(
    *,
    action: PlannedAction,
    report: Report,
    title: str,
    plan: str,
    owner: User,
    due_on: date,
    phase: str,
    base: int,
    by: User,
) -> ActionRevision:
    """Append a state and return it; return the standing one if nothing differs.

    `report` is the one from which the action is seen, `base` the number of the state that the writer saw. A
    new owner is told, unless they took it themselves. Raises StaleAction if a newer and different state
    stands, Refused like `add_action`, and where an outcome was given.
    """
    locked, current = standing(action, report, by)
    refuse_closed(current)
    said = _checked(locked, current, title=title, plan=plan, owner=owner, due_on=due_on, phase=phase)
    return saved(action, locked, current, said, base=base, by=by)


def open_for_plans(report: Report, by: User) -> Report:
    """Return the report, locked, so that a second click waits for the first. Raises Refused."""
    related = ("organisation", "cycle")
    locked = Report.objects.select_for_update(of=("self",)).select_related(*related).get(pk=report.pk)
    if not permissions.can_plan_actions(by, locked):
        raise Refused(_("You may no longer plan actions here. Copy your text if you still need it."))
    return locked


def standing(action: PlannedAction, report: Report, by: User) -> tuple[Report, ActionRevision]:
    """Return the report and the present state of an action that is seen from it; both wait for others."""
    locked = open_for_plans(report, by)
    # The row is the lock: it may be open from the reports of two cycles.
    seen = PlannedAction.objects.seen_from(locked).values("pk")
    found = PlannedAction.objects.select_for_update(of=("self",)).filter(pk=action.pk, pk__in=seen).first()
    if found is None or found.current_id is None:
        raise Refused(_("This action is not on the list of this report."))
    return locked, found.revisions.select_related("owner").latest("number")


def refuse_closed(current: ActionRevision) -> None:
    """Raise Refused if an outcome was given."""
    if current.outcome:
        raise Refused(_("What came of this action was said already. Take the outcome back to go on with it."))


def _checked(
    report: Report,
    current: ActionRevision | None,
    *,
    title: str,
    plan: str,
    owner: User,
    due_on: date,
    phase: str,
) -> dict[str, Any]:
    """Return the fields as they are stored. Raises Refused."""
    title = " ".join(clean(title).split())
    if not 0 < len(title) <= TITLE_LENGTH or "\ufffd" in title:
        raise Refused(_("Say in a few words what is to be done, in at most 200 characters."))
    if phase not in ActionPhase.values:
        raise Refused(_("Choose how far the action is."))
    if permissions.role_in(owner, report.organisation_id) is None:
        raise Refused(_("Choose somebody of the team: this person is no longer a member."))
    day = day_of(due_on, current.due_on if current else None)
    return {"title": title, "plan": typed_text(plan), "owner_id": owner.pk, "due_on": day, "phase": phase}


def day_of(day: date, kept: date | None = None) -> date:
    """Return the day until which something is due: one that is kept, or one to come. Raises Refused."""
    today = timezone.localdate()
    if day != kept and not today <= day <= today + FURTHEST:
        raise Refused(_("Choose a day from today on, within the next ten years."))
    return day


def saved(
    action: PlannedAction,
    report: Report,
    current: ActionRevision,
    said: Mapping[str, Any],
    *,
    base: int,
    by: User,
) -> ActionRevision:
    """Append what differs from the present state; the caller holds the lock. Raises StaleAction."""
    stated = current.stated | dict(said)
    if stated == current.stated:
        return current
    if current.number != base:
        raise StaleAction(current)
    return _append(action, report, current, stated, by)


def _append(
    action: PlannedAction, report: Report, current: ActionRevision | None, said: Mapping[str, Any], by: User
) -> ActionRevision:
    """Write the next state of an action, and tell its owner if somebody else gave it to them."""
    revision = ActionRevision.objects.create(
        action=action,
        number=current.number + 1 if current else 1,
        base=current,
        saved_at=timezone.now(),
        saved_by=by,
        **said,
    )
    action.current = revision
    action.save(update_fields=["current"])
    is_new = current is None or current.owner_id != revision.owner_id
    if is_new and revision.owner_id != by.pk:
        emails.action_assigned(action, revision, report)
    return revision
