"""Which peers stand on one page of a topic, and how many of those asked answer it.

Belongs here: what keeps that page small however many peers there are, and its numbers. Not here: what is
shown of one peer (`topic_answers`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator

from reports.benchmark import Dataset
from reports.benchmark.dataset import ROLES
from reports.benchmark.measures import Asking, PracticeCount, practice_counts
from reports.enums import AIRole
from reports.frameworks import Framework, Practice, Topic
from reports.querysets.version import PublishedAnswerQuerySet
from reports.views.public.topic_asked import Asked

PER_PAGE = 20
MOST_SIDE_BY_SIDE = 12
"""So many peers have a column each in the table of practices; more are counted. All stand on one page."""


class PeerRow(NamedTuple):
    """One report that answers a topic: with so many answers."""

    version: int
    framework: str
    roles: tuple[str, ...]
    answers: int


@dataclass(frozen=True)
class Answering:
    """How many reports of a group were asked about a topic, and how many of those answer it.

    `unasked` answer without being asked and stand in no other number; `answers` are those of all.
    """

    asked: int
    answering: int
    unasked: int
    answers: int


def rows_of(answers: PublishedAnswerQuerySet) -> list[PeerRow]:
    """Return every report among the answers of `of_peers`, in their order. One query."""
    return [
        PeerRow(version, framework, _held(held), number)
        for version, framework, *held, number in answers.versions(*ROLES)
    ]


def _held(held: Sequence[bool]) -> tuple[str, ...]:
    return tuple(role.value for role, holds in zip(AIRole, held, strict=True) if holds)


def page_of(rows: Sequence[PeerRow], number: str | None) -> Page:
    """Return the page of rows; a page that there is not becomes the first or the last."""
    return Paginator(rows, PER_PAGE).get_page(number)


def answering(rows: Iterable[PeerRow], asked: Iterable[Asked], data: Dataset) -> Answering:
    """Count who answers; `data` has all reports of the group."""
    by_framework = {each.framework.id: each for each in asked}
    rows = list(rows)
    inside = [row for row in rows if by_framework[row.framework].of(row.roles)]
    of = sum(
        number
        for profile, number in data.reports.items()
        if profile.framework in by_framework and by_framework[profile.framework].of(profile.roles)
    )
    return Answering(of, len(inside), len(rows) - len(inside), sum(row.answers for row in rows))


def counts(
    topic: Topic, data: Dataset, frameworks: Iterable[Framework]
) -> list[tuple[Practice, PracticeCount]]:
    """Return what those asked say of each practice of a topic; nothing if none says anything."""
    if not data.stated:
        return []
    counted = practice_counts(data, Asking(frameworks), [practice.id for practice in topic.practices])
    return list(zip(topic.practices, counted, strict=True))
