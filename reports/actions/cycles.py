"""Cycles, which the secretariat keeps, and the users who work for it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from reports import trail
from reports.enums import EventName
from reports.models import Cycle, RegisterState, User


@transaction.atomic
def save_cycle(
    *, cycle: Cycle | None, slug: str, label: str, opens_on: date, closes_on: date, by: User | None
) -> Cycle:
    """Enter or change a cycle. The slug of an existing cycle stays: it stands in public addresses."""
    cycle = cycle or Cycle(slug=slug)
    cycle.label, cycle.opens_on, cycle.closes_on = label, opens_on, closes_on
    cycle.saved_at, cycle.saved_by = timezone.now(), by
    cycle.save()
    RegisterState.objects.advance()
    trail.record(
        EventName.CYCLE_SAVED,
        of=None,
        by=by,
        data={"cycle": cycle.slug, "label": label, "opens_on": str(opens_on), "closes_on": str(closes_on)},
    )
    return cycle
