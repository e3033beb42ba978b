"""Every transition that a report can make, as data. What a transition writes beside the status: `effects`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports import permissions
from reports.enums import EDITABLE, UNLISTED, WITH_SECRETARIAT, EventName, ReportStatus
from reports.models import Report, User
from reports.workflow import corrections, effects, transcribing


@dataclass(frozen=True)
class Transition:
    """One arrow: from which statuses, to which, by whom, and what is recorded.

    `listed` says whether it starts only from reports that readers have a version of, or only from others;
    None for both. `needs_approved`: what an organisation wants approved has to be. `needs_attested`: the
    answers have to be those of the last attestation. `tells` makes of what the event records what a mail is
    told, where that is more.
    """

    name: str
    label: Promise
    sources: frozenset[ReportStatus]
    target: ReportStatus
    allowed: Callable[[User, Report], bool]
    event: EventName
    effect: Callable[..., dict[str, Any]]
    listed: bool | None = None
    needs_complete: bool = False
    needs_eligible: bool = False
    needs_approved: bool = False
    needs_attested: bool = False
    tells: Callable[[Report, dict[str, Any]], dict[str, Any]] | None = None

    def starts_from(self, report: Report) -> bool:
        """Whether the report stands where this transition starts."""
        return report.status in self.sources and self.listed in {None, report.is_listed}


def _table(transitions: Iterable[Transition]) -> dict[str, Transition]:
    return {transition.name: transition for transition in transitions}


_OUT_OF_THE_REGISTER = EDITABLE | WITH_SECRETARIAT | {ReportStatus.PUBLISHED}
"""Wherever the correction of a listed report stands, the report can be taken off."""

TRANSITIONS: dict[str, Transition] = _table(
    (
        Transition(
            "submit",
            _("Attest and send to the secretariat"),
            EDITABLE,
            ReportStatus.SUBMITTED,
            permissions.can_attest,
            EventName.SUBMITTED,
            effects.attest,
            needs_complete=True,
            needs_approved=True,
        ),
        Transition(
            "take_back",
            _("Take the submission back"),
            frozenset({ReportStatus.SUBMITTED}),
            ReportStatus.DRAFT,
            permissions.can_attest,
            EventName.TAKEN_BACK,
            effects.nothing,
        ),
        Transition(
            "transcribe",
            _("Publish as transcribed"),
            EDITABLE,
            ReportStatus.PUBLISHED,
            permissions.can_transcribe,
            EventName.PUBLISHED,
            transcribing.publish_transcribed,
            needs_eligible=True,
        ),
        Transition(
            "discard",
            _("Discard this draft"),
            EDITABLE,
            ReportStatus.DISCARDED,
            permissions.is_owner,
            EventName.DISCARDED,
            effects.nothing,
            listed=False,
        ),
        Transition(
            "start_review",
            _("Start the review"),
            frozenset({ReportStatus.SUBMITTED}),
            ReportStatus.IN_REVIEW,
            permissions.is_secretariat,
            EventName.REVIEW_STARTED,
            effects.start_review,
        ),
        Transition(
            "send_back",
            _("Return with a reason"),
            frozenset({ReportStatus.IN_REVIEW}),
            ReportStatus.RETURNED,
            permissions.is_secretariat,
            EventName.RETURNED,
            effects.give_reason,
            tells=effects.with_comments,
        ),
        Transition(
            "publish",
            _("Publish"),
            frozenset({ReportStatus.IN_REVIEW}),
            ReportStatus.PUBLISHED,
            permissions.is_secretariat,
            EventName.PUBLISHED,
            effects.freeze_version,
            needs_complete=True,
            needs_eligible=True,
            needs_attested=True,
        ),
        Transition(
            "correct",
            _("Correct the published report"),
            frozenset({ReportStatus.PUBLISHED}),
            ReportStatus.DRAFT,
            permissions.is_owner,
            EventName.CORRECTION_STARTED,
            corrections.start_correction,
        ),
        Transition(
            "drop_correction",
            _("Drop the correction"),
            EDITABLE,
            ReportStatus.PUBLISHED,
            permissions.is_owner,
            EventName.CORRECTION_DROPPED,
            corrections.drop_correction,
            listed=True,
        ),
        Transition(
            "withdraw",
            _("Withdraw from the register"),
            _OUT_OF_THE_REGISTER,
            ReportStatus.WITHDRAWN,
            permissions.is_secretariat,
            EventName.WITHDRAWN,
            effects.unlist,
            listed=True,
        ),
        Transition(
            "delist",
            _("Delist"),
            _OUT_OF_THE_REGISTER,
            ReportStatus.DELISTED,
            permissions.is_secretariat,
            EventName.DELISTED,
            effects.unlist,
            listed=True,
        ),
        Transition(
            "relist",
            _("List again"),
            UNLISTED,
            ReportStatus.PUBLISHED,
            permissions.is_secretariat,
            EventName.RELISTED,
            effects.relist,
            needs_eligible=True,
        ),
    )
)


def available(report: Report, actor: User) -> list[Transition]:
    """Return the transitions that the actor may start now; buttons are drawn from this."""
    return [
        transition
        for transition in TRANSITIONS.values()
        if transition.starts_from(report) and transition.allowed(actor, report)
    ]
