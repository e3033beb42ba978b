"""Which jurisdictions are eligible, and what the list says of one of them.

Not stored as other public pages are: what it says depends on the day, beside its address and the list.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports import eligibility
from reports.forms.jurisdictions import LookUpForm
from reports.models import Jurisdiction
from reports.views.access import public


@public
def eligible(request: HttpRequest) -> HttpResponse:
    """The whole list with its days and sources; an address that names a country gets a sentence about it."""
    today = eligibility.day()
    rows = list(Jurisdiction.objects.all())
    form = LookUpForm(request.GET if request.GET.get("country") else None)
    asked = form.cleaned_data["country"] if form.is_valid() else ""
    standing, past = eligibility.parted(rows, today)
    context = {
        "form": form,
        "found": eligibility.judged(asked, [row for row in rows if row.country == asked], today)
        if asked
        else None,
        "standing": standing,
        "past": past,
        "unchecked": sum(row.is_provisional for row in standing),
        "today": today,
    }
    return render(request, "public/eligibility.html", context)
