"""What a report still lacks, by one rule for form, progress, check page and submission. Pure.

The rule: every question that is asked of the organisation's roles and required needs an answer. A bare yes
or no is an answer; a choice needs its option; a checklist needs a tick or text; an options question needs
one practice with a state, or text. Headings ask nothing. Practices beside other kinds are never needed.
And no short summary may be longer than its name says, whatever it belongs to.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import QuestionKind
from reports.frameworks import Framework, Question, Section
from reports.text import SUMMARY_WORDS, count_summary_words


class Words(Protocol):
    """What counts of an answer: ticked options, states of practices, text; where it was carried from."""

    choices: list[str]
    text: str
    summary: str
    evidence: list[dict[str, str]]
    practices: dict[str, str]
    tools: list[dict[str, str]]
    carried: dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way of submission, or only asks for a look (`blocking` false).

    `question` is None where it is about the report as a whole.
    """

    question: Question | None
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


def is_asked(question: Question, roles: Collection[str]) -> bool:
    """Whether the question is asked of an organisation with these roles; without a role, everything is."""
    return not question.recommended_for or not roles or not set(roles).isdisjoint(question.recommended_for)


def is_required(question: Question, roles: Collection[str]) -> bool:
    """Whether submission needs an answer to this question from an organisation with these roles."""
    return question.answerable and question.required and is_asked(question, roles)


def is_empty(words: Words | None) -> bool:
    """Whether nothing at all was said."""
    if words is None:
        return True
    said = words.text or words.summary or words.choices or words.practices
    return not (said or words.tools or words.evidence)


def is_answered(question: Question, words: Words | None) -> bool:
    """Whether this question has an answer."""
    if words is None:
        return False
    has_text, has_choice = bool(words.text.strip()), bool(words.choices)
    if question.kind in {QuestionKind.YES_NO, QuestionKind.CHOICE}:
        return has_choice
    if question.kind == QuestionKind.CHECKLIST:
        return has_choice or has_text
    if question.kind == QuestionKind.OPTIONS:
        return has_text or bool(words.practices)
    if question.takes_tools and words.tools:
        return True
    return question.kind != QuestionKind.GROUP and has_text


def asked(section: Section, roles: Collection[str]) -> tuple[Question, ...]:
    """The questions of a section that need an answer from an organisation with these roles."""
    return tuple(question for question in section.questions if is_required(question, roles))


@dataclass(frozen=True)
class Arrangement:
    """The items of a section in the order in which a team is asked: first, more, and not at all."""

    first: tuple[Question, ...]
    more: tuple[Question, ...]
    not_asked: tuple[Question, ...]


def arranged(
    section: Section, words: Mapping[str, Words], roles: Collection[str], *, essentials_first: bool
) -> Arrangement:
    """Arrange a section for an organisation with these roles.

    `essentials_first` puts the essentials before the rest; a question and its follow-ups stay together. It
    only orders: nothing is exempt. What is not asked of the roles comes last, unless it has been answered.
    """
    essential = {q.family for q in section.questions if q.essential and is_asked(q, roles)}
    first: list[Question] = []
    more: list[Question] = []
    not_asked: list[Question] = []
    for question in section.questions:
        if not is_asked(question, roles) and is_empty(words.get(question.code)):
            not_asked.append(question)
        elif essentials_first and question.topics and question.family not in essential:
            more.append(question)
        else:
            first.append(question)
    return Arrangement(tuple(first), tuple(more), tuple(not_asked))


def section_progress(section: Section, words: Mapping[str, Words], roles: Collection[str]) -> Progress:
    """Progress of one section."""
    questions = asked(section, roles)
    return Progress(len(questions), sum(is_answered(q, words.get(q.code)) for q in questions))


def report_progress(framework: Framework, words: Mapping[str, Words], roles: Collection[str]) -> Progress:
    """Progress of the whole report: the sum over its sections."""
    parts = [section_progress(section, words, roles) for section in framework.sections]
    return Progress(sum(p.asked for p in parts), sum(p.answered for p in parts))


def problems(
    framework: Framework, words: Mapping[str, Words], roles: Collection[str], *, unplaced: int = 0
) -> list[Problem]:
    """Everything that blocks submission, in the order of the questionnaire.

    `unplaced` is the number of carried-over texts that nobody has decided about.
    """
    found = []
    if unplaced:
        found.append(Problem(None, _unplaced(unplaced)))
    if not roles and any(question.recommended_for for question in framework.questions):
        found.append(Problem(None, _("Say in the profile which roles your organisation has in AI.")))
    for question in framework.answerable:
        answer = words.get(question.code)
        if is_required(question, roles) and not is_answered(question, answer):
            found.append(Problem(question, _lack(question)))
        if answer and (count := count_summary_words(answer.summary)) > SUMMARY_WORDS:
            found.append(Problem(question, _too_long(count)))
    return found


def to_review(framework: Framework, words: Mapping[str, Words]) -> list[Problem]:
    """What was carried over and not reviewed yet; it blocks nothing."""
    return [
        Problem(question, _("Carried over, please review."), blocking=False)
        for question in framework.answerable
        if question.code in words and words[question.code].carried
    ]


def _unplaced(number: int) -> str:
    return ngettext(
        "%(number)s carried-over text has no place yet: put it under a question or set it aside.",
        "%(number)s carried-over texts have no place yet: put each under a question or set it aside.",
        number,
    ) % {"number": number}


def _too_long(count: int) -> str:
    return _("The short summary has %(number)s words; at most %(limit)s fit. Shorten it.") % {
        "number": count,
        "limit": SUMMARY_WORDS,
    }


def _lack(question: Question) -> str:
    if question.kind == QuestionKind.YES_NO:
        return _("Choose yes or no.")
    if question.kind == QuestionKind.CHOICE:
        return _("Choose one of the options.")
    if question.kind == QuestionKind.CHECKLIST:
        return _("Tick what applies, or say in words why nothing does.")
    if question.kind == QuestionKind.OPTIONS:
        return _("Say of at least one practice where you stand, or answer in words.")
    return _("Not answered yet.")
