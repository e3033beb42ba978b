"""Mail servers as a test needs them to be. Not here: assertions."""

import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

BACKEND = "tests.reports.jobs.mail_servers.Troubled"

ERRORS = {
    "closed": ConnectionRefusedError(111, "Connection refused"),
    "slow": TimeoutError("timed out"),
    "away": smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
    "password": smtplib.SMTPAuthenticationError(535, b"5.7.8 Bad credentials"),
    "reader": smtplib.SMTPRecipientsRefused({"a@people.example": (550, b"5.1.1 No such user\r\nhere")}),
    "full": smtplib.SMTPRecipientsRefused({"a@people.example": (452, b"4.2.2 Mailbox full")}),
    "sender": smtplib.SMTPSenderRefused(553, b"5.1.8 Unknown domain", "site@people.example"),
    "spam": smtplib.SMTPDataError(554, "5.7.1 \u0000Looks like spam".encode()),
    "odd": RuntimeError("the code was ABC-123"),
    "header": ValueError("Header values can't contain newlines (got 'the code was ABC-123')"),
}

troubles: list[Exception | None] = []
"""What goes wrong with the next messages, one each; None is nothing. Once it is empty nothing does."""


class Troubled(EmailBackend):
    """Takes messages into Django's outbox, unless it is in trouble."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Fail as the test wishes, or take the messages."""
        error = troubles.pop(0) if troubles else None
        if error is not None:
            raise error
        return super().send_messages(messages)
