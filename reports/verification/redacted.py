"""Whether what is redacted is what was recorded, and no file is older than that."""

from collections.abc import Iterator

from django.db.models import F

from reports.documents.faces import PUBLISHED
from reports.enums import EventName
from reports.models import Event, Redaction, Rendition, Report


def redaction_faults(report: Report) -> Iterator[str]:
    """Yield what is wrong with the redactions of a report, and which of its files may hold redacted words.

    Three queries; two more where there are redactions.
    """
    events = {
        event.data.get("redaction"): event
        for event in report.events.filter(name=EventName.REDACTED).select_related("actor")
    }
    for redaction in report.redactions.prefetch_related("places__version"):
        event = events.pop(redaction.pk, None)
        if event is None:
            yield f"no event says that redaction {redaction.pk} was made"
        else:
            yield from (f"redaction {redaction.pk} {what}" for what in _differences(redaction, event))
    for pk in events:
        yield f"redaction {pk} was made, as an event says, and is not there"
    made_at = "version__redacted_places__redaction__made_at"
    files = Rendition.objects.filter(version__report=report, face__in=PUBLISHED, built_at__lt=F(made_at))
    for number, face in files.values_list("version__number", "face").order_by("version", "face").distinct():
        yield f"file {face} of version {number} is older than a redaction"


def _differences(redaction: Redaction, event: Event) -> Iterator[str]:
    # What later versions say again is withheld as well, and was not counted then.
    numbers = event.data.get("versions", [])
    counted = [place for place in redaction.places.all() if place.version.number in numbers]
    if len(counted) != event.data.get("places"):
        yield "withholds not as many places as were recorded"
    if redaction.reason != event.data.get("reason"):
        yield "has not the reason that was recorded"
    if redaction.made_at != event.recorded_at:
        yield "was not made when it was recorded to be"
    if event.actor is None or event.actor.user_id != redaction.made_by_id:
        yield "was not made by who was recorded to make it"
