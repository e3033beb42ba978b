"""A report as plain data: what is frozen at publication, and what a draft's preview is built from.

Belongs here: gathering from the database into one dict of JSON values (schema `haip-report/1`).
Not here: hashing and canonical form (`canonical`), or anything that is shown (`build`, `pdf`).
"""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils import translation

from reports.completeness import Words, is_answered
from reports.enums import AIRole
from reports.frameworks import Question, Section
from reports.models import Attestation, Logo, Organisation, Report

SCHEMA = "haip-report/1"
WORDING_NOTE = (
    "Numbers and section titles follow the official framework. The wording of questions and options is "
    "this site's own plain-language reading, not the official text."
)


def freeze(
    report: Report,
    *,
    words: Mapping[str, Words],
    number: int,
    reason: str = "",
    published_at: datetime | None = None,
    attestation: Attestation | None = None,
) -> dict[str, Any]:
    """Return the report as JSON values: source text, question wording, profile, logo, attestation.

    `words` maps question code to the answer's current words. Times are UTC, to the second.
    """
    framework = report.framework
    # The same report must freeze to the same bytes, whatever language the publisher's page had.
    with translation.override("en"):
        organisation = _organisation(report.organisation)
    return {
        "schema": SCHEMA,
        "organisation": organisation,
        "report": {
            "framework": framework.id,
            "framework_title": framework.title,
            "framework_version": framework.version,
            "cycle": report.cycle.slug,
            "cycle_label": report.cycle.label,
            "language": report.language,
            "version": number,
            "reason": reason,
            "published_at": _utc(published_at),
        },
        "attestation": attestation
        and {
            "name": attestation.name,
            "title": attestation.title,
            "text": attestation.text,
            "attested_at": _utc(attestation.attested_at),
        },
        "wording": {"locale": framework.locale, "note": WORDING_NOTE},
        "sections": [_section(section, words) for section in framework.sections],
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _organisation(organisation: Organisation) -> dict[str, Any]:
    logo = Logo.objects.filter(organisation=organisation).first()
    return {
        "name": organisation.name,
        "slug": organisation.slug,
        "country": organisation.country.code,
        "country_name": organisation.country.name,
        "website": organisation.website,
        "sector": organisation.sector,
        "size_band": organisation.size_band,
        "ai_roles": [AIRole(role).value for role in organisation.ai_roles],
        "logo": logo
        and {
            "media_type": "image/png",
            "sha256": logo.sha256,
            "data": base64.b64encode(bytes(logo.png)).decode("ascii"),
        },
    }


def _section(section: Section, words: Mapping[str, Words]) -> dict[str, Any]:
    return {
        "code": section.code,
        "title": section.title,
        "questions": [_question(question, words.get(question.code)) for question in section.questions],
    }


def _question(question: Question, words: Words | None) -> dict[str, Any]:
    given = words if words and (words.text or words.choices) else None
    return {
        "code": question.code,
        "anchor": question.anchor,
        "kind": question.kind.value,
        "topics": list(question.topics),
        "parent": question.parent,
        "label": question.label,
        "prompt": question.prompt,
        "parts": list(question.parts),
        "options": [{"id": option.id, "label": option.label} for option in question.options],
        "required": question.required,
        "answered": is_answered(question, words),
        "answer": given and {"choices": list(given.choices), "text": given.text},
    }


def draft_source(report: Report) -> dict[str, Any]:
    """Return the draft as it would be frozen now, without attestation and time. Three queries."""
    return freeze(report, words=report.answers.by_code(), number=report.versions.count() + 1)
