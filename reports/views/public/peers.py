"""Which peers stand on one page of a topic, and how many of all peers say what of its practices.

Belongs here: what keeps that page small however many peers there are. Not here: what is shown of one peer
(`questions`).
"""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from reports.enums import PracticeState
from reports.frameworks import Practice, Topic
from reports.models import StatedPractice
from reports.querysets.version import PublishedAnswerQuerySet

PER_PAGE = 20
MOST_SIDE_BY_SIDE = 12
"""So many peers have a column each in the table of practices; more are counted. All stand on one page."""


@dataclass(frozen=True)
class PracticeCount:
    """One practice, and how many peers say each state of it, in the order of `PracticeState`, or nothing."""

    practice: Practice
    states: list[int]
    not_reported: int


def one_page(
    answers: PublishedAnswerQuerySet, number: str | None
) -> tuple[Page, PublishedAnswerQuerySet, set[str]]:
    """Return the page (of version ids), its answers, and the frameworks of the peers on all pages. One query.

    `answers` are those of `of_peers`; a page that there is not becomes the first or the last.
    """
    peers = list(answers.versions())
    page = Paginator([version for version, _framework in peers], PER_PAGE).get_page(number)
    shown = answers.filter(version__in=list(page.object_list))
    return page, shown, {framework for _version, framework in peers}


def practice_counts(topic: Topic, total: int, cycle: str) -> list[PracticeCount]:
    """Return what all current reports, of one cycle if it is given, say of a topic's practices. One query.

    `total` is how many peers answer the topic. Nothing is returned if none says anything.
    """
    stated = StatedPractice.objects.filter(
        version__current_of__isnull=False, practice__in=[practice.id for practice in topic.practices]
    )
    if cycle:
        stated = stated.filter(version__report__cycle__slug=cycle)
    rows = stated.order_by().values_list("practice", "state").annotate(Count("version", distinct=True))
    found = {(practice, state): count for practice, state, count in rows}
    counts = [
        (practice, [found.get((practice.id, state), 0) for state in PracticeState.values])
        for practice in topic.practices
    ]
    return [PracticeCount(practice, states, total - sum(states)) for practice, states in counts if found]
