"""What the secretariat decides about one report: review, return, publication, its place in the register."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports import eligibility, workflow
from reports.actions.errors import Refused
from reports.actions.reviews import give_review
from reports.forms.reports import PublicReasonForm, ReturnForm, ReviewerForm
from reports.models import Report
from reports.views.access import secretariat
from reports.views.secretariat.desk import is_with_its_team, report_or_404, report_page

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@secretariat
@require_POST
def start_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin: from now on the team can't take the report back."""
    if is_with_its_team(pk):
        messages.info(request, _("The report does not stand there any more; nothing was done twice."))
        return redirect("secretariat:queue")
    found = report_or_404(request, pk)
    _decide(request, "start_review", found, _("The review has begun. You are its reviewer."))
    return redirect("secretariat:report", found.pk)


@secretariat
@require_POST
def review_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the review to a colleague."""
    found = report_or_404(request, pk)
    form = ReviewerForm(request.POST)
    if form.is_valid():
        try:
            give_review(report=found, to=form.cleaned_data["reviewer"], by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The review was given to %s.") % form.cleaned_data["reviewer"])
    else:
        messages.error(request, _("Choose somebody of the secretariat."))
    return redirect("secretariat:report", found.pk)


@secretariat
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish; a second click finds the report published already."""
    _decide(request, "publish", report_or_404(request, pk), _("Published. The PDF is being made."))
    return redirect("secretariat:queue")


@secretariat
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the report to its team with a reason. Where that can't be, what was typed is shown."""
    if is_with_its_team(pk):
        messages.info(request, _("The report does not stand there any more; nothing was done twice."))
        return redirect("secretariat:queue")
    found = report_or_404(request, pk)
    form = ReturnForm(request.POST)
    if form.is_valid():
        done = _("Returned. The team has been told.")
        if _decide(request, "send_back", found, done, **form.cleaned_data):
            return redirect("secretariat:queue")
    return report_page(request, found, form, status=422)


@secretariat
@GET_OR_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and take a listed report off the register because its organisation wishes it."""
    return _with_reason(
        request, pk, "withdraw", _("Withdrawn. Its addresses say when and why; the team has been told.")
    )


@secretariat
@GET_OR_POST
def delist(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and take a listed report off the register without its organisation's wish."""
    return _with_reason(
        request, pk, "delist", _("Delisted. Its addresses say when and why; the team has been told.")
    )


@secretariat
@GET_OR_POST
def relist(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and let the register show the last version again."""
    return _with_reason(request, pk, "relist", _("Listed again, as it stood. The team has been told."))


def _with_reason(request: HttpRequest, pk: int, name: str, done: str) -> HttpResponse:
    """Ask for a reason, make the transition; where it can't be made, show the report with what was typed."""
    found = report_or_404(request, pk)
    form = PublicReasonForm(request.POST or None, at_the_address=name != "relist")
    why_not = eligibility.problem(found) if workflow.TRANSITIONS[name].needs_eligible else ""
    if name in {each.name for each in workflow.available(found, request.user)}:
        if request.method != "POST" or not form.is_valid() or why_not:
            return _ask(request, found, name, form, why_not)
    elif request.method != "POST":
        return redirect("secretariat:report", found.pk)
    typed = form["reason"].value() or ""
    is_done = form.is_valid() and _decide(request, name, found, done, **form.cleaned_data)
    # A second click brings the reason that stands already.
    if is_done or typed == found.events.latest("pk").data.get("reason"):
        return redirect("secretariat:report", found.pk)
    return report_page(request, found, ReturnForm(), unused=typed, status=422)


def _ask(
    request: HttpRequest, report: Report, name: str, form: PublicReasonForm, why_not: str
) -> HttpResponse:
    context = {
        "report": report,
        "organisation": report.organisation,
        "form": form,
        "name": name,
        "why_not": why_not,
    }
    return render(request, "secretariat/reason.html", context, status=422 if form.is_bound else 200)


def _decide(request: HttpRequest, name: str, report: Report, done: str, **given: Any) -> bool:
    """Make the transition and say that it is done, or why it is not. Returns whether it is."""
    try:
        workflow.apply(name, report=report, actor=request.user, **given)
    except workflow.WrongStatus:
        messages.info(request, _("The report does not stand there any more; nothing was done twice."))
    except workflow.Incomplete:
        messages.error(request, _("This report lacks answers and can't be published."))
    except workflow.AttestationVoid:
        messages.error(
            request,
            _("The answers are not those that were attested. Return the report: it has to be attested anew."),
        )
    except workflow.NotEligible as refusal:
        messages.error(request, str(refusal))
    except workflow.NotAllowed:
        messages.error(request, _("You may not decide about a report of your own organisation."))
    else:
        messages.success(request, done)
        return True
    return False
