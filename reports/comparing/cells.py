"""The table of a comparison: lines are topics, cells are what one report says of one.

Belongs here: the shapes, which state a cell is in, and what differs. Not here: how lines are made
(`lines`), or words of the page. Nothing here is a score.
"""

from dataclasses import dataclass

from reports.documents.parts import Evidence
from reports.enums import NOT_REPORTED
from reports.frameworks import Framework, Practice, Question, Topic
from reports.models import PublishedAnswer, Version

ANSWERED, NOT_ANSWERED, NOT_ASKED = "answered", "not_answered", "not_asked"
IN_PASSING, NOT_IN_FRAMEWORK = "in_passing", "not_in_framework"


@dataclass(frozen=True)
class Item:
    """One question of one report, in the language of the page; `state` is one of the first three.

    `html` is the whole answer, `opening` its first words where it is longer or where there is no HTML.
    """

    question: Question
    state: str
    url: str
    answer: PublishedAnswer | None = None
    html: str = ""
    opening: str = ""

    @property
    def choices(self) -> list[str]:
        """The labels of what was chosen."""
        labels = {option.id: option.label for option in self.question.options}
        said = self.answer.choices if self.answer else []
        return [labels[choice] for choice in said if choice in labels]

    @property
    def evidence(self) -> list[Evidence]:
        """The links that support the answer."""
        return [Evidence(**link) for link in self.answer.evidence] if self.answer else []


@dataclass(frozen=True)
class Cell:
    """What one report says of one topic: `items` ask for it, `passing` ask for something else first."""

    version: Version
    framework: Framework
    items: list[Item]
    passing: list[Item]

    @property
    def state(self) -> str:
        """answered, not_answered, not_asked (of the roles held), in_passing or not_in_framework."""
        for state in (ANSWERED, NOT_ANSWERED, NOT_ASKED):
            if any(item.state == state for item in self.items):
                return state
        if not self.passing:
            return NOT_IN_FRAMEWORK
        return IN_PASSING if self.said_in_passing else NOT_ANSWERED

    @property
    def said_in_passing(self) -> list[Item]:
        """The answers that touch on the topic."""
        return [item for item in self.passing if item.state == ANSWERED]

    @property
    def is_whole(self) -> bool:
        """Whether the topic is asked for by itself, and everything asked was answered."""
        return self.state == ANSWERED and all(item.state != NOT_ANSWERED for item in self.items)

    def practice(self, practice: Practice) -> str:
        """Return a `PracticeState`, not_reported, not_asked or not_in_framework."""
        for item in self.items:
            if item.answer and practice.id in item.answer.practices:
                return str(item.answer.practices[practice.id])
        home = next((item for item in self.items if practice in item.question.practices), None)
        if home is None:
            return NOT_IN_FRAMEWORK
        return NOT_ASKED if home.state == NOT_ASKED else NOT_REPORTED


@dataclass(frozen=True)
class PracticeLine:
    """One practice and what each report says of it, as `Cell.practice` puts it."""

    practice: Practice
    states: list[str]

    @property
    def differs(self) -> bool:
        """Whether those that were asked do not all say the same; one that says nothing differs, too."""
        return len({*self.states} - {NOT_ASKED, NOT_IN_FRAMEWORK}) > 1


@dataclass(frozen=True)
class Line:
    """One topic, or one question that is about none; `locale` is the language of its label."""

    id: str
    label: str
    locale: str
    section: str
    topic: Topic | None
    cells: list[Cell]
    practices: list[PracticeLine]

    @property
    def states_practices(self) -> bool:
        """Whether some report says anything of some practice."""
        none = {NOT_REPORTED, NOT_ASKED, NOT_IN_FRAMEWORK}
        return any(state not in none for row in self.practices for state in row.states)

    @property
    def differs(self) -> bool:
        """Whether practices differ, or somebody was not asked or did not answer."""
        return any(row.differs for row in self.practices) or not all(cell.is_whole for cell in self.cells)
