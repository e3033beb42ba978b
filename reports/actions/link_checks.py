"""Asking for a look at whether the web addresses in a draft can be opened."""

from django.db import transaction
from django.utils import timezone

from reports import link_checks
from reports.actions.answers import open_for_writing
from reports.jobs.links import check_links
from reports.models import LinkCheck, Report, User


@transaction.atomic
def request_link_check(*, report: Report, by: User) -> LinkCheck:
    """Queue a check of all addresses in the draft, in place of the last one; return it.

    While one is running, that one is returned and nothing changes. Without addresses it has finished at
    once. Raises Refused if the report is not open for writing.
    """
    locked = open_for_writing(report, by)
    standing = LinkCheck.objects.filter(report=locked).first()
    if standing is not None and link_checks.is_running(standing):
        return standing
    now, total = timezone.now(), len(link_checks.addresses_of(locked))
    link_check, _created = LinkCheck.objects.update_or_create(
        report=locked,
        defaults={
            "requested_at": now,
            "requested_by": by,
            "total": total,
            "outcomes": [],
            "finished_at": None if total else now,
        },
    )
    if total:
        check_links.enqueue(link_check.pk, now.isoformat())
    return link_check
