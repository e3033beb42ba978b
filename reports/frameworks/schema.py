"""What a framework is made of: framework, sections, questions, options, practices, topics.

Belongs here: the shapes and the questions that can be asked of them. Not here: reading and
checking files (`loader`), forms, answers, or anything that knows one particular question.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reports.enums import QuestionKind


@dataclass(frozen=True)
class Option:
    """One box or choice. The id is stored with answers and never changes."""

    id: str
    label: str
    definition: str = ""


@dataclass(frozen=True)
class Practice:
    """One thing that an organisation may do about a topic. The id is stored and never changes."""

    id: str
    label: str
    definition: str


@dataclass(frozen=True)
class Crosswalk:
    """Where another framework speaks of the same; an indicative reading of this project.

    `items` are pairs of id and label, such as ("MAP 1.5", "map") or ("C-2", "safety").
    """

    scheme: str
    name: str
    url: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Topic:
    """One thing that readers compare across organisations, years and frameworks.

    `relations` are pairs of framework id and how what that framework asks compares with the topic:
    same, narrower, wider, new (it does not ask) or dropped; a framework that is not named asks the same.
    """

    id: str
    label: str
    section: str
    essential: bool = False
    practices: tuple[Practice, ...] = ()
    actions: tuple[int, ...] = ()
    principles: tuple[int, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    why: str = ""
    help: tuple[str, ...] = ()
    outline: tuple[str, ...] = ()

    def relation(self, framework_id: str) -> str:
        """How what this framework asks compares with the topic."""
        return dict(self.relations).get(framework_id, "same")


@dataclass(frozen=True)
class Question:
    """One item: a question, a sub-item, a group of options, or a heading over sub-items.

    `code` is the lasting id under which answers are stored; `number` is what is printed, empty where no
    official number is known. `status` is "official", "reported", "provisional" or "own"; `known` says how
    much of a reported item is known (both, part, number, gist). `recommended_for` names roles; () means
    everybody. `practices` stand at the first item of a topic; elsewhere `practices_at` names that item.
    `official` is the official wording where an operator has provided it.
    """

    code: str
    anchor: str
    section: str
    kind: QuestionKind
    topics: tuple[str, ...]
    parent: str | None
    required: bool
    prompt: str
    parts: tuple[str, ...]
    options: tuple[Option, ...]
    help: tuple[str, ...]
    actions: tuple[int, ...]
    label: str
    number: str = ""
    status: str = "own"
    known: str = ""
    recommended_for: tuple[str, ...] = ()
    essential: bool = False
    takes_tools: bool = False
    practices: tuple[Practice, ...] = ()
    practices_at: str = ""
    crosswalks: tuple[Crosswalk, ...] = ()
    why: str = ""
    outline: tuple[str, ...] = ()
    official: str = ""

    @property
    def answerable(self) -> bool:
        """Whether an answer of its own is stored; a group has none."""
        return self.kind is not QuestionKind.GROUP

    @property
    def family(self) -> str:
        """The code of the main question that this item belongs to; its own if it is one."""
        return self.parent or self.code


@dataclass(frozen=True)
class Section:
    """One section with its questions in printed order; a parent stands directly before its sub-items.

    `actions_status` says where the list of actions comes from: "reported" or "own".
    """

    code: str
    title: str
    actions: tuple[int, ...]
    questions: tuple[Question, ...]
    actions_status: str = "own"


@dataclass(frozen=True)
class Framework:
    """One version of the questionnaire in one language.

    `status` says how far the numbering can be trusted: "official-numbering" or "provisional".
    `locale` is the language of the wording in use, which may differ from the one asked for.
    `official_source` says where the official wording comes from, if any is in use.
    """

    id: str
    title: str
    version: str
    locale: str
    status: str
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...]
    official_source: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether the version must be marked as provisional wherever it shows."""
        return self.status == "provisional"

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in printed order, groups included."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def answerable(self) -> tuple[Question, ...]:
        """The questions that take an answer, in printed order."""
        return tuple(question for question in self.questions if question.answerable)

    def question(self, code: str) -> Question:
        """Return the question with this code, such as "2g.i"; KeyError if there is none."""
        return self._by_code[code]

    def section(self, code: str) -> Section:
        """Return the section with this code, such as "2"; KeyError if there is none."""
        for section in self.sections:
            if section.code == code:
                return section
        raise KeyError(code)

    def topic(self, topic_id: str) -> Topic:
        """Return the topic with this id; KeyError if no question of this framework is about it."""
        return self._by_topic[topic_id]

    def questions_on(self, topic_id: str) -> tuple[Question, ...]:
        """The items whose first topic this is, in printed order."""
        return tuple(q for q in self.questions if q.topics and q.topics[0] == topic_id)

    @cached_property
    def references(self) -> dict[str, tuple[str, str]]:
        """Question code -> its anchor and what it is called: what an answer can refer to."""
        return {q.code: (q.anchor, q.number or q.label) for q in self.questions}

    @cached_property
    def _by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    @cached_property
    def _by_topic(self) -> dict[str, Topic]:
        return {topic.id: topic for topic in self.topics}
