"""A published report as a page; the current version and every single one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports import renditions
from reports.documents.faces import PUBLISHED, WRITERS
from reports.enums import Face
from reports.link_checks.published import gone_by_code
from reports.models import Version
from reports.views.access import public_page
from reports.views.public.around import around
from reports.views.public.versions import version_at


@public_page
def report(request: HttpRequest, org: str, cycle: str, number: int | None = None) -> HttpResponse:
    """The report as a document; without a number the current version."""
    found = version_at(request, Version.objects.all(), org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    siblings = list(Version.objects.filter(report=found.report).for_lists().order_by("-number"))
    is_current = found.pk == found.report.current_version_id
    answers = list(found.answers.only("version", "code", "html", "plain", "words"))
    document = renditions.document_of(found, answers)
    context = {
        "document": document,
        "version": found,
        "is_current": is_current,
        "gone_links": gone_by_code(found.pk) if is_current else {},
        "other_files": _other_files(found),
        "newer": None if is_current else found.url,
        "following": next((each for each in siblings[::-1] if each.number > found.number), None),
        "earlier": [version for version in siblings if version.number < found.number],
        **around(found, document, answers),
    }
    return render(request, "public/report.html", context)


def _other_files(version: Version) -> list[tuple[str, str, str]]:
    """Return label, address and purpose of each file beside the PDF."""
    writers = [(face, WRITERS[face]) for face in PUBLISHED if face != Face.PDF]
    return [(Face(face).label, version.file_url(writer.ending), writer.about) for face, writer in writers]
