"""Keeping the list of eligible jurisdictions, which the secretariat does. Rows are ended, never deleted."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.actions.errors import Refused
from reports.enums import EventName
from reports.models import Event, Jurisdiction, User

FACTS = ("country", "ground", "since", "until", "source", "source_url", "end_source", "is_provisional")


@transaction.atomic
def save_jurisdiction(*, jurisdiction: Jurisdiction | None, by: User, **facts: Any) -> Jurisdiction:
    """Enter a row, or correct one; country and ground of an existing row stay. Keywords are those of `FACTS`.

    Raises Refused if another row says the same of one of its days.
    """
    if jurisdiction is None:
        row, before = Jurisdiction(country=facts["country"], ground=facts["ground"]), None
    else:
        row = _locked(jurisdiction)
        before = _facts(row)
        facts.pop("country", None)
        facts.pop("ground", None)
    return _saved(row, EventName.JURISDICTION_SAVED, before, facts, by)


@transaction.atomic
def end_jurisdiction(*, jurisdiction: Jurisdiction, until: date, end_source: str, by: User) -> Jurisdiction:
    """Say on which day a row counts for the last time, and who says so. Raises Refused if that is said."""
    row = _locked(jurisdiction)
    if row.until is not None:
        raise Refused(_("This row has a last day already. Change it there."))
    facts = {"until": until, "end_source": end_source}
    return _saved(row, EventName.JURISDICTION_ENDED, _facts(row), facts, by)


def _locked(jurisdiction: Jurisdiction) -> Jurisdiction:
    return Jurisdiction.objects.select_for_update(of=("self",)).get(pk=jurisdiction.pk)


def _saved(
    row: Jurisdiction, name: EventName, before: dict[str, Any] | None, facts: dict[str, Any], by: User
) -> Jurisdiction:
    if not (by.is_active and by.is_secretariat):
        raise Refused(_("Only the secretariat keeps this list."))
    for field, value in facts.items():
        setattr(row, field, value)
    _refuse_second(row)
    row.noted_at, row.noted_by = timezone.now(), by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # a colleague was quicker by a moment
        raise Refused(_("A colleague has just entered this jurisdiction.")) from error
    after = _facts(row)
    if after != before:
        data = {"jurisdiction": row.pk, "before": before, "after": after}
        Event.objects.create(name=name, recorded_by=by, data=data)
    return row


def _refuse_second(row: Jurisdiction) -> None:
    """One day of one country on one ground is said once: two rows could contradict each other."""
    others = Jurisdiction.objects.filter(country=row.country, ground=row.ground).exclude(pk=row.pk)
    other = others.overlapping(since=row.since, until=row.until).first()
    if other is None:
        return
    if other.until is None:
        raise Refused(_("This jurisdiction is on the list already, on the same ground. Change that row."))
    day = date_format(other.until)
    raise Refused(_("An earlier row counts until %(day)s. Give a first day after it.") % {"day": day})


def _facts(row: Jurisdiction) -> dict[str, Any]:
    return {
        field: value if isinstance(value := getattr(row, field), bool) or value is None else str(value)
        for field in FACTS
    }
