"""Who gets a message, and whether they still should when it leaves.

Belongs here: people and their languages. Not here: words (`messages`), sending (`jobs.mail`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from reports import permissions
from reports.enums import MemberRole
from reports.models import Invitation, Membership, Message, Report, User
from reports.models.mail_kinds import MailFault, MailKind

TO_THE_DESK = frozenset(
    {MailKind.SUBMITTED, MailKind.TAKEN_BACK, MailKind.RENEWAL_OVERDUE, MailKind.SUPPORT_GIVEN}
)
"""Kinds that the secretariat gets; reports are otherwise told of to their owners and editors."""

CODES_LAST = timedelta(hours=1)
"""After so long nobody waits for a sign-in code any more."""


@dataclass(frozen=True)
class Reader:
    """Somebody who gets a message; `user` is None for an address without an account that is known."""

    language: str
    address: str
    user: User | None = None


def writers(report: Report) -> list[Reader]:
    """Return the owners and editors of the report's organisation. One query."""
    members = permissions.editors_of(report.organisation).select_related("user")
    return readers_of(member.user for member in members)


def desk() -> list[Reader]:
    """Return everybody who works for the secretariat. One query."""
    return readers_of(User.objects.filter(is_secretariat=True, is_active=True).order_by("pk"))


def reason_against(message: Message, *, now: datetime | None = None) -> MailFault | None:
    """Return why the message is not to be sent now, whatever was so when it was queued; None if it is.

    At most one query; `message.user` is loaded already.
    """
    if message.kind == MailKind.SIGN_IN:
        return MailFault.TOO_LATE if message.queued_at < (now or timezone.now()) - CODES_LAST else None
    if message.kind == MailKind.INVITATION:
        is_open = Invitation.objects.pending().filter(pk=message.invitation_id).exists()
        return None if is_open else MailFault.CLOSED
    return None if _is_concerned(message) else MailFault.LEFT


def _is_concerned(message: Message) -> bool:
    user = message.user
    if user is None or not user.is_active or message.organisation_id is None:
        return False
    if message.kind in TO_THE_DESK:
        return user.is_secretariat
    members = Membership.objects.filter(user=user, organisation_id=message.organisation_id)
    return members.exclude(role=MemberRole.VIEWER).exists()


def readers_of(users: Iterable[User]) -> list[Reader]:
    """Return these people with their languages and addresses."""
    return [Reader(user.mail_language, user.email, user) for user in users]
