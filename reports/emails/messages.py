"""What each message is about: its readers, what its template is given, and where its link leads.

Belongs here: one function each. Not here: words (`templates/emails/`), layout (`letters`).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils import timezone, translation

from reports.emails import letters
from reports.emails.readers import TO_THE_DESK, Reader, desk, readers_of, writers
from reports.frameworks import Question, load
from reports.models import (
    ActionRevision,
    Invitation,
    Organisation,
    PlannedAction,
    Report,
    SupportingRequest,
    User,
    Version,
)
from reports.models.mail_kinds import MailKind

Path = Callable[[], str]


def invitation(invitation: Invitation, address: str) -> None:
    """Invite somebody; `address` is the path of the signed link, in the language of the active page.

    Who has no account yet has chosen no language: they get that of the page from which they are invited.
    """
    known = User.objects.filter(email=invitation.email).exclude(language="").first()
    language = known.language if known else translation.get_language() or settings.LANGUAGE_CODE
    path = translate_url(address, language)
    letters.send(
        MailKind.INVITATION,
        [Reader(language, invitation.email)],
        {"invitation": invitation, "organisation": invitation.organisation},
        lambda: path,
        organisation=invitation.organisation,
        invitation=invitation,
    )


def action_assigned(action: PlannedAction, state: ActionRevision, report: Report) -> None:
    """Tell the owner of an action, seen from this report, that somebody gave it to them.

    No word of the action leaves the workspace.
    """
    address = [report.organisation.slug, report.cycle.slug, action.pk]
    letters.send(
        MailKind.ACTION_ASSIGNED,
        readers_of([state.owner]),
        {"report": report, "state": state},
        lambda: reverse("workspace:action", args=address),
        organisation=report.organisation,
        report=report,
    )


def ownership_transferred(organisation: Organisation, *, giver: User, taker: User) -> None:
    """Tell both that one owner has made the other member owner; each mail names both."""
    letters.send(
        MailKind.OWNERSHIP,
        readers_of([giver, taker]),
        {"organisation": organisation, "giver": giver, "taker": taker},
        lambda: reverse("workspace:members", args=[organisation.slug]),
        organisation=organisation,
    )


def about_transition(name: str, report: Report, data: dict[str, Any]) -> None:
    """Tell those concerned of what is in `_ABOUT`; other transitions are silent.

    `data` is what the event records. A `reason` in it is quoted; the other keys are said where they are read.
    """
    if name in _ABOUT:
        _ABOUT[name](report, data)


def renewal_due(report: Report, days: int) -> None:
    """Remind owners and editors that twelve months will be over in so many days."""
    until = timezone.localdate() + timedelta(days=days)
    _tell(MailKind.RENEWAL_DUE, report, _organisation(report), days=days, until=until)


def renewal_overdue(report: Report) -> None:
    """Tell the secretariat that twelve months are over, which is a reason to take the report off the list."""
    _tell(MailKind.RENEWAL_OVERDUE, report, _desk(report))


def links_gone(report: Report, number: int) -> None:
    """Tell owners and editors that so many addresses in their published report can't be opened any more."""
    _tell(MailKind.LINKS_GONE, report, report.get_absolute_url, number=number)


def redacted(report: Report, reason: str) -> None:
    """Tell owners and editors that passages of their published report are withheld, and why; not which."""
    _tell(MailKind.REDACTED, report, _public(report), data={"reason": reason})


def support_asked(request: SupportingRequest) -> None:
    """Tell owners and editors that the secretariat asks for something beside the report. Its words stay."""
    report = request.report
    address = [report.organisation.slug, report.cycle.slug]
    _tell(
        MailKind.SUPPORT_ASKED, report, lambda: reverse("workspace:supporting", args=address), asked=request
    )


def support_given(request: SupportingRequest) -> None:
    """Tell the secretariat that a team has answered; neither words nor files leave the site."""
    report = request.report
    _tell(MailKind.SUPPORT_GIVEN, report, lambda: reverse("secretariat:supporting", args=[report.pk]))


def _submitted(report: Report, data: dict[str, Any]) -> None:
    """Names who attested last."""
    _tell(MailKind.SUBMITTED, report, _desk(report), attestation=report.attestations.first())


def _taken_back(report: Report, data: dict[str, Any]) -> None:
    # It is the team's own again: the desk has no page of it.
    _tell(MailKind.TAKEN_BACK, report, lambda: reverse("secretariat:queue"))


def _review_started(report: Report, data: dict[str, Any]) -> None:
    _tell(MailKind.REVIEW_STARTED, report, report.get_absolute_url, data=data)


def _returned(report: Report, data: dict[str, Any]) -> None:
    """Needs `reason`; takes `comments`, such as `[{"code": "2b", "text": "Why?"}]`."""
    comments = [Comment(report, each) for each in data.get("comments", ())]
    _tell(MailKind.RETURNED, report, report.get_absolute_url, data=data, comments=comments)


def _published(report: Report, data: dict[str, Any]) -> None:
    """Needs `version`, the number; the reason of a correction is that of the version."""
    version = Version.objects.for_lists().get(report=report, number=data["version"])
    _tell(MailKind.PUBLISHED, report, lambda: version.url, version=version)


def _withdrawn(report: Report, data: dict[str, Any]) -> None:
    """Needs `reason`."""
    _tell(MailKind.WITHDRAWN, report, _public(report), data=data)


def _delisted(report: Report, data: dict[str, Any]) -> None:
    _tell(MailKind.DELISTED, report, report.get_absolute_url, data=data)


def _relisted(report: Report, data: dict[str, Any]) -> None:
    _tell(MailKind.RELISTED, report, _public(report), data=data)


_ABOUT = {
    "submit": _submitted,
    "take_back": _taken_back,
    "start_review": _review_started,
    "send_back": _returned,
    "publish": _published,
    "withdraw": _withdrawn,
    "delist": _delisted,
    "relist": _relisted,
}


class Comment:
    """What the secretariat says about one question; number, label and address are in the active language."""

    def __init__(self, report: Report, said: dict[str, Any]) -> None:
        self.report, self.code, self.text = report, said["code"], said["text"]

    @property
    def question(self) -> Question | None:
        """None where the questionnaire does not know it."""
        with suppress(KeyError):
            return load(self.report.framework_id, translation.get_language() or "en").question(self.code)
        return None

    @property
    def link(self) -> str:
        """The address of the question; that of the report where it is not known."""
        if (question := self.question) is None:
            return settings.SITE_URL + self.report.get_absolute_url()
        names = [self.report.organisation.slug, self.report.cycle.slug, question.section]
        return f"{settings.SITE_URL}{reverse('workspace:section', args=names)}#{question.anchor}"


def _desk(report: Report) -> Path:
    return lambda: reverse("secretariat:report", args=[report.pk])


def _public(report: Report) -> Path:
    return lambda: reverse("public:report", args=[report.organisation.slug, report.cycle.slug])


def _organisation(report: Report) -> Path:
    return lambda: reverse("workspace:organisation", args=[report.organisation.slug])


def _tell(kind: MailKind, report: Report, path: Path, **context: Any) -> None:
    """Send to the secretariat, or to the report's owners and editors, as the kind says."""
    readers = desk() if kind in TO_THE_DESK else writers(report)
    letters.send(
        kind, readers, {"report": report, **context}, path, organisation=report.organisation, report=report
    )
