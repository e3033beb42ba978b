"""Which version an address means, for the page of a report and for what belongs to it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from reports.enums import UNLISTED
from reports.models import Version
from reports.querysets.version import VersionQuerySet
from reports.views.files import REVALIDATE
from reports.views.public.register import moved_to


def version_at(
    request: HttpRequest, versions: VersionQuerySet, org: str, cycle: str, number: int | None
) -> Version | HttpResponse:
    """Return the version, without a number the current one, or an answer in its place.

    That answer leads to where the organisation has moved, or says that the report was withdrawn. `versions`
    says which columns are read. Raises Http404 where there is nothing.
    """
    meant = versions.current() if number is None else versions.filter(number=number)
    version = meant.at(org, cycle).first()
    if version is not None and version.report.status not in UNLISTED:
        return version
    withdrawn = Version.objects.last_of_unlisted().at(org, cycle).defer("source").first()
    if withdrawn is not None and (number is None or number <= withdrawn.number):
        return _withdrawn(request, withdrawn)
    slug = moved_to(org)
    if slug is None:
        raise Http404
    match = request.resolver_match
    return HttpResponseRedirect(reverse(match.view_name, kwargs={**match.kwargs, "org": slug}))


def _withdrawn(request: HttpRequest, last: Version) -> HttpResponse:
    """Say what stood here, when it was withdrawn and why; nothing of what it said."""
    response = render(request, "public/withdrawn.html", {"version": last, "report": last.report}, status=410)
    response["Cache-Control"] = REVALIDATE
    response["X-Robots-Tag"] = "noindex"
    return response


def led_on(address: str) -> HttpResponse:
    """Lead there now; asked again, it may be another place."""
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = REVALIDATE
    return response
