"""A report's overview, starting and discarding it, the check page and the attestation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports import completeness, workflow
from reports.actions.errors import Refused
from reports.actions.reports import start_report
from reports.enums import EventName
from reports.forms.reports import AttestForm, StartReportForm
from reports.models import Cycle, Organisation, Report
from reports.views.access import OWNERS, WRITERS, member, report_member
from reports.workflow.effects import attestation_text

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@member(roles=WRITERS)
@GET_OR_POST
def report_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Start the report for a cycle."""
    taken = Report.objects.filter(organisation=organisation).kept().values("cycle")
    cycles = Cycle.objects.exclude(pk__in=taken)
    form = StartReportForm(request.POST or None, cycles=cycles)
    if request.method == "POST" and form.is_valid():
        try:
            report = start_report(organisation=organisation, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("cycle", str(refusal))
        else:
            return redirect(report)
    context = {"organisation": organisation, "form": form, "cycles": cycles}
    return render(request, "workspace/report_new.html", context, status=422 if form.errors else 200)


@report_member()
@require_safe
def report(request: HttpRequest, report: Report) -> HttpResponse:
    """Where the report stands: progress, what is to do, what can be done now."""
    words = report.answers.by_code()
    framework = report.framework
    context = {
        **_frame(report),
        "progress": completeness.report_progress(framework, words),
        "sections": section_rows(report, words),
        "problems": completeness.problems(framework, words),
        "transitions": [transition.name for transition in workflow.available(report, request.user)],
        "membership": request.membership,
        "events": report.events.select_related("recorded_by"),
        "last_saved": max((revision.saved_at for revision in words.values()), default=None),
        "returned": report.events.filter(name=EventName.RETURNED).select_related("recorded_by").first(),
    }
    return render(request, "workspace/report.html", context)


@report_member()
@require_safe
def check(request: HttpRequest, report: Report) -> HttpResponse:
    """Everything that is missing, each item a link to its place."""
    words = report.answers.by_code()
    problems = completeness.problems(report.framework, words)
    context = {
        **_frame(report),
        "problems": problems,
        "by_section": [
            (section, [problem for problem in problems if problem.question.section == section.code])
            for section in report.framework.sections
        ],
        "progress": completeness.report_progress(report.framework, words),
        "transitions": [transition.name for transition in workflow.available(report, request.user)],
    }
    return render(request, "workspace/check.html", context)


@report_member(roles=OWNERS)
@GET_OR_POST
def submit(request: HttpRequest, report: Report) -> HttpResponse:
    """Attest by name, title and tick, and hand the report in. A second click changes nothing."""
    form = AttestForm(request.POST or None, initial={"name": request.user.name})
    problems = completeness.problems(report.framework, report.answers.by_code())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.apply(
                "submit",
                report=report,
                actor=request.user,
                name=form.cleaned_data["name"],
                title=form.cleaned_data["title"],
            )
        except workflow.WrongStatus:
            messages.info(request, _("This report was submitted already; nothing was sent twice."))
            return redirect(report)
        except workflow.Incomplete as incomplete:
            problems = incomplete.problems
        else:
            messages.success(request, _("Submitted. The secretariat has been told."))
            return redirect(report)
    elif not report.is_editable:
        return redirect(report)
    context = {
        **_frame(report),
        "form": form,
        "problems": problems,
        "attestation_text": attestation_text(report),
    }
    failed = request.method == "POST"
    return render(request, "workspace/submit.html", context, status=422 if failed else 200)


@report_member(roles=OWNERS)
@GET_OR_POST
def discard(request: HttpRequest, report: Report) -> HttpResponse:
    """Discard a draft, after asking once."""
    if request.method == "POST":
        try:
            workflow.apply("discard", report=report, actor=request.user)
        except workflow.WorkflowError:
            messages.error(request, _("This report can't be discarded any more."))
            return redirect(report)
        messages.success(request, _("The draft was discarded."))
        return redirect("workspace:organisation", report.organisation.slug)
    if not report.is_editable:
        return redirect(report)
    return render(request, "workspace/discard.html", _frame(report))


def section_rows(report: Report, words: dict) -> list[dict]:
    """Return each section with its progress, for outlines and lists."""
    return [
        {"section": section, "progress": completeness.section_progress(section, words)}
        for section in report.framework.sections
    ]


def _frame(report: Report) -> dict:
    return {"report": report, "organisation": report.organisation}
