"""Who has a section of a draft open. Not history: each heartbeat is written over the one before."""

from django.db import transaction
from django.utils import timezone

from reports import permissions
from reports.actions.errors import Refused
from reports.models import Presence, Report, User


@transaction.atomic
def mark_present(*, report: Report, section: str, code: str = "", by: User) -> None:
    """Say that somebody has the section open and, if they write, in which answer. Raises Refused."""
    if not permissions.is_member(by, report):
        raise Refused
    Presence.objects.update_or_create(
        report=report, section=section, seen_by=by, defaults={"code": code, "seen_at": timezone.now()}
    )


@transaction.atomic
def mark_gone(*, report: Report, section: str, by: User) -> None:
    """Say that somebody has left the section."""
    Presence.objects.filter(report=report, section=section, seen_by=by).delete()
