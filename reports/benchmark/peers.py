"""What peers say, counted topic by topic: every report of a group but those of one organisation.

Belongs here: the queries that a position is found by, five for any number of reports. Not here: what the
numbers mean (`position`), or how a group is chosen (`views`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, F, IntegerField, Max, Q, QuerySet, Sum, Value, When

from reports.enums import AIRole
from reports.frameworks import Framework
from reports.models import PublishedAnswer, Version

from .dataset import Dataset, practices_and_standards


class OnTopic(NamedTuple):
    """How many reports, in one language, say so many words on a topic, and whether with evidence.

    Only questions that the report was asked count, each for the first of its topics. Who says nothing there
    stands in no row; who only ticks says 0 words.
    """

    topic: str
    language: str
    words: int
    has_evidence: bool
    number: int


@dataclass(frozen=True)
class Peers:
    """A group: its practices and standards as a `Dataset`, and what it says on each topic."""

    data: Dataset
    topics: tuple[OnTopic, ...] = ()

    @property
    def size(self) -> int:
        """How many reports belong to the group."""
        return self.data.size


def peers(ids: Collection[int] | None, *, besides: int, frameworks: Iterable[Framework]) -> Peers:
    """Return what the current versions among these say, None for all; five queries at most.

    `besides` is the id of the organisation whose reports are no peers, whatever is among the ids.
    """
    frameworks = list(frameworks)
    versions = Version.objects.current().order_by().exclude(report__organisation=besides)
    group = (versions if ids is None else versions.filter(pk__in=ids)).values("pk")
    practices = {
        practice.id
        for framework in frameworks
        for question in framework.answerable
        for practice in question.practices
    }
    return Peers(practices_and_standards(group, practices=practices), _on_topics(group, frameworks))


def _on_topics(group: QuerySet, frameworks: list[Framework]) -> tuple[OnTopic, ...]:
    """Count the reports that say the same, after adding up what each says: the ORM has no second grouping."""
    by_report = (
        PublishedAnswer.objects.filter(_asked(frameworks), version__in=group)
        .order_by()
        .annotate(topic=_topic(frameworks), language=F("version__language"))
        .values("version", "topic", "language")
        .annotate(total=Sum("words"), linked=Max(_with_evidence()))
        .values_list("topic", "language", "total", "linked")
    )
    try:
        inner, parameters = by_report.query.sql_with_params()
    except EmptyResultSet:
        return ()
    with connection.cursor() as cursor:
        # No value stands in the text of the query: the ORM hands them over beside it.
        cursor.execute(
            f"SELECT topic, language, total, linked, COUNT(*) FROM ({inner}) AS by_report"  # noqa: S608
            " GROUP BY topic, language, total, linked",
            parameters,
        )
        rows = cursor.fetchall()
    return tuple(
        OnTopic(topic, language, int(words), bool(linked), number)
        for topic, language, words, linked, number in sorted(rows)
    )


def _asked(frameworks: Iterable[Framework]) -> Q:
    """Return what holds of an answer to a question that its report was asked (`completeness.is_asked`)."""
    roleless = Q(**{f"version__is_{role.value}": False for role in AIRole})
    asked = Q(pk__in=[])
    for framework in frameworks:
        codes: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for question in framework.answerable:
            if question.topics:
                codes[question.recommended_for].append(question.code)
        for roles, of_them in codes.items():
            held = Q(*(Q(**{f"version__is_{role}": True}) for role in roles), _connector=Q.OR)
            fits = Q(version__framework_id=framework.id, code__in=of_them)
            asked |= fits & (held | roleless) if roles else fits
    return asked


def _topic(frameworks: Iterable[Framework]) -> Case:
    whens = []
    for framework in frameworks:
        codes: dict[str, list[str]] = defaultdict(list)
        for question in framework.answerable:
            if question.topics:
                codes[question.topics[0]].append(question.code)
        whens += [
            When(version__framework_id=framework.id, code__in=of_topic, then=Value(topic))
            for topic, of_topic in codes.items()
        ]
    return Case(*whens, default=Value(""), output_field=CharField())


def _with_evidence() -> Case:
    return Case(When(~Q(evidence=[]), then=Value(1)), default=Value(0), output_field=IntegerField())
