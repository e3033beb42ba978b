"""What the versions of the questionnaire ask about a topic, and who is asked.

Belongs here: topics in their order, the questions on each. Not here: answers (`topic_answers`), or how
versions compare item by item (`framework_relations`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from reports.completeness import is_asked
from reports.frameworks import Framework, Question, Topic
from reports.views.public.framework_relations import asking, is_known
from reports.views.public.register_options import edition


@dataclass(frozen=True)
class Asked:
    """What one version of the framework asks about a topic; `edition` is how the version is named."""

    topic: str
    framework: Framework
    edition: str
    questions: list[Question]

    @property
    def is_in_passing(self) -> bool:
        """Whether every one of the questions is about something else first."""
        return all(question.topics[0] != self.topic for question in self.questions)

    @property
    def numbers(self) -> list[str]:
        """The numbers that are known."""
        return [question.number for question in self.questions if question.number]

    def of(self, roles: Collection[str]) -> bool:
        """Whether any of it is asked of an organisation with these roles."""
        return any(is_asked(question, roles) for question in self.questions)


def topics_of(frameworks: Sequence[Framework]) -> dict[str, Topic]:
    """Every topic by its id, in the order of the newest version, then what only older ones ask."""
    return {
        topic.id: topic
        for framework in reversed(frameworks)
        for topic in framework.topics
        if any(topic.id in question.topics for question in framework.answerable)
    }


def beside(topics: dict[str, Topic], framework: Framework, topic: Topic) -> tuple[Topic | None, Topic | None]:
    """Return the topics before and after one in the list of all, which goes by section of the framework."""
    listed = [
        each for section in framework.sections for each in topics.values() if each.section == section.code
    ]
    if topic not in listed:
        return (None, None)
    place = listed.index(topic)
    return (listed[place - 1] if place else None, listed[place + 1] if place + 1 < len(listed) else None)


def asked_about(frameworks: Sequence[Framework], topic: str) -> list[Asked]:
    """What each version asks about a topic, first or in passing; versions that do not ask are left out."""
    found = [
        Asked(topic, framework, edition(framework), [q for q in framework.answerable if topic in q.topics])
        for framework in frameworks
    ]
    return [asked for asked in found if asked.questions]


def codes_of(asked: Iterable[Asked]) -> dict[str, list[str]]:
    """Return framework id -> the codes of the questions."""
    return {each.framework.id: [question.code for question in each.questions] for each in asked}


def relation(topic: Topic, asked: Sequence[Asked], present: Collection[str]) -> str:
    """Say how answers under different versions compare: "like", "related", or "" under one version.

    They compare like with like only where each version is known to ask the same. `present` are ids of the
    versions under which somebody answers.
    """
    answered = [each for each in asked if each.framework.id in present]
    if len(answered) <= 1:
        return ""
    same = all(topic.relation(each.framework.id) == "same" for each in answered)
    known = all(is_known(topic, asking(each.framework, topic.id)) for each in answered)
    return "like" if same and known else "related"
