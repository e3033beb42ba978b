"""What becomes of a message: one conditional UPDATE each, and what is cleared away.

Belongs here: the rows of the outbox. Not here: sending (`mail`), what an error means (`mail_faults`), who is
no longer concerned (`emails.readers`).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports.jobs.mail_faults import Found
from reports.jobs.outcomes import stubbornly
from reports.models import Invitation, Message
from reports.models.mail_kinds import MAY_COME_YET, MailFault, MailKind, MailState

KEPT = timedelta(days=90)
"""How long a message stands in the outbox."""

AT_ONCE = 500
"""How many rows are looked up together."""


def begun(message: Message) -> bool:
    """Count one more try, before it is made; return whether the message may still be sent by its job."""
    return bool(_unsent(message).update(attempts=F("attempts") + 1))


def sent(message: Message, *, address: str) -> None:
    """Write that the message has left, even if the database restarts just now: it is not to leave twice."""
    row = {"state": MailState.SENT, "sent_at": timezone.now(), "address": address, "content": None}
    stubbornly(_unsent(message), **row, fault="", detail="")


def failed(message: Message, found: Found, *, is_last: bool) -> bool:
    """Write why the message has not left, and whether it is given up; return whether that still counted."""
    row: dict[str, Any] = {"fault": found.fault, "detail": found.detail}
    row["state"] = MailState.GIVEN_UP if is_last else MailState.FAILED
    if is_last and message.kind == MailKind.SIGN_IN:
        row["content"] = None
    return stubbornly(_unsent(message), **row)


def dropped(message: Message, reason: MailFault) -> None:
    """Write that the message is not to be sent any more; of somebody who is erased no address stays.

    It was queued in the moment in which they were erased.
    """
    row = {"state": MailState.DROPPED, "fault": reason, "detail": "", "content": None}
    if message.user is not None and message.user.is_erased:
        row["address"] = ""
    stubbornly(_unsent(message), **row)


def give_up_lost() -> int:
    """Give up the messages whose job has ended without a word, such as with its worker; return how many."""
    lost = 0
    waiting = list(Message.objects.filter(state__in=MAY_COME_YET).defer("content").order_by("pk"))
    for start in range(0, len(waiting), AT_ONCE):
        some = waiting[start : start + AT_ONCE]
        at_work = _at_work([message.job for message in some])
        for message in some:
            if message.job not in at_work:
                # A job that ended well meanwhile has written so: then the condition holds no more.
                lost += failed(message, Found(MailFault.LOST), is_last=True)
    return lost


def clear_old_messages(*, now: datetime | None = None) -> int:
    """Remove what stood in the outbox for long enough, and return how many there were."""
    old = Message.objects.filter(queued_at__lt=(now or timezone.now()) - KEPT).exclude(state__in=MAY_COME_YET)
    return old.delete()[0]


def drop_closed_invitations() -> int:
    """Forget the words of given up invitations that nobody can accept any more; return how many there were.

    The link in them is a key, if one that fits no lock now.
    """
    still_open = Invitation.objects.pending().values("pk")
    given_up = Message.objects.filter(kind=MailKind.INVITATION, state=MailState.GIVEN_UP)
    row = {"state": MailState.DROPPED, "fault": MailFault.CLOSED, "detail": "", "content": None}
    return given_up.exclude(invitation__in=still_open).update(**row)


def _unsent(message: Message) -> QuerySet[Message]:
    """The row, as long as it is still the job of the message to send it."""
    states = [*MAY_COME_YET, MailState.GIVEN_UP]
    return Message.objects.filter(pk=message.pk, job=message.job, state__in=states)


def _at_work(jobs: Sequence[str]) -> set[str]:
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    found = DBTaskResult.objects.filter(pk__in=jobs, status__in=unfinished)
    return {str(pk) for pk in found.values_list("pk", flat=True)}
