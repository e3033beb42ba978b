"""The draft of a report as a page's document, as files and as JSON, for members and readers by link alike.

Not here: who may see it (`access`), or making the files (`actions.draft_files`).
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reports.documents import Document, build
from reports.documents.draft import draft_data
from reports.documents.faces import WRITERS
from reports.documents.source import draft_source
from reports.enums import Face
from reports.models import DraftFile, Report
from reports.views.files import send_bytes


def draft_document(report: Report) -> Document:
    """Return the draft as it would be published now. Three queries."""
    return build(draft_source(report), draft=True)


def draft_json(report: Report) -> HttpResponse:
    """Answer with the draft as data. Three queries."""
    content = draft_data(draft_source(report), made_at=timezone.now())
    response = HttpResponse(content.encode(), content_type="application/json")
    response["Content-Disposition"] = f'inline; filename="{_file_name(report, ".json")}"'
    return response


def draft_file_bytes(request: HttpRequest, report: Report, file: DraftFile) -> HttpResponse:
    """Answer with a file that is ready."""
    writer = WRITERS[file.face]
    return send_bytes(
        request,
        lambda: bytes(file.content),
        size=file.size,
        sha256=file.sha256,
        media_type=writer.media_type,
        file_name=_file_name(report, writer.ending),
        attach=file.face not in {Face.PDF, Face.LETTER, Face.DIFFERENCES},
    )


def _file_name(report: Report, ending: str) -> str:
    return f"draft-{report.organisation.slug}-{report.cycle.slug}{ending}"
