"""How a message is written and handed to the queue: one template, from which subject, HTML and text come.

Belongs here: languages, rendering, one message for each reader. Not here: what is said (`messages`), to whom
(`readers`), when and how it leaves (`jobs.mail`, the mail backend of the site).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation

from reports.emails.plain import read
from reports.emails.readers import Reader
from reports.models import Invitation, Organisation, Report
from reports.models.mail_kinds import MailKind


@dataclass(frozen=True)
class About:
    """What the outbox is told of a message beside its words."""

    kind: MailKind
    reader: Reader
    organisation: Organisation
    report: Report | None = None
    invitation: Invitation | None = None


class Letter(EmailMultiAlternatives):
    """A message of this project, which says what it is about."""

    def __init__(self, about: About, subject: str, text: str, html: str) -> None:
        super().__init__(subject, text, settings.DEFAULT_FROM_EMAIL, [about.reader.address])
        self.attach_alternative(html, "text/html")
        self.about = about


def send(
    kind: MailKind,
    readers: Iterable[Reader],
    context: dict[str, Any],
    path: Callable[[], str],
    *,
    organisation: Organisation,
    report: Report | None = None,
    invitation: Invitation | None = None,
) -> None:
    """Queue one message for each reader, so that nobody learns who else got it.

    `path` is asked once for each language: addresses are in the language that is active.
    """
    letters = []
    for language, group in groupby(sorted(readers, key=_language), key=_language):
        with translation.override(language):
            words = write(kind, context, path(), language)
        letters += [Letter(About(kind, reader, organisation, report, invitation), *words) for reader in group]
    get_connection().send_messages(letters)


def write(kind: MailKind, context: dict[str, Any], path: str, language: str) -> tuple[str, str, str]:
    """Return subject, text and HTML of a message in the active language.

    Only the HTML is written; the rest is read from it, so that they can't say different things.
    """
    frame = {
        "language": language,
        "link": settings.SITE_URL + path,
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "site_operator": settings.SITE_OPERATOR,
    }
    html = render_to_string(f"emails/{kind.value}.html", {**context, **frame})
    subject, text = read(html)
    return subject, text, html


def _language(reader: Reader) -> str:
    return reader.language
