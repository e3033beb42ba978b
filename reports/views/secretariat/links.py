"""The third check of the desk: whether the web addresses of a report that was handed in can be opened.

Belongs here: the page that says how far the look is, and asking for one. Not here: what is shown of it
(`links_found`), and the decision (`decisions`).
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.link_checks import request_link_check_at_desk
from reports.enums import WITH_SECRETARIAT
from reports.views.access import secretariat
from reports.views.secretariat.desk import report_or_404
from reports.views.secretariat.links_found import found_of


@secretariat
@require_safe
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of each address, by question. While the look goes on, the page looks again by itself."""
    report = report_or_404(request, pk)
    if report.status not in WITH_SECRETARIAT:
        raise Http404
    context = {
        "report": report,
        "organisation": report.organisation,
        "can_ask": permissions.can_check_links(request.user, report),
        "is_still": "still" in request.GET,
        **found_of(report, report.answers.by_code()),
    }
    response = render(request, "secretariat/links.html", context)
    if context["links"]["running"] and not context["is_still"]:
        response["Refresh"] = f"5; url={request.path}"
    return response


@secretariat
@require_POST
def check_links(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for another look; a second click while it goes on does nothing."""
    report = report_or_404(request, pk)
    try:
        request_link_check_at_desk(report=report, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("secretariat:report", report.pk)
    return redirect("secretariat:links", report.pk)
