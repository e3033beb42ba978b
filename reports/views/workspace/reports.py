"""A report's overview, starting and discarding it, and the attestation. Not here: the check page."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import completeness, eligibility, permissions, workflow
from reports.actions.errors import Refused
from reports.actions.reports import start_report
from reports.documents.source import content_sha256
from reports.enums import EventName
from reports.forms.from_file import ReportFileForm
from reports.forms.reports import AttestForm, StartReportForm
from reports.last_cycle import last_cycle
from reports.link_checks.published import gone_links
from reports.models import Cycle, Organisation, PlannedAction, Report
from reports.views.access import OWNERS, WRITERS, member, report_member
from reports.views.trails import trail_file
from reports.views.workspace.comments import comments_of
from reports.views.workspace.items import framework_of
from reports.workflow.effects import attestation_text

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@member(roles=WRITERS)
@GET_OR_POST
def report_new(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Start the report for a cycle, on a chosen version, empty or from what was published before."""
    cycles = free_cycles(organisation)
    form = StartReportForm(request.POST or None, cycles=cycles, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        try:
            report = start_report(
                organisation=organisation,
                cycle=wish["cycle"],
                framework_id=wish["framework"],
                language=wish["language"],
                source=wish["source"],
                **origin_of(wish),
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("cycle", str(refusal))
        else:
            return redirect(report)
    context = {"organisation": organisation, "form": form, "cycles": cycles, "upload": ReportFileForm()}
    return render(request, "workspace/report_new.html", context, status=422 if form.errors else 200)


@report_member()
@require_safe
def report(request: HttpRequest, report: Report) -> HttpResponse:
    """Where the report stands: progress, what is to do, what can be done now."""
    words = report.answers.by_code()
    framework = framework_of(report)
    problems = lacks(report, words)
    last = last_cycle(report)
    context = {
        **_frame(report),
        "framework": framework,
        "role_labels": [role.label for role in report.organisation.ai_roles],
        "progress": completeness.report_progress(framework, words, report.ai_roles),
        "last": last,
        "since_last": last.counts(framework, words),
        "sections": section_rows(report, words),
        "problems": problems,
        "steps": (steps := _in_order(report, words, problems)),
        "next_question": next((p.question for p in steps["first"] + steps["more"] if p.question), None),
        "to_review": completeness.to_review(framework, words),
        "unanswered": PlannedAction.objects.unanswered_by_cycle(report),
        "unplaced": report.unplaced_texts.count(),
        "comments": comments_of(report),
        "transitions": [transition.name for transition in workflow.available(report, request.user)],
        "approvable": report.is_editable and report.organisation.requires_approval,
        "membership": request.membership,
        "can_edit": report.is_editable and request.membership.role in WRITERS,
        "events": report.events.select_related("actor__user"),
        "last_saved": max((revision.saved_at for revision in words.values()), default=None),
        "gone_links": gone_links(report.current_version_id),
        "numbers": {question.code: question.number for question in framework.answerable},
        "returned": report.events.filter(name=EventName.RETURNED).first(),
    }
    return render(request, "workspace/report.html", context)


@report_member()
@require_safe
def trail_json(request: HttpRequest, report: Report) -> HttpResponse:
    """All that happened to the report, as a file that others can check."""
    return trail_file(report, for_team=True)


@report_member(roles=OWNERS)
@GET_OR_POST
def submit(request: HttpRequest, report: Report) -> HttpResponse:
    """Attest by name, title and tick, and hand the report in. A second click changes nothing."""
    if report.organisation.in_trust:
        return redirect(report)
    form = AttestForm(request.POST or None, initial={"name": request.user.name})
    words = report.answers.by_code()
    problems = lacks(report, words)
    needs_approval = not permissions.may_attest(request.user, report, content_sha256(words))
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
        except workflow.Incomplete:
            problems = lacks(report, report.answers.by_code())
        except workflow.NotApproved:
            needs_approval = True
        else:
            messages.success(request, _("Submitted. The secretariat has been told."))
            return redirect(report)
    elif not report.is_editable:
        return redirect(report)
    context = {
        **_frame(report),
        "form": form,
        "problems": problems,
        "needs_approval": needs_approval,
        "eligibility": eligibility.of_report(report),
        "attestation_text": attestation_text(report),
    }
    failed = request.method == "POST"
    return render(request, "workspace/submit.html", context, status=422 if failed else 200)


@report_member(roles=OWNERS)
@require_POST
def take_back(request: HttpRequest, report: Report) -> HttpResponse:
    """Take a submission back, as long as nobody reviews it."""
    try:
        workflow.apply("take_back", report=report, actor=request.user)
    except workflow.WorkflowError:
        messages.error(request, _("The report can't be taken back any more: its review has begun."))
    else:
        messages.success(request, _("Taken back. The answers can be changed again."))
    return redirect(report)


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
    if not report.is_editable or report.is_listed:
        return redirect(report)
    return render(request, "workspace/discard.html", _frame(report))


def free_cycles(organisation: Organisation) -> QuerySet[Cycle]:
    """The cycles for which the organisation has no report."""
    taken = Report.objects.filter(organisation=organisation).kept().values("cycle")
    return Cycle.objects.exclude(pk__in=taken)


def origin_of(wish: dict) -> dict:
    """Return where and when the report was published before, if that was asked."""
    names = ("transcribed_from", "originally_published_on")
    return {name: wish[name] for name in names if name in wish}


def section_rows(report: Report, words: dict) -> list[dict]:
    """Return each section with its progress, for outlines and lists."""
    return [
        {"section": section, "progress": completeness.section_progress(section, words, report.ai_roles)}
        for section in framework_of(report).sections
    ]


def lacks(report: Report, words: dict) -> list[completeness.Problem]:
    """Return what stands in the way of submitting the report."""
    unplaced = report.unplaced_texts.waiting().count()
    return completeness.problems(framework_of(report), words, report.ai_roles, unplaced=unplaced)


def _in_order(report: Report, words: dict, problems: list[completeness.Problem]) -> dict:
    """Return what is to do as the pages of the sections ask it: first, and what may wait."""
    later = {
        question.code
        for section in framework_of(report).sections
        for question in completeness.arranged(
            section, words, report.ai_roles, essentials_first=report.essentials_first
        ).more
    }
    more = [problem for problem in problems if problem.question and problem.question.code in later]
    return {"first": [problem for problem in problems if problem not in more], "more": more}


def _frame(report: Report) -> dict:
    return {"report": report, "organisation": report.organisation}
