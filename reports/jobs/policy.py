"""How much patience each kind of job deserves.

Belongs here: the table, and which errors come again however often one tries. Not here: counting and waiting
(`worker`, `reaper`).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation

PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))
"""Between a failure and the next try; the last one is taken again and again."""

MAIL_PAUSES = (
    timedelta(seconds=10),  # somebody may wait for a code
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""A mail server may be away for a night."""


@dataclass(frozen=True)
class Policy:
    """A job is begun `tries` times at most, for `limit` seconds each time.

    Between them it waits for `pauses`. What has waited longer than `fresh` in the queue is of no use to
    anybody, and is not begun a second time.
    """

    tries: int = 3
    limit: float = 15 * 60
    fresh: timedelta | None = None
    pauses: tuple[timedelta, ...] = PAUSES


POLICIES = {
    "reports.jobs.files.build_rendition": Policy(),
    "reports.jobs.files.build_draft_file": Policy(),
    "reports.jobs.files.build_questionnaire": Policy(),
    # Whoever waits asks again; nobody wants last week's.
    "reports.jobs.files.build_comparison": Policy(tries=2, limit=10 * 60, fresh=timedelta(days=1)),
    "reports.jobs.links.check_links": Policy(limit=2 * 60),
    "reports.jobs.links.check_published_links": Policy(limit=2 * 60),
    # The codes and links in a message expire; nobody wants last week's mail from a worker that died then.
    "reports.jobs.mail.deliver": Policy(
        tries=len(MAIL_PAUSES) + 1, limit=2 * 60, fresh=timedelta(days=1), pauses=MAIL_PAUSES
    ),
}

HOPELESS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    ObjectDoesNotExist,
    SuspiciousOperation,
    TypeError,
    ValueError,  # BadHeaderError is one
)
"""What the data or the program is to blame for: the same will happen next time."""


def policy_of(task_path: str) -> Policy:
    """Return the row of the table, or what is usual."""
    return POLICIES.get(task_path, Policy())


def pause_after(tries: int, pauses: tuple[timedelta, ...] = PAUSES) -> timedelta:
    """Return how long to wait after so many failures (1, 2, …)."""
    return pauses[min(tries, len(pauses)) - 1]
