"""What was redacted stays so in the next version, even if its team says the words again.

Called inside the transaction of publishing, and of redacting for the columns of versions. Not here: redacting
(`actions.redactions`).
"""

import json
from collections.abc import Iterable
from typing import Any

from reports import renditions
from reports.documents.redactable import Span, same_spans, spans_of, texts_beside, texts_of
from reports.models import RedactedPlace, Redaction, Version
from reports.models.redaction import ANSWER, LOGO


def repeat_redactions(version: Version) -> None:
    """Write where words that were redacted in earlier versions stand in this new one, which is stored.

    One query where nothing was ever redacted.
    """
    redactions = list(version.report.redactions.order_by("pk"))
    if not redactions:
        return
    source = json.loads(version.source)
    versions = version.report.versions.exclude(pk=version.pk)
    earlier = {each.pk: _texts(json.loads(each.source)) for each in versions}
    RedactedPlace.objects.bulk_create(
        RedactedPlace(redaction=redaction, version=version, **span._asdict())
        for redaction in redactions
        for span in _spans(redaction, source, earlier)
    )
    derive_columns(version)


def derive_columns(version: Version) -> None:
    """Let the columns that repeat words of the source say what readers are shown. At most two queries."""
    source = renditions.source_of(version)
    shown = {
        "organisation_name": source["organisation"]["name"],
        "reason": source["report"]["reason"],
        "has_logo": source["organisation"]["logo"] is not None,
    }
    changed = {name: value for name, value in shown.items() if getattr(version, name) != value}
    for name, value in changed.items():
        setattr(version, name, value)
    if changed:
        Version.objects.filter(pk=version.pk).update(**changed)


def _spans(redaction: Redaction, source: dict[str, Any], earlier: dict[int, Any]) -> Iterable[Span]:
    found: set[Span] = set()
    for place in redaction.places.order_by("pk"):
        texts = earlier[place.version_id][place.code]
        if place.part == LOGO:
            found.update(_same_logo(source, texts[LOGO]))
        elif place.part == ANSWER:
            found.update(same_spans(source, code=place.code, texts=texts))
        else:
            passage = texts[place.part][place.start : place.start + place.length]
            found.update(spans_of(source, code=redaction.code, passage=passage))
    return sorted(found)


def _same_logo(source: dict[str, Any], data: str) -> list[Span]:
    logo = source["organisation"]["logo"]
    return [Span("", LOGO)] if logo and logo["data"] == data else []


def _texts(source: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return question code -> way -> text; without a code what stands beside, the logo as its bytes."""
    logo = source["organisation"]["logo"]
    beside = dict(texts_beside(source)) | ({LOGO: logo["data"]} if logo else {})
    return {"": beside} | {
        question["code"]: dict(texts_of(question["answer"]))
        for section in source["sections"]
        for question in section["questions"]
        if question["answer"] is not None
    }
