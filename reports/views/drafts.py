"""The draft of a report as a page's document, as files and as JSON, for members and readers by link alike.

Not here: who may see it (`access`), or making the files (`actions.draft_files`).
"""

from django.http import HttpResponse
from django.utils import timezone

from reports.documents import Document, build
from reports.documents.draft import draft_data
from reports.documents.faces import WRITERS
from reports.documents.source import draft_source
from reports.models import DraftFile, Report

SHOWN = {"application/pdf", "application/json"}
"""What a browser shows by itself; the rest is saved."""


def draft_document(report: Report) -> Document:
    """Return the draft as it would be published now. Three queries."""
    return build(draft_source(report), draft=True)


def draft_json(report: Report) -> HttpResponse:
    """Answer with the draft as data. Three queries."""
    content = draft_data(draft_source(report), made_at=timezone.now()).encode()
    return _file(report, content, ".json", media_type="application/json")


def draft_file_bytes(report: Report, file: DraftFile) -> HttpResponse:
    """Answer with a file that is ready.

    Whole and without validators: an opening by link is written down once, not piece by piece.
    """
    writer = WRITERS[file.face]
    return _file(report, bytes(file.content), writer.ending, media_type=writer.media_type)


def _file(report: Report, content: bytes, ending: str, *, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    way = "inline" if media_type in SHOWN else "attachment"
    name = f"draft-{report.organisation.slug}-{report.cycle.slug}{ending}"
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    return response
