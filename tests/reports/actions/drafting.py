"""What stands around the drafting machine: two organisations on the database, and a memory in plain Python.

Belongs here: who belongs where, what every accepted save said, what a save must lead to. Not here: the rules
by which people write (`test_drafting_machine`). All words of an organisation carry its mark.
"""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from reports.enums import MemberRole
from reports.models import Answer, AnswerRevision, Membership, Note, Organisation, Report, UnplacedText, User
from reports.models.answer import PARTS
from tests import builders

MARKS = ("amber", "cobalt")
LAST_YEAR, THIS_YEAR, NEXT_YEAR = "2025", "2026", "2027"
NOTHING: dict[str, Any] = {
    "choices": [],
    "text": "",
    "summary": "",
    "practices": {},
    "tools": [],
    "evidence": [],
}
CODES = {
    "haip-1.0": ("1a", "1d"),
    "haip-2.0": ("risk-classification", "risk-evaluation"),
}
"""Two questions of each framework, so that people meet often."""


@dataclass(frozen=True)
class Place:
    """One report: whose, for which year."""

    mark: str
    year: str


class World:
    """Two organisations that published last year, with their people; one person belongs to both."""

    def __init__(self) -> None:
        self.people: dict[str, User] = {}
        self.organisations: dict[str, Organisation] = {}
        self.published: dict[str, Report] = {}
        self.secretariat = builders.make_user("secretary", is_secretariat=True)
        both = builders.make_user("bo-both")
        for mark in MARKS:
            owner, editor = (builders.make_user(f"{mark}-{role}") for role in ("owner", "editor"))
            organisation = builders.make_organisation(f"{mark}-works", owner=owner)
            for user in (editor, both):
                builders.make_member(organisation, MemberRole.EDITOR, user=user)
            self.people |= {f"{mark}-owner": owner, f"{mark}-editor": editor, "both": both}
            self.organisations[mark] = organisation
            report = builders.make_report(organisation, cycle=builders.make_cycle(LAST_YEAR))
            optional = {question.code for question in report.framework.answerable if not question.required}
            builders.fill_report(report, leave_out=optional - {*CODES["haip-1.0"]})
            self.published[mark] = builders.published_version(report, by=self.secretariat).report
        for year in (THIS_YEAR, NEXT_YEAR):
            builders.make_cycle(year)
        self.browsers: dict[str, Client] = {}
        for name, user in self.people.items():
            self.browsers[name] = Client()
            self.browsers[name].force_login(user)

    def person(self, mark: str, part: str) -> str:
        """Return the name of somebody by the part that they play for an organisation."""
        if part == "stranger":
            return f"{other(mark)}-owner"
        return part if part == "both" else f"{mark}-{part}"


def other(mark: str) -> str:
    """Return the other organisation."""
    return next(each for each in MARKS if each != mark)


@dataclass(frozen=True)
class Said:
    """One accepted state of an answer; `base` and `restores` are numbers of earlier ones."""

    number: int
    base: int | None
    restores: int | None
    by: int
    parts: dict[str, Any]
    carried: dict[str, Any]


@dataclass
class Memory:
    """Everything that was accepted in one report, in plain Python."""

    place: Place
    report: Report
    status: str
    said: dict[str, list[Said]] = field(default_factory=dict)
    notes: list[tuple[str, str, int, int | None]] = field(default_factory=list)
    tray: list[tuple[str, str, str | None]] = field(default_factory=list)

    @property
    def codes(self) -> tuple[str, ...]:
        """The questions that people write under."""
        return CODES[self.report.framework_id]

    @property
    def is_open(self) -> bool:
        """Whether members may write."""
        return self.status in {"draft", "returned"}

    def standing(self, code: str) -> Said | None:
        """Return the newest state."""
        return self.said[code][-1] if self.said.get(code) else None

    def number(self, code: str) -> int | None:
        """Return the number of the newest state."""
        return self.said[code][-1].number if self.said.get(code) else None

    def parts(self, code: str, number: int | None) -> dict[str, Any]:
        """Return what a state said; nothing where there is none."""
        return next((each.parts for each in self.said.get(code, []) if each.number == number), NOTHING)

    def outcome(self, code: str, parts: dict[str, Any], base: int | None) -> str:
        """Return what must become of words sent by somebody who may write."""
        now = self.standing(code)
        if now is None:
            return "new" if any(parts.values()) else "same"
        if now.parts == parts:
            return "same"
        return "new" if now.number == base else "stale"

    def add(self, code: str, by: User, parts: dict[str, Any], **facts: Any) -> None:
        """Remember one more accepted state."""
        number = self.number(code)
        new = Said((number or 0) + 1, number, facts.get("restores"), by.pk, parts, facts.get("carried", {}))
        self.said.setdefault(code, []).append(new)


@dataclass(frozen=True)
class Stored:
    """What the database holds of one report: the states of each answer, the tray, the notes; oldest first."""

    said: dict[str, list[Said]] = field(default_factory=dict)
    tray: list[tuple[str, str, str | None]] = field(default_factory=list)
    notes: list[tuple[str, str, int, int | None]] = field(default_factory=list)
    standing: dict[str, int] = field(default_factory=dict)


def stored(*reports: Report) -> dict[int, Stored]:
    """Return id of report -> what the database holds of it. Four queries."""
    found = {report.pk: Stored() for report in reports}
    names = ("number", "base__number", "restores__number", "saved_by_id", "carried", *PARTS)
    rows = AnswerRevision.objects.filter(answer__report__in=found).order_by("answer__code", "number")
    for pk, code, number, base, restores, by, carried, *parts in rows.values_list(
        "answer__report_id", "answer__code", *names
    ):
        said = Said(number, base, restores, by, dict(zip(PARTS, parts, strict=True)), carried)
        found[pk].said.setdefault(code, []).append(said)
    for row in UnplacedText.objects.filter(report__in=found).order_by("pk"):
        place = row.placed_under if row.settled_at else None
        found[row.report_id].tray.append((row.origin, row.text, place))
    for note in Note.objects.filter(report__in=found).order_by("pk"):
        words = (note.code, note.text, note.written_by_id, note.taken_down_by_id)
        found[note.report_id].notes.append(words)
    answers = Answer.objects.filter(report__in=found)
    for pk, code, number in answers.values_list("report_id", "code", "current__number"):
        found[pk].standing[code] = number
    return found


def stored_team(organisation: Organisation) -> dict[int, str]:
    """Return who belongs to an organisation, as what."""
    return dict(Membership.objects.filter(organisation=organisation).values_list("user_id", "role"))
