"""The queue, and one report: read it, publish it or return it with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import completeness, permissions, renditions, workflow
from reports.documents import build
from reports.documents.source import draft_source
from reports.enums import TEAM_ONLY, ReportStatus
from reports.forms.reports import ReturnForm, WithdrawForm
from reports.models import Report, Version
from reports.views.access import secretariat
from reports.views.trails import trail_file


@secretariat
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first; what was sent back; what was published last."""
    reports = Report.objects.with_names()
    context = {
        "waiting": reports.waiting(),
        "returned": reports.filter(status=ReportStatus.RETURNED).order_by("-submitted_at"),
        "published": Version.objects.current().for_lists()[:20],
    }
    return render(request, "secretariat/queue.html", context)


@secretariat
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole report as it would be published, with the decision beneath."""
    return _page(request, _report_or_404(request, pk), ReturnForm())


@secretariat
@require_safe
def trail_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The report's trail, without what is the team's own."""
    return trail_file(_report_or_404(request, pk), for_team=False)


@secretariat
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish; a second click finds the report published already."""
    _decide(request, "publish", _report_or_404(request, pk), _("Published. The PDF is being made."))
    return redirect("secretariat:queue")


@secretariat
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the report to its team with a reason."""
    found = _report_or_404(request, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    _decide(request, "send_back", found, _("Returned. The team has been told."), **form.cleaned_data)
    return redirect("secretariat:queue")


@secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and take a published report off the register."""
    found = _report_or_404(request, pk)
    form = WithdrawForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        if not permissions.can_withdraw(request.user, found):
            return redirect("secretariat:report", found.pk)
        context = {"report": found, "organisation": found.organisation, "form": form}
        return render(request, "secretariat/withdraw.html", context, status=422 if form.errors else 200)
    done = _("Withdrawn. Its addresses say when and why; the team has been told.")
    _decide(request, "withdraw", found, done, **form.cleaned_data)
    return redirect("secretariat:report", found.pk)


def _decide(request: HttpRequest, name: str, report: Report, done: str, **given: Any) -> None:
    """Make the transition and say that it is done, or why it is not."""
    try:
        workflow.apply(name, report=report, actor=request.user, **given)
    except workflow.WrongStatus:
        messages.info(request, _("This report was decided already; nothing was done twice."))
    except workflow.Incomplete:
        messages.error(request, _("This report lacks answers and can't be published."))
    except workflow.NotAllowed:
        messages.error(request, _("You may not decide about a report of your own organisation."))
    else:
        messages.success(request, done)


def _report_or_404(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(Report.objects.for_secretariat(request.user).with_names(), pk=pk)


def _page(request: HttpRequest, report: Report, form: ReturnForm, status: int = 200) -> HttpResponse:
    last = report.versions.order_by("-number").first() if report.withdrawn_at else None
    version = report.current_version or last
    context = {
        "report": report,
        "organisation": report.organisation,
        "document": renditions.document_of(version) if version else build(draft_source(report), draft=True),
        "attestation": report.attestations.first(),
        "problems": completeness.problems(
            report.framework,
            report.answers.by_code(),
            report.ai_roles,
            unplaced=report.unplaced_texts.waiting().count(),
        ),
        "can_withdraw": permissions.can_withdraw(request.user, report),
        "can_review": permissions.can_review(request.user, report),
        "form": form,
        "events": report.events.exclude(name__in=TEAM_ONLY).select_related("actor__user"),
    }
    return render(request, "secretariat/report.html", context, status=status)
