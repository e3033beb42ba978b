"""The draft of a report as a page's document, as a PDF and as JSON, for members and readers by link alike.

Not here: who may see it (`access`), or making the PDF (`actions.reports`).
"""

from django.http import HttpResponse
from django.utils import timezone

from reports.documents import Document, build
from reports.documents.draft import draft_data
from reports.documents.source import draft_source
from reports.models import DraftPdf, Report


def draft_document(report: Report) -> Document:
    """Return the draft as it would be published now. Three queries."""
    return build(draft_source(report), draft=True)


def draft_json(report: Report) -> HttpResponse:
    """Answer with the draft as data. Three queries."""
    content = draft_data(draft_source(report), made_at=timezone.now())
    return _file(report, content.encode(), "json", content_type="application/json")


def draft_pdf_file(report: Report, draft_pdf: DraftPdf) -> HttpResponse:
    """Answer with a PDF that is ready."""
    return _file(report, bytes(draft_pdf.content), "pdf", content_type="application/pdf")


def _file(report: Report, content: bytes, ending: str, *, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    name = f"draft-{report.organisation.slug}-{report.cycle.slug}.{ending}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
