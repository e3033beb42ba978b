"""Tasks that ask other sites something: whether the web addresses in a draft can be opened."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from reports import link_checks

PAUSE = timedelta(seconds=1)
"""Between two turns, since the next one may begin at the site where the last one ended."""


@task(priority=-10)
def check_links(link_check_id: int, requested_at: str) -> None:
    """Check some addresses of a draft, and queue the rest behind whatever waits by then.

    `requested_at` is the ISO moment of the request; one that was replaced by a newer is passed over.
    """
    if link_checks.go_on(link_check_id, datetime.fromisoformat(requested_at)):
        check_links.using(run_after=timezone.now() + PAUSE).enqueue(link_check_id, requested_at)
