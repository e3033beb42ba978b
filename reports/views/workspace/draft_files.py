"""The files of a draft: asking for them, seeing how far they are, and having them. Members only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from reports.actions.draft_files import present_digest, request_draft_file
from reports.documents.faces import DRAFT_FACES, PUBLISHED, WRITERS
from reports.enums import Face
from reports.jobs.progress import Progress, progress_of
from reports.last_cycle import last_cycle
from reports.models import Report
from reports.views.access import report_member
from reports.views.drafts import draft_file_bytes
from reports.views.files import waiting_page


@report_member()
@require_http_methods(["GET", "HEAD", "POST"])
def draft_files(request: HttpRequest, report: Report) -> HttpResponse:
    """Every file that can be made of the draft, and how far each is."""
    faces = DRAFT_FACES if last_cycle(report).label else PUBLISHED
    if request.method == "POST":
        face = request.POST.get("face", "")
        if face in faces:
            request_draft_file(report=report, face=face, by=request.user)
        return redirect("workspace:draft-files", report.organisation.slug, report.cycle.slug)
    digest = present_digest(report)
    known = {file.face: file for file in report.draft_files.without_bytes().select_related("requested_by")}
    rows = []
    for face in faces:
        file = known.get(face)
        rows.append(
            {
                "face": face,
                "label": Face(face).label,
                "about": WRITERS[face].about,
                "file": file,
                "progress": progress_of(file) if file else None,
                "is_present": file is not None and file.source_sha256 == digest,
            }
        )
    waiting = [row["progress"] for row in rows if row["progress"] and not row["progress"].is_over]
    context = {"report": report, "organisation": report.organisation, "rows": rows}
    progress = waiting[0] if waiting else Progress("ready")
    return waiting_page(request, "workspace/draft_files.html", progress, context, status=200)


@report_member()
@require_safe
def draft_file(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """The bytes of one file."""
    file = get_object_or_404(report.draft_files.without_bytes(), pk=pk, content__isnull=False)
    return draft_file_bytes(report, file)
