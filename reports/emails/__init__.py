"""Every message this site sends, one function each. Sign-in mail is django-allauth's own.

Belongs here: to whom, which template, which deep link. Not here: when (`workflow`, `actions`), or
how a message leaves (`jobs.mail`). Messages are put in the job queue inside the caller's transaction.
"""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from reports.enums import MemberRole
from reports.models import Invitation, Report, User, Version


def invitation(invitation: Invitation, address: str) -> None:
    """Invite somebody; `address` is the path of the signed link."""
    _send(
        "invitation",
        [invitation.email],
        {
            "invitation": invitation,
            "organisation": invitation.organisation,
            "link": settings.SITE_URL + address,
        },
    )


def about_transition(name: str, report: Report, data: dict[str, Any]) -> None:
    """Tell those concerned of a submission, return or publication; other transitions are silent."""
    message = {"submit": _submitted, "send_back": _returned, "publish": _published}.get(name)
    if message:
        message(report, data)


def _submitted(report: Report, data: dict[str, Any]) -> None:
    desk = User.objects.filter(is_secretariat=True, is_active=True).order_by("pk")
    link = settings.SITE_URL + reverse("secretariat:report", args=[report.pk])
    _send("submitted", [user.email for user in desk], {"report": report, "data": data, "link": link})


def _returned(report: Report, data: dict[str, Any]) -> None:
    link = settings.SITE_URL + report.get_absolute_url()
    _send("returned", _writers(report), {"report": report, "data": data, "link": link})


def _published(report: Report, data: dict[str, Any]) -> None:
    version = Version.objects.for_lists().get(report=report, number=data["version"])
    link = settings.SITE_URL + version.url
    _send("published", _writers(report), {"report": report, "version": version, "link": link})


def _writers(report: Report) -> list[str]:
    members = report.organisation.memberships.exclude(role=MemberRole.VIEWER).filter(user__is_active=True)
    return list(members.values_list("user__email", flat=True))


def _send(name: str, addresses: list[str], context: dict[str, Any]) -> None:
    """Send one message to each address, so that nobody learns who else got it."""
    context = {**context, "site_name": settings.SITE_NAME, "site_operator": settings.SITE_OPERATOR}
    subject = " ".join(render_to_string(f"emails/{name}/subject.txt", context).split())
    body = render_to_string(f"emails/{name}/body.txt", context)
    for address in addresses:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [address])
