"""Starting a report, and asking for the PDF of a draft. Status changes are `workflow`'s."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.errors import Refused
from reports.documents.canonical import canonical, sha256
from reports.documents.source import draft_source
from reports.enums import EventName
from reports.jobs.files import build_draft_pdf
from reports.models import Cycle, DraftPdf, Event, Organisation, Report, User

DEFAULT_FRAMEWORK = "haip-1.0"


@transaction.atomic
def start_report(
    *, organisation: Organisation, cycle: Cycle, language: str, by: User, at: datetime | None = None
) -> Report:
    """Start the organisation's report for a cycle. Raises Refused if there is one already.

    `at` is the moment, now unless history is being entered.
    """
    at = at or timezone.now()
    if not permissions.can_start_report(permissions.role_in(by, organisation)):
        raise Refused(_("Only owners and editors may start a report."))
    try:
        with transaction.atomic():
            report = Report.objects.create(
                organisation=organisation,
                cycle=cycle,
                framework_id=DEFAULT_FRAMEWORK,
                language=language,
                created_at=at,
                created_by=by,
            )
    except IntegrityError as error:
        raise Refused(_("Your organisation already has a report for this cycle.")) from error
    Event.objects.create(
        organisation=organisation, report=report, name=EventName.CREATED, recorded_at=at, recorded_by=by
    )
    return report


@transaction.atomic
def request_draft_pdf(*, report: Report, by: User) -> DraftPdf:
    """Queue a PDF of the draft as it stands; an unchanged draft gets the one it already has.

    Raises Refused for anybody but members.
    """
    if not permissions.is_member(by, report):
        raise Refused(_("Only members may read a draft."))
    digest = sha256(canonical(draft_source(report)))
    known = report.draft_pdfs.filter(source_sha256=digest, error="").defer("content").first()
    if known:
        return known
    # One PDF per draft is enough: older ones show words that no longer stand.
    report.draft_pdfs.all().delete()
    draft_pdf = DraftPdf.objects.create(report=report, source_sha256=digest, requested_by=by)
    build_draft_pdf.enqueue(draft_pdf.pk)
    return draft_pdf
