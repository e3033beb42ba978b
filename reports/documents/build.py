"""Source -> Document. The source is shown as it was; only enum labels follow the page's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from reports.documents.document import Attested, Choice, Document, DocumentSection, Entry, Profile
from reports.enums import AIRole, Sector, SizeBand
from reports.text import render


def build(
    source: Mapping[str, Any], *, sha256: str = "", draft: bool = False, html: Mapping[str, str] | None = None
) -> Document:
    """Return the document of a source (schema `haip-report/1`).

    `html` maps codes to HTML that was rendered before; without it each answer is rendered now.
    """
    report = source["report"]
    return Document(
        schema=source["schema"],
        organisation=_profile(source["organisation"]),
        framework_id=report["framework"],
        framework_title=report["framework_title"],
        framework_version=report["framework_version"],
        cycle=report["cycle"],
        cycle_label=report["cycle_label"],
        language=report["language"],
        version=report["version"],
        reason=report["reason"],
        published_at=_moment(report["published_at"]),
        attestation=_attested(source["attestation"]),
        wording_locale=source["wording"]["locale"],
        wording_note=source["wording"]["note"],
        sections=tuple(
            DocumentSection(
                code=section["code"],
                title=section["title"],
                entries=tuple(_entry(question, html) for question in section["questions"]),
            )
            for section in source["sections"]
        ),
        sha256=sha256,
        draft=draft,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _profile(facts: Mapping[str, Any]) -> Profile:
    logo = facts["logo"]
    return Profile(
        name=facts["name"],
        slug=facts["slug"],
        country=facts["country"],
        country_name=facts["country_name"],
        website=facts["website"],
        sector=facts["sector"],
        sector_label=_label(Sector, facts["sector"]),
        size_band=facts["size_band"],
        size_label=_label(SizeBand, facts["size_band"]),
        ai_roles=tuple(facts["ai_roles"]),
        ai_role_labels=tuple(_label(AIRole, role) for role in facts["ai_roles"]),
        logo=f"data:{logo['media_type']};base64,{logo['data']}" if logo else None,
    )


def _label(choices: Any, value: str) -> str:
    """Return today's label, or the bare value if a later release knows it no more."""
    return str(choices(value).label) if value in choices.values else value


def _attested(facts: Mapping[str, Any] | None) -> Attested | None:
    if facts is None:
        return None
    moment = datetime.fromisoformat(facts["attested_at"])
    return Attested(name=facts["name"], title=facts["title"], text=facts["text"], attested_at=moment)


def _entry(question: Mapping[str, Any], html: Mapping[str, str] | None) -> Entry:
    answer = question["answer"] or {"choices": [], "text": ""}
    code, text = question["code"], answer["text"]
    rendered = render(text, anchor=question["anchor"]) if html is None else html.get(code, "")
    return Entry(
        code=code,
        anchor=question["anchor"],
        kind=question["kind"],
        label=question["label"],
        prompt=question["prompt"],
        parts=tuple(question["parts"]),
        parent=question["parent"],
        topics=tuple(question["topics"]),
        options=tuple(
            Choice(option["id"], option["label"], option["id"] in answer["choices"])
            for option in question["options"]
        ),
        text=text,
        html=rendered,
        answered=question["answer"] is not None,
    )
