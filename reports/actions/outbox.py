"""What the secretariat may do to a message in the outbox."""

from django.db import transaction
from django.utils.translation import gettext as _

from reports.actions.errors import Refused
from reports.enums import EventName
from reports.jobs.mail import queue_again
from reports.models import Event, Message, User


@transaction.atomic
def try_again(*, message: Message, by: User) -> None:
    """Queue a message that was given up once more, and log it. Two clicks queue it once.

    Raises Refused unless the secretariat asks, and the message has been given up and still has its words.
    """
    if not (by.is_active and by.is_secretariat):
        raise Refused(_("Only the secretariat may do this."))
    locked = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if not locked.may_be_tried_again:
        raise Refused(_("This message is not given up; nothing was done."))
    queue_again(locked)
    Event.objects.create(
        organisation_id=locked.organisation_id,
        report_id=locked.report_id,
        name=EventName.MAIL_QUEUED_AGAIN,
        data={"message": locked.pk, "kind": locked.kind},
        recorded_by=by,
    )
