"""`apply`: the one function that changes a report's status."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from reports import completeness, eligibility, emails, permissions, trail
from reports.documents.source import content_sha256
from reports.models import Report, User
from reports.workflow.errors import (
    AttestationVoid,
    Incomplete,
    NotAllowed,
    NotApproved,
    NotEligible,
    WrongStatus,
)
from reports.workflow.table import TRANSITIONS, Transition


@transaction.atomic
def apply(name: str, /, *, report: Report, actor: User, at: datetime | None = None, **given: Any) -> Report:
    """Make the transition `name` and return the report as it stands afterwards.

    In this order: row lock, source status, permission, completeness, approval, attestation, eligibility,
    effect, status, event, mail.
    `given` goes to the transition's effect (`reports.workflow.effects` says what each takes); `at` is the
    moment it happened, now unless history is being entered.
    Raises WrongStatus, NotAllowed, Incomplete, NotApproved, AttestationVoid or NotEligible, and has
    then written nothing.
    """
    transition = TRANSITIONS[name]
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("organisation", "cycle")
        .get(pk=report.pk)
    )
    if not transition.starts_from(locked):
        raise WrongStatus(locked.status)
    if not transition.allowed(actor, locked):
        raise NotAllowed(name)
    if transition.needs_complete:
        _check_content(transition, locked, actor)
    moment = at or timezone.now()
    if transition.needs_eligible and (why := eligibility.problem(locked, moment)):
        raise NotEligible(why)
    data = transition.effect(locked, actor, moment, **given)
    before, locked.status = locked.status, transition.target
    locked.save()
    said = {"before": before, "after": str(transition.target), **data}
    trail.record(transition.event, of=locked, by=actor, at=moment, data=said)
    # The mail queue is a table of this database: what is queued here leaves only if this commits.
    told = transition.tells(locked, data) if transition.tells else data
    emails.about_transition(transition.name, locked, told)
    return locked


def _check_content(transition: Transition, report: Report, actor: User) -> None:
    """Raise Incomplete, NotApproved or AttestationVoid if the answers can't go on as they stand."""
    words = report.answers.by_code()
    unplaced = report.unplaced_texts.waiting().count()
    problems = completeness.problems(report.framework, words, report.ai_roles, unplaced=unplaced)
    if problems:
        raise Incomplete(problems)
    if transition.needs_approved and not permissions.may_attest(actor, report, content_sha256(words)):
        raise NotApproved
    if transition.needs_attested:
        attested = report.attestations.values_list("sha256", flat=True).first()
        # Empty: attested before fingerprints were kept.
        if attested and attested != content_sha256(words):
            raise AttestationVoid
