"""The draft as it would be published: page and JSON, seen by members only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.actions.reading_links import can_have_links
from reports.enums import ReportStatus
from reports.models import Report
from reports.views.access import WRITERS, report_member
from reports.views.drafts import draft_document, draft_json


@report_member()
@require_safe
def preview(request: HttpRequest, report: Report) -> HttpResponse:
    """The whole draft on one page, as it would be published."""
    context = {
        "report": report,
        "organisation": report.organisation,
        "document": draft_document(report),
        "open_links": report.reading_links.open().count() if can_have_links(report) else 0,
        "may_link": request.membership.role in WRITERS,
        "can_edit": report.is_editable and request.membership.role in WRITERS,
    }
    return render(request, "workspace/preview.html", context)


@report_member()
@require_safe
def preview_json(request: HttpRequest, report: Report) -> HttpResponse:
    """The draft as data; once it is published and not corrected, what was published."""
    if report.status == ReportStatus.PUBLISHED:
        return redirect("public:report-json", report.organisation.slug, report.cycle.slug)
    return draft_json(report)
