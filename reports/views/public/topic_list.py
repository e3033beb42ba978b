"""The list of topics: what is known of each.

Belongs here: one row. Not here: the page of one topic (`questions`).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reports.benchmark.dataset import ROLES
from reports.enums import AIRole
from reports.frameworks import Framework, Topic
from reports.models import PublishedAnswer, Version
from reports.views.public.topic_asked import Asked, asked_about, codes_of, topics_of


@dataclass(frozen=True)
class TopicRow:
    """One topic: what asks about it, how many reports were asked, and how many of those answer it.

    `unasked` answer without being asked.
    """

    topic: Topic
    asked: list[Asked]
    asked_count: int
    answers_count: int
    unasked: int

    @property
    def is_provisional(self) -> bool:
        """Whether only provisional versions ask about it."""
        return all(each.framework.is_provisional for each in self.asked)


def listed(frameworks: Sequence[Framework]) -> list[TopicRow]:
    """Return all topics, with how many listed reports answer each. Two queries."""
    topics = topics_of(frameworks)
    asked = {topic: asked_about(frameworks, topic) for topic in topics}
    answering = PublishedAnswer.objects.versions_on({topic: codes_of(asked[topic]) for topic in topics})
    profiles = _profiles()
    rows = []
    for key, topic in topics.items():
        by_framework = {each.framework.id: each for each in asked[key]}
        meant: set[int] = set()
        for (framework, roles), versions in profiles.items():
            if framework in by_framework and by_framework[framework].of(roles):
                meant |= versions
        inside = len(answering[key] & meant)
        rows.append(TopicRow(topic, asked[key], len(meant), inside, len(answering[key]) - inside))
    return rows


def _profiles() -> dict[tuple[str, tuple[str, ...]], set[int]]:
    """Return framework and roles -> the current versions that have them. One query."""
    found: dict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    rows = Version.objects.current().order_by().values_list("pk", "framework_id", *ROLES)
    for version, framework, *held in rows:
        roles = tuple(role.value for role, holds in zip(AIRole, held, strict=True) if holds)
        found[framework, roles].add(version)
    return found
