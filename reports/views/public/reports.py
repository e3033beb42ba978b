"""A published report: page, PDF, JSON, logo; the current version and every single one."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from reports import renditions
from reports.models import Rendition, Version
from reports.views.access import public
from reports.views.public.register import moved_to


def _current(request: HttpRequest, org: str, cycle: str) -> Version | HttpResponse:
    version = Version.objects.current().at(org, cycle).first()
    return version or _moved_or_404(request, org)


def _numbered(request: HttpRequest, org: str, cycle: str, number: int) -> Version | HttpResponse:
    version = Version.objects.at(org, cycle).filter(number=number).first()
    return version or _moved_or_404(request, org)


def _moved_or_404(request: HttpRequest, org: str) -> HttpResponse:
    slug = moved_to(org)
    if slug is None:
        raise Http404
    match = request.resolver_match
    return HttpResponseRedirect(reverse(match.view_name, kwargs={**match.kwargs, "org": slug}))


@public
def report(request: HttpRequest, org: str, cycle: str, number: int | None = None) -> HttpResponse:
    """The report as a document; without a number the current version."""
    found = _numbered(request, org, cycle, number) if number is not None else _current(request, org, cycle)
    if isinstance(found, HttpResponse):
        return found
    siblings = list(Version.objects.filter(report=found.report).for_lists().order_by("-number"))
    is_current = found.pk == found.report.current_version_id
    return render(
        request,
        "public/report.html",
        {
            "document": renditions.document_of(found),
            "version": found,
            "newer": None if is_current else found.url,
            "earlier": [version for version in siblings if version.number < found.number],
        },
    )


@public
def report_json(request: HttpRequest, org: str, cycle: str, number: int | None = None) -> HttpResponse:
    """The frozen JSON, byte for byte what the SHA-256 was taken of."""
    found = _numbered(request, org, cycle, number) if number is not None else _current(request, org, cycle)
    if isinstance(found, HttpResponse):
        return found
    response = HttpResponse(found.source.encode(), content_type="application/json")
    response["Content-Disposition"] = f'inline; filename="{_file_name(found)}.json"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public
def report_pdf(request: HttpRequest, org: str, cycle: str, number: int | None = None) -> HttpResponse:
    """The PDF as the job queue made it; until then a page that says so."""
    found = _numbered(request, org, cycle, number) if number is not None else _current(request, org, cycle)
    if isinstance(found, HttpResponse):
        return found
    rendition = Rendition.objects.filter(version=found, face=Rendition.Face.PDF).first()
    if rendition is None:
        response = render(request, "public/pdf_pending.html", {"version": found}, status=503)
        response["Retry-After"] = "10"
        response["Refresh"] = "10"
        response["Cache-Control"] = "no-store"
        return response
    response = HttpResponse(bytes(rendition.content), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_file_name(found)}.pdf"'
    return response


@public
def logo(request: HttpRequest, org: str, cycle: str, number: int) -> HttpResponse:
    """The logo as it was when this version was published."""
    found = _numbered(request, org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    rendition = get_object_or_404(Rendition, version=found, face=Rendition.Face.LOGO)
    return HttpResponse(bytes(rendition.content), content_type="image/png")


def _file_name(version: Version) -> str:
    return f"haip-{version.organisation_slug}-{version.cycle_slug}-v{version.number}"
