"""What peers say, counted topic by topic: every report of a group but those of one organisation.

Belongs here: the queries that a position is found by, five for any number of reports. Not here: what the
numbers mean (`position`), or how a group is chosen (`views`).
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import compress, groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from reports.completeness import is_asked
from reports.enums import AIRole
from reports.frameworks import Framework
from reports.models import PublishedAnswer, Version

from .dataset import Dataset, practices_and_standards

ROLES = tuple(f"version__is_{role.value}" for role in AIRole)


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
    """Count the reports that say the same, after adding up what each says.

    One row for each answer is read, report after report. The database can add up as well, but takes longer
    to tell topics apart, and hands over nearly as many rows.
    """
    about = ("version_id", "version__language", "version__framework_id", *ROLES)
    rows = (
        PublishedAnswer.objects.filter(version__in=group)
        .order_by("version_id")
        .annotate(linked=_with_evidence())
        .values_list(*about, "code", "words", "linked")
    )
    topics = _Topics(frameworks)
    found: Counter[tuple[str, str, int, bool]] = Counter()
    in_order = rows.iterator(chunk_size=2_000)
    for (_version, language, framework_id, *held), answers in groupby(
        in_order, itemgetter(slice(len(about)))
    ):
        topic_of = topics.asked(framework_id, tuple(held))
        words: Counter[str] = Counter()
        linked: set[str] = set()
        for *_about, code, number, has_evidence in answers:
            if topic := topic_of.get(code):
                words[topic] += number
                if has_evidence:
                    linked.add(topic)
        found.update((topic, language, number, topic in linked) for topic, number in words.items())
    return tuple(OnTopic(*each, number) for each, number in sorted(found.items()))


class _Topics:
    """The first topics of the questions that a report was asked, by what decides it."""

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        self._frameworks = {framework.id: framework for framework in frameworks}
        self._known: dict[tuple[str, tuple[bool, ...]], dict[str, str]] = {}

    def asked(self, framework_id: str, held: tuple[bool, ...]) -> dict[str, str]:
        """Return code -> topic; `held` says of each role whether the organisation has it."""
        key = (framework_id, held)
        if key not in self._known:
            roles = [role.value for role in compress(AIRole, held)]
            framework = self._frameworks.get(framework_id)
            self._known[key] = {
                question.code: question.topics[0]
                for question in (framework.answerable if framework else ())
                if question.topics and is_asked(question, roles)
            }
        return self._known[key]


def _with_evidence() -> Case:
    return Case(When(~Q(evidence=[]), then=Value(1)), default=Value(0), output_field=IntegerField())
