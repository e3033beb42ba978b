"""Redacting words of published versions: typed, looked at, confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.redaction_plan import PassageRefused, ReasonRefused, RedactionPlan, plan_redaction
from reports.actions.redactions import redact_words
from reports.forms.redactions import RedactionForm
from reports.frameworks import load
from reports.models import Report, Version
from reports.views.access import secretariat
from reports.views.secretariat.desk import report_or_404


@secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the words and the reason, show where they stand, and redact what was shown and confirmed."""
    found = report_or_404(request, pk)
    last = get_object_or_404(Version.objects.order_by("-number"), report=found, number=found.versions.count())
    if not permissions.is_secretariat(request.user, found):
        messages.error(request, _("You may not decide about a report of your own organisation."))
        return redirect("secretariat:report", found.pk)
    form = RedactionForm(request.POST or None, questions=_questions(last))
    plan = _plan(found, form) if request.method == "POST" and form.is_valid() else None
    if plan and request.POST.get("confirmed") == plan.digest:
        try:
            redact_words(report=found, digest=plan.digest, by=request.user, **_words(form))
        except Refused as refusal:  # somebody else was faster
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Redacted. Files are being made anew; the team has been told."))
        return redirect("secretariat:report", found.pk)
    context = {"report": found, "organisation": found.organisation, "form": form, "plan": plan}
    return render(request, "secretariat/redact.html", context, status=422 if form.errors else 200)


def _plan(report: Report, form: RedactionForm) -> RedactionPlan | None:
    """Return what would be redacted; None, with the reason at its field, where nothing can be."""
    try:
        return plan_redaction(report, **_words(form))
    except ReasonRefused as refusal:
        form.add_error("reason", str(refusal))
    except PassageRefused as refusal:
        form.add_error("passage" if form.cleaned_data["passage"] else "question", str(refusal))
    return None


def _words(form: RedactionForm) -> dict[str, str]:
    data = form.cleaned_data
    return {"code": data["question"], "passage": data["passage"], "reason": data["reason"]}


def _questions(version: Version) -> list[tuple[str, str]]:
    """Return code and name of each question that can be answered, in the language of the page."""
    questions = load(version.framework_id, get_language()).answerable
    return [(each.code, f"{each.number} {each.label}".strip()) for each in questions]
