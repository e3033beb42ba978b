"""Every message this site sends, one function each. Sign-in mail is django-allauth's own.

Belongs here: to whom, in which language, which template, which deep link. Not here: when (`workflow`,
`actions`), or how a message leaves (`jobs.mail`). Messages are put in the job queue inside the caller's
transaction.

Each reader gets a message in their own language, whatever the language of the page from which it was
sent: words, dates and the address that the link opens. Sign-in mail follows the page that asked for it.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils import translation

from reports.enums import MemberRole
from reports.models import Invitation, Report, User, Version

Reader = tuple[str, str]
"""Somebody who gets a message: their language and their e-mail address."""


def invitation(invitation: Invitation, address: str) -> None:
    """Invite somebody; `address` is the path of the signed link, in the language of the active page.

    Who has no account yet has chosen no language: they get that of the page from which they are invited.
    """
    known = User.objects.filter(email=invitation.email).exclude(language="").first()
    language = known.language if known else translation.get_language() or settings.LANGUAGE_CODE
    path = translate_url(address, language)
    context = {"invitation": invitation, "organisation": invitation.organisation}
    _send("invitation", [(language, invitation.email)], context, lambda: path)


def about_transition(name: str, report: Report, data: dict[str, Any]) -> None:
    """Tell those concerned of what is in `_ABOUT`; other transitions are silent."""
    if name in _ABOUT:
        _ABOUT[name](report, data)


def _submitted(report: Report, data: dict[str, Any]) -> None:
    desk = User.objects.filter(is_secretariat=True, is_active=True).order_by("pk")
    context = {"report": report, "attestation": report.attestations.first()}
    _send("submitted", _readers(desk), context, lambda: reverse("secretariat:report", args=[report.pk]))


def _returned(report: Report, data: dict[str, Any]) -> None:
    _send("returned", _writers(report), {"report": report, "data": data}, report.get_absolute_url)


def _published(report: Report, data: dict[str, Any]) -> None:
    version = Version.objects.for_lists().get(report=report, number=data["version"])
    _send("published", _writers(report), {"report": report, "version": version}, lambda: version.url)


def _withdrawn(report: Report, data: dict[str, Any]) -> None:
    address = [report.organisation.slug, report.cycle.slug]
    context = {"report": report, "data": data}
    _send("withdrawn", _writers(report), context, lambda: reverse("public:report", args=address))


_ABOUT = {"submit": _submitted, "send_back": _returned, "publish": _published, "withdraw": _withdrawn}


def _writers(report: Report) -> list[Reader]:
    members = report.organisation.memberships.exclude(role=MemberRole.VIEWER).filter(user__is_active=True)
    return _readers(member.user for member in members.select_related("user"))


def _readers(users: Iterable[User]) -> list[Reader]:
    return [(user.mail_language, user.email) for user in users]


def _send(name: str, readers: Iterable[Reader], context: dict[str, Any], path: Callable[[], str]) -> None:
    """Send one message to each reader, so that nobody learns who else got it.

    `path` is asked once for each language: addresses are in the language that is active.
    """
    context = {**context, "site_name": settings.SITE_NAME, "site_operator": settings.SITE_OPERATOR}
    for language, group in groupby(sorted(readers), key=lambda reader: reader[0]):
        with translation.override(language):
            here = {**context, "link": settings.SITE_URL + path()}
            subject = " ".join(render_to_string(f"emails/{name}/subject.txt", here).splitlines()).strip()
            body = render_to_string(f"emails/{name}/body.txt", here)
        for _language, address in group:
            send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
