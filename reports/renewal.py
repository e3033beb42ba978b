"""When a report has to be renewed: twelve months after the day, in UTC, on which it was first published.

Belongs here: the days, and which reports they are near for. Not here: who is told of it (`jobs.renewals`), or
taking a report off the list, which people decide (`workflow`).
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from reports.models import Report
from reports.querysets.report import ReportQuerySet

NOTICE = 60
"""So many days before its day a report counts as due for renewal."""

_SURELY_NOT_DUE = timedelta(days=365 - NOTICE - 2)
"""What was published later than so long ago is not due anywhere; the database sorts it out."""


@dataclass(frozen=True)
class Renewal:
    """Until when a report is to be renewed, and how many days are left; negative once that day has passed."""

    due_on: date
    days: int

    @property
    def is_due(self) -> bool:
        """Whether the day is near or has passed."""
        return self.days <= NOTICE

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed; on the day itself there is still time."""
        return self.days < 0


@dataclass(frozen=True)
class Due:
    """A report whose day is near or has passed; `is_sent` says that the next one is with the secretariat."""

    report: Report
    renewal: Renewal
    is_sent: bool


def first_day(report: Any) -> date:
    """Return the day in UTC on which readers first had a report, wherever; needs `with_first_publication`."""
    day: date = report.first_published_on or report.first_published_at.astimezone(UTC).date()
    return day


def due_on(day: date) -> date:
    """Return the same day of the next year; of 29 February it is the 28th."""
    last = monthrange(day.year + 1, day.month)[1]
    return date(day.year + 1, day.month, min(day.day, last))


def renewal_of(first: date, today: date) -> Renewal:
    """Return when what was first published on this day is to be renewed, seen from today."""
    due = due_on(first)
    return Renewal(due, (due - today).days)


def current_day() -> date:
    """Return today in UTC: one day for everybody, wherever an organisation is."""
    return timezone.now().astimezone(UTC).date()


def near(reports: ReportQuerySet) -> ReportQuerySet:
    """Return those that may be due: the newest of each organisation, published long enough ago."""
    limit = timezone.now() - _SURELY_NOT_DUE
    long_ago = Q(first_published_at__lte=limit) | Q(first_published_on__lte=limit.date())
    return reports.newest_listed().filter(long_ago)


def all_due(reports: ReportQuerySet) -> list[Due]:
    """Return those of the reports that are due for renewal, the most urgent first. One query."""
    return sorted(_due(near(reports)), key=lambda due: (due.renewal.due_on, due.report.pk))


def _due(reports: ReportQuerySet) -> Iterator[Due]:
    today = current_day()
    for report in reports:
        renewal = renewal_of(first_day(report), today)
        if renewal.is_due:
            yield Due(report, renewal, report.renewal_is_sent)
