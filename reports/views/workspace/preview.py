"""The draft as it would be published: page and JSON, seen by members only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

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
        "open_links": 0 if report.current_version else report.reading_links.open().count(),
        "may_link": request.membership.role in WRITERS,
        "can_edit": report.is_editable and request.membership.role in WRITERS,
    }
    return render(request, "workspace/preview.html", context)


@report_member()
@require_safe
def preview_json(request: HttpRequest, report: Report) -> HttpResponse:
    """The draft as data; once it is published, what was published."""
    if report.current_version:
        return redirect("public:report-json", report.organisation.slug, report.cycle.slug)
    return draft_json(report)
