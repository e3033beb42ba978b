"""What a report still lacks, by one rule for form, progress, check page and submission. Pure.

The rule: every asked question or sub-item needs an answer. A bare yes or no is an answer; a
checklist needs a tick or text; a choice needs its option. Headings ask nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from reports.enums import QuestionKind
from reports.frameworks import Framework, Question, Section


class Words(Protocol):
    """What counts of an answer: the ids of the ticked options and the text."""

    choices: list[str]
    text: str


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way of submission."""

    question: Question
    message: str
    blocking: bool = True


@dataclass(frozen=True)
class Progress:
    """How far a section, or the whole report, has come."""

    asked: int
    answered: int

    @property
    def todo(self) -> int:
        """Asked and not answered."""
        return self.asked - self.answered

    @property
    def percent(self) -> int:
        """Whole percent, never 100 while something is missing."""
        return self.answered * 100 // self.asked if self.asked else 100


def is_answered(question: Question, words: Words | None) -> bool:
    """Whether this question has an answer."""
    if words is None:
        return False
    has_text, has_choice = bool(words.text.strip()), bool(words.choices)
    if question.kind in {QuestionKind.YES_NO, QuestionKind.CHOICE}:
        return has_choice
    if question.kind == QuestionKind.CHECKLIST:
        return has_choice or has_text
    return question.kind != QuestionKind.GROUP and has_text


def asked(section: Section) -> tuple[Question, ...]:
    """The questions of a section that need an answer."""
    return tuple(question for question in section.questions if question.answerable and question.required)


def section_progress(section: Section, words: Mapping[str, Words]) -> Progress:
    """Progress of one section."""
    questions = asked(section)
    return Progress(len(questions), sum(is_answered(q, words.get(q.code)) for q in questions))


def report_progress(framework: Framework, words: Mapping[str, Words]) -> Progress:
    """Progress of the whole report: the sum over its sections."""
    parts = [section_progress(section, words) for section in framework.sections]
    return Progress(sum(p.asked for p in parts), sum(p.answered for p in parts))


def problems(framework: Framework, words: Mapping[str, Words]) -> list[Problem]:
    """Everything that blocks submission, in the order of the questionnaire."""
    return [
        Problem(question, _lack(question, words.get(question.code)))
        for section in framework.sections
        for question in asked(section)
        if not is_answered(question, words.get(question.code))
    ]


def _lack(question: Question, words: Words | None) -> str:
    if question.kind == QuestionKind.YES_NO:
        return _("Choose yes or no.")
    if question.kind == QuestionKind.CHOICE:
        return _("Choose one of the options.")
    if question.kind == QuestionKind.CHECKLIST:
        return _("Tick what applies, or say in words why nothing does.")
    return _("Not answered yet.")
