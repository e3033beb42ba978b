"""Which version an address means, for the page of a report and for what belongs to it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from reports.models import Version
from reports.querysets.version import VersionQuerySet
from reports.views.files import REVALIDATE
from reports.views.public.register import moved_to


def version_at(
    request: HttpRequest, versions: VersionQuerySet, org: str, cycle: str, number: int | None
) -> Version | HttpResponse:
    """Return the version, without a number the current one, or where the organisation has moved to.

    `versions` says which columns are read. Raises Http404 where there is nothing.
    """
    meant = versions.current() if number is None else versions.filter(number=number)
    version = meant.at(org, cycle).first()
    if version is not None:
        return version
    slug = moved_to(org)
    if slug is None:
        raise Http404
    match = request.resolver_match
    return HttpResponseRedirect(reverse(match.view_name, kwargs={**match.kwargs, "org": slug}))


def led_on(address: str) -> HttpResponse:
    """Lead there now; asked again, it may be another place."""
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = REVALIDATE
    return response
