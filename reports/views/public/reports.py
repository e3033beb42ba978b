"""A published report as a page; the current version and every single one."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports import renditions
from reports.documents.faces import PUBLISHED, WRITERS
from reports.enums import Face
from reports.link_checks.published import gone_by_code
from reports.models import Report, Version
from reports.renewal import due_on
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
        "renewal_due_on": _renewal_due_on(siblings) if is_current else None,
        "other_files": _other_files(found),
        "newer": None if is_current else found.url,
        "following": next((each for each in siblings[::-1] if each.number > found.number), None),
        "earlier": [version for version in siblings if version.number < found.number],
        **around(found, document, answers),
    }
    return render(request, "public/report.html", context)


def _renewal_due_on(versions: list[Version]) -> date | None:
    """Return until when the report with these versions is to be renewed; None if a later one has done so.

    The day is fixed. How near it is depends on the day of reading, and pages are stored.
    """
    report, first = versions[0].report_id, versions[-1]
    is_newest = Report.objects.newest_listed().filter(pk=report).exists()
    return due_on(first.first_day) if is_newest else None


def _other_files(version: Version) -> list[tuple[str, str, str]]:
    """Return label, address and purpose of each file beside the PDF."""
    writers = [(face, WRITERS[face]) for face in PUBLISHED if face != Face.PDF]
    return [(Face(face).label, version.file_url(writer.ending), writer.about) for face, writer in writers]
