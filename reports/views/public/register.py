"""Home and the register. Not here: one organisation (`organisations`)."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reports.forms.reports import RegisterFilterForm
from reports.models import FormerSlug, PublishedAnswer, Version
from reports.views.access import public_page

PER_PAGE = 25


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """What this site is, what the register holds today, and the two ways in. Three queries."""
    current = Version.objects.current()
    figures = current.aggregate(
        reports=Count("pk"),
        organisations=Count("report__organisation", distinct=True),
        countries=Count("country", distinct=True),
        languages=Count("language", distinct=True),
    )
    answers = PublishedAnswer.objects.filter(version__current_of__isnull=False).count()
    context = {"figures": figures | {"answers": answers}, "latest": current.for_lists()[:3]}
    return render(request, "public/home.html", context)


@public_page
def register(request: HttpRequest) -> HttpResponse:
    """All published reports, searched and filtered by what stands in the address."""
    current = Version.objects.current()
    cycles = current.values_list("report__cycle__slug", "report__cycle__label")
    form = RegisterFilterForm(
        request.GET or None,
        country_codes=sorted(set(current.order_by().values_list("country", flat=True))),
        cycles=sorted(set(cycles.order_by()), reverse=True),
    )
    # A value that can't be read, such as a country without reports, is named at its field; the rest counts.
    form.is_valid()
    chosen = getattr(form, "cleaned_data", {})
    found = current.matching(chosen.get("q", "")).filtered(chosen)
    page = Paginator(found.for_lists(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": form,
        "chips": _chips(form, chosen),
        "versions": page.object_list,
        "total": page.paginator.count,
        "page_obj": page,
        "query": urlencode({key: value for key, value in chosen.items() if value}),
    }
    return render(request, "public/register.html", context)


def _chips(form: RegisterFilterForm, chosen: dict[str, str]) -> list[dict[str, Any]]:
    active = {key: value for key, value in chosen.items() if value}
    chips = []
    for key, value in active.items():
        rest = urlencode({k: v for k, v in active.items() if k != key})
        shown = dict(getattr(form.fields[key], "choices", [])).get(value, value)
        address = reverse("public:register")
        chips.append(
            {"label": form.fields[key].label, "value": shown, "url": f"{address}?{rest}" if rest else address}
        )
    return chips


def moved_to(slug: str) -> str | None:
    """Return today's slug if this one is a former one."""
    former = FormerSlug.objects.filter(slug=slug).select_related("organisation").first()
    return former.organisation.slug if former else None
