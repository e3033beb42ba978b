"""Texts that were carried over and have no question: read them, put each under one, or set it aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.unplaced import best_guess, place_text, set_aside
from reports.forms.reports import PlaceForm
from reports.models import Report, UnplacedText
from reports.views.access import WRITERS, report_member
from reports.views.workspace.items import framework_of


@report_member()
@require_safe
def unplaced(request: HttpRequest, report: Report) -> HttpResponse:
    """Every text without a place: those that wait, then those that somebody has decided about."""
    return _page(request, report)


@report_member(roles=WRITERS)
@require_POST
def unplaced_settle(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Put a text under a question, or set it aside. A second click changes nothing."""
    item = get_object_or_404(report.unplaced_texts, pk=pk)
    form = PlaceForm(request.POST, item=item, framework=framework_of(report))
    if form.is_valid():
        try:
            _settle(request, item, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("workspace:unplaced", report.organisation.slug, report.cycle.slug)
    return _page(request, report, refused=form)


def _settle(request: HttpRequest, item: UnplacedText, wish: dict) -> None:
    if wish["aside"]:
        set_aside(item=item, by=request.user)
        messages.success(request, _("Set aside. It can be put under a question later as well."))
    else:
        place_text(item=item, code=wish["code"], by=request.user)
        messages.success(request, _("Put there. Please review the answer."))


def _page(request: HttpRequest, report: Report, refused: PlaceForm | None = None) -> HttpResponse:
    items = list(report.unplaced_texts.select_related("settled_by"))
    forms = {} if refused is None else {refused.item.pk: refused}
    guesses = best_guess(report, items)
    for item in items:
        if item.pk not in forms:
            forms[item.pk] = PlaceForm(
                item=item, framework=framework_of(report), guess=guesses.get(item.pk, "")
            )
    places = {question.code: question for question in framework_of(report).answerable}
    rows = [{"item": item, "form": forms[item.pk], "place": places.get(item.placed_under)} for item in items]
    context = {
        "report": report,
        "organisation": report.organisation,
        "waiting": [row for row in rows if row["item"].settled_at is None],
        "settled": [row for row in rows if row["item"].settled_at is not None],
        "can_edit": permissions.can_edit_answers(request.user, report),
    }
    return render(request, "workspace/unplaced.html", context, status=200 if refused is None else 422)
