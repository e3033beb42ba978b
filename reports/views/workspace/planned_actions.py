"""Planned actions: the list of a report's cycle, a new one, and one with its history. Members only.

Not here: what came of an action (`action_outcomes`), or the note of it beside a question (`sections`).
"""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports.actions.errors import Refused, StaleAction
from reports.actions.planned_actions import add_action, change_action
from reports.enums import ActionPhase
from reports.forms.planned_actions import ActionForm, OutcomeForm, stated_in
from reports.models import PlannedAction, Report
from reports.views.access import WRITERS, report_member
from reports.views.typed import take_typed
from reports.views.workspace.gap_words import opening_of
from reports.views.workspace.items import framework_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@report_member()
@require_safe
def actions(request: HttpRequest, report: Report) -> HttpResponse:
    """What is planned, by phase, and what came of the last cycle's plans. `whose=mine` leaves others' out."""
    found = list(PlannedAction.objects.seen_from(report).with_words())
    mine = request.GET.get("whose") == "mine"
    shown = [row_of(report, each) for each in found if not mine or each.current.owner_id == request.user.pk]
    going_on = [row for row in shown if row["state"].is_open and not row["is_asked"]]
    context = {
        **_frame(request, report),
        "whose": "mine" if mine else "all",
        "total": len(found),
        "count": len(shown),
        "to_answer": [row for row in shown if row["is_asked"]],
        "phases": [
            (phase, [row for row in going_on if row["state"].phase == phase]) for phase in ActionPhase
        ],
        "going_on": len(going_on),
        "overdue": sum(row["is_overdue"] for row in shown),
        "closed": [row for row in shown if not row["state"].is_open],
    }
    return render(request, "workspace/actions.html", context)


@report_member(roles=WRITERS)
@GET_OR_POST
def action_new(request: HttpRequest, report: Report) -> HttpResponse:
    """Plan an action: from a gap (`gap=`), from a topic (`topic=`), or from nothing."""
    framework = framework_of(report)
    if request.method == "POST":
        form = ActionForm(request.POST, report=report, framework=framework)
        if form.is_valid() and (action := _added(request, report, form)):
            messages.success(request, _("Planned. It is on the list of actions."))
            return redirect("workspace:action", report.organisation.slug, report.cycle.slug, action.pk)
    else:
        wished = {name: request.GET.get(name, "") for name in ("gap", "topic")}
        opening = opening_of(framework, **wished)
        first = {"phase": ActionPhase.PLAN, "owner": str(request.user.pk), **vars(opening)}
        form = ActionForm(initial=put_back(request) or first, report=report, framework=framework)
    context = {**_frame(request, report), "form": form}
    return render(request, "workspace/action_new.html", context, status=422 if form.errors else 200)


@report_member()
@GET_OR_POST
def action(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """One action: what stands, its states, and the forms that change it. POST saves what is planned."""
    found = action_or_404(report, pk)
    if request.method != "POST":
        first = stated_in(found.current) | (put_back(request) or {})
        return action_page(request, report, found, form=ActionForm(initial=first, report=report))
    if request.membership.role not in WRITERS:
        raise PermissionDenied
    form = ActionForm(request.POST, report=report)
    if form.is_valid() and _changed(request, report, found, form):
        messages.success(request, _("Saved."))
        return redirect("workspace:action", report.organisation.slug, report.cycle.slug, pk)
    return action_page(request, report, action_or_404(report, pk), form=form)


def action_page(
    request: HttpRequest,
    report: Report,
    found: PlannedAction,
    *,
    form: ActionForm | None = None,
    outcome: OutcomeForm | None = None,
) -> HttpResponse:
    """Answer with the page of one action; a form that was sent keeps its words and says what is wrong."""
    form = form or ActionForm(initial=stated_in(found.current), report=report)
    status = 422 if form.errors or (outcome and outcome.errors) else 200
    newer = form.newer or (outcome.newer if outcome else None)
    states = found.revisions.select_related("owner", "saved_by", "answered_in__cycle")
    context = {
        **_frame(request, report),
        "row": row_of(report, found),
        "form": form,
        "outcome": outcome or OutcomeForm(initial={"base": found.current.number}),
        "newer": newer,
        "states": states,
    }
    return render(request, "workspace/action.html", context, status=409 if newer else status)


def action_or_404(report: Report, pk: int) -> PlannedAction:
    """Return an action that is seen from the report, with its present state. One query."""
    return get_object_or_404(PlannedAction.objects.seen_from(report).with_words(), pk=pk)


def row_of(report: Report, found: PlannedAction) -> dict[str, Any]:
    """Return an action as the pages show it: its topic and question, and where it stands in this cycle."""
    framework, state = framework_of(report), found.current
    topic = next((each for each in framework.topics if each.id == found.topic), None)
    asks = framework.questions_on(found.topic) if topic else ()
    is_carried = found.report.cycle_id != report.cycle_id
    answered = state.answered_in
    is_answered = answered is not None and answered.cycle.opens_on >= report.cycle.opens_on
    return {
        "action": found,
        "state": state,
        "topic": topic,
        "question": asks[0] if asks else None,
        "is_carried": is_carried,
        "is_asked": is_carried and state.is_open and not is_answered,
        "is_overdue": state.is_overdue(timezone.localdate()),
        "has_left": not found.owner_is_member,
    }


def open_by_question(report: Report) -> dict[str, list[dict[str, Any]]]:
    """Return question code -> open actions on its topic, at the first question of each. One query."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in PlannedAction.objects.seen_from(report).open().with_words():
        row = row_of(report, each)
        if row["question"]:
            found[row["question"].code].append(row)
    return found


def _added(request: HttpRequest, report: Report, form: ActionForm) -> PlannedAction | None:
    """Add the action; where it is refused, say why over the form."""
    said = {name: form.cleaned_data[name] for name in (*_PLANNED, "topic", "gap")}
    try:
        return add_action(report=report, by=request.user, **said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


def _changed(request: HttpRequest, report: Report, found: PlannedAction, form: ActionForm) -> bool:
    """Save the action; where it is refused, or changed meanwhile, say so over the form."""
    said = {name: form.cleaned_data[name] for name in _PLANNED}
    base = form.cleaned_data["base"] or 0
    try:
        change_action(action=found, report=report, base=base, by=request.user, **said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except StaleAction as stale:
        refuse_stale(form, stale)
    return not form.errors


def refuse_stale(form: ActionForm | OutcomeForm, stale: StaleAction) -> None:
    """Say in the form that somebody saved the action meanwhile; saving again is then meant so."""
    form.newer = stale.current
    form.data = form.data.copy()
    form.data["base"] = str(stale.current.number)
    form.add_error(None, _("Not saved: somebody saved this action meanwhile. See below what stands now."))


def put_back(request: HttpRequest) -> dict[str, str] | None:
    """Return what was typed before the person was signed out, once, and say so."""
    typed = take_typed(request)
    if typed is None:
        return None
    messages.warning(
        request, _("You were signed out. What you had typed is back in the fields and not saved: press Save.")
    )
    return typed.dict()


def _frame(request: HttpRequest, report: Report) -> dict[str, Any]:
    can_plan = request.membership.role in WRITERS
    return {"report": report, "organisation": report.organisation, "can_plan": can_plan}


_PLANNED = ("title", "plan", "owner", "due_on", "phase")
