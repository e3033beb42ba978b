"""What the transitions around a correction write: a listed report is drafted anew, or is not after all.

Called by `apply` only, inside its transaction, as the rest of `effects`. While a correction is drafted, sent
and reviewed, readers go on reading the version that stands.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from reports import renditions
from reports.enums import NOT_REPORTED
from reports.models import Answer, AnswerRevision, Report, User, Version
from reports.models.answer import PARTS

EMPTY: Mapping[str, Any] = {
    "choices": [],
    "text": "",
    "summary": "",
    "practices": {},
    "tools": [],
    "evidence": [],
}


def start_correction(report: Report, actor: User, at: datetime, *, reason: str) -> dict[str, Any]:
    """Say why there will be a next version; the reason is published with it."""
    report.correction_reason = reason
    return {"reason": reason, "version": _standing(report).number}


def drop_correction(report: Report, actor: User, at: datetime) -> dict[str, Any]:
    """Say again in the draft what readers have; what was written meanwhile stays in each answer's history."""
    report.correction_reason = ""
    version = _standing(report)
    report.transcribed_from = version.transcribed_from
    report.originally_published_on = version.originally_published_on
    published = dict(_published(renditions.source_of(version)))
    restored = []
    for answer in Answer.objects.filter(report=report).select_related("current").order_by("pk"):
        parts = published.get(answer.code, EMPTY)
        current = answer.current
        if current is None or current.parts == parts:
            continue
        answer.current = AnswerRevision.objects.create(
            answer=answer, number=current.number + 1, base=current, saved_at=at, saved_by=actor, **parts
        )
        answer.save(update_fields=["current"])
        restored.append(answer.code)
    return {"restored": restored, "version": version.number}


def _standing(report: Report) -> Version:
    """Return the version that readers have."""
    return Version.objects.get(current_of=report)


def _published(source: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the code and the parts of each answer in a frozen source."""
    for section in source["sections"]:
        for question in section["questions"]:
            if question["answer"] is not None:
                states = {
                    practice["id"]: practice["state"]
                    for practice in question["practices"]
                    if practice["state"] != NOT_REPORTED
                }
                said = {**EMPTY, **question["answer"], "practices": states}
                yield question["code"], {part: said[part] for part in PARTS}
