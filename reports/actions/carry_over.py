"""Carrying the words of a report over into a new draft, in one transaction.

Belongs here: writing what `carry_plan` has planned. Not here: reports that come as files
(`start_from_file`), or what becomes of the texts without a place (`unplaced`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reports import renditions, trail
from reports.actions.answers import append, open_for_writing
from reports.actions.carry_plan import Plan, plan_carry_over
from reports.actions.errors import Refused
from reports.enums import EventName
from reports.models import Report, UnplacedText, User, Version
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
    said = renditions.source_of(version)
    return write_words(locked, said, by=by, at=at, facts={"version": version.number})


def write_words(
    locked: Report, source: Mapping[str, Any], *, by: User, at: datetime | None, facts: Mapping[str, Any]
) -> Plan:
    """Write the words of a frozen source into an empty draft; `facts` go into the log beside the counts.

    The caller holds the lock and has seen to it that the words may be used. Raises Refused if something
    stands in the draft already.
    """
    if locked.answers.exists() or locked.unplaced_texts.exists():
        raise Refused(_("Something was written here already; a report is carried over into an empty draft."))
    at = at or timezone.now()
    with translation.override(locked.language):
        plan = plan_carry_over(source, locked.framework)
    origin = {"cycle": source["report"]["cycle_label"], "framework": source["report"]["framework"]}
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
    counts = {"answers": len(plan.answers), "unplaced": len(plan.unplaced)}
    trail.record(EventName.CARRIED_OVER, of=locked, by=by, at=at, data={**origin, **facts, **counts})
    return plan


def _published(source: Report) -> Version | None:
    """Return the edition that the public reads now."""
    return Version.objects.filter(current_of=source.pk).first()
