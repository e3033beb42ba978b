"""Saying what came of a planned action: an outcome, that it goes on, or that an outcome is taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports.actions.action_outcomes import close_action, renew_action, reopen_action
from reports.actions.errors import Refused, StaleAction
from reports.forms.planned_actions import GO_ON, OutcomeForm, ReopenForm
from reports.models import PlannedAction, Report
from reports.views.access import WRITERS, report_member
from reports.views.workspace.planned_actions import action_or_404, action_page, put_back, refuse_stale


@report_member(roles=WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def action_outcome(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Say what came of the action; a form that cannot be taken comes back with its words."""
    found = action_or_404(report, pk)
    if request.method != "POST":
        first = {"base": found.current.number} | (put_back(request) or {})
        return action_page(request, report, found, outcome=OutcomeForm(initial=first))
    form = OutcomeForm(request.POST)
    if form.is_valid() and _said(request, report, found, form):
        messages.success(request, _("Saved what came of it."))
        return redirect("workspace:action", report.organisation.slug, report.cycle.slug, pk)
    return action_page(request, report, action_or_404(report, pk), outcome=form)


@report_member(roles=WRITERS)
@require_POST
def action_reopen(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Take the outcome back. A second click changes nothing."""
    found = action_or_404(report, pk)
    form = ReopenForm(request.POST)
    base = form.cleaned_data["base"] if form.is_valid() else 0
    try:
        reopen_action(action=found, report=report, base=base, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except StaleAction:
        messages.error(request, _("Not saved: somebody saved this action meanwhile. See what stands now."))
    else:
        messages.success(request, _("The outcome is taken back: the action is open."))
    return redirect("workspace:action", report.organisation.slug, report.cycle.slug, pk)


def _said(request: HttpRequest, report: Report, found: PlannedAction, form: OutcomeForm) -> bool:
    """Write the answer; where it is refused, or the action changed meanwhile, say so over the form."""
    wish = form.cleaned_data
    said = {"action": found, "report": report, "text": wish["text"], "base": wish["base"], "by": request.user}
    try:
        if wish["outcome"] == GO_ON:
            renew_action(due_on=wish["new_due_on"], **said)
        else:
            close_action(outcome=wish["outcome"], **said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except StaleAction as stale:
        refuse_stale(form, stale)
    return not form.errors
