"""The language-free half of a framework: codes, numbers, kinds, parents, topics, roles and option ids.

Belongs here: reading `<id>.toml` and `preface.toml`, and every rule that needs no wording.
Not here: prompts, labels and help (`wording`), or joining the two (`loader`).
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from reports.enums import AIRole, QuestionKind

from .tables import Table
from .topics import ACTIONS, KEBAB, MAX_ID

CODE = r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*"
MAX_CODE = 60
MAX_VERSION = 20
STATUSES = ("official-numbering", "provisional", "own")
QUESTION_STATUSES = ("official", "reported", "provisional", "own")
DEFAULT_STATUS = {"official-numbering": "official", "provisional": "provisional", "own": "own"}
KNOWN = ("both", "part", "number", "gist")
ACTIONS_STATUSES = ("own", "reported")
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
    number: str
    status: str
    known: str
    recommended_for: tuple[str, ...]
    takes_tools: bool


@dataclass(frozen=True)
class SectionShape:
    """A section without its words."""

    code: str
    actions: tuple[int, ...]
    questions: tuple[QuestionShape, ...]
    actions_status: str


@dataclass(frozen=True)
class Structure:
    """One structure file: its sections in order."""

    file: str
    id: str
    version: str
    status: str
    sections: tuple[SectionShape, ...]

    @property
    def questions(self) -> tuple[QuestionShape, ...]:
        """All questions of the file in printed order."""
        return tuple(question for section in self.sections for question in section.questions)


def read_structure(table: Table, topics: Container[str] = ()) -> Structure:
    """Check one structure file and return its content; FrameworkError on the first fault.

    `topics` are the ids that its questions may name.
    """
    framework_id = table.text("id", pattern=r"[a-z0-9.-]+", longest=MAX_ID)
    version = table.text("version", longest=MAX_VERSION)
    status = _one_of(table, "status", STATUSES)
    seen: set[str] = set()
    sections = tuple(
        _section(entry, topics, DEFAULT_STATUS[status], seen) for entry in table.tables("sections")
    )
    table.finish()
    codes = [section.code for section in sections]
    if not codes:
        table.fail("no sections")
    _refuse_repeats(table, codes, "section")
    return Structure(table.file, framework_id, version, status, sections)


def _section(table: Table, topics: Container[str], status: str, seen: set[str]) -> SectionShape:
    code = table.text("code", pattern=CODE)
    table.section = code
    actions = table.numbers("actions", within=ACTIONS)
    actions_status = _one_of(table, "actions_status", ACTIONS_STATUSES, default="own")
    questions: list[QuestionShape] = []
    for entry in table.tables("questions"):
        question = _question(entry, code, topics, status)
        if question.code in seen:
            entry.fail("the code stands twice")
        names = {f"address {question.code.replace('.', '-')}"}
        if question.number:
            names.add(f"number {question.number}")
        for name in sorted(names & seen):
            entry.fail(f"{name} stands twice")
        seen |= {question.code, *names}
        _check_parent(entry, question, questions)
        questions.append(question)
    table.finish()
    parents = {question.parent for question in questions}
    for question in questions:
        if question.kind is QuestionKind.GROUP and question.code not in parents:
            table.at({}, question=question.code).fail("a group needs sub-items")
    return SectionShape(code, actions, tuple(questions), actions_status)


def _question(table: Table, section: str, topics: Container[str], default: str) -> QuestionShape:
    code = table.text("code", pattern=CODE)
    table.question = code
    if len(code) > MAX_CODE:
        table.fail(f"the code is longer than {MAX_CODE} characters")
    kind = _kind(table)
    joined = table.texts("topics")
    for topic in joined:
        if topic not in topics:
            table.fail(f"unknown topic {topic!r}", key="topics")
    _refuse_repeats(table, joined, "topic")
    status = _one_of(table, "status", QUESTION_STATUSES, default=default)
    question = QuestionShape(
        code=code,
        section=section,
        kind=kind,
        topics=joined,
        parent=table.text("parent", optional=True) or None,
        required=table.flag("required"),
        options=_options(table, kind),
        actions=table.numbers("actions", within=ACTIONS),
        number=table.text("number", optional=True) or (code if status == "official" else ""),
        status=status,
        known=_one_of(table, "known", KNOWN, default=""),
        recommended_for=_roles(table),
        takes_tools=table.flag("tools", default=False),
    )
    table.finish()
    _check_status(table, question)
    if kind is QuestionKind.GROUP and question.required:
        table.fail("a group has no answer and can't be required")
    return question


def _check_status(table: Table, question: QuestionShape) -> None:
    if (question.status == "reported") != bool(question.known):
        table.fail("known is given for reported questions, and only for these", key="known")
    if question.number and question.status == "provisional":
        table.fail("a provisional question has no official number", key="number")
    if question.kind is QuestionKind.OPTIONS and not question.topics:
        table.fail("an options question needs a topic, whose practices are its options", key="kind")


def _roles(table: Table) -> tuple[str, ...]:
    roles = table.texts("recommended_for")
    for role in roles:
        if role not in AIRole.values:
            table.fail(f"unknown role {role!r}", key="recommended_for")
    _refuse_repeats(table, roles, "role")
    return roles


def _one_of(table: Table, key: str, values: tuple[str, ...], *, default: str | None = None) -> str:
    value = table.text(key, optional=default is not None) or default or ""
    if value and value not in values:
        table.fail(f"unknown {key} {value!r}", key=key)
    return value


def _kind(table: Table) -> QuestionKind:
    value = table.text("kind")
    try:
        return QuestionKind(value)
    except ValueError:
        table.fail(f"unknown kind {value!r}", key="kind")


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
