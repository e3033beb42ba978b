"""The draft as it would be published: page, PDF and JSON, seen by members only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reports.actions.reports import request_draft_pdf
from reports.models import DraftPdf, Report
from reports.views.access import WRITERS, report_member
from reports.views.drafts import draft_document, draft_json, draft_pdf_file


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
@require_http_methods(["GET", "HEAD", "POST"])
def preview_pdf(request: HttpRequest, report: Report) -> HttpResponse:
    """Ask for the PDF of the draft, and see how far it is."""
    if request.method == "POST":
        request_draft_pdf(report=report, by=request.user)
        return redirect("workspace:preview-pdf", report.organisation.slug, report.cycle.slug)
    draft_pdf = report.draft_pdfs.select_related("requested_by").first()
    context = {"report": report, "organisation": report.organisation, "draft_pdf": draft_pdf}
    response = render(request, "workspace/preview_pdf.html", context)
    if draft_pdf and draft_pdf.state == "waiting":
        response["Refresh"] = "3"
    return response


@report_member()
@require_safe
def preview_pdf_file(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """The PDF of the draft."""
    draft_pdf = get_object_or_404(DraftPdf, report=report, pk=pk, content__isnull=False)
    return draft_pdf_file(report, draft_pdf)


@report_member()
@require_safe
def preview_json(request: HttpRequest, report: Report) -> HttpResponse:
    """The draft as data; once it is published, what was published."""
    if report.current_version:
        return redirect("public:report-json", report.organisation.slug, report.cycle.slug)
    return draft_json(report)
