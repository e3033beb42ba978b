"""What a framework is made of: framework, sections, questions, options, topics.

Belongs here: the shapes and the questions that can be asked of them. Not here: reading and
checking files (`loader`), forms, answers, or anything that knows one particular question.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reports.enums import QuestionKind


class FrameworkError(ValueError):
    """A framework file is wrong. The message names the file and, where known, section and question."""

    def __init__(self, problem: str, *, file: str, section: str = "", question: str = "") -> None:
        self.problem, self.file, self.section, self.question = problem, file, section, question
        place = file
        if section:
            place += f", section {section}"
        if question:
            place += f", question {question}"
        super().__init__(f"{place}: {problem}")


@dataclass(frozen=True)
class Option:
    """One box or choice. The id is stored with answers and never changes."""

    id: str
    label: str
    definition: str = ""


@dataclass(frozen=True)
class Topic:
    """One thing that readers compare across organisations, years and frameworks."""

    id: str
    label: str
    section: str


@dataclass(frozen=True)
class Question:
    """One printed code: a question, a sub-item, or a heading over sub-items."""

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

    @property
    def answerable(self) -> bool:
        """Whether an answer of its own is stored; a group has none."""
        return self.kind is not QuestionKind.GROUP


@dataclass(frozen=True)
class Section:
    """One section with its questions in printed order; a parent stands directly before its sub-items."""

    code: str
    title: str
    actions: tuple[int, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Framework:
    """One version of the questionnaire in one language.

    `status` says how far the numbering can be trusted: "official-numbering" or "provisional".
    `locale` is the language of the wording in use, which may differ from the one asked for.
    """

    id: str
    title: str
    version: str
    locale: str
    status: str
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...]

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

    @cached_property
    def _by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}
