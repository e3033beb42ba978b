"""Approval inside the organisation: reading the very answers, and saying that they may be attested."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports import permissions
from reports.actions.approvals import approve
from reports.actions.errors import Refused
from reports.documents.source import content_sha256
from reports.models import Report
from reports.views.access import report_member


@report_member()
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, report: Report) -> HttpResponse:
    """Who approved what, and the button to approve what stands now."""
    present = content_sha256(report.answers.by_code())
    if request.method == "POST":
        try:
            approve(report=report, seen=request.POST.get("seen", ""), by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("workspace:approval", report.organisation.slug, report.cycle.slug)
        messages.success(request, _("Approved: these very answers may be attested by another owner."))
        return redirect(report)
    approvals = list(report.approvals.select_related("approved_by"))
    context = {
        "counting": set(permissions.editors_of(report.organisation).values_list("user", flat=True)),
        "report": report,
        "organisation": report.organisation,
        "present": present,
        "approvals": approvals,
        "has_approved": any(
            each.sha256 == present and each.approved_by_id == request.user.pk for each in approvals
        ),
        "can_edit": report.is_editable and request.membership.role != "viewer",
    }
    return render(request, "workspace/approval.html", context)
