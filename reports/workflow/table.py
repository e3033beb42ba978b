"""Every transition that a report can make, as data. What a transition writes beside the status: `effects`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports import permissions
from reports.enums import EventName, ReportStatus
from reports.models import Report, User
from reports.workflow import effects


@dataclass(frozen=True)
class Transition:
    """One arrow: from which statuses, to which, by whom, and what is recorded."""

    name: str
    label: Promise
    sources: frozenset[ReportStatus]
    target: ReportStatus
    allowed: Callable[[User, Report], bool]
    event: EventName
    effect: Callable[..., dict[str, Any]]
    needs_complete: bool = False
    needs_eligible: bool = False


TRANSITIONS: dict[str, Transition] = {
    transition.name: transition
    for transition in (
        Transition(
            "submit",
            _("Attest and send to the secretariat"),
            frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED}),
            ReportStatus.SUBMITTED,
            permissions.is_owner,
            EventName.SUBMITTED,
            effects.attest,
            needs_complete=True,
        ),
        Transition(
            "discard",
            _("Discard this draft"),
            frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED}),
            ReportStatus.DISCARDED,
            permissions.is_owner,
            EventName.DISCARDED,
            effects.nothing,
        ),
        Transition(
            "send_back",
            _("Return with a reason"),
            frozenset({ReportStatus.SUBMITTED}),
            ReportStatus.RETURNED,
            permissions.is_secretariat,
            EventName.RETURNED,
            effects.give_reason,
        ),
        Transition(
            "publish",
            _("Publish"),
            frozenset({ReportStatus.SUBMITTED}),
            ReportStatus.PUBLISHED,
            permissions.is_secretariat,
            EventName.PUBLISHED,
            effects.freeze_version,
            needs_complete=True,
            needs_eligible=True,
        ),
        Transition(
            "withdraw",
            _("Withdraw from the register"),
            frozenset({ReportStatus.PUBLISHED}),
            ReportStatus.WITHDRAWN,
            permissions.is_secretariat,
            EventName.WITHDRAWN,
            effects.unlist,
        ),
    )
}


def available(report: Report, actor: User) -> list[Transition]:
    """Return the transitions that the actor may start now; buttons are drawn from this."""
    return [
        transition
        for transition in TRANSITIONS.values()
        if report.status in transition.sources and transition.allowed(actor, report)
    ]
