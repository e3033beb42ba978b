"""`apply`: the one function that changes a report's status."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from reports import completeness, emails, trail
from reports.models import Report, User
from reports.workflow.errors import Incomplete, NotAllowed, WrongStatus
from reports.workflow.table import TRANSITIONS


@transaction.atomic
def apply(name: str, /, *, report: Report, actor: User, at: datetime | None = None, **given: Any) -> Report:
    """Make the transition `name` and return the report as it stands afterwards.

    In this order: row lock, source status, permission, completeness, effect, status, event, mail.
    `given` goes to the transition's effect (`reports.workflow.effects` says what each takes); `at` is the
    moment it happened, now unless history is being entered.
    Raises WrongStatus, NotAllowed or Incomplete, and has then written nothing.
    """
    transition = TRANSITIONS[name]
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("organisation", "cycle")
        .get(pk=report.pk)
    )
    if locked.status not in transition.sources:
        raise WrongStatus(locked.status)
    if not transition.allowed(actor, locked):
        raise NotAllowed(name)
    if transition.needs_complete:
        problems = completeness.problems(
            locked.framework,
            locked.answers.by_code(),
            locked.ai_roles,
            unplaced=locked.unplaced_texts.waiting().count(),
        )
        if problems:
            raise Incomplete(problems)
    moment = at or timezone.now()
    data = transition.effect(locked, actor, moment, **given)
    before, locked.status = locked.status, transition.target
    locked.save()
    said = {"before": before, "after": str(transition.target), **data}
    trail.record(transition.event, of=locked, by=actor, at=moment, data=said)
    # The mail queue is a table of this database: what is queued here leaves only if this commits.
    emails.about_transition(transition.name, locked, data)
    return locked
