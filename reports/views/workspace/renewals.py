"""Whether a report is to be renewed, and where its team goes on. Not here: days (`renewal`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.enums import EDITABLE, WITH_SECRETARIAT
from reports.models import Cycle, Report
from reports.renewal import Renewal, current_day, first_day, renewal_of


@dataclass(frozen=True)
class ToRenew:
    """The report that is to be renewed, the next one if it is begun, else whether there is a cycle for it."""

    report: Report
    renewal: Renewal
    next: Report | None
    can_begin: bool

    @property
    def is_sent(self) -> bool:
        """Whether the next report is with the secretariat, so that the team has nothing to do."""
        return self.next is not None and self.next.status in WITH_SECRETARIAT


def to_renew(reports: Sequence[Report], open_cycles: Sequence[Cycle]) -> ToRenew | None:
    """Return what is to be renewed now, if anything.

    `reports` are those of one organisation, the latest cycle first, `with_first_publication`; `open_cycles`
    those for which it has none.
    """
    listed = next((report for report in reports if report.is_listed), None)
    if listed is None:
        return None
    renewal = renewal_of(first_day(listed), current_day())
    if not renewal.is_due:
        return None
    opens_on = listed.cycle.opens_on
    begun = [
        report
        for report in reports
        if report.cycle.opens_on > opens_on and report.status in EDITABLE | WITH_SECRETARIAT
    ]
    sent = [report for report in begun if report.status in WITH_SECRETARIAT]
    can_begin = any(cycle.opens_on > opens_on for cycle in open_cycles)
    return ToRenew(listed, renewal, next(iter(sent or begun), None), can_begin)
