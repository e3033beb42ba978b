"""A draft as it is read by link: page, PDF and JSON, and nothing of the workspace around them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.actions.reading_links import reading_address, request_link_pdf
from reports.jobs.progress import progress_of
from reports.models import ReadingLink
from reports.views.access import by_link
from reports.views.drafts import draft_document, draft_file_bytes, draft_json
from reports.views.files import waiting_page


@by_link(face="page")
def report(request: HttpRequest, link: ReadingLink) -> HttpResponse:
    """The whole draft on one page, as it would be published."""
    return render(
        request,
        "reading/report.html",
        {"link": link, "report": link.report, "document": draft_document(link.report)},
    )


@by_link(face="pdf")
def report_pdf(request: HttpRequest, link: ReadingLink) -> HttpResponse:
    """The PDF of the present words; until it is made, a page that looks again by itself."""
    if request.method == "HEAD":  # a question about the file, which must not have one made
        return HttpResponse(content_type="application/pdf")
    file = request_link_pdf(link=link)
    progress = progress_of(file)
    if progress.state == "ready":
        return draft_file_bytes(link.report, file)
    context = {"link": link, "address": reading_address(link)}
    status = 503 if progress.state == "failed" else 202
    return waiting_page(request, "reading/pdf_waits.html", progress, context, status=status)


@by_link(face="json")
def report_json(request: HttpRequest, link: ReadingLink) -> HttpResponse:
    """The draft as data."""
    return draft_json(link.report)
