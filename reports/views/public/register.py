"""Home and the register. Not here: one organisation (`organisations`)."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports import search
from reports.models import FormerSlug, PublishedAnswer, Version
from reports.views.access import public_page
from reports.views.public.register_address import ANSWERS, REPORTS, is_cut
from reports.views.public.register_filters import Chip, address_of, boxes, chips, orders, views
from reports.views.public.register_found import Found, find
from reports.views.public.search_results import answers_found, reports_found

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
    """All published reports, searched, filtered and counted by what stands in the address."""
    parameters = dict(request.GET.lists())
    found = find(parameters)
    hits = found.answers
    page = Paginator(found.ids if hits is None else hits.ids, PER_PAGE).get_page(found.address.page)
    address = found.address.changed(page=page.number)
    shown = reports_found if hits is None else answers_found
    results = shown(list(page.object_list), found)
    context = {
        "found": found,
        "address": address,
        "canonical": address_of(address),
        "results": results,
        "total": found.total if hits is None else hits.total,
        "page_obj": page,
        "query": address.changed().query,
        "boxes": boxes(found),
        "chips": chips(found),
        "orders": orders(address),
        "views": views(address, {REPORTS: _("Reports"), ANSWERS: _("Answers")}),
        "topics": found.options.topics,
        "is_cut": is_cut(parameters),
        "most": search.MOST,
        "typed": found.address.q or " ".join(parameters.get("q", [""])[-1:]).strip(),
        "table": address_of(address.changed(), "public:results-csv"),
        "feed": address_of(address.changed(), "public:search-feed"),
        "suggestion": _suggestion(found),
    }
    return render(request, "public/register.html", context)


def _suggestion(found: Found) -> Chip | None:
    """Return the words that may have been meant, with where they lead, if those typed stand nowhere."""
    if found.matched is None or found.matched.ids:
        return None
    words = search.suggestion(found.query)
    return Chip("", words, address_of(found.address.changed(q=words))) if words else None


def moved_to(slug: str) -> str | None:
    """Return today's slug if this one is a former one."""
    former = FormerSlug.objects.filter(slug=slug).select_related("organisation").first()
    return former.organisation.slug if former else None
