"""Organisations without members here, whose reports the secretariat transcribes from elsewhere.

Not here: their reports and profiles, which the secretariat writes in the workspace as an owner would.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports.actions.errors import Refused
from reports.actions.organisations import enter_in_trust
from reports.forms.organisations import OrganisationForm
from reports.models import Organisation
from reports.views.access import secretariat


@secretariat
@require_safe
def in_trust(request: HttpRequest) -> HttpResponse:
    """The organisations in trust with their reports, and the way to enter another."""
    organisations = Organisation.objects.in_trust().with_reports()
    return render(request, "secretariat/in_trust.html", {"organisations": organisations})


@secretariat
@require_http_methods(["GET", "HEAD", "POST"])
def in_trust_new(request: HttpRequest) -> HttpResponse:
    """Enter an organisation that nobody here belongs to."""
    form = OrganisationForm(request.POST or None, submit=_("Enter the organisation"))
    # Who approves is the matter of those who will belong to it.
    del form.fields["requires_approval"]
    if request.method == "POST" and form.is_valid():
        try:
            entered = enter_in_trust(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("%(name)s is entered, in trust.") % {"name": entered.name})
            return redirect("workspace:organisation", entered.slug)
    return render(
        request, "secretariat/in_trust_new.html", {"form": form}, status=422 if form.errors else 200
    )
