"""What the secretariat may do to a message in the outbox."""

from django.db import transaction
from django.utils.translation import gettext as _

from reports import trail
from reports.actions.errors import Refused
from reports.enums import EventName
from reports.jobs.mail import queue_again
from reports.models import Message, User


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
    trail.record(
        EventName.MAIL_QUEUED_AGAIN,
        of=locked.report or locked.organisation,
        by=by,
        data={"message": locked.pk, "kind": locked.kind},
    )
