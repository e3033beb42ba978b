"""The drafting page of a section: read it, or write it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
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
from reports.actions.answers import keep_carried, save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.enums import QuestionKind
from reports.forms.answers import AnswerForm
from reports.frameworks import Question, Section, glossary
from reports.models import AnswerRevision, Report
from reports.views.access import WRITERS, report_member
from reports.views.workspace.items import address, answer_form, clock, framework_of, spoken
from reports.views.workspace.reports import section_rows


@dataclass
class Page:
    """What the page of a section is made of; `conflicts` maps code to the revision in the way."""

    report: Report
    section: Section
    words: dict[str, AnswerRevision]
    forms: dict[str, AnswerForm]
    conflicts: dict[str, AnswerRevision] = field(default_factory=dict)


@report_member()
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """One section: read it, or write it. Without JavaScript one button saves all its answers."""
    try:
        found = framework_of(report).section(code)
    except KeyError as error:
        raise Http404 from error
    words = report.answers.by_code()
    if request.method != "POST":
        answerable = [question for question in found.questions if question.answerable]
        forms = {q.code: answer_form(report, q, words.get(q.code)) for q in answerable}
        return _render(request, Page(report, found, words, forms))
    if request.membership.role not in WRITERS:
        raise PermissionDenied
    page = _save_all(request, Page(report, found, words, {}))
    if not page.conflicts and not any(form.errors for form in page.forms.values()):
        messages.success(request, _("Saved %(time)s.") % {"time": clock(timezone.now())})
        return redirect("workspace:section", report.organisation.slug, report.cycle.slug, code)
    messages.error(
        request, _("Some answers were not saved. Look for the marked ones below; your text is still there.")
    )
    page.words = report.answers.by_code()
    return _render(request, page, status=409 if page.conflicts else 422)


def _save_all(request: HttpRequest, page: Page) -> Page:
    """Save each answer that was sent; the page then holds the forms and what stood in the way."""
    report, forms = page.report, page.forms
    for question in page.section.questions:
        if not question.answerable:
            continue
        if f"{question.code}-text" not in request.POST:
            # What the browser did not send was not on its page: leave it as it is.
            forms[question.code] = answer_form(report, question, page.words.get(question.code))
            continue
        form = forms[question.code] = answer_form(report, question, data=request.POST)
        if not form.is_valid():
            continue
        try:
            saved = save_answer(report=report, code=question.code, by=request.user, **form.words())
        except StaleAnswer as stale:
            page.conflicts[question.code] = stale.current
            forms[question.code] = _rebased(report, form, stale.current.number)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            number = saved.number if saved else None
            if request.POST.get("keep") == question.code:
                kept = keep_carried(report=report, code=question.code, base=number, by=request.user)
                number = kept.number if kept else None
            forms[question.code] = _rebased(report, form, number)
    return page


def _rebased(report: Report, form: AnswerForm, number: int | None) -> AnswerForm:
    """Return the form with what was typed, now naming the revision that stands."""
    data = form.data.copy()
    data[f"{form.question.code}-base"] = str(number or "")
    return answer_form(report, form.question, data=data)


def _render(request: HttpRequest, page: Page, *, status: int = 200) -> HttpResponse:
    report, section, words = page.report, page.section, page.words
    framework, notes = framework_of(report), report.notes.by_code()
    last_report = _last_report(report)
    last_words = last_report.answers.by_code() if last_report else {}
    arranged = completeness.arranged(
        section, words, report.ai_roles, essentials_first=report.essentials_first
    )

    def items(questions: Iterable[Question]) -> list[dict[str, Any]]:
        return [_item(page, q, last_words) | {"notes": notes.get(q.code, [])} for q in questions]

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
        "last_language": last_report.language if last_report else "",
        "can_note": request.membership.role in WRITERS,
        "can_edit": permissions.can_edit_answers(request.user, report),
        "markdown_url": reverse("workspace:markdown"),
    }
    return render(request, "workspace/section.html", context, status=status)


def _item(page: Page, question: Question, last_words: dict[str, AnswerRevision]) -> dict[str, Any]:
    report, revision = page.report, page.words.get(question.code)
    conflict = page.conflicts.get(question.code)
    home = question.practices_at
    return {
        "question": question,
        "parent": _parent(report, question),
        "form": page.forms.get(question.code),
        "revision": revision,
        "answered": completeness.is_answered(question, revision),
        "asked": completeness.is_asked(question, report.ai_roles),
        "open": _open(report, question),
        "said": spoken(question, revision),
        "conflict": conflict,
        "conflict_choices": spoken(question, conflict),
        "last_cycle": last_words.get(question.code),
        "practices_at": framework_of(report).question(home) if home and home != question.code else None,
        "save_url": address("answer-save", report, question.code),
        "keep_url": address("answer-keep", report, question.code),
        "history_url": address("history", report, question.code),
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
    parent = framework_of(report).question(question.parent)
    return parent.number or f"“{parent.label}”"


def _last_report(report: Report) -> Report | None:
    """Return the organisation's last published report before this cycle, on the same framework."""
    return (
        Report.objects.filter(
            organisation=report.organisation,
            current_version__isnull=False,
            framework_id=report.framework_id,
            cycle__opens_on__lt=report.cycle.opens_on,
        )
        .order_by("-cycle__opens_on")
        .first()
    )
