"""How versions of the questionnaire meet on a topic, said in words.

Belongs here: what two versions ask on the same topic and how that compares. Not here: answers, or
how the versions are read (`frameworks`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.frameworks import Framework, Question, Topic

ABSENT = frozenset({"new", "dropped"})

SAID_OF_OTHER = {
    "same": _("asks the same"),
    "unconfirmed": _("asks the same by our reading, which is not confirmed"),
    "wider": _("asks for more than this topic"),
    "narrower": _("asks for only a part of this topic"),
    "here wider": _("asks for this topic alone; here more is asked"),
    "here narrower": _("asks for the whole topic; here a part is asked"),
    "here new": _("asks for this by itself"),
    "here dropped": _("asks for this by itself"),
    "touched": _("does not ask for this, only touches on it"),
    "absent": _("does not ask for this"),
    "dropped": _("no longer asks for this"),
}
"""How another version meets a topic, seen from a question of this one; stands after "Version 2.0"."""

STEPS = {
    "none": "",
    "new": _("New"),
    "dropped": _("Dropped"),
    "like": _("Like with like"),
    "same": _("The same, not confirmed"),
    "wider": _("Asked more broadly"),
    "narrower": _("Asked more narrowly"),
    "other": _("They overlap"),
}
"""How a version meets a topic, seen from the version before."""


@dataclass(frozen=True)
class Related:
    """What another version asks on a topic of a question, and the relation in words."""

    framework: Framework
    topic: Topic
    relation: Promise
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Cell:
    """What one version asks on a topic; `touched` if it does so only in passing."""

    framework: Framework
    questions: tuple[Question, ...]
    touched: bool


@dataclass(frozen=True)
class Step:
    """From one version to the next: `kind` is like, same, narrower, wider, other, new, dropped or none."""

    kind: str
    words: Promise | str
    cell: Cell


@dataclass(frozen=True)
class Line:
    """One topic across all versions: the first version's cell, then a step to each later one."""

    topic: Topic
    locale: str
    first: Cell
    steps: tuple[Step, ...]


def asking(framework: Framework, topic_id: str) -> tuple[Question, ...]:
    """Return the items that ask about the topic, first those that it is the first topic of."""
    about = [question for question in framework.answerable if topic_id in question.topics]
    return tuple(sorted(about, key=lambda question: question.topics[0] != topic_id))


def is_known(topic: Topic, questions: Sequence[Question]) -> bool:
    """Whether what is asked is known well enough to compare answers to it: its number and its gist."""
    own = (question for question in questions if question.topics[0] == topic.id)
    return any(question.status == "official" or question.known == "both" for question in own)


def related(question: Question, framework: Framework, others: Sequence[Framework]) -> list[Related]:
    """Return what the other versions ask on each topic of the question."""
    found = []
    for other in others:
        for topic_id in question.topics:
            topic, asked = framework.topic(topic_id), asking(other, topic_id)
            said = SAID_OF_OTHER[_relation(topic, framework, other, asked)]
            found.append(Related(other, topic, said, asked))
    return found


def _relation(topic: Topic, framework: Framework, other: Framework, asked: Sequence[Question]) -> str:
    """Return the key of what is said of the other version."""
    here, there = topic.relation(framework.id), topic.relation(other.id)
    if there in ABSENT or not asked:
        return "dropped" if there == "dropped" else "touched" if asked else "absent"
    if there != "same":
        return there
    if here != "same":
        return f"here {here}"
    known = is_known(topic, asked) and is_known(topic, asking(framework, topic.id))
    return "same" if known else "unconfirmed"


def lines(frameworks: Sequence[Framework]) -> list[Line]:
    """Return one line for each topic of any version, in the order of sections and of the newest version."""
    topics = {topic.id: (topic, version.locale) for version in frameworks for topic in version.topics}
    sections = [section.code for version in frameworks for section in version.sections]
    newest_first = [topic.id for version in reversed(frameworks) for topic in version.topics]
    ordered = sorted(dict.fromkeys(newest_first), key=lambda name: sections.index(topics[name][0].section))
    found = []
    for topic_id in ordered:
        topic, locale = topics[topic_id]
        cells = [_cell(topic, version) for version in frameworks]
        steps = [_step(topic, before, cell) for before, cell in pairwise(cells)]
        found.append(Line(topic, locale, cells[0], tuple(steps)))
    return found


def counts(found: Sequence[Line]) -> Counter[str]:
    """Return how many topics there are of each kind of the last step."""
    return Counter(line.steps[-1].kind for line in found if line.steps)


def _cell(topic: Topic, framework: Framework) -> Cell:
    return Cell(framework, asking(framework, topic.id), topic.relation(framework.id) in ABSENT)


def _step(topic: Topic, before: Cell, cell: Cell) -> Step:
    kind = _kind(topic, before, cell)
    return Step(kind, STEPS[kind], cell)


_REACH = {"narrower": 0, "same": 1, "wider": 2}


def _kind(topic: Topic, before: Cell, cell: Cell) -> str:
    was_asked = bool(before.questions) and not before.touched
    is_asked = bool(cell.questions) and not cell.touched
    if not (was_asked and is_asked):
        return {(True, False): "dropped", (False, True): "new"}.get((was_asked, is_asked), "none")
    earlier, later = (_REACH[topic.relation(item.framework.id)] for item in (before, cell))
    if earlier != later:
        return "wider" if later > earlier else "narrower"
    if earlier != _REACH["same"]:
        return "other"
    return "like" if is_known(topic, before.questions) and is_known(topic, cell.questions) else "same"
