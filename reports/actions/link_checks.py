"""Asking for a look at whether the web addresses in a report can be opened, before it is published."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.answers import open_for_writing
from reports.actions.errors import Refused
from reports.jobs.links import queue_link_check
from reports.models import LinkCheck, Report, User


@transaction.atomic
def request_link_check(*, report: Report, by: User) -> LinkCheck:
    """Queue a check of all addresses in the draft, in place of the last one; return it.

    While one is running, that one is returned and nothing changes. Without addresses it has finished at
    once. Raises Refused if the report is not open for writing.
    """
    return queue_link_check(open_for_writing(report, by), by, timezone.now())


@transaction.atomic
def request_link_check_at_desk(*, report: Report, by: User) -> LinkCheck:
    """Queue the same for a report that was handed in.

    Raises Refused unless it waits for the secretariat and `by` may decide about it.
    """
    locked = Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)
    if not permissions.can_check_links(by, locked):
        raise Refused(_("This report does not wait for a decision, or you may not decide about it."))
    return queue_link_check(locked, by, timezone.now())
