"""Mail leaves through the job queue, whoever wrote it: this project or its sign-in pages.

Belongs here: queueing and sending. Not here: what is written down of it (`outbox`).
"""

from collections.abc import Sequence
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation
from django_tasks import TaskContext, task

from reports.emails.letters import About, Letter
from reports.emails.readers import reason_against
from reports.jobs import outbox
from reports.jobs.mail_faults import found
from reports.jobs.policy import policy_of
from reports.models import Message
from reports.models.mail_kinds import MailFault, MailKind, MailState


class Undeliverable(ValueError):
    """The message will never be taken, however often it is tried."""


@task(priority=50, takes_context=True)
def deliver(context: TaskContext, message_id: int) -> None:
    """Send one message by the delivery backend, before any file is built: somebody waits for a code.

    Whoever has left meanwhile gets none. An error is written into the outbox and fails the task, which the
    worker tries again. A task that runs twice, or late, sends nothing once it is written that the message has
    left. A worker that dies between the mail server's yes and that note sends it twice, with one Message-ID.
    """
    message = Message.objects.select_related("user").filter(pk=message_id, job=context.task_result.id).first()
    if message is None or message.content is None:
        return
    if reason := reason_against(message):
        outbox.dropped(message, reason)
        return
    if not outbox.begun(message):
        return
    content: dict[str, Any] = message.content
    # Who has another address by now gets it there.
    to = [message.user.email] if message.user else content["to"]
    try:
        _composed(content, to).send()
    except Exception as error:
        why = found(error)
        is_last = why.is_final or context.attempt >= policy_of(deliver.module_path).tries
        outbox.failed(message, why, is_last=is_last)
        if why.is_final and why.fault != MailFault.MALFORMED:
            raise Undeliverable(why.detail) from error
        raise
    outbox.sent(message, address=", ".join(to))


class QueueBackend(BaseEmailBackend):
    """Django mail backend that puts each message in outbox and queue, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages and return how many there were. One query for each, and two for all."""
        rows = Message.objects.bulk_create([_row(mail) for mail in email_messages])
        for row in rows:
            row.job = str(deliver.enqueue(row.pk).id)
        Message.objects.bulk_update(rows, ["job"])
        return len(rows)


def queue_again(message: Message) -> None:
    """Queue a message that was given up, as if it had not been tried; to be called in a transaction."""
    job = deliver.enqueue(message.pk)
    Message.objects.filter(pk=message.pk).update(
        job=str(job.id), state=MailState.WAITING, fault="", detail=""
    )


def _row(mail: EmailMessage) -> Message:
    """Return the row of a message. What does not say what it is about comes from the sign-in pages."""
    about: About | None = mail.about if isinstance(mail, Letter) else None
    subject = str(mail.subject)
    return Message(
        kind=about.kind if about else MailKind.SIGN_IN,
        language=about.reader.language if about else translation.get_language() or settings.LANGUAGE_CODE,
        subject=subject[:400] if about else "",
        address=", ".join(mail.to),
        user=about.reader.user if about else None,
        organisation=about.organisation if about else None,
        report=about.report if about else None,
        invitation=about.invitation if about else None,
        content={
            "subject": subject,
            "body": str(mail.body),
            "from_email": mail.from_email,
            "to": list(mail.to),
            # The same at each try: a reader's mail program may notice that it has the message already.
            "headers": {
                "Message-ID": make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
                **{key: str(value) for key, value in mail.extra_headers.items()},
            },
            "alternatives": [[str(c), str(t)] for c, t in getattr(mail, "alternatives", [])],
        },
    )


def _composed(content: dict[str, Any], to: list[str]) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=content["subject"],
        body=content["body"],
        from_email=content["from_email"],
        to=to,
        headers=content["headers"],
        connection=get_connection(settings.MAIL_DELIVERY_BACKEND),
    )
    for words, media_type in content["alternatives"]:
        mail.attach_alternative(words, media_type)
    return mail
