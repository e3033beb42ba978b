"""Carrying the words of a published report over into a new draft, in one transaction.

Belongs here: writing what `carry_plan` has planned. Not here: what becomes of the texts without a place
(`unplaced`).
"""

import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reports.actions.answers import append, open_for_writing
from reports.actions.carry_plan import Plan, plan_carry_over
from reports.actions.errors import Refused
from reports.enums import EventName
from reports.models import Event, Report, UnplacedText, User, Version
from reports.models.answer import PARTS


@transaction.atomic
def carry_over(*, report: Report, source: Report, by: User, at: datetime | None = None) -> Plan:
    """Write what the public reads in `source` into the empty draft `report`; nobody has reviewed it yet.

    One revision for each answer, one row for each text without a place, one event. Raises Refused if the
    source is not published or another organisation's, or if the draft is not empty or not open for writing.
    """
    locked = open_for_writing(report, by)
    version = _published(source)
    if version is None or source.organisation_id != locked.organisation_id:
        raise Refused(_("Only your organisation's own published reports can be carried over."))
    if locked.answers.exists() or locked.unplaced_texts.exists():
        raise Refused(_("Something was written here already; a report is carried over into an empty draft."))
    at = at or timezone.now()
    frozen = json.loads(version.source)
    with translation.override(locked.language):
        plan = plan_carry_over(frozen, locked.framework)
    origin = {"cycle": frozen["report"]["cycle_label"], "framework": frozen["report"]["framework"]}
    for code, answer in plan.answers.items():
        said = {name: getattr(answer, name) for name in PARTS}
        append(locked, code, None, said, by=by, at=at, carried=origin | {"items": answer.items})
    UnplacedText.objects.bulk_create(
        UnplacedText(
            report=locked,
            origin=text.origin[:60],
            label=text.label[:300],
            text=text.text,
            created_at=at,
            created_by=by,
        )
        for text in plan.unplaced
    )
    facts = {"version": version.number, "answers": len(plan.answers), "unplaced": len(plan.unplaced)}
    Event.objects.create(
        organisation=locked.organisation,
        report=locked,
        name=EventName.CARRIED_OVER,
        data=origin | facts,
        recorded_at=at,
        recorded_by=by,
    )
    return plan


def _published(source: Report) -> Version | None:
    """Return the edition that the public reads now."""
    return Version.objects.filter(current_of=source.pk).first()
