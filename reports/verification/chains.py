"""Whether a chain of events is whole: numbered without a gap, linked, and each event as it was recorded.

What a chain alone cannot show is that its end was cut off, or that all of it was written anew: for that its
end is held against the status of the report, and against ends that were kept elsewhere (`heads`).
"""

from collections import Counter
from collections.abc import Iterator

from django.db.models import QuerySet
from rfc8785 import CanonicalizationError

from reports.enums import ReportStatus
from reports.models import Event, Report
from reports.trail import fingerprint
from reports.trail.chain import FIRST
from reports.verification.faults import Fault

_CHUNK = 500


def chain_faults(
    where: str, events: QuerySet[Event], counted: Counter[str], *, may_be_empty: bool = False
) -> Iterator[Fault]:
    """Yield what is wrong with one chain."""
    previous, position = FIRST, 0
    for event in events.order_by("position").iterator(chunk_size=_CHUNK):
        here = f"{where}, event {event.position}"
        if event.position != position + 1:
            yield Fault(here, f"event {position + 1} is missing")
        elif event.previous_sha256 != previous:
            yield Fault(here, "does not link to the event before it")
        if not _is_as_recorded(event):
            yield Fault(here, "is not what was recorded: its fingerprint does not fit")
        previous, position = event.sha256, event.position
        counted["events"] += 1
    counted["chains"] += 1
    if not position and not may_be_empty:
        yield Fault(where, "has no events")


def status_faults(where: str, report: Report) -> Iterator[Fault]:
    """Yield a fault if the report does not stand where its last event left it."""
    status = str(ReportStatus.DRAFT)
    for event in report.events.order_by("position").iterator(chunk_size=_CHUNK):
        status = event.data.get("after", status) if isinstance(event.data, dict) else status
    if status != report.status:
        yield Fault(where, f"is {report.status}, and its events say that it is {status}")


def _is_as_recorded(event: Event) -> bool:
    try:
        return fingerprint(event) == event.sha256
    except CanonicalizationError:
        return False
