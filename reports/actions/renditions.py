"""Rebuilding what is derived from a version, on purpose and with a line in the log."""

from django.db import transaction

from reports import renditions
from reports.enums import EventName
from reports.jobs.files import build_pdf
from reports.models import Event, Version
from reports.text import RENDERER_VERSION


@transaction.atomic
def rebuild_version(*, version: Version) -> None:
    """Derive answers and logo anew from the frozen source, and queue the PDF."""
    renditions.derive_answers(version)
    renditions.derive_logo(version)
    build_pdf.enqueue(version.pk)
    Event.objects.create(
        organisation=version.report.organisation,
        report=version.report,
        name=EventName.RENDERED,
        data={"version": version.number, "renderer": RENDERER_VERSION},
    )
