"""The board paper: asking for it, seeing how far it is, having it, all at one address. Members only.

The peers are those of the query, as on the page of the position. Not here: what stands in the paper
(`board_paper_contents`).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from reports.actions.draft_files import contents_digest, request_board_paper
from reports.enums import Face
from reports.jobs.progress import Progress, progress_of
from reports.models import Report
from reports.views.access import report_member
from reports.views.drafts import draft_file_bytes
from reports.views.files import waiting_page
from reports.views.workspace.board_paper_contents import contents_of


@report_member()
@require_http_methods(["GET", "HEAD", "POST"])
def board_paper(request: HttpRequest, report: Report) -> HttpResponse:
    """The paper as everything stands now; until it is there, a page that offers to make it or waits."""
    contents = contents_of(report, dict(request.GET.lists()))
    if request.method == "POST":
        request_board_paper(report=report, contents=contents, by=request.user)
        return redirect(request.get_full_path())
    known = report.draft_files.without_bytes().filter(face=Face.BOARD_PAPER).first()
    is_present = known is not None and known.source_sha256 == contents_digest(contents)
    if known and is_present and known.is_ready:
        return draft_file_bytes(report, known)
    progress = progress_of(known) if known and is_present else None
    context = {
        "report": report,
        "organisation": report.organisation,
        "group": contents["group"],
        "asked": progress,
        "older": known if known and known.is_ready else None,
    }
    return waiting_page(
        request, "workspace/board_paper.html", progress or Progress("ready"), context, status=200
    )
