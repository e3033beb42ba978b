"""The language-free half of a framework: codes, kinds, parents, topics and option ids.

Belongs here: reading `<id>.toml` and `preface.toml`, and every rule that needs no wording.
Not here: prompts, labels and help (`wording`), or joining the two (`loader`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.enums import QuestionKind

from .tables import Table

CODE = r"[a-z0-9]+(\.[a-z0-9]+)*"
KEBAB = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
MAX_ID = 40
STATUSES = ("official-numbering", "provisional", "own")
YES_NO = ("yes", "no")
WITH_OPTIONS = (QuestionKind.CHECKLIST, QuestionKind.CHOICE)


@dataclass(frozen=True)
class QuestionShape:
    """A question without its words."""

    code: str
    section: str
    kind: QuestionKind
    topics: tuple[str, ...]
    parent: str | None
    required: bool
    options: tuple[str, ...]
    actions: tuple[int, ...]


@dataclass(frozen=True)
class SectionShape:
    """A section without its words."""

    code: str
    actions: tuple[int, ...]
    questions: tuple[QuestionShape, ...]


@dataclass(frozen=True)
class Structure:
    """One structure file: topics as (id, section) and the sections in order."""

    file: str
    id: str
    version: str
    status: str
    topics: tuple[tuple[str, str], ...]
    sections: tuple[SectionShape, ...]

    @property
    def questions(self) -> tuple[QuestionShape, ...]:
        """All questions of the file in printed order."""
        return tuple(question for section in self.sections for question in section.questions)


def read_structure(table: Table) -> Structure:
    """Check one structure file and return its content; FrameworkError on the first fault."""
    framework_id = table.text("id", pattern=r"[a-z0-9.-]+")
    version = table.text("version")
    status = table.text("status")
    if status not in STATUSES:
        table.fail(f"unknown status {status!r}")
    topics = _topics(table)
    seen: set[str] = set()
    sections = tuple(_section(entry, topics, seen) for entry in table.tables("sections"))
    table.finish()
    codes = [section.code for section in sections]
    if not codes:
        table.fail("no sections")
    _refuse_repeats(table, codes, "section")
    for topic, section in topics.items():
        if section not in codes:
            table.fail(f"topic {topic} stands under unknown section {section!r}")
    return Structure(table.file, framework_id, version, status, tuple(topics.items()), sections)


def _topics(table: Table) -> dict[str, str]:
    topics: dict[str, str] = {}
    for entry in table.tables("topics"):
        topic = entry.text("id", pattern=KEBAB)
        if len(topic) > MAX_ID:
            entry.fail(f"topic id {topic!r} is longer than {MAX_ID} characters")
        if topic in topics:
            entry.fail(f"topic {topic} stands twice")
        topics[topic] = entry.text("section")
        entry.finish()
    return topics


def _section(table: Table, topics: dict[str, str], seen: set[str]) -> SectionShape:
    code = table.text("code", pattern=CODE)
    table.section = code
    actions = table.numbers("actions")
    questions: list[QuestionShape] = []
    for entry in table.tables("questions"):
        question = _question(entry, code, topics)
        if question.code in seen:
            entry.fail("the code stands twice")
        seen.add(question.code)
        _check_parent(entry, question, questions)
        questions.append(question)
    table.finish()
    parents = {question.parent for question in questions}
    for question in questions:
        if question.kind is QuestionKind.GROUP and question.code not in parents:
            table.at({}, question=question.code).fail("a group needs sub-items")
    return SectionShape(code, actions, tuple(questions))


def _question(table: Table, section: str, topics: dict[str, str]) -> QuestionShape:
    code = table.text("code", pattern=CODE)
    table.question = code
    kind = _kind(table)
    joined = table.texts("topics")
    for topic in joined:
        if topic not in topics:
            table.fail(f"unknown topic {topic!r}")
    _refuse_repeats(table, joined, "topic")
    question = QuestionShape(
        code=code,
        section=section,
        kind=kind,
        topics=joined,
        parent=table.text("parent", optional=True) or None,
        required=table.flag("required"),
        options=_options(table, kind),
        actions=table.numbers("actions"),
    )
    table.finish()
    if kind is QuestionKind.GROUP and question.required:
        table.fail("a group has no answer and can't be required")
    return question


def _kind(table: Table) -> QuestionKind:
    value = table.text("kind")
    try:
        return QuestionKind(value)
    except ValueError:
        table.fail(f"unknown kind {value!r}")


def _options(table: Table, kind: QuestionKind) -> tuple[str, ...]:
    options = table.texts("options")
    if kind in WITH_OPTIONS and not options:
        table.fail(f"a {kind.value} question needs options")
    if kind not in WITH_OPTIONS and options:
        table.fail(f"a {kind.value} question takes no options")
    _refuse_repeats(table, options, "option")
    for option in options:
        if not re.fullmatch(KEBAB, option) or len(option) > MAX_ID:
            table.fail(f"option id {option!r} is not well formed")
    return YES_NO if kind is QuestionKind.YES_NO else options


def _check_parent(table: Table, question: QuestionShape, before: list[QuestionShape]) -> None:
    if question.parent is None:
        return
    parent = next((other for other in before if other.code == question.parent), None)
    if parent is None:
        table.fail(f"parent {question.parent!r} does not stand before it in the section")
    if parent.parent is not None:
        table.fail(f"parent {question.parent!r} is itself a sub-item")
    if before[-1].code != question.parent and before[-1].parent != question.parent:
        table.fail(f"does not stand directly under its parent {question.parent!r}")


def _refuse_repeats(table: Table, values: list[str] | tuple[str, ...], noun: str) -> None:
    for value in values:
        if values.count(value) > 1:
            table.fail(f"{noun} {value} stands twice")
