"""Rebuilding what is derived from a version, on purpose and with a line in the log."""

from django.db import transaction

from reports import renditions, trail
from reports.documents.picture import RENDERER_VERSION as RENDERER_OF_PICTURES
from reports.enums import EventName, Face
from reports.jobs.files import queue_renditions
from reports.models import Rendition, Report, Version
from reports.text import RENDERER_VERSION


@transaction.atomic
def picture_of(*, version: Version) -> Rendition:
    """Return the picture of a version, drawn by today's renderer: anew where it is not there."""
    drawn = version.renditions.filter(face=Face.PICTURE, renderer=RENDERER_OF_PICTURES).first()
    return drawn or renditions.derive_picture(version)


@transaction.atomic
def rebuild_version(*, version: Version) -> None:
    """Derive answers and logo anew from the frozen source, and queue the files."""
    # Before the register's state is written to, as publishing does: or each could wait for the other.
    Report.objects.select_for_update(of=("self",)).get(pk=version.report_id)
    is_listed = version.pk == version.report.current_version_id
    if is_listed:
        renditions.unlist_report(version.report)
    renditions.derive_answers(version)
    renditions.derive_logo(version)
    if is_listed:
        renditions.list_version(version)
    queue_renditions(version)
    data = {"version": version.number, "renderer": RENDERER_VERSION}
    trail.record(EventName.RENDERED, of=version.report, by=None, data=data)
