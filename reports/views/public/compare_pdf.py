"""A comparison as a PDF, with the parameters of the page. Two queries once it is there.

Belongs here: HTTP. Not here: what stands in the file (`comparing.paper`), or making it, which takes seconds
and is a job's (`actions.comparisons`).
"""

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from reports.actions.comparisons import request_comparison
from reports.actions.errors import TooManyWait
from reports.comparing.address import FEWEST, CompareAddress, read
from reports.comparing.chosen import REPEATED, chosen, name_of
from reports.comparing.lines import plan, settled
from reports.jobs.progress import progress_of
from reports.models import ComparisonFile
from reports.views.access import public
from reports.views.files import REVALIDATE, send_bytes, waiting_page

LONGEST_FILE_NAME = 120
LONGEST_ADDRESS = 2_000
"""Characters; Django leads to no address of more than 2,048."""
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


@public
def compare_pdf(request: HttpRequest) -> HttpResponse:
    """The file of this comparison; until it is built, a page that says how far it is.

    Reports that cannot be compared, such as one that was withdrawn, are explained by the page, which leads to
    the file of the others. It is looked up by the versions of today: a file of another one is never sent.
    """
    wished = read(dict(request.GET.lists()))
    versions, left_out = chosen(wished.names)
    address = wished.changed(names=tuple(name_of(version) for version in versions))
    if len(versions) < FEWEST or any(each.why != REPEATED for each in left_out):
        return _led_to_page(wished)
    address = settled(address, plan(versions))
    context = {"versions": versions, "page": address.url(), "again": address.url("public:compare-pdf")}
    try:
        file = request_comparison(address=address, versions=versions)
    except TooManyWait:
        response = render(
            request, "public/compare_waits.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE
        )
        response["Cache-Control"], response["Retry-After"] = "no-store", "60"
        return response
    if not file.is_ready:
        return waiting_page(request, "public/compare_waits.html", progress_of(file), context, status=503)
    return _sent(request, file, address)


def _led_to_page(wished: CompareAddress) -> HttpResponse:
    """Lead to the page of the same wish, less of it where it is too long to lead anywhere."""
    while len(wished.url()) > LONGEST_ADDRESS:
        wished = wished.changed(names=wished.names[:-1], section="")
    response = HttpResponseRedirect(wished.url())
    response["Cache-Control"] = REVALIDATE
    return response


def _sent(request: HttpRequest, file: ComparisonFile, address: CompareAddress) -> HttpResponse:
    response = send_bytes(
        request,
        lambda: bytes(file.content),
        size=file.size,
        sha256=file.sha256,
        media_type="application/pdf",
        file_name=_file_name(address, file.locale),
    )
    response["Cache-Control"] = REVALIDATE
    return response


def _file_name(address: CompareAddress, locale: str) -> str:
    """Return a name such as `comparison-a-2026-b-2026-all-ja.pdf`, cut where it is too long."""
    words = _NOT_IN_NAMES.sub("-", " ".join([*address.names, address.section, address.only])).strip("-")
    return f"comparison-{words[:LONGEST_FILE_NAME].strip('-')}-{locale}.pdf"
