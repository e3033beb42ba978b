"""The saving of one answer, and the preview of its text. Its earlier states stand in `history`."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports import completeness
from reports.actions.answers import keep_carried, save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.forms.answers import AnswerForm
from reports.frameworks import Question
from reports.models import AnswerRevision, Report
from reports.text import clean
from reports.text import render as render_markdown
from reports.views.access import WRITERS, report_member, signed_in
from reports.views.workspace.items import as_json, clock, framework_of, question_or_404

PREVIEW_LIMIT = 250_000


@report_member(roles=WRITERS)
@require_POST
def answer_save(request: HttpRequest, report: Report, code: str) -> JsonResponse:
    """Save one answer while its writer goes on typing. Answers in JSON: saved, refused or stale."""
    question = question_or_404(report, code)
    form = AnswerForm(question, data=request.POST)
    if not form.is_valid():
        return JsonResponse(
            {"errors": [str(e) for errors in form.errors.values() for e in errors]}, status=422
        )
    try:
        saved = save_answer(report=report, code=question.code, by=request.user, **form.words())
    except StaleAnswer as stale:
        return JsonResponse({"current": as_json(question, stale.current)}, status=409)
    except Refused as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=403)
    return _saved(report, question, saved)


@report_member(roles=WRITERS)
@require_POST
def answer_keep(request: HttpRequest, report: Report, code: str) -> JsonResponse:
    """Say that carried-over words are right as they stand. Answers in JSON: saved, refused or stale."""
    question = question_or_404(report, code)
    form = AnswerForm(question, data=request.POST)
    base = form.cleaned_data.get("base") if form.is_valid() else None
    try:
        saved = keep_carried(report=report, code=code, base=base, by=request.user)
    except StaleAnswer as stale:
        return JsonResponse({"current": as_json(question, stale.current)}, status=409)
    except Refused as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=403)
    return _saved(report, question, saved)


def _saved(report: Report, question: Question, saved: AnswerRevision | None) -> JsonResponse:
    words = report.answers.by_code()
    section = framework_of(report).section(question.section)
    progress = completeness.section_progress(section, words, report.ai_roles)
    return JsonResponse(
        {
            "base": saved.number if saved else None,
            "saved": clock(saved.saved_at if saved else timezone.now()),
            "answered": completeness.is_answered(question, saved),
            "carried": bool(saved and saved.carried),
            "section": {"asked": progress.asked, "answered": progress.answered, "todo": progress.todo},
        }
    )


@signed_in
@require_POST
def markdown(request: HttpRequest) -> HttpResponse:
    """Return Markdown as HTML by the renderer that publication uses."""
    text = clean(request.POST.get("text", ""))
    if len(text) > PREVIEW_LIMIT:
        return HttpResponse(_("This text is too long to preview."), status=422, content_type="text/plain")
    return HttpResponse(render_markdown(text, anchor="preview"))
