"""The trail of a report as data that others can check: pseudonyms, and no name of a person.

Not here: who may have it (`views`), or checking it against the database (`reports.verification`).
"""

from collections.abc import Iterator
from typing import Any

from reports.enums import TEAM_DETAILS, TEAM_ONLY
from reports.models import Event, Report
from reports.trail.chain import content

SCHEMA = "haip-trail/1"


def exported(report: Report, *, for_team: bool) -> dict[str, Any]:
    """Return the trail as JSON values, oldest event first. One query; needs names selected.

    Each event holds what its `sha256` covers. What the secretariat is not shown (`for_team` is false) is left
    out and named in `withheld`: such an event still links to its neighbours, but its own fingerprint cannot
    be computed anew.
    """
    return {
        "schema": SCHEMA,
        "organisation": report.organisation.slug,
        "cycle": report.cycle.slug,
        "events": list(_entries(report, for_team)),
    }


def _entries(report: Report, for_team: bool) -> Iterator[dict[str, Any]]:
    for event in report.events.order_by("position"):
        entry = content(event) | {"sha256": event.sha256}
        withheld = () if for_team else _withheld(event)
        shown = {key: value for key, value in entry.items() if key not in withheld}
        yield shown | ({"withheld": sorted(withheld)} if withheld else {})


def _withheld(event: Event) -> tuple[str, ...]:
    """Return what of an event is the team's own; the salt goes with it, or one could guess."""
    if event.name in TEAM_ONLY:
        return ("name", "data", "recorded_at", "actor", "salt")
    return ("data", "salt") if event.name in TEAM_DETAILS else ()
