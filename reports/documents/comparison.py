"""A comparison of reports as plain data, and its digest: what is printed is made of it and of nothing else.

Belongs here: the shapes, in the words and the language of one page. Not here: reading rows (`comparing`), the
visible sentences (`templates/documents`), or WeasyPrint (`comparison_pdf`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reports.documents.parts import Evidence
from reports.frameworks import Framework, Question


@dataclass(frozen=True)
class ComparedReport:
    """One report: `letter` stands for it in tables. `address` shows this very version for ever."""

    letter: str
    name: str
    language: str
    country: str
    cycle: str
    edition: str
    roles: tuple[str, ...]
    version: int
    published_at: datetime
    address: str
    sha256: str


@dataclass(frozen=True)
class AskedQuestion:
    """How one edition of the questionnaire asks for a topic; `locale` is the language of its words."""

    edition: str
    locale: str
    question: Question


@dataclass(frozen=True)
class ComparedAnswer:
    """What one report says to one question; `state` is "answered", "not_answered" or "not_asked".

    `html` is the whole answer, safe; `links` are the words and the address of each link in it that ink would
    hide; `says_practices` that practices were stated.
    """

    question: Question
    locale: str
    state: str
    choices: tuple[str, ...] = ()
    summary: str = ""
    html: str = ""
    links: tuple[tuple[str, str], ...] = ()
    words: int = 0
    says_practices: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class ComparedCell:
    """What one report says of one topic; `state` as `comparing.cells.Cell.state`.

    `passing` are the questions under which a report touches on the topic, with their addresses.
    """

    report: ComparedReport
    state: str
    answers: tuple[ComparedAnswer, ...]
    passing: tuple[tuple[Question, str, str], ...] = ()


@dataclass(frozen=True)
class ComparedPractice:
    """A practice, whether the reports that were asked say different things, and what each says."""

    label: str
    differs: bool
    states: tuple[str, ...]


@dataclass(frozen=True)
class ComparedTopic:
    """One topic; `practices` is empty where no report says anything of any."""

    anchor: str
    label: str
    locale: str
    asked: tuple[AskedQuestion, ...]
    practices: tuple[ComparedPractice, ...]
    cells: tuple[ComparedCell, ...]


@dataclass(frozen=True)
class ComparedSection:
    """A section with the topics that are shown; its title is in the language `locale`."""

    code: str
    title: str
    locale: str
    topics: tuple[ComparedTopic, ...]


@dataclass(frozen=True)
class Comparison:
    """A whole comparison. `locale` is the language of the page, `compared_on` the register's day.

    `scope` are code, title and the title's language of the chosen sections, `sections` those with topics.
    `total` and `differing` count the topics of the chosen sections. `address` is where the page stands.
    """

    locale: str
    reports: tuple[ComparedReport, ...]
    frameworks: tuple[Framework, ...]
    scope: tuple[tuple[str, str, str], ...]
    sections: tuple[ComparedSection, ...]
    is_all: bool
    only_differences: bool
    total: int
    differing: int
    compared_on: date
    address: str
    site_name: str
    operator: str

    @property
    def languages(self) -> Sequence[str]:
        """The languages of the answers, each once."""
        return list(dict.fromkeys(report.language for report in self.reports))

    @property
    def provisional(self) -> list[Framework]:
        """The editions that are provisional."""
        return [each for each in self.frameworks if each.is_provisional]
