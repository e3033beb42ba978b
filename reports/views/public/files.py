"""The files of a published report, and its logo.

A file has two addresses: one that stays and leads to what is current, and one that names the fingerprint
of the bytes and may be kept for ever.
"""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from reports import renditions
from reports.actions.renditions import picture_of
from reports.documents.canonical import sha256
from reports.documents.faces import FACE_OF_ENDING, WRITERS
from reports.enums import Face
from reports.jobs.progress import progress_of
from reports.models import Rendition, Version
from reports.views.access import public
from reports.views.files import IMMUTABLE, REVALIDATE, send_bytes, waiting_page
from reports.views.public.versions import led_on, version_at

DIGITS = 16
"""How much of the fingerprint stands in an address."""


@public
def report_json(request: HttpRequest, org: str, cycle: str, number: int | None = None) -> HttpResponse:
    """The frozen JSON, byte for byte what the SHA-256 was taken of; with redactions, what is left of it."""
    found = version_at(request, Version.objects.for_lists(), org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    rest = _redacted_json(found)
    response = send_bytes(
        request,
        partial(_json_of, found) if rest is None else lambda: rest,
        sha256=found.sha256 if rest is None else sha256(rest),
        media_type="application/json",
        file_name=_file_name(found, ".json"),
    )
    response["Cache-Control"] = REVALIDATE
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public
def report_file(
    request: HttpRequest, org: str, cycle: str, ending: str, number: int | None = None
) -> HttpResponse:
    """Lead to the stored file; until it is built, a page that says how far it is."""
    found = version_at(request, Version.objects.for_lists(), org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    face = FACE_OF_ENDING[ending]
    rendition = found.renditions.without_bytes().filter(face=face).first() or Rendition(face=face)
    if not rendition.is_ready:
        context = {"version": found, "face": rendition.get_face_display()}
        return waiting_page(request, "public/file_waits.html", progress_of(rendition), context, status=503)
    kwargs = {"org": org, "cycle": cycle, "number": found.number, "ending": ending}
    digest = rendition.sha256[:DIGITS]
    return led_on(reverse("public:version-stored-file", kwargs={**kwargs, "digest": digest}))


@public
def stored_file(
    request: HttpRequest, *, org: str, cycle: str, number: int, digest: str, ending: str
) -> HttpResponse:
    """The stored bytes; an address with an older fingerprint leads to what is current."""
    rendition = Rendition.objects.of(org, cycle, number).filter(face=FACE_OF_ENDING[ending]).first()
    if rendition is None or rendition.sha256[:DIGITS] != digest:
        found = version_at(request, Version.objects.for_lists(), org, cycle, number)
        return found if isinstance(found, HttpResponse) else led_on(found.file_url(ending))
    response = send_bytes(
        request,
        lambda: bytes(rendition.content),
        size=rendition.size,
        sha256=rendition.sha256,
        media_type=WRITERS[rendition.face].media_type,
        file_name=_file_name(rendition.version, ending),
        attach=rendition.face not in {Face.PDF, Face.LETTER},
    )
    response["Cache-Control"] = IMMUTABLE
    return response


@public
def logo(request: HttpRequest, org: str, cycle: str, number: int) -> HttpResponse:
    """The logo as it was when this version was published."""
    found = version_at(request, Version.objects.for_lists(), org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    rendition = get_object_or_404(Rendition, version=found, face=Face.LOGO)
    return HttpResponse(bytes(rendition.content), content_type="image/png")


@public
def picture(request: HttpRequest, org: str, cycle: str, number: int) -> HttpResponse:
    """The picture that other sites show beside a link to this version."""
    found = version_at(request, Version.objects.for_lists(), org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    drawn = picture_of(version=found)
    return send_bytes(
        request,
        lambda: bytes(drawn.content),
        sha256=drawn.sha256,
        size=drawn.size,
        media_type="image/png",
        file_name=_file_name(found, ".png"),
    )


def _json_of(version: Version) -> bytes:
    """Return the frozen bytes, which are read from the database only now."""
    return version.source.encode()


def _redacted_json(version: Version) -> bytes | None:
    """Return the JSON without what was redacted; None where nothing was, and the frozen bytes are sent."""
    if not version.redacted_places.exists():
        return None
    return renditions.data_of(version, renditions.source_of(version))


def _file_name(version: Version, ending: str) -> str:
    return f"haip-{version.organisation_slug}-{version.cycle_slug}-v{version.number}{ending}"
