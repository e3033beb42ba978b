"""Reading links of a draft: making, seeing who opened them, revoking. Owners and editors only.

Whoever may see the list may read the draft by its links and pass them on; viewers may not.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports.actions.errors import Refused
from reports.actions.reading_links import can_have_links, create_link, reading_address, revoke_link
from reports.forms.reading_links import ReadingLinkForm
from reports.models import ReadingLink, Report
from reports.views.access import WRITERS, report_member


@report_member(roles=WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def reading_links(request: HttpRequest, report: Report) -> HttpResponse:
    """The links of a draft with their visits, and the form that makes another."""
    if request.method != "POST":
        return _page(request, report, ReadingLinkForm())
    form = ReadingLinkForm(request.POST)
    if form.is_valid():
        try:
            link = create_link(report=report, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("The link for %(reader)s is made. Copy it from the list and send it yourself.")
            messages.success(request, said % {"reader": link.reader})
            return redirect("workspace:reading-links", report.organisation.slug, report.cycle.slug)
    return _page(request, report, form, status=422)


@report_member(roles=WRITERS)
@require_POST
def reading_link_revoke(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Close a link at once; a second click finds it closed already."""
    link = get_object_or_404(ReadingLink, report=report, pk=pk)
    try:
        link = revoke_link(link=link, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The link for %(reader)s is revoked.") % {"reader": link.reader})
    return redirect("workspace:reading-links", report.organisation.slug, report.cycle.slug)


def _page(request: HttpRequest, report: Report, form: ReadingLinkForm, status: int = 200) -> HttpResponse:
    context = {
        "report": report,
        "organisation": report.organisation,
        "rows": [(link, reading_address(link)) for link in report.reading_links.with_visits()],
        "may_make": can_have_links(report),
        "form": form,
    }
    return render(request, "workspace/reading_links.html", context, status=status)
