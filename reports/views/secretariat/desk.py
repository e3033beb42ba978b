"""The queue, and the page of one report. What is decided there: `decisions`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports import completeness, eligibility, permissions, renditions, renewal, workflow
from reports.documents import build
from reports.documents.source import content_sha256, draft_source
from reports.enums import TEAM_ONLY, WITH_SECRETARIAT, ReportStatus
from reports.forms.reports import ReturnForm, ReviewerForm
from reports.models import Report, Version
from reports.views.access import secretariat
from reports.views.secretariat.links_found import found_of
from reports.views.secretariat.review_shown import review_context
from reports.views.trails import trail_file


@secretariat
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first; what was sent back; what is to be renewed; what was published last."""
    reports = Report.objects.with_names()
    waiting = reports.waiting()
    countries = (report.organisation.country for report in waiting)
    context = {
        "waiting": waiting,
        "not_eligible": eligibility.not_eligible(countries, eligibility.day()),
        "returned": reports.filter(status=ReportStatus.RETURNED).order_by("-submitted_at"),
        "due": renewal.all_due(reports),
        "published": Version.objects.current().for_lists()[:20],
    }
    return render(request, "secretariat/queue.html", context)


@secretariat
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole report as it would be published, with the decision beneath."""
    return report_page(request, report_or_404(request, pk), ReturnForm())


@secretariat
@require_safe
def trail_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The report's trail, without what is the team's own."""
    return trail_file(report_or_404(request, pk), for_team=False)


def report_or_404(request: HttpRequest, pk: int) -> Report:
    """Return a report that the desk sees."""
    return get_object_or_404(Report.objects.for_secretariat(request.user).with_names(), pk=pk)


def is_with_its_team(pk: int) -> bool:
    """Whether a report that was at the desk is not there any more, and has no page.

    An old page shows it still, and the second click on "Return" comes after the first.
    """
    reports = Report.objects.editable()
    return reports.filter(pk=pk, submitted_at__isnull=False, current_version=None).exists()


def report_page(
    request: HttpRequest, report: Report, form: ReturnForm, *, unused: str = "", status: int = 200
) -> HttpResponse:
    """Show the report: what was handed in while it waits, else what readers have or had.

    `unused` is a reason that came too late: it can be copied. So can that of `form` if nothing is returned.
    """
    words = report.answers.by_code()
    waits = report.status in WITH_SECRETARIAT
    attestation = report.attestations.first()
    last = None if waits else report.current_version or report.versions.order_by("-number").first()
    transitions = [each.name for each in workflow.available(report, request.user)]
    document = renditions.document_of(last) if last else build(draft_source(report), draft=True)
    if form.is_bound and "publish" not in transitions:
        unused = form["reason"].value() or ""
    context = {
        "report": report,
        "organisation": report.organisation,
        "document": document,
        "waits": waits,
        "unused": unused,
        **(review_context(report, document, request.user) if waits else {}),
        "attestation": attestation,
        "is_void": bool(waits and attestation and attestation.sha256)
        and attestation.sha256 != content_sha256(words),
        "problems": completeness.problems(
            report.framework,
            words,
            report.ai_roles,
            unplaced=report.unplaced_texts.waiting().count(),
        ),
        "transitions": transitions,
        "can_redact": bool(last) and permissions.is_secretariat(request.user, report),
        "can_review": "publish" in transitions,
        "eligibility": eligibility.of_report(report),
        # Whoever may decide may ask for a look at the links.
        "can_ask": bool({"start_review", "publish"} & set(transitions)),
        **(found_of(report, words) if waits else {}),
        "form": form,
        "reviewer_form": ReviewerForm(initial={"reviewer": report.reviewer_id}),
        "events": report.events.exclude(name__in=TEAM_ONLY).select_related("actor__user"),
    }
    return render(request, "secretariat/report.html", context, status=status)
