"""The list of eligible jurisdictions, as the secretariat keeps it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports import eligibility
from reports.actions.errors import Refused
from reports.actions.jurisdictions import end_jurisdiction, save_jurisdiction
from reports.forms.jurisdictions import EndForm, JurisdictionForm
from reports.models import Jurisdiction
from reports.views.access import secretariat

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@secretariat
@require_safe
def jurisdictions(request: HttpRequest) -> HttpResponse:
    """All rows: those that count or will, and those that have ended."""
    rows = Jurisdiction.objects.select_related("noted_by")
    standing, past = eligibility.parted(rows, eligibility.day())
    context = {"standing": standing, "past": past, "unchecked": sum(row.is_provisional for row in standing)}
    return render(request, "secretariat/jurisdictions.html", context)


@secretariat
@GET_OR_POST
def jurisdiction(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Enter a row, or correct one. A row that says the same as another is refused at the first day."""
    found = get_object_or_404(Jurisdiction, pk=pk) if pk is not None else None
    form = JurisdictionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        known = Jurisdiction.objects.get(pk=found.pk) if found else None
        try:
            saved = save_jurisdiction(jurisdiction=known, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("since", str(refusal))
        else:
            messages.success(request, _("%(country)s is saved.") % {"country": saved.country.name})
            return redirect("secretariat:jurisdictions")
    context = {"form": form, "jurisdiction": found}
    return render(request, "secretariat/jurisdiction.html", context, status=422 if form.errors else 200)


@secretariat
@GET_OR_POST
def jurisdiction_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the last day and its source; the row stays on the list of the past."""
    found = get_object_or_404(Jurisdiction, pk=pk)
    if found.until is not None and request.method != "POST":
        return redirect("secretariat:jurisdiction", found.pk)
    form = EndForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            ended = end_jurisdiction(jurisdiction=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("until", str(refusal))
        else:
            messages.success(
                request, _("The last day of %(country)s is set.") % {"country": ended.country.name}
            )
            return redirect("secretariat:jurisdictions")
    context = {"form": form, "jurisdiction": found}
    return render(request, "secretariat/jurisdiction_end.html", context, status=422 if form.errors else 200)
