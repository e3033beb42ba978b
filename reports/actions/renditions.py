"""Rebuilding what is derived from a version, on purpose and with a line in the log."""

from django.db import transaction

from reports import renditions
from reports.enums import EventName
from reports.jobs.files import queue_renditions
from reports.models import Event, Version
from reports.text import RENDERER_VERSION


@transaction.atomic
def rebuild_version(*, version: Version) -> None:
    """Derive answers and logo anew from the frozen source, and queue the files."""
    is_listed = version.pk == version.report.current_version_id
    if is_listed:
        renditions.unlist_report(version.report)
    renditions.derive_answers(version)
    renditions.derive_logo(version)
    if is_listed:
        renditions.list_version(version)
    queue_renditions(version)
    Event.objects.create(
        organisation=version.report.organisation,
        report=version.report,
        name=EventName.RENDERED,
        data={"version": version.number, "renderer": RENDERER_VERSION},
    )
