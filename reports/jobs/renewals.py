"""Telling of reports that are to be renewed: their teams beforehand, the secretariat once the day has passed.

Belongs here: what was not told yet. Not here: days (`renewal`), words (`emails`), or any decision: a report
stays on the list until somebody at the desk takes it off.
"""

import logging
from datetime import UTC

from django.db import transaction
from django.utils import timezone

from reports import emails, renewal
from reports.models import Reminder, Report
from reports.models.renewal import OVERDUE, STEPS

logger = logging.getLogger(__name__)


def remind_of_renewals() -> int:
    """Send the reminders that are due, and return how many reports there was something to say of.

    Each step is told of once. Of several that were missed only the last is sent. Several workers may do so at
    once; what fails for one report keeps nothing from the others, and comes again with the next turn.
    """
    told = 0
    for due in renewal.all_due(Report.objects.all()):
        try:
            told += _remind(due.report.pk)
        except Exception:
            logger.exception("Report %s could not be told of", due.report.pk)
    return told


def step_of(days: int) -> int:
    """Return the step that so many days before the day call for: the last that was reached."""
    return OVERDUE if days < 0 else min(step for step in STEPS if days <= step)


# Days are those of UTC, in the messages as everywhere.
@transaction.atomic
@timezone.override(UTC)
def _remind(pk: int) -> bool:
    """Tell of one report if nobody has at this step. Under the lock it is looked at anew."""
    Report.objects.select_for_update(of=("self",)).get(pk=pk)
    due = renewal.all_due(Report.objects.with_names().filter(pk=pk))
    if not due or due[0].is_sent:
        return False
    report, days = due[0].report, due[0].renewal.days
    _reminder, is_new = Reminder.objects.get_or_create(report=report, days=step_of(days))
    if is_new and days < 0:
        emails.renewal_overdue(report)
    elif is_new:
        emails.renewal_due(report, days)
    return is_new
