"""The check page of a draft: what is missing, what is to review, what is worth a look; and its links."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports import completeness, link_checks, workflow
from reports.actions.errors import Refused
from reports.actions.link_checks import request_link_check
from reports.enums import LinkState, RemarkKind
from reports.frameworks import Framework
from reports.last_cycle import last_cycle
from reports.links import Outcome
from reports.models import AnswerRevision, LinkCheck, PlannedAction, PublishedAnswer, Report
from reports.proofreading import Remark, remarks
from reports.views.access import WRITERS, report_member
from reports.views.workspace.comments import comments_of
from reports.views.workspace.items import framework_of
from reports.views.workspace.reports import lacks

MOST_SHOWN = 100
"""Remarks of one kind on the page: whoever mends these will come back for the rest."""


@report_member()
@require_safe
def check(request: HttpRequest, report: Report) -> HttpResponse:
    """What is missing, what nobody has reviewed, what is worth a look: each with the way to its place."""
    words, framework = report.answers.by_code(), framework_of(report)
    last = last_cycle(report)
    found = LinkCheck.objects.filter(report=report).select_related("requested_by").first()
    outcomes = link_checks.outcomes_of(found)
    context = {
        "report": report,
        "organisation": report.organisation,
        "last": last,
        "since_last": last.counts(framework, words),
        "progress": completeness.report_progress(framework, words, report.ai_roles),
        "transitions": [transition.name for transition in workflow.available(report, request.user)],
        "can_edit": report.is_editable and request.membership.role in WRITERS,
        "comments": [each for each in comments_of(report) if each["comment"].dealt_with_at is None],
        "unanswered": PlannedAction.objects.unanswered_by_cycle(report),
        "is_still": "still" in request.GET,
        **_missing(report, framework, words),
        **_remarked(report, framework, words, outcomes),
        **_links(found, outcomes),
    }
    response = render(request, "workspace/check.html", context)
    if context["links_running"] and not context["is_still"]:
        # With the address: a browser that stands at a fragment of the page would not load it anew.
        response["Refresh"] = f"5; url={request.path}"
    return response


@report_member(roles=WRITERS)
@require_POST
def check_links(request: HttpRequest, report: Report) -> HttpResponse:
    """Ask for a look at whether the addresses can be opened; a second click while it goes on does nothing."""
    try:
        link_check = request_link_check(report=report, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if not link_check.total:
            messages.info(request, _("There are no web addresses in the answers."))
    page = reverse("workspace:check", args=[report.organisation.slug, report.cycle.slug])
    return redirect(f"{page}#links-head")


def _missing(report: Report, framework: Framework, words: dict[str, AnswerRevision]) -> dict[str, Any]:
    """Return what keeps the report from being sent, and what was carried over and not reviewed."""
    problems, to_review = lacks(report, words), completeness.to_review(framework, words)
    return {
        "problems": problems,
        "whole": [problem for problem in problems if problem.question is None],
        "by_section": _by_section(framework, problems),
        "to_review": to_review,
        "review_by_section": _by_section(framework, to_review),
    }


def _remarked(
    report: Report,
    framework: Framework,
    words: dict[str, AnswerRevision],
    outcomes: dict[str, Outcome],
) -> dict[str, Any]:
    """Return the remarks by kind, those about addresses that a person has to judge apart from the others."""
    codes = [question.code for question in framework.answerable]
    typical = PublishedAnswer.objects.typical_lengths(framework.id, codes, besides=report.organisation_id)
    usual = {code: (each.low, each.high) for code, each in typical.items()}
    by_kind: dict[RemarkKind, list[Remark]] = {kind: [] for kind in RemarkKind}
    for remark in remarks(framework, words, typical=usual, outcomes=outcomes):
        # A summary that is too long keeps the report from being sent, and is said above.
        if (remark.kind, remark.part) != (RemarkKind.OVER_LONG, "summary"):
            by_kind[remark.kind].append(remark)
    unjudged = by_kind.pop(RemarkKind.UNJUDGED_LINK)
    return {
        "remarks": sum(map(len, by_kind.values())),
        "by_kind": [_shown(kind, found) for kind, found in by_kind.items() if found],
        "unjudged": _shown(RemarkKind.UNJUDGED_LINK, unjudged),
    }


def _shown(kind: RemarkKind, found: list[Remark]) -> dict[str, Any]:
    return {
        "kind": kind,
        "count": len(found),
        "remarks": found[:MOST_SHOWN],
        "more": max(len(found) - MOST_SHOWN, 0),
    }


def _links(found: LinkCheck | None, outcomes: dict[str, Outcome]) -> dict[str, Any]:
    """Return how far the last look at the addresses is."""
    return {
        "link_check": found,
        "links_running": link_checks.is_running(found),
        "links_done": len(outcomes),
        "links_left": found.total - len(outcomes) if found else 0,
        "links_reached": sum(outcome.state == LinkState.REACHED for outcome in outcomes.values()),
    }


def _by_section(framework: Framework, problems: list[completeness.Problem]) -> list[tuple]:
    """Return the problems under their sections, sections without any left out."""
    return [
        (section, found)
        for section in framework.sections
        if (found := [p for p in problems if p.question and p.question.section == section.code])
    ]
