"""Links by which somebody without an account reads a draft: making, revoking, opening, and their log.

The address is signed, not stored: it can't be guessed, and whoever reads the table alone can't use it.
Until when a link is good stands in its row, so that revoking works at once. Not here: what a reader is
shown (`views.reading`).
"""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.draft_files import present_digest, queue_draft_file
from reports.actions.errors import LinkClosed, NoSuchLink, Refused
from reports.enums import WITH_SECRETARIAT, EventName, Face, ReportStatus
from reports.models import DraftFile, Event, ReadingLink, ReadingVisit, Report, User
from reports.text.cleaning import clean

LONGEST = 90
"""For how many days a link is good at most."""
READER_LENGTH = 200
_SALT = "reports.reading-link"


def can_have_links(report: Report) -> bool:
    """Whether the report is still a draft that could be read by a link: written, or waiting."""
    return report.is_editable or report.status in WITH_SECRETARIAT


@transaction.atomic
def create_link(*, report: Report, reader: str, days: int, by: User) -> ReadingLink:
    """Make a link for one reader, good for so many days from now.

    Raises Refused, and writes nothing, for anybody but owners and editors, once the report is published or
    discarded, and if reader or days are not such as the form asks for.
    """
    # The report's row is the lock: a link must not be made while the report is being published.
    locked = Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)
    _refuse_unless_editor(by, locked)
    if not can_have_links(locked):
        raise Refused(_("Only a draft can be read by a link. This report is no draft any more."))
    reader = " ".join(clean(reader).split())
    if not 0 < len(reader) <= READER_LENGTH:
        raise Refused(_("Say for whom the link is, in at most 200 characters."))
    if not 1 <= days <= LONGEST:
        raise Refused(_("A link is good for 1 to 90 days."))
    now = timezone.now()
    link = ReadingLink.objects.create(
        report=locked, reader=reader, created_at=now, created_by=by, expires_at=now + timedelta(days=days)
    )
    _log(EventName.READING_LINK_CREATED, link, by, days=days)
    return link


@transaction.atomic
def revoke_link(*, link: ReadingLink, by: User) -> ReadingLink:
    """Close a link at once, whoever made it; a link that is revoked already stays as it is.

    Raises Refused for anybody but owners and editors.
    """
    locked = (
        ReadingLink.objects.select_for_update(of=("self",))
        .select_related("report__organisation")
        .get(pk=link.pk)
    )
    _refuse_unless_editor(by, locked.report)
    if not locked.revoked_at:
        locked.revoked_at, locked.revoked_by = timezone.now(), by
        locked.save()
        _log(EventName.READING_LINK_REVOKED, locked, by)
    return locked


def reading_address(link: ReadingLink) -> str:
    """Return the path of the link, in the language of the page; the same each time."""
    return reverse("reading:report", args=[signing.Signer(salt=_SALT).sign_object(link.pk)])


def link_from(token: str) -> ReadingLink:
    """Return the link behind an address, with its report. One query.

    Raises NoSuchLink if the address is incomplete or made up, LinkClosed if it is good no more.
    """
    try:
        pk = signing.Signer(salt=_SALT).unsign_object(token)
    except signing.BadSignature as error:
        raise NoSuchLink(_("This link is incomplete or wrong. Copy it whole.")) from error
    link = ReadingLink.objects.with_report().filter(pk=pk).first()
    if link is None:
        raise NoSuchLink(_("This link is incomplete or wrong. Copy it whole."))
    if link.report.status == ReportStatus.PUBLISHED:
        raise LinkClosed(_("The report has been published; everybody can read it."), published=link.report)
    if not can_have_links(link.report):
        raise LinkClosed(_("The draft that could be read here was taken back."))
    if link.revoked_at:
        raise LinkClosed(_("This link was revoked. Ask whoever gave it to you if you still need it."))
    if not link.is_open:
        raise LinkClosed(_("This link has expired. Ask whoever gave it to you for a new one."))
    return link


def record_visit(*, link: ReadingLink, face: str, network: str) -> ReadingVisit:
    """Write down that the link was opened: now, which face ("page", "pdf" or "json"), from which network."""
    return ReadingVisit.objects.create(link=link, face=face, network=network)


@transaction.atomic
def request_link_pdf(*, link: ReadingLink) -> DraftFile:
    """Return the PDF of exactly the present words, waiting or failed ones too; queue one if there is none.

    It is asked for in the name of whoever made the link, who may have left since: the link is what allows
    it. One that failed is left for members to ask for again, or each look would queue another.
    """
    digest = present_digest(link.report)
    known = link.report.draft_files.filter(source_sha256=digest, face=Face.PDF).first()
    return known or queue_draft_file(report=link.report, face=Face.PDF, digest=digest, by=link.created_by)


def _refuse_unless_editor(by: User, report: Report) -> None:
    if not permissions.is_editor(by, report):
        raise Refused(_("Only owners and editors may give others a link to a draft."))


def _log(name: EventName, link: ReadingLink, by: User, **data: object) -> None:
    Event.objects.create(
        organisation=link.report.organisation,
        report=link.report,
        name=name,
        recorded_by=by,
        data={"link": link.pk, "reader": link.reader, **data},
    )
