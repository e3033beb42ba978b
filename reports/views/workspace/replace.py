"""Search and replace in all answers of a report: every place is shown before anything is written."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reports.actions.errors import Refused
from reports.actions.replacing import Replaced, replace_in_answers, reworded, words_of
from reports.forms.replacing import ReplaceForm, chosen_answers
from reports.frameworks import Question
from reports.models import AnswerRevision, Report
from reports.text.replacing import Search, excerpts
from reports.views.access import WRITERS, report_member
from reports.views.workspace.items import address, framework_of
from reports.views.workspace.states import PART_LABELS

SHOWN = 10
"""Hits that are shown of one answer; the others are counted."""

WISH = ("find", "replacement", "match_case", "whole_words", "places")


@report_member(roles=WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, report: Report) -> HttpResponse:
    """Look for words in all answers, see every place, and replace them in the chosen answers."""
    if not report.is_editable:
        messages.info(request, _("This report can no longer be edited."))
        return redirect(report)
    if request.method != "POST":
        is_asked = "find" in request.GET
        form = ReplaceForm(request.GET if is_asked else None, language=report.language)
        return _page(request, report, form, status=422 if is_asked and not form.is_valid() else 200)
    form = ReplaceForm(request.POST, language=report.language)
    if not form.is_valid():
        return _page(request, report, form, status=422)
    bases = chosen_answers(request.POST, {question.code for question in framework_of(report).answerable})
    if not bases:
        messages.error(request, _("No answer was ticked, so nothing was changed."))
        return redirect(_again(report, request.POST))
    wish = form.cleaned_data
    try:
        done = replace_in_answers(
            report=report,
            search=form.search(),
            replacement=wish["replacement"],
            places=wish["places"],
            bases=bases,
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(report)
    _tell(request, report, done)
    return redirect(_again(report, request.POST) if done.stale or done.refused else _address(report))


def _page(request: HttpRequest, report: Report, form: ReplaceForm, *, status: int = 200) -> HttpResponse:
    context = {"report": report, "organisation": report.organisation, "form": form}
    if form.is_bound and form.is_valid():
        found = _found(report, form)
        context |= {
            "is_searched": True,
            "found": found,
            "hits": sum(row["number"] for row in found),
            "wish": [(name, value) for name in WISH for value in form.data.getlist(name)],
            "replacement": form.cleaned_data["replacement"],
        }
    return render(request, "workspace/replace.html", context, status=status)


def _found(report: Report, form: ReplaceForm) -> list[dict[str, Any]]:
    """Return the answers in which the words stand, in the order of the questionnaire. One query."""
    answers, search, wish = report.answers.by_code(), form.search(), form.cleaned_data
    rows = []
    for question in framework_of(report).answerable:
        if question.code not in answers:
            continue
        revision = answers[question.code]
        row = _row(question, revision, search, wish["places"])
        if row["number"]:
            row["fault"] = _fault(revision, search, wish["replacement"], wish["places"])
            row["url"] = address("history", report, question.code)
            rows.append(row)
    return rows


def _row(question: Question, revision: AnswerRevision, search: Search, places: list[str]) -> dict[str, Any]:
    """Return the hits of one answer: how many there are, and the first of them with words around."""
    number, shown = 0, []
    for words in words_of(revision.parts, places):
        hits = search.hits(words.text, words.kept)
        number += len(hits)
        shown += [
            {"part": PART_LABELS[words.part] if words.part != "text" else "", "excerpt": excerpt}
            for excerpt in excerpts(words.text, hits, most=SHOWN - len(shown))
        ]
    return {
        "question": question,
        "base": revision.number,
        "number": number,
        "shown": shown,
        "more": number - len(shown),
    }


def _fault(revision: AnswerRevision, search: Search, replacement: str, places: list[str]) -> str:
    """Return why the answer could not be stored with the new words, or an empty string."""
    try:
        reworded(revision.parts, search, replacement, places)
    except Refused as refusal:
        return str(refusal)
    return ""


def _tell(request: HttpRequest, report: Report, done: Replaced) -> None:
    """Say what became of the answers, each with the way to its history, where it can be put back."""
    if done.changed:
        said = ngettext(
            "Words were replaced in %(number)s answer. Its earlier state can be restored:",
            "Words were replaced in %(number)s answers. Their earlier states can be restored:",
            len(done.changed),
        ) % {"number": len(done.changed)}
        messages.success(request, format_html("{} {}", said, _links(report, done.changed)))
    elif not done.stale and not done.refused:
        messages.info(request, _("These words stand in none of the ticked answers; nothing was changed."))
    if done.stale:
        said = _("Left alone, because somebody saved them since the places were shown:")
        messages.warning(request, format_html("{} {}", said, _links(report, done.stale)))
    for code, reason in done.refused.items():
        messages.warning(request, format_html("{} {} {}", _("Left alone:"), _links(report, (code,)), reason))


def _links(report: Report, codes: tuple[str, ...]) -> str:
    framework = framework_of(report)
    questions = [framework.question(code) for code in codes]
    links = ((address("history", report, each.code), each.number or each.label) for each in questions)
    return format_html_join(" · ", '<a href="{}">{}</a>', links)


def _address(report: Report) -> str:
    return reverse("workspace:replace", args=[report.organisation.slug, report.cycle.slug])


def _again(report: Report, data: QueryDict) -> str:
    """Return the address that shows the places once more."""
    query = QueryDict(mutable=True)
    for name in WISH:
        query.setlist(name, data.getlist(name))
    return f"{_address(report)}?{query.urlencode()}"
