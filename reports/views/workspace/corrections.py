"""Correcting a published report: starting a next version, and dropping it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports import workflow
from reports.enums import ReportStatus
from reports.forms.reports import CorrectionForm
from reports.models import Report
from reports.views.access import OWNERS, report_member

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@report_member(roles=OWNERS)
@GET_OR_POST
def correct(request: HttpRequest, report: Report) -> HttpResponse:
    """Ask why, and open the answers of a published report again; readers keep what they have."""
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.apply("correct", report=report, actor=request.user, **form.cleaned_data)
        except workflow.WorkflowError:
            messages.info(
                request, _("This report can't be corrected now, or its correction has begun already.")
            )
        else:
            messages.success(request, _("Change what is to be corrected, then attest and send it."))
        return redirect(report)
    if report.status != ReportStatus.PUBLISHED:
        return redirect(report)
    context = {"report": report, "organisation": report.organisation, "form": form}
    return render(request, "workspace/correct.html", context, status=422 if form.errors else 200)


@report_member(roles=OWNERS)
@GET_OR_POST
def drop_correction(request: HttpRequest, report: Report) -> HttpResponse:
    """Drop a correction, after asking once: the draft says again what readers have."""
    if request.method == "POST":
        try:
            workflow.apply("drop_correction", report=report, actor=request.user)
        except workflow.WorkflowError:
            messages.error(request, _("This correction can't be dropped any more."))
        else:
            messages.success(request, _("Dropped. The published version stays as it is."))
        return redirect(report)
    if not (report.is_editable and report.is_listed):
        return redirect(report)
    context = {"report": report, "organisation": report.organisation}
    return render(request, "workspace/drop_correction.html", context)
