"""Supporting information as both sides see it: the context of their pages, and a file as an answer.

Belongs here: what the team's page and the desk's share. Not here: who may come here (`workspace.supporting`,
`secretariat.supporting`).
"""

from http import HTTPStatus
from typing import Any

from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from reports.actions.supporting import record_access
from reports.models import Report, SupportingFile
from reports.views.visitors import fetches_ahead


def supporting_context(request: HttpRequest, report: Report) -> dict[str, Any]:
    """Return requests with answers, and the log. Opening them is written down where anything was given."""
    requests = list(report.supporting_requests.with_answers())
    if request.method != "HEAD" and any(each.answers.all() for each in requests):
        record_access(report=report, by=request.user)
    return {
        "report": report,
        "organisation": report.organisation,
        "requests": requests,
        "accesses": list(report.supporting_accesses.for_page()),
    }


def supporting_response(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Send one file to be saved, never to be shown, and write down who took it."""
    found = get_object_or_404(SupportingFile.objects.filter(answer__request__report=report), pk=pk)
    if fetches_ahead(request):
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    if request.method == "GET":
        record_access(report=report, by=request.user, file=found)
    charset = "; charset=utf-8" if found.media_type.startswith("text/") else ""
    response = HttpResponse(bytes(found.content), content_type=found.media_type + charset)
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    # Whatever a browser may do with it all the same: no scripts, no forms, no origin.
    response["Content-Security-Policy"] = build_policy(update={"sandbox": True})
    return response
