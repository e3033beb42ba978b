"""From a frozen source to a `Document`.

Belongs here: reading the source, which carries its own wording, labels and profile. Not here: looking
anything up in today's database or framework files: a version must look the same for ever.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.utils import translation

from reports.enums import QuestionKind
from reports.models.redaction import BESIDE
from reports.text import render
from reports.text.references import References

from .document import (
    Attested,
    Choice,
    Document,
    DocumentSection,
    Entry,
    Evidence,
    Profile,
    Redacted,
    StatedPractice,
    Tool,
    Transcribed,
)

READABLE = ("haip-report/1",)
"""The schemas of sources that can be shown. Old ones stay: published versions do not go away."""


class SourceError(ValueError):
    """A source has a schema that this code cannot read."""


def build(
    source: Mapping[str, Any],
    *,
    data: bytes = b"",
    sha256: str = "",
    draft: bool = False,
    html: Mapping[str, str] | None = None,
) -> Document:
    """Return the document of a source (the parsed JSON that `freeze` writes).

    `data` is the JSON file that goes with it. `html` maps question code to HTML that was rendered before;
    what it lacks is rendered now.
    Raises SourceError for an unknown schema and KeyError for a source that breaks its schema.
    """
    if source["schema"] not in READABLE:
        raise SourceError(f"unknown schema {source['schema']!r}, can read {', '.join(READABLE)}")
    report = source["report"]
    return Document(
        schema=source["schema"],
        organisation=_profile(source["organisation"]),
        framework_id=report["framework"],
        framework_title=report["framework_title"],
        framework_version=report["framework_version"],
        framework_status=report["framework_status"],
        cycle=report["cycle"],
        cycle_label=report["cycle_label"],
        language=report["language"],
        version=report["version"],
        reason=report["reason"],
        published_at=_moment(report["published_at"]) if report["published_at"] else None,
        attestation=_attested(source["attestation"]),
        wording_locale=source["wording"]["locale"],
        wording_note=source["wording"]["note"],
        official_source=source["wording"]["official_source"],
        sections=_sections(source, html or {}),
        data=data,
        sha256=sha256,
        draft=draft,
        redactions=_redactions(source),
        transcribed=_transcribed(report.get("transcribed")),
    )


def references_of(source: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return what the answers of a source may refer to: question code -> anchor and number, or label."""
    return {
        question["code"]: (question["anchor"], question["number"] or question["label"])
        for section in source["sections"]
        for question in section["questions"]
    }


def _redactions(source: Mapping[str, Any]) -> tuple[Redacted, ...]:
    """Return what was redacted, each question or part beside once for each reason and moment."""
    if "redactions" not in source:
        return ()
    with translation.override(source["wording"]["locale"]):
        beside = {part: (str(label), "") for part, label in BESIDE.items()}
    places: dict[str, tuple[str, str]] = beside | {
        question["code"]: (question["number"] or question["label"], question["anchor"])
        for section in source["sections"]
        for question in section["questions"]
    }
    told = dict.fromkeys(
        (each["question"] or each["part"], each["redacted_at"], each["reason"])
        for each in source["redactions"]
    )
    return tuple(Redacted(code, *places[code], _moment(at), reason) for code, at, reason in told)


def _profile(organisation: Mapping[str, Any]) -> Profile:
    logo = organisation["logo"]
    return Profile(
        name=organisation["name"],
        slug=organisation["slug"],
        country=organisation["country"],
        country_name=organisation["country_name"],
        website=organisation["website"],
        sector=organisation["sector"],
        size_band=organisation["size_band"],
        ai_roles=tuple(organisation["ai_roles"]),
        logo=f"data:{logo['media_type']};base64,{logo['data']}" if logo else None,
    )


def _attested(attestation: Mapping[str, str] | None) -> Attested | None:
    if attestation is None:
        return None
    return Attested(
        name=attestation["name"],
        title=attestation["title"],
        text=attestation["text"],
        attested_at=_moment(attestation["attested_at"]),
    )


def _transcribed(told: Mapping[str, str] | None) -> Transcribed | None:
    return Transcribed(told["from"], date.fromisoformat(told["published_on"])) if told else None


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC)


def _sections(source: Mapping[str, Any], html: Mapping[str, str]) -> tuple[DocumentSection, ...]:
    references = references_of(source)
    return tuple(
        DocumentSection(
            section["code"],
            section["title"],
            tuple(_entry(question, html, references) for question in section["questions"]),
        )
        for section in source["sections"]
    )


def _entry(question: Mapping[str, Any], html: Mapping[str, str], references: References) -> Entry:
    answer = question["answer"] or {"choices": [], "text": "", "tools": []}
    text = answer["text"]
    shown = html.get(question["code"])
    if shown is None:
        shown = render(text, anchor=question["anchor"], references=references) if text.strip() else ""
    return Entry(
        code=question["code"],
        number=question["number"],
        status=question["status"],
        known=question["known"],
        anchor=question["anchor"],
        kind=QuestionKind(question["kind"]),
        label=question["label"],
        official=question["official"],
        prompt=question["prompt"],
        parts=tuple(question["parts"]),
        parent=question["parent"],
        topics=tuple(question["topics"]),
        options=_options(question["options"], answer["choices"]),
        practices=tuple(StatedPractice(**practice) for practice in question["practices"]),
        tools=tuple(Tool(**tool) for tool in answer["tools"]),
        # What was frozen before there were summaries and evidence has neither.
        evidence=tuple(Evidence(**link) for link in answer.get("evidence", [])),
        summary=answer.get("summary", ""),
        text=text,
        html=shown,
        recommended_for=tuple(question["recommended_for"]),
        asked=question["asked"],
        required=question["required"],
        answered=bool(question["answered"]),
    )


def _options(offered: list[Mapping[str, str]], chosen: list[str]) -> tuple[Choice, ...]:
    """Return every option; a chosen id that was not offered stands for itself rather than vanish."""
    ids = [option["id"] for option in offered]
    options = [Choice(option["id"], option["label"], option["id"] in chosen) for option in offered]
    return (*options, *(Choice(each, each, True) for each in chosen if each not in ids))
