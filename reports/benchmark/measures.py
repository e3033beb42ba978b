"""What the numbers of a group are: pure functions over a `Dataset` and the questionnaires.

Belongs here: who was asked what, and counting. Not here: queries (`dataset`), words or pictures.

Two rules hold everywhere. A report that was not asked stands in no denominator, and what it says all the
same stands in no number beside one. What is not reported is neither yes nor no.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any, NamedTuple

from reports.completeness import is_answered, is_asked
from reports.enums import REPORTED, PracticeState
from reports.frameworks import Framework, Question

from .dataset import FEWEST, Dataset, Lengths, Profile, Said

Groups = Callable[[Profile], Iterable[str]]
"""The groups that the reports of a profile belong to."""


class Asking:
    """Who is asked what, by the versions of the questionnaire and the roles that an organisation holds."""

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        """Take every version of the questionnaire."""
        self.frameworks = {framework.id: framework for framework in frameworks}
        self._holders = {
            (framework.id, practice.id): question
            for framework in self.frameworks.values()
            for question in framework.answerable
            for practice in question.practices
        }

    def holder(self, practice: str, framework_id: str) -> Question | None:
        """Return the item at which a version asks about a practice; None where it does not."""
        return self._holders.get((framework_id, practice))

    def asks(self, practice: str, profile: Profile) -> bool:
        """Whether reports of this profile were asked about a practice."""
        holder = self.holder(practice, profile.framework)
        return holder is not None and is_asked(holder, profile.roles)

    def asked_about(self, topic_practices: Iterable[str], profile: Profile) -> int:
        """Return about how many of these practices reports of this profile were asked."""
        return sum(self.asks(practice, profile) for practice in topic_practices)


@dataclass(frozen=True)
class PracticeCount:
    """One practice: how many reports were asked, and how many of those say which state, or nothing.

    `states` follows the order of `PracticeState`. `unasked` are reports that were not asked and say
    something all the same: they stand in no other number here.
    """

    practice: str
    asked: int
    states: tuple[int, ...]
    unasked: int

    @property
    def is_small(self) -> bool:
        """Whether so few were asked that the numbers say more of them than of a group."""
        return self.asked < FEWEST

    @property
    def not_reported(self) -> int:
        """How many of those asked say nothing."""
        return self.asked - sum(self.states)

    @property
    def reported(self) -> int:
        """How many of those asked report it in place or planned."""
        return sum(
            number for state, number in zip(PracticeState, self.states, strict=True) if state in REPORTED
        )


class Cell(NamedTuple):
    """`number` of `of`, out of so many reports that were asked."""

    number: int
    of: int
    reports: int

    @property
    def is_small(self) -> bool:
        """Whether so few reports were asked that the number says more of them than of a group."""
        return self.reports < FEWEST

    @property
    def step(self) -> int:
        """The shade from 0 (none) to 5 (all)."""
        return -(-5 * self.number // self.of) if self.of else 0


class Coverage(NamedTuple):
    """One section: how many of the questions asked, over all reports, were answered."""

    section: str
    answered: int
    asked: int
    reports: int


class Spread(NamedTuple):
    """Least, lower quartile, median, upper quartile and most of `number` values."""

    low: float
    lower: float
    median: float
    upper: float
    high: float
    number: int

    @property
    def is_small(self) -> bool:
        """Whether there are so few values that they say more of themselves than of a group."""
        return self.number < FEWEST


def practice_counts(data: Dataset, asking: Asking, practices: Sequence[str]) -> list[PracticeCount]:
    """Return the count of each practice, in their order; one that nobody was asked about has asked 0."""
    states: dict[str, Counter[str]] = defaultdict(Counter)
    unasked: Counter[str] = Counter()
    for each in data.stated:
        if asking.asks(each.practice, each.profile):
            states[each.practice][each.state] += each.number
        else:
            unasked[each.practice] += each.number
    return [
        PracticeCount(
            practice,
            sum(number for profile, number in data.reports.items() if asking.asks(practice, profile)),
            tuple(states[practice][state] for state in PracticeState.values),
            unasked[practice],
        )
        for practice in practices
    ]


def grid(
    data: Dataset, asking: Asking, rows: Mapping[str, Sequence[str]], groups: Groups
) -> dict[str, dict[str, Cell]]:
    """Return row -> group -> how many of the practices asked about are reported in place or planned.

    `rows` maps each row to its practices. Each report counts once for each practice that it was asked about.
    A report of several groups, such as roles, counts in each; cells of which nobody was asked are left out.
    """
    row_of = {practice: row for row, practices in rows.items() for practice in practices}
    number: Counter[tuple[str, str]] = Counter()
    for each in data.stated:
        if each.state in REPORTED and each.practice in row_of and asking.asks(each.practice, each.profile):
            for group in groups(each.profile):
                number[row_of[each.practice], group] += each.number
    found: dict[str, dict[str, Cell]] = {}
    for row, practices in rows.items():
        of: Counter[str] = Counter()
        reports: Counter[str] = Counter()
        for profile, count in data.reports.items():
            if asked := asking.asked_about(practices, profile):
                for group in groups(profile):
                    of[group] += asked * count
                    reports[group] += count
        found[row] = {group: Cell(number[row, group], of[group], reports[group]) for group in of}
    return found


def group_sizes(data: Dataset, groups: Groups) -> dict[str, int]:
    """Return group -> how many reports belong to it."""
    sizes: Counter[str] = Counter()
    for profile, number in data.reports.items():
        for group in groups(profile):
            sizes[group] += number
    return dict(sizes)


@dataclass
class _Words:
    """What `completeness` asks of an answer, from what was counted of it."""

    text: str
    choices: list[str]
    practices: dict[str, str]
    tools: list[dict[str, str]]
    summary: str = ""
    evidence: list[dict[str, str]] = field(default_factory=list)
    carried: dict[str, Any] = field(default_factory=dict)


def coverage(data: Dataset, asking: Asking) -> list[Coverage]:
    """Return how far each section is answered, sections from the first; a report counts once per question."""
    asked: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    for profile, number in data.reports.items():
        for section, codes in _asked_codes(asking, profile).items():
            asked[section] += number * len(codes)
            reports[section] += number
    answered: Counter[str] = Counter()
    for said in data.said:
        question = _question(asking, said.profile.framework, said.code)
        if question and is_asked(question, said.profile.roles) and _is_answered(question, said):
            answered[question.section] += said.number
    return [
        Coverage(section, answered[section], asked[section], reports[section]) for section in sorted(asked)
    ]


def _asked_codes(asking: Asking, profile: Profile) -> dict[str, list[str]]:
    framework = asking.frameworks.get(profile.framework)
    codes: dict[str, list[str]] = defaultdict(list)
    for question in framework.answerable if framework else ():
        if is_asked(question, profile.roles):
            codes[question.section].append(question.code)
    return codes


def _question(asking: Asking, framework_id: str, code: str) -> Question | None:
    framework = asking.frameworks.get(framework_id)
    try:
        return framework.question(code) if framework else None
    except KeyError:
        return None


def _is_answered(question: Question, said: Said) -> bool:
    return is_answered(
        question,
        _Words(
            text="." if said.has_text else "",
            choices=["."] if said.has_choice else [],
            practices={".": "."} if said.has_practices else {},
            # Tools have no column of their own. What asks for them is required, so that a published answer
            # without words names some.
            tools=[] if said.has_text else [{}],
        ),
    )


def lengths(data: Dataset, asking: Asking, section: str = "") -> dict[str, Spread]:
    """Return language -> how many words answers with any have, in one section or in all."""
    found: dict[str, list[int]] = defaultdict(list)
    for each in data.lengths:
        if not section or _stands_in(asking, each, section):
            found[each.language] += [each.words] * each.number
    return {language: spread(words) for language, words in sorted(found.items())}


def _stands_in(asking: Asking, each: Lengths, section: str) -> bool:
    question = _question(asking, each.framework, each.code)
    return question is not None and question.section == section


def spread(values: Sequence[int]) -> Spread:
    """Return the spread of some values, quartiles by the inclusive method; ValueError without any."""
    if not values:
        raise ValueError("nothing to spread")
    if len(values) == 1:
        [value] = values
        return Spread(value, value, value, value, value, 1)
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return Spread(min(values), lower, median, upper, max(values), len(values))
