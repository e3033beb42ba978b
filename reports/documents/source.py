"""A report as plain data: what is frozen at publication, and what a draft's preview is built from.

Belongs here: gathering from the database into one dict of JSON values (schema `haip-report/1`).
Not here: hashing and canonical form (`canonical`), or anything that is shown (`build`, `pdf`).
"""

import base64
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from reports.completeness import Words, is_answered, is_asked, is_empty, is_required
from reports.enums import NOT_REPORTED, AIRole
from reports.frameworks import Framework, Question, Section
from reports.models import Attestation, Logo, Organisation, Report

from .canonical import canonical, sha256

SCHEMA = "haip-report/1"


def wording_note(framework: Framework) -> str:
    """Say in the language of the wording whose words the questions are."""
    with translation.override(framework.locale):
        if any(question.official for question in framework.questions):
            return _(
                "Where official wording is shown, it is marked as such. All other wording of questions, "
                "options and practices is this site's own plain-language reading, not the official text."
            )
        if framework.is_provisional:
            return _(
                "This version of the framework is provisional: items marked as reported are known "
                "second-hand only, the others are this site's own. All wording of questions and practices "
                "is this site's own plain-language reading, not the official text."
            )
        return _(
            "Numbers and section titles follow the official framework. The wording of questions, options and "
            "practices is this site's own plain-language reading, not the official text."
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
            "framework_status": framework.status,
            "cycle": report.cycle.slug,
            "cycle_label": report.cycle.label,
            "language": report.language,
            "version": number,
            "reason": reason,
            "published_at": _utc(published_at),
            **_transcribed(report),
        },
        "attestation": attestation
        and {
            "name": attestation.name,
            "title": attestation.title,
            "text": attestation.text,
            "attested_at": _utc(attestation.attested_at),
        },
        "wording": {
            "locale": framework.locale,
            "note": wording_note(framework),
            "official_source": framework.official_source,
        },
        "sections": [_section(section, words, report.ai_roles) for section in framework.sections],
    }


def _transcribed(report: Report) -> dict[str, Any]:
    """Return where a transcribed report was published before; no other has this key."""
    if not report.is_transcribed:
        return {}
    on = report.originally_published_on
    return {"transcribed": {"from": report.transcribed_from, "published_on": on and on.isoformat()}}


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


def _section(section: Section, words: Mapping[str, Words], roles: tuple[str, ...]) -> dict[str, Any]:
    questions = [_question(question, words.get(question.code), roles) for question in section.questions]
    return {"code": section.code, "title": section.title, "questions": questions}


def _question(question: Question, words: Words | None, roles: tuple[str, ...]) -> dict[str, Any]:
    given = None if is_empty(words) else words
    asked = is_asked(question, roles)
    return {
        "code": question.code,
        "number": question.number,
        "status": question.status,
        "known": question.known,
        "anchor": question.anchor,
        "kind": question.kind.value,
        "topics": list(question.topics),
        "parent": question.parent,
        "label": question.label,
        "official": question.official,
        "prompt": question.prompt,
        "parts": list(question.parts),
        "options": [{"id": option.id, "label": option.label} for option in question.options],
        "recommended_for": list(question.recommended_for),
        "asked": asked,
        "required": is_required(question, roles),
        # Neither asked nor answered is not "unanswered": null, so that nobody counts it as such.
        "answered": is_answered(question, words) if asked or given else None,
        "practices": [
            {
                "id": practice.id,
                "label": practice.label,
                "definition": practice.definition,
                "state": given.practices.get(practice.id, NOT_REPORTED) if given else NOT_REPORTED,
            }
            for practice in question.practices
        ],
        "answer": given
        and {
            "choices": list(given.choices),
            "text": given.text,
            "summary": given.summary,
            "tools": [dict(tool) for tool in given.tools],
            "evidence": [dict(link) for link in given.evidence],
        },
    }


def content_sha256(words: Mapping[str, Words]) -> str:
    """Return the fingerprint of what answers say: what is approved and attested, whatever stands around it.

    `words` maps question code to the answer's current words; empty answers count as none.
    """
    said = {
        code: [given.choices, given.text, given.summary, given.practices, given.tools, given.evidence]
        for code, given in words.items()
        if not is_empty(given)
    }
    return sha256(canonical(said))


def draft_source(report: Report) -> dict[str, Any]:
    """Return the draft as it would be frozen now, without attestation and time. Three queries."""
    return freeze(report, words=report.answers.by_code(), number=report.versions.count() + 1)
