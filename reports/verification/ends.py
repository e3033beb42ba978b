"""The last event of each chain, to be kept elsewhere: whoever cuts a chain off is found by it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from reports.models import Event
from reports.verification.faults import Fault

_CHUNK = 1000
End = dict[str, Any]
"""{"report", "organisation", "position", "sha256"}; the first two are ids or None, and name the chain."""


def ends() -> Iterator[End]:
    """Yield the end of each chain. One query."""
    columns = ("report", "organisation", "position", "sha256")
    rows = Event.objects.order_by("report", "organisation", "position").values(*columns)
    chains = groupby(rows.iterator(chunk_size=_CHUNK), key=lambda row: (row["report"], row["organisation"]))
    for _chain, events in chains:
        end: End = {}
        for end in events:  # noqa: B007 - the last one is wanted
            pass
        yield end


def end_faults(kept: Iterable[End]) -> Iterator[Fault]:
    """Yield the ends, kept from an earlier day, that stand in no chain any more. One query for each."""
    for end in kept:
        if not Event.objects.filter(**{name: end[name] for name in _NAMED}).exists():
            chain = f"report {end['report']}" if end["report"] else f"organisation {end['organisation']}"
            yield Fault(
                chain, f"event {end['position']} is not the one that was kept as the end of the chain"
            )


_NAMED = ("report", "organisation", "position", "sha256")
