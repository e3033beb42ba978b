"""The saved states of one answer: all of them, one whole, two compared, and going back to one.

Belongs here: pages about states. Not here: how states are told in words (`states`), or saving (`answers`).
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports.actions.answers import restore_revision
from reports.actions.errors import Refused, StaleAnswer
from reports.forms.history import CompareForm, RestoreForm
from reports.frameworks import Question
from reports.models import AnswerRevision, Report
from reports.models.answer import PARTS
from reports.text import differ
from reports.text import render as render_markdown
from reports.text.references import from_elsewhere
from reports.views.access import WRITERS, report_member
from reports.views.workspace import states
from reports.views.workspace.items import address, question_or_404

LISTS = states.LISTS
PAGE_SIZE = 50


@report_member()
@require_safe
def history(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """Every saved state of one answer, newest first, without its words."""
    question = question_or_404(report, code)
    revisions = AnswerRevision.objects.of_answer(report, code).compact(PARTS)
    page = Paginator(revisions, PAGE_SIZE).get_page(request.GET.get("page"))
    found = states.bursts(page.object_list)
    bursts = [{"burst": burst, "lines": [states.line(each) for each in burst.states]} for burst in found]
    numbers = [each.number for burst in found for each in burst.states]
    context = {
        **_frame(report, question),
        "bursts": bursts,
        "page_obj": page,
        "latest": page.paginator.count,
        "to_number": numbers[0] if numbers else None,
        "from_number": numbers[min(1, len(numbers) - 1)] if numbers else None,
    }
    return render(request, "workspace/history.html", context)


@report_member()
@require_safe
def revision(request: HttpRequest, report: Report, code: str, number: int) -> HttpResponse:
    """One state of an answer with everything that it said."""
    return _revision_page(request, report, code, number)


@report_member(roles=WRITERS)
@require_POST
def revision_restore(request: HttpRequest, report: Report, code: str, number: int) -> HttpResponse:
    """Say again what a state said, unless somebody saved since the page with the button was made."""
    question = question_or_404(report, code)
    if not 1 <= number <= _latest(report, code):
        raise Http404
    base = RestoreForm(request.POST).known_base()
    try:
        now = restore_revision(report=report, code=question.code, number=number, base=base, by=request.user)
    except StaleAnswer as stale:
        return _revision_page(request, report, code, number, in_the_way=stale.current, base=base)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address_of("revision", report, code, number))
    if now and now.restores and now.restores.number == number:
        messages.success(
            request,
            _("State %(earlier)s was restored; it stands as state %(now)s.")
            % {"earlier": number, "now": now.number},
        )
    else:
        messages.info(request, _("The answer says exactly this already; nothing was changed."))
    return redirect(address("history", report, code))


@report_member()
@require_safe
def compare(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """Two states of one answer, and what differs between them."""
    question = question_or_404(report, code)
    latest = _latest(report, code)
    if not latest:
        raise Http404
    given = request.GET if request.GET.keys() & {"from", "to"} else {"from": max(latest - 1, 1), "to": latest}
    form = CompareForm(given, latest=latest)
    context = {**_frame(report, question), "form": form, "latest": latest}
    if not form.is_valid():
        return render(request, "workspace/compare.html", context, status=422)
    context |= {"whole": "whole" in request.GET, **_compared(report, question, form.numbers())}
    return render(request, "workspace/compare.html", context)


def _compared(report: Report, question: Question, numbers: tuple[int, int]) -> dict[str, Any]:
    """Return the two states and what differs, for the page."""
    found = AnswerRevision.objects.of_answer(report, question.code)
    old, new = (get_object_or_404(found, number=number) for number in numbers)
    text, summary = differ.compare(old.text, new.text), differ.compare(old.summary, new.summary)
    changes = states.changes(question, old, new)
    return {
        "old": old,
        "new": new,
        "text": text,
        "summary": summary,
        "changes": changes,
        "is_equal": text.is_equal and summary.is_equal and not changes,
        "is_coarse": text.is_coarse or summary.is_coarse,
    }


def _revision_page(
    request: HttpRequest,
    report: Report,
    code: str,
    number: int,
    *,
    in_the_way: AnswerRevision | None = None,
    base: int | None = None,
) -> HttpResponse:
    """Render one state; `in_the_way` stands instead of the `base` over which it was to be restored."""
    question = question_or_404(report, code)
    latest = _latest(report, code)
    if not 1 <= number <= latest:
        raise Http404
    found = get_object_or_404(AnswerRevision.objects.of_answer(report, code), number=number)
    context = {
        **_frame(report, question),
        "revision": found,
        "parts": {part: [words for _key, words in states.in_words(question, found, part)] for part in LISTS},
        "html": _published(report, question, found.text),
        "latest": latest,
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < latest else None,
        "can_restore": report.is_editable and request.membership.role in WRITERS and number != latest,
        "form": RestoreForm(initial={"base": latest}),
        "in_the_way": in_the_way,
        "seen": base if base and base < latest else None,
    }
    return render(request, "workspace/revision.html", context, status=409 if in_the_way else 200)


def _published(report: Report, question: Question, text: str) -> str:
    """Return the text as publication would show it; references lead to the preview of the whole draft."""
    references = {each.code: (each.anchor, each.number or each.label) for each in report.framework.questions}
    html = render_markdown(text, anchor=question.anchor, references=references)
    return from_elsewhere(
        html, reverse("workspace:preview", args=[report.organisation.slug, report.cycle.slug])
    )


def _latest(report: Report, code: str) -> int:
    """Return the number of the state that stands, 0 where nothing was ever saved."""
    return report.answers.filter(code=code).values_list("current__number", flat=True).first() or 0


def address_of(name: str, report: Report, code: str, number: int) -> str:
    """Return an address of the workspace that ends in the number of a state."""
    return reverse(f"workspace:{name}", args=[report.organisation.slug, report.cycle.slug, code, number])


def _frame(report: Report, question: Question) -> dict[str, Any]:
    return {"report": report, "organisation": report.organisation, "question": question}
