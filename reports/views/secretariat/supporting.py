"""Asking a team for supporting information, reading what it gave, closing. Not here: the team's side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.supporting import ask_for_support, close_support
from reports.forms.supporting import SupportRequestForm
from reports.models import Report, SupportingFile, SupportingRequest
from reports.views.access import secretariat
from reports.views.supporting_shown import supporting_context, supporting_response


@secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def supporting(request: HttpRequest, pk: int) -> HttpResponse:
    """The requests, what was given, and who opened it; POST asks for something."""
    report = _report(request, pk)
    form = SupportRequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            ask_for_support(report=report, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Asked. The team has been told."))
            return redirect("secretariat:supporting", report.pk)
    context = supporting_context(request, report) | {
        "can_ask": permissions.can_ask_for_support(request.user, report),
        "is_at_the_desk": Report.objects.for_secretariat(request.user).filter(pk=report.pk).exists(),
        "form": form,
    }
    return render(request, "secretariat/supporting.html", context, status=422 if form.errors else 200)


@secretariat
@require_POST
def supporting_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a request. A second click changes nothing."""
    found = get_object_or_404(SupportingRequest.objects.select_related("report"), pk=pk)
    _report(request, found.report_id)
    try:
        close_support(request=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Closed. What was given stays here."))
    return redirect("secretariat:supporting", found.report_id)


@secretariat
@require_safe
def supporting_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One file, to be saved."""
    of = SupportingFile.objects.filter(pk=pk).values_list("answer__request__report", flat=True).first()
    if of is None:
        raise Http404
    return supporting_response(request, _report(request, of), pk)


def _report(request: HttpRequest, pk: int) -> Report:
    """Return a report of which the desk may read this; not that of one's own organisation."""
    report = get_object_or_404(Report.objects.for_supporting(request.user).with_names(), pk=pk)
    if not permissions.is_secretariat(request.user, report):
        raise PermissionDenied
    return report
