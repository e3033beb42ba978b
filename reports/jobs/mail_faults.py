"""What went wrong when a message was sent, told from the error in the words of the outbox.

Belongs here: reading errors. Not here: what is done about them (`mail`, `worker`). Errors of the mail
protocol are known by the names of their classes, since nothing here opens connections itself.
"""

from dataclasses import dataclass
from typing import Any

from reports.jobs.policy import HOPELESS
from reports.models.mail_kinds import MailFault

BY_CLASS = {
    "SMTPRecipientsRefused": MailFault.NO_SUCH_READER,
    "SMTPSenderRefused": MailFault.NO_SUCH_SENDER,
    "SMTPAuthenticationError": MailFault.NOT_LET_IN,
    "SMTPResponseException": MailFault.REFUSED,
    "TimeoutError": MailFault.TOO_SLOW,
    "OSError": MailFault.NO_CONNECTION,
}
FOR_GOOD = 500
"""From this number on a mail server means: do not come again."""


@dataclass(frozen=True)
class Found:
    """`detail` is what the mail server or the system said, never what stands in the message."""

    fault: MailFault
    detail: str = ""
    is_final: bool = False


def found(error: Exception) -> Found:
    """Return what the error means, and whether the same will happen whenever it is tried again."""
    if isinstance(error, HOPELESS):
        # The error may quote the message, and with it a code.
        return Found(MailFault.MALFORMED, type(error).__name__, is_final=True)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    fault = next((BY_CLASS[kind] for kind in kinds if kind in BY_CLASS), MailFault.OTHER)
    replies = _replies(error)
    if replies:
        detail = "; ".join(f"{code} {_words(said)}" for code, said in replies)
    else:
        detail = str(error) if isinstance(error, OSError) else type(error).__name__
    refused = fault == MailFault.NO_SUCH_READER and all(code >= FOR_GOOD for code, _said in replies)
    return Found(fault, detail[:300], is_final=refused)


def _replies(error: Any) -> list[tuple[int, Any]]:
    """Return the answers of the mail server that the error carries, as number and words."""
    refused = getattr(error, "recipients", None)
    if isinstance(refused, dict):
        return list(refused.values())
    code = getattr(error, "smtp_code", None)
    return [] if code is None else [(code, getattr(error, "smtp_error", ""))]


def _words(said: bytes | str) -> str:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(words.replace("\0", "").split())
