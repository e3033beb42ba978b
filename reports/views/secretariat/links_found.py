"""What the desk is shown of the web addresses in a report that was handed in. Not here: HTTP (`links`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from reports import link_checks
from reports.enums import DEAD_LINKS, AddressFault, LinkNote, LinkState
from reports.frameworks import Question
from reports.models import AnswerRevision, LinkCheck, Report


@dataclass(frozen=True)
class Found:
    """One address of one question, and what became of it; `state` is None while nobody has looked."""

    question: Question
    address: str
    state: LinkState | None = None
    note: str = ""
    final_address: str = ""
    checked_at: datetime | None = None

    @property
    def is_dead(self) -> bool:
        """Whether readers will not get to see it."""
        return self.state in DEAD_LINKS

    @property
    def why(self) -> str:
        """The reason in words, empty where the state says all."""
        known = {**dict(LinkNote.choices), **dict(AddressFault.choices)}
        return str(known.get(self.note, ""))

    @property
    def leads_on(self) -> str:
        """Where redirects ended, empty where there were none."""
        return "" if self.final_address == self.address else self.final_address


def found_of(report: Report, words: Mapping[str, AnswerRevision]) -> dict[str, Any]:
    """Return `links`: how far the look is, and what it found, by question and in numbers. One query.

    What a team has asked for itself before it sent the report counts too, until the review begins.
    """
    check = LinkCheck.objects.filter(report=report).select_related("requested_by").first()
    outcomes = {each["address"]: each for each in check.outcomes} if check else {}
    addresses = link_checks.addresses_by_code(report.framework, words)
    by_question = []
    for question in report.framework.answerable:
        if question.code in addresses:
            found = [_found(question, each, outcomes.get(each)) for each in addresses[question.code]]
            by_question.append((question, found))
    every = {each.address: each for _question, found in by_question for each in found}.values()
    states = [each.state for each in every]
    return {
        "links": {
            "check": check,
            "running": link_checks.is_running(check),
            "by_question": by_question,
            "total": len(states),
            "done": len(states) - states.count(None),
            "left": states.count(None),
            "reached": states.count(LinkState.REACHED),
            "blocked": states.count(LinkState.BLOCKED_TO_ROBOTS),
            "odd": states.count(LinkState.REFUSED) + states.count(LinkState.MALFORMED),
            "dead": [each for each in every if each.is_dead],
        }
    }


def _found(question: Question, address: str, outcome: Mapping[str, Any] | None) -> Found:
    if outcome is None:
        return Found(question, address)
    return Found(
        question,
        address,
        LinkState(outcome["state"]),
        outcome["note"],
        outcome["final_address"],
        parse_datetime(outcome.get("checked_at") or ""),
    )
