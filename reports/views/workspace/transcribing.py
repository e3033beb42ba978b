"""Publishing what the secretariat transcribed, for an organisation in trust. Not here: the writing itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports import eligibility, permissions, workflow
from reports.models import Report
from reports.views.access import OWNERS, report_member
from reports.views.workspace.reports import lacks


@report_member(roles=OWNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def transcribe(request: HttpRequest, report: Report) -> HttpResponse:
    """Say what will be published and as what, and publish once that is confirmed."""
    if not (report.is_editable and permissions.can_transcribe(request.user, report)):
        return redirect(report)
    refusal = ""
    if request.method == "POST":
        try:
            workflow.apply("transcribe", report=report, actor=request.user)
        except workflow.WrongStatus:
            messages.info(request, _("The report does not stand there any more; nothing was done twice."))
            return redirect(report)
        except workflow.Incomplete:
            refusal = _("Write at least one answer, and find a place for each text that has none.")
        except workflow.NotEligible as reason:
            refusal = str(reason)
        else:
            messages.success(request, _("Published. The PDF is being made."))
            return redirect(report)
    context = {
        "report": report,
        "organisation": report.organisation,
        "missing": len(lacks(report, report.answers.by_code())),
        "eligibility": eligibility.of_report(report),
        "refusal": refusal,
    }
    return render(request, "workspace/transcribe.html", context, status=422 if refusal else 200)
