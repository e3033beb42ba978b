"""Where else than in their account it stands who somebody was, and how it is forgotten.

Belongs here: copies of names and addresses that serve a moment: messages, sessions, the queue, the log of the
admin site, board papers. Called by `erasing` only, inside its transaction. Not here: the account itself and
what hangs on it (`erasing`).

What stays, on purpose: attestations, with what is frozen and printed of them and the message that reports
them, since a named person made them in public; and words that people typed into answers, notes, actions,
reasons and names of reading links, of which nobody but their authors can say whom they mean.
"""

import json
from collections.abc import Iterable
from functools import reduce
from operator import or_

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from reports.enums import Face
from reports.models import ActionRevision, DraftFile, Invitation, Message, User
from reports.models.mail_kinds import MailFault, MailKind, MailState
from reports.models.outbox import MAY_STILL_BE_SENT

NAMING = (MailKind.INVITATION, MailKind.OWNERSHIP, MailKind.ACTION_ASSIGNED)
"""Messages that name colleagues to whoever gets them."""


def addresses_of(user: User) -> frozenset[str]:
    """Return every address that is known to be the person's, in lower case: today's and others."""
    others = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    invited = Invitation.objects.filter(accepted_by=user).exclude(email="").values_list("email", flat=True)
    return frozenset(address.lower() for address in (user.email, *others, *invited))


def any_of(lookup: str, values: Iterable[str]) -> Q:
    """Return the condition that the lookup, such as "email__iexact", finds one of the values."""
    return reduce(or_, (Q(**{lookup: value}) for value in sorted(values)))


def forget(user: User, addresses: frozenset[str]) -> None:
    """Forget name and addresses wherever they were copied to; the account still holds its own."""
    _forget_messages(user, addresses)
    _end_sessions(user, addresses)
    # What the mail server said of a message that it refused.
    DBTaskResult.objects.filter(any_of("traceback__icontains", addresses)).update(traceback="")
    of_people = ContentType.objects.get_for_model(User)
    own = Q(content_type=of_people, object_id=str(user.pk)) | any_of("object_repr__iexact", addresses)
    told = any_of("change_message__icontains", {f'"{address}"' for address in addresses})
    LogEntry.objects.filter(own | told).update(object_repr="", change_message="")
    # A board paper says who does what; whoever wants one asks for it anew.
    teams = ActionRevision.objects.filter(owner=user).values("action__report__organisation")
    DraftFile.objects.filter(face=Face.BOARD_PAPER, report__organisation__in=teams).delete()


def _forget_messages(user: User, addresses: frozenset[str]) -> None:
    """Remove what was sent to the person or waits for them, and drop what would name them to others.

    A job that finds its message gone or dropped has nothing to do.
    """
    Message.objects.filter(Q(user=user) | any_of("address__iexact", addresses)).delete()
    names = {str(user), *addresses}
    still = Message.objects.filter(MAY_STILL_BE_SENT, kind__in=NAMING)
    naming = [message.pk for message in still if _says_one_of(message, names)]
    row = {"state": MailState.DROPPED, "fault": MailFault.LEFT, "detail": "", "content": None}
    Message.objects.filter(MAY_STILL_BE_SENT, pk__in=naming).update(**row)


def _says_one_of(message: Message, names: set[str]) -> bool:
    words = " ".join((message.content or {}).get("body", "").split())
    return any(" ".join(name.split()) in words for name in names)


def _end_sessions(user: User, addresses: frozenset[str]) -> None:
    """Remove the sessions in which the person signed in, or typed an address of theirs to do so."""
    ended = []
    for session in Session.objects.iterator(chunk_size=500):
        data = session.get_decoded()
        said = json.dumps(data, default=str, ensure_ascii=False).lower()
        if data.get("_auth_user_id") == str(user.pk) or any(f'"{address}"' in said for address in addresses):
            ended.append(session.pk)
    Session.objects.filter(pk__in=ended).delete()
