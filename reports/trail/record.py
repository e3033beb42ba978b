"""Writing events. No other module makes one: `tests/reports/trail` looks.

Each chain has a row that is locked before its last event is read: the report, the organisation, or for the
rest the one row of the register's state. Whoever holds a lock on an invitation or a link takes that of the
chain first, or two people could wait for each other. The unique constraints are the last guard.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from reports.enums import EventName
from reports.models import Actor, Event, Organisation, RegisterState, Report, User
from reports.querysets.register import ONLY
from reports.trail.chain import FIRST, fingerprint

Act = tuple[Report, Mapping[str, Any], datetime]
"""What was done to a report: the report, what the event says, and when."""


@transaction.atomic
def record(
    name: EventName,
    *,
    of: Report | Organisation | None,
    by: User | None,
    data: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Append an event to the chain of a report, of an organisation, or with None to that of the rest.

    `by` is None where the machine acts; `data` is JSON and holds no names or addresses of people, but the ids
    of rows that do. `at` is the moment, now unless history is being entered. Three queries.
    """
    actor = _lock(of, by)
    last = _chain(of).order_by("-position").values_list("position", "sha256").first()
    position, previous = last or (0, FIRST)
    event = _event(name, of, actor, data, at, position=position + 1, previous=previous)
    event.save(force_insert=True)
    return event


@transaction.atomic
def record_first(name: EventName, acts: Iterable[Act], *, by: User) -> None:
    """Write the first event of reports that are new in this transaction."""
    actor = _actor_of(by)
    Event.objects.bulk_create(
        _event(name, report, actor, data, at, position=1, previous=FIRST) for report, data, at in acts
    )


def pseudonym_of(user: User) -> UUID:
    """Return the pseudonym under which events know the person; it is made if there is none yet."""
    return _actor_of(user)


def _lock(of: Report | Organisation | None, by: User | None) -> UUID | None:
    """Let nobody else append to the chain before this transaction ends; return the actor's pseudonym."""
    model = RegisterState if of is None else type(of)
    rows: QuerySet[Any] = model._default_manager.filter(pk=of.pk if of else ONLY)
    if by is None:
        rows.select_for_update(no_key=True).values_list("pk").first()
        return None
    # In one query: the pseudonym never changes, so that it may be read before the lock is there.
    known = Subquery(Actor.objects.filter(user=by).values("pk")[:1])
    row = rows.select_for_update(no_key=True).annotate(who=known).values_list("who").first()
    return row[0] if row and row[0] else _actor_of(by)


def _actor_of(user: User) -> UUID:
    return Actor.objects.get_or_create(user=user)[0].pk


def _chain(of: Report | Organisation | None) -> QuerySet[Event]:
    if isinstance(of, Report):
        return Event.objects.filter(report=of)
    return Event.objects.filter(report=None, organisation=of)


def _event(
    name: EventName,
    of: Report | Organisation | None,
    actor: UUID | None,
    data: Mapping[str, Any] | None,
    at: datetime | None,
    *,
    position: int,
    previous: str,
) -> Event:
    report = of if isinstance(of, Report) else None
    organisation_id = of.organisation_id if isinstance(of, Report) else of.pk if of else None
    event = Event(
        organisation_id=organisation_id,
        report=report,
        position=position,
        name=name,
        # As it will be read from the database again: labels of closed lists become plain strings.
        data=json.loads(json.dumps(data or {})),
        recorded_at=at or timezone.now(),
        actor_id=actor,
        salt=secrets.token_hex(16),
        previous_sha256=previous,
    )
    event.sha256 = fingerprint(event)
    return event
