"""The drafting page of a section, the saving of one answer, and an answer's revisions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import completeness, permissions
from reports.actions.answers import save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.forms.answers import AnswerForm
from reports.frameworks import Question, Section
from reports.models import AnswerRevision, Report
from reports.text import clean
from reports.text import render as render_markdown
from reports.views.access import WRITERS, report_member, signed_in
from reports.views.workspace.reports import section_rows

PREVIEW_LIMIT = 250_000


@report_member()
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """One section: read it, or write it. Without JavaScript one button saves all its answers."""
    found = _section_or_404(report, code)
    words = report.answers.by_code()
    if request.method != "POST":
        forms = {q.code: _form(report, q, words.get(q.code)) for q in found.questions if q.answerable}
        return _section_page(request, report, found, words, forms)
    if request.membership.role not in WRITERS:
        raise PermissionDenied
    forms, conflicts = _save_all(request, report, found, words)
    if not conflicts and not any(form.errors for form in forms.values()):
        messages.success(request, _("Saved %(time)s.") % {"time": _clock(timezone.now())})
        return redirect("workspace:section", report.organisation.slug, report.cycle.slug, code)
    messages.error(
        request, _("Some answers were not saved. Look for the marked ones below; your text is still there.")
    )
    return _section_page(
        request,
        report,
        found,
        report.answers.by_code(),
        forms,
        conflicts=conflicts,
        status=409 if conflicts else 422,
    )


def _save_all(
    request: HttpRequest, report: Report, found: Section, words: dict[str, AnswerRevision]
) -> tuple[dict[str, AnswerForm], dict[str, AnswerRevision]]:
    """Save each answer that was sent; return the forms and, per code, the revision that stood in the way."""
    forms: dict[str, AnswerForm] = {}
    conflicts: dict[str, AnswerRevision] = {}
    for question in found.questions:
        if not question.answerable:
            continue
        if f"{question.code}-text" not in request.POST:
            # What the browser did not send was not on its page: leave it as it is.
            forms[question.code] = _form(report, question, words.get(question.code))
            continue
        form = forms[question.code] = _form(report, question, data=request.POST)
        if not form.is_valid():
            continue
        try:
            saved = save_answer(report=report, code=question.code, by=request.user, **form.words())
        except StaleAnswer as stale:
            conflicts[question.code] = stale.current
            forms[question.code] = _rebased(report, form, stale.current.number)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            forms[question.code] = _rebased(report, form, saved.number if saved else None)
    return forms, conflicts


def _form(
    report: Report, question: Question, revision: AnswerRevision | None = None, *, data: Any = None
) -> AnswerForm:
    return AnswerForm(question, revision=revision, language=report.language, data=data)


def _rebased(report: Report, form: AnswerForm, number: int | None) -> AnswerForm:
    """Return the form with what was typed, now naming the revision that stands."""
    data = form.data.copy()
    data[f"{form.question.code}-base"] = str(number or "")
    return _form(report, form.question, data=data)


@report_member(roles=WRITERS)
@require_POST
def answer_save(request: HttpRequest, report: Report, code: str) -> JsonResponse:
    """Save one answer while its writer goes on typing. Answers in JSON: saved, refused or stale."""
    question = _question_or_404(report, code)
    form = AnswerForm(question, data=request.POST)
    if not form.is_valid():
        return JsonResponse(
            {"errors": [str(e) for errors in form.errors.values() for e in errors]}, status=422
        )
    try:
        saved = save_answer(report=report, code=question.code, by=request.user, **form.words())
    except StaleAnswer as stale:
        return JsonResponse({"current": _as_json(stale.current)}, status=409)
    except Refused as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=403)
    words = report.answers.by_code()
    progress = completeness.section_progress(report.framework.section(question.section), words)
    return JsonResponse(
        {
            "base": saved.number if saved else None,
            "saved": _clock(saved.saved_at if saved else timezone.now()),
            "answered": completeness.is_answered(question, saved),
            "section": {"asked": progress.asked, "answered": progress.answered, "todo": progress.todo},
        }
    )


@report_member()
@require_safe
def history(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """Every saved state of one answer, newest first."""
    question = _question_or_404(report, code)
    revisions = AnswerRevision.objects.filter(answer__report=report, answer__code=code).select_related(
        "saved_by", "base"
    )
    labels = {option.id: option.label for option in question.options}
    rows = [{"revision": r, "choices": [labels.get(c, c) for c in r.choices]} for r in revisions]
    context = {"report": report, "organisation": report.organisation, "question": question, "rows": rows}
    return render(request, "workspace/history.html", context)


@signed_in
@require_POST
def markdown(request: HttpRequest) -> HttpResponse:
    """Return Markdown as HTML by the renderer that publication uses."""
    text = clean(request.POST.get("text", ""))
    if len(text) > PREVIEW_LIMIT:
        return HttpResponse(_("This text is too long to preview."), status=422, content_type="text/plain")
    return HttpResponse(render_markdown(text, anchor="preview"))


def _section_page(
    request: HttpRequest,
    report: Report,
    found: Section,
    words: dict[str, AnswerRevision],
    forms: dict[str, AnswerForm],
    *,
    conflicts: dict[str, AnswerRevision] | None = None,
    status: int = 200,
) -> HttpResponse:
    conflicts = conflicts or {}
    last_report = _last_report(report)
    last_words = last_report.answers.by_code() if last_report else {}
    items = [
        {
            "question": question,
            "form": forms.get(question.code),
            "revision": words.get(question.code),
            "answered": completeness.is_answered(question, words.get(question.code)),
            "conflict": conflicts.get(question.code),
            "conflict_choices": _labels(question, conflicts.get(question.code)),
            "last_cycle": last_words.get(question.code),
            "save_url": _address("answer-save", report, question.code),
            "history_url": _address("history", report, question.code),
            "peers_url": reverse("public:question", args=[question.topics[0]]) if question.topics else "",
        }
        for question in found.questions
    ]
    context = {
        "report": report,
        "organisation": report.organisation,
        "section": found,
        "sections": section_rows(report, words),
        "items": items,
        "last_language": last_report.language if last_report else "",
        "can_edit": permissions.can_edit_answers(request.user, report),
        "markdown_url": reverse("workspace:markdown"),
    }
    return render(request, "workspace/section.html", context, status=status)


def _last_report(report: Report) -> Report | None:
    """Return the organisation's last published report before this cycle."""
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


def _labels(question: Question, revision: AnswerRevision | None) -> list[str]:
    labels = {option.id: option.label for option in question.options}
    return [labels.get(choice, choice) for choice in revision.choices] if revision else []


def _as_json(revision: AnswerRevision) -> dict[str, Any]:
    return {
        "base": revision.number,
        "text": revision.text,
        "choices": revision.choices,
        "saved": formats.date_format(timezone.localtime(revision.saved_at), "SHORT_DATETIME_FORMAT"),
        "by": str(revision.saved_by),
    }


def _clock(moment: Any) -> str:
    return formats.time_format(timezone.localtime(moment), "H:i")


def _address(name: str, report: Report, code: str) -> str:
    return reverse(f"workspace:{name}", args=[report.organisation.slug, report.cycle.slug, code])


def _section_or_404(report: Report, code: str) -> Section:
    try:
        return report.framework.section(code)
    except KeyError as error:
        raise Http404 from error


def _question_or_404(report: Report, code: str) -> Question:
    try:
        question = report.framework.question(code)
    except KeyError as error:
        raise Http404 from error
    if not question.answerable:
        raise Http404
    return question
