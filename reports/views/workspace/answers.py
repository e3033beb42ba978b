"""The saving of one answer, and the preview of its text. Its earlier states stand in `history`."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports import completeness
from reports.actions.answers import keep_carried, save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.forms.answers import AnswerForm
from reports.frameworks import Question, framework_ids, load
from reports.models import AnswerRevision, Report, User
from reports.text import clean, typed_notes
from reports.text import render as render_markdown
from reports.views.access import WRITERS, report_member, signed_in
from reports.views.workspace.conflicts import conflict_of
from reports.views.workspace.items import (
    as_json,
    clock,
    fields_of,
    framework_of,
    question_or_404,
)

PREVIEW_LIMIT = 250_000


@report_member(roles=WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, report: Report, code: str) -> JsonResponse:
    """Save one answer while its writer goes on typing, or read what stands. Answers in JSON.

    200 saved, or what stands; 409 somebody saved since; 422 refused, with the new base if a part was saved;
    403 no longer open.
    """
    question = question_or_404(report, code)
    if request.method != "POST":
        standing = report.answers.filter(code=code).by_code().get(code)
        return JsonResponse({"current": as_json(question, standing) if standing else None})
    form = AnswerForm(question, data=request.POST)
    if not form.is_valid() and not form.is_savable:
        return JsonResponse({"errors": _errors(form)}, status=422)
    words = form.words()
    try:
        saved = save_answer(report=report, code=question.code, by=request.user, **words)
    except StaleAnswer as stale:
        return _stale(request, report, question, stale, words)
    except Refused as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=403)
    return _saved(report, question, saved, _errors(form))


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
        return _stale(request, report, question, stale, form.words())
    except Refused as refusal:
        return JsonResponse({"errors": [str(refusal)]}, status=403)
    return _saved(report, question, saved, [])


def _errors(form: AnswerForm) -> list[str]:
    return [str(message) for messages in form.errors.values() for message in messages]


def _stale(
    request: HttpRequest, report: Report, question: Question, stale: StaleAnswer, words: dict[str, Any]
) -> JsonResponse:
    """Say what stands by now, show both texts with their differences, and offer one made of both."""
    base = words.pop("base")
    found = conflict_of(report, question, stale.current, base, words)
    context = {"conflict": found, "report": report, "anchor": question.anchor}
    return JsonResponse(
        {
            "current": as_json(question, stale.current),
            "box": render_to_string("workspace/_conflict.html", context, request),
            "both": fields_of(question, AnswerRevision(**found.both)),
            "known": _is_known(report, question, base, found.mine, request.user),
        },
        status=409,
    )


def _is_known(report: Report, question: Question, base: int | None, mine: Any, by: User) -> bool:
    """Whether the words are one of this person's states since the base: a closing page had saved them."""
    since = AnswerRevision.objects.filter(
        answer__report=report,
        answer__code=question.code,
        number__gt=base or 0,
        saved_by=by,
        text=mine["text"],
    )
    return any(revision.parts == mine for revision in since)


def _saved(
    report: Report, question: Question, saved: AnswerRevision | None, errors: list[str]
) -> JsonResponse:
    section = framework_of(report).section(question.section)
    words = report.answers.filter(code__in=[each.code for each in section.questions]).in_brief()
    progress = completeness.section_progress(section, words, report.ai_roles)
    said = {
        "base": saved.number if saved else None,
        "saved": clock(saved.saved_at if saved else timezone.now()),
        "answered": completeness.is_answered(question, saved),
        "carried": bool(saved and saved.carried),
        "typed_notes": bool(saved and typed_notes.find(saved.text)),
        "section": {"asked": progress.asked, "answered": progress.answered, "todo": progress.todo},
    }
    if errors:
        return JsonResponse(said | {"errors": errors}, status=422)
    return JsonResponse(said)


@signed_in
@require_POST
def markdown(request: HttpRequest) -> HttpResponse:
    """Return Markdown as HTML by the renderer that publication uses."""
    text = clean(request.POST.get("text", ""))
    if len(text) > PREVIEW_LIMIT:
        return HttpResponse(_("This text is too long to preview."), status=422, content_type="text/plain")
    framework = request.POST.get("framework", "")
    references = load(framework, get_language()).references if framework in framework_ids() else None
    return HttpResponse(render_markdown(text, anchor="preview", references=references))


@signed_in
@require_POST
def footnotes(request: HttpRequest) -> HttpResponse:
    """Return a text with its hand-typed [1] turned into footnotes."""
    text = clean(request.POST.get("text", ""))
    if len(text) > PREVIEW_LIMIT:
        return HttpResponse(_("This text is too long for that."), status=422, content_type="text/plain")
    return HttpResponse(typed_notes.convert(text), content_type="text/plain; charset=utf-8")
