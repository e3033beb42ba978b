"""The drafting page of a section: read it, or write it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports import completeness, permissions
from reports.enums import QuestionKind
from reports.frameworks import Question, glossary
from reports.last_cycle import LastCycle, last_cycle
from reports.models import PublishedAnswer, Report, ReviewComment
from reports.querysets.review import by_code
from reports.querysets.version import Typical
from reports.text import count_plain_words, typed_notes
from reports.views.access import WRITERS, report_member
from reports.views.typed import take_typed
from reports.views.workspace.items import address, clock, framework_of, named, spoken
from reports.views.workspace.planned_actions import open_by_question
from reports.views.workspace.presence import others_here
from reports.views.workspace.reports import section_rows
from reports.views.workspace.saving import Page, fill, save_all


@report_member()
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """One section: read it, or write it. Without JavaScript one button saves all its answers."""
    try:
        found = framework_of(report).section(code)
    except KeyError as error:
        raise Http404 from error
    page = Page(report, found, report.answers.by_code(), {})
    if request.method != "POST":
        typed = take_typed(request)
        if typed is not None:
            messages.warning(
                request,
                _("You were signed out. What you had typed is back in the fields and not saved: press Save."),
            )
        return _render(request, fill(page, typed))
    if request.membership.role not in WRITERS:
        raise PermissionDenied
    save_all(request, page)
    if page.is_saved:
        messages.success(request, _("Saved %(time)s.") % {"time": clock(timezone.now())})
        return redirect("workspace:section", report.organisation.slug, report.cycle.slug, code)
    messages.error(
        request, _("Some answers were not saved. Look for the marked ones below; your text is still there.")
    )
    page.words = report.answers.by_code()
    return _render(request, page, status=409 if page.conflicts else 422)


def _render(request: HttpRequest, page: Page, *, status: int = 200) -> HttpResponse:
    report, section, words = page.report, page.section, page.words
    framework, notes = framework_of(report), report.notes.by_code()
    planned = open_by_question(report)
    comments = by_code(ReviewComment.objects.last_round(report))
    last = last_cycle(report)
    codes = [question.code for question in section.questions]
    typical = PublishedAnswer.objects.typical_lengths(framework.id, codes, besides=report.organisation_id)
    arranged = completeness.arranged(
        section, words, report.ai_roles, essentials_first=report.essentials_first
    )

    def items(questions: Iterable[Question]) -> list[dict[str, Any]]:
        return [
            _item(page, question, last, typical.get(question.code))
            | {
                "notes": notes.get(question.code, []),
                "planned": planned.get(question.code, []),
                "comments": comments.get(question.code, []),
            }
            for question in questions
        ]

    context = {
        "report": report,
        "organisation": report.organisation,
        "framework": framework,
        "section": section,
        "sections": section_rows(report, words),
        "first": items(arranged.first),
        "more": items(arranged.more),
        "not_asked": items(arranged.not_asked),
        "essentials_first": report.essentials_first,
        "glossary": glossary(framework.locale),
        "last": last,
        "others": others_here(report, section, request.user),
        "is_shared_computer": request.session.get("shared_computer", False),
        "can_note": request.membership.role in WRITERS,
        "can_edit": permissions.can_edit_answers(request.user, report),
    }
    return render(request, "workspace/section.html", context, status=status)


def _item(page: Page, question: Question, last: LastCycle, typical: Typical | None) -> dict[str, Any]:
    report, revision = page.report, page.words.get(question.code)
    form = page.forms.get(question.code)
    home = question.practices_at
    return {
        "question": question,
        "parent": _parent(report, question),
        "form": form,
        "revision": revision,
        "answered": completeness.is_answered(question, revision),
        "asked": completeness.is_asked(question, report.ai_roles),
        "open": _open(report, question),
        "said": spoken(question, revision),
        "conflict": page.conflicts.get(question.code),
        "to_read": question.code in page.to_read,
        "last_cycle": last.words.get(question.code),
        "since": last.since(question.code, revision),
        "typical": typical,
        "length": count_plain_words(str(form["text"].value() or "")) if form else 0,
        "has_typed_notes": bool(revision and typed_notes.find(revision.text)),
        "practices_at": framework_of(report).question(home) if home and home != question.code else None,
        "save_url": address("answer", report, question.code),
        "keep_url": address("answer-keep", report, question.code),
        "history_url": address("history", report, question.code),
        "since_url": address("since", report, question.code),
        "peers_url": reverse("public:question", args=[question.topics[0]]) if question.topics else "",
    }


def _open(report: Report, question: Question) -> str:
    """Return what an item without an answer is called."""
    if completeness.is_required(question, report.ai_roles):
        return _("To do")
    if not completeness.is_asked(question, report.ai_roles):
        return _("Not asked of your roles")
    # A group of options is a part of its main question, which is what needs the answer.
    return _("Not reported") if question.kind == QuestionKind.OPTIONS else _("Optional")


def _parent(report: Report, question: Question) -> str:
    """Return what the main question is called, unless the item's own number says where it belongs."""
    if question.parent is None or question.number.startswith(question.parent):
        return ""
    return named(framework_of(report).question(question.parent))
