"""Tasks that ask other sites something: whether the web addresses in reports can be opened."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from reports import link_checks
from reports.link_checks import published
from reports.models import LinkCheck, Report, User

PAUSE = timedelta(seconds=1)
"""Between two turns, since the next one may begin at the site where the last one ended."""

HOUR = timedelta(hours=1)
MOST_AN_HOUR = 20
"""Published versions whose addresses are begun to be looked at: other jobs wait, and so do the sites."""


@task(priority=-10)
def check_links(link_check_id: int, requested_at: str) -> None:
    """Check some addresses of a draft, and queue the rest behind whatever waits by then.

    `requested_at` is the ISO moment of the request; one that was replaced by a newer is passed over.
    """
    if link_checks.go_on(link_check_id, datetime.fromisoformat(requested_at)):
        check_links.using(run_after=timezone.now() + PAUSE).enqueue(link_check_id, requested_at)


@task(priority=-20)
def check_published_links(version_id: int, begun_at: str) -> None:
    """Check some addresses of a published version, and queue the rest behind whatever waits by then.

    `begun_at` is the ISO moment at which the look began; one that has ended is passed over.
    """
    if published.go_on(version_id, datetime.fromisoformat(begun_at)):
        check_published_links.using(run_after=timezone.now() + PAUSE).enqueue(version_id, begun_at)


def queue_link_check(report: Report, by: User, at: datetime) -> LinkCheck:
    """Queue a check of all addresses in a locked report, unless one runs already; return it.

    To be called in a transaction: the queue is a table of this database, so that the task exists exactly if
    the row does.
    """
    link_check, is_to_run = link_checks.start(report, by, at)
    if is_to_run:
        check_links.enqueue(link_check.pk, at.isoformat())
    return link_check


def queue_due_checks() -> int:
    """Queue the looks at published versions that are due, some each hour, and return how many were queued.

    Several workers may do so at once: they find the same versions, and each is begun by one of them.
    """
    now, queued = timezone.now(), 0
    for version_id in published.due(now, MOST_AN_HOUR - published.begun_since(now - HOUR)):
        with transaction.atomic():
            if published.begin(version_id, now):
                check_published_links.enqueue(version_id, now.isoformat())
                queued += 1
    return queued
