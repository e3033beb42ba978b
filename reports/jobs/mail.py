"""Mail leaves through the job queue, whoever wrote it: this project or its sign-in pages."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import task


@task(priority=50)
def deliver(message: dict[str, Any]) -> None:
    """Send one message by the delivery backend, before any file is built: somebody waits for a code.

    An error fails the task, which the log shows.
    """
    mail = EmailMultiAlternatives(
        subject=message["subject"],
        body=message["body"],
        from_email=message["from_email"],
        to=message["to"],
        headers=message["headers"],
        connection=get_connection(settings.MAIL_DELIVERY_BACKEND),
    )
    for content, media_type in message["alternatives"]:
        mail.attach_alternative(content, media_type)
    mail.send()


class QueueBackend(BaseEmailBackend):
    """Django mail backend that puts each message in the queue, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages and return how many there were."""
        for mail in email_messages:
            deliver.enqueue(
                {
                    "subject": str(mail.subject),
                    "body": str(mail.body),
                    "from_email": mail.from_email,
                    "to": list(mail.to),
                    "headers": {key: str(value) for key, value in mail.extra_headers.items()},
                    "alternatives": [[str(c), str(t)] for c, t in getattr(mail, "alternatives", [])],
                }
            )
        return len(email_messages)
