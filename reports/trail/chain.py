"""What the fingerprint of an event covers, and how it is spelt.

Pure: no query. Whoever changes this breaks every chain that is stored; the migration that made the first
chains holds a copy.
"""

from datetime import UTC, datetime
from typing import Any

from reports.documents.canonical import canonical, sha256
from reports.models import Event

FIRST = ""
"""What stands in place of a fingerprint before the first event of a chain."""


def content(event: Event) -> dict[str, Any]:
    """Return all that an event says, as JSON values; what is hashed is their canonical JSON."""
    return {
        "organisation": event.organisation_id,
        "report": event.report_id,
        "position": event.position,
        "salt": event.salt,
        "name": str(event.name),
        "data": event.data,
        "recorded_at": moment(event.recorded_at),
        "actor": str(event.actor_id) if event.actor_id else None,
        "previous": event.previous_sha256,
    }


def fingerprint(event: Event) -> str:
    """Return the SHA-256 of what the event says, in hexadecimal digits."""
    return sha256(canonical(content(event)))


def moment(at: datetime) -> str:
    """Return the moment in UTC to the microsecond, as in 2026-11-26T10:00:00.000000Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
