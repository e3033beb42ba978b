"""Approval inside an organisation, before somebody else attests. The attestation itself is `workflow`'s."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.errors import Refused
from reports.documents.source import content_sha256
from reports.enums import EventName
from reports.models import Approval, Event, Report, User


@transaction.atomic
def approve(*, report: Report, seen: str, by: User) -> Approval:
    """Record that `by` approves the answers whose fingerprint is `seen`; once more changes nothing.

    Raises Refused for anybody but owners and editors, when the report is not with the team, and if the
    answers are not those that were seen.
    """
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if not permissions.can_edit_answers(by, locked):
        raise Refused(_("Only owners and editors approve, while the report is with the team."))
    if content_sha256(locked.answers.by_code()) != seen:
        raise Refused(
            _("The answers have changed since you opened this page. Read them again, then approve.")
        )
    known = locked.approvals.filter(sha256=seen, approved_by=by).first()
    if known:
        return known
    moment = timezone.now()
    approval = Approval.objects.create(report=locked, sha256=seen, approved_at=moment, approved_by=by)
    Event.objects.create(
        organisation_id=locked.organisation_id,
        report=locked,
        name=EventName.APPROVED,
        data={"sha256": seen},
        recorded_at=moment,
        recorded_by=by,
    )
    return approval
