"""Whether a version is what was published: its fingerprint, its event, its columns and its attestation."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date
from typing import Any

from reports import renditions
from reports.documents.canonical import sha256
from reports.enums import AIRole
from reports.models import Attestation, Event, Version


def frozen_faults(version: Version, published: Sequence[Event]) -> Iterator[str]:
    """Yield what is wrong with a version; `published` are the events of its report that say so.

    Two queries.
    """
    events = [event for event in published if event.data.get("version") == version.number]
    if sha256(version.source.encode()) != version.sha256:
        yield "its frozen source does not fit its fingerprint"
        return
    if len(events) != 1:
        yield f"{len(events)} events say that it was published"
        return
    if events[0].data.get("sha256") != version.sha256:
        yield "its fingerprint is not the one that was recorded when it was published"
        return
    if events[0].recorded_at != version.published_at:
        yield "published_at is not when it was recorded to be published"
    if events[0].actor is None or events[0].actor.user_id != version.published_by_id:
        yield "published_by is not who was recorded to publish it"
    source = json.loads(version.source)
    # Columns say what readers are shown, which is less where words are redacted.
    for column, value in _columns(renditions.source_of(version)).items():
        if getattr(version, column) != value:
            yield f"{column} is not what stands in its frozen source"
    if source["report"]["cycle"] != version.report.cycle.slug:
        yield "it belongs to a report of another cycle"
    if not _is_attested(version, source["attestation"]):
        yield "no attestation of the report is the one that stands in its frozen source"


def _columns(source: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that repeat what stands in the source."""
    organisation, report = source["organisation"], source["report"]
    told = report.get("transcribed")
    roles = {f"is_{role.value}": role.value in organisation["ai_roles"] for role in AIRole}
    return roles | {
        "number": report["version"],
        "organisation_name": organisation["name"],
        "country": organisation["country"],
        "sector": organisation["sector"],
        "size_band": organisation["size_band"],
        "framework_id": report["framework"],
        "framework_version": report["framework_version"],
        "framework_status": report.get("framework_status", "official-numbering"),
        "language": report["language"],
        "reason": report["reason"],
        "has_logo": organisation["logo"] is not None,
        "transcribed_from": told["from"] if told else "",
        "originally_published_on": date.fromisoformat(told["published_on"]) if told else None,
    }


def _is_attested(version: Version, told: dict[str, Any] | None) -> bool:
    if told is None:
        return True
    rows = Attestation.objects.filter(
        report=version.report_id, name=told["name"], title=told["title"], text=told["text"]
    )
    moments = (row.attested_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for row in rows)
    return told["attested_at"] in moments
