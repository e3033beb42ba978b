"""Who of the secretariat reviews a report. Starting and ending a review is `workflow`'s."""

from django.db import transaction
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.errors import Refused
from reports.enums import EventName
from reports.models import Event, Report, User


@transaction.atomic
def give_review(*, report: Report, to: User, by: User) -> Report:
    """Give the review to a colleague; who has it already keeps it.

    Raises Refused unless `by` may decide about the report and it is in review, and if `to` may not.
    """
    locked = Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)
    if not permissions.can_give_review(by, locked):
        raise Refused(_("This report is not in review, or you may not decide about it."))
    if not permissions.can_give_review(to, locked):
        raise Refused(_("They may not decide about this report: they belong to its organisation."))
    if locked.reviewer_id == to.pk:
        return locked
    locked.reviewer = to
    locked.save(update_fields=["reviewer"])
    Event.objects.create(
        organisation=locked.organisation,
        report=locked,
        name=EventName.REVIEWER_CHANGED,
        recorded_by=by,
    )
    return locked
