"""Sources as `freeze` writes them, made from the framework's files without a database."""

import base64
import io
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from PIL import Image

from reports.completeness import is_answered, is_asked, is_required
from reports.enums import NOT_REPORTED
from reports.frameworks import Question, load

NAME = "Aoba Robotics (株式会社あおば)"


Said = str | tuple[list[str], str] | dict[str, Any]


def make_source(
    answers: Mapping[str, Said] | None = None,
    *,
    language: str = "en",
    framework_id: str = "haip-1.0",
    **organisation: Any,
) -> dict[str, Any]:
    """Return a published source with its questions in the language of the answers.

    An answer is its text, or its choices and its text, or a dict of its parts.
    """
    framework = load(framework_id, language if framework_id != "haip-1.0" else "en")
    given = {code: _words(each) for code, each in (answers or {}).items()}
    assert set(given) <= {question.code for question in framework.answerable}
    profile = {
        "name": NAME,
        "slug": "aoba",
        "country": "JP",
        "country_name": "Japan",
        "website": "https://aoba.example",
        "sector": "manufacturing",
        "size_band": "50-249",
        "ai_roles": ["model_developer", "deployer"],
        "logo": None,
    } | organisation
    return {
        "schema": "haip-report/1",
        "organisation": profile,
        "report": {
            "framework": framework.id,
            "framework_title": framework.title,
            "framework_version": framework.version,
            "framework_status": framework.status,
            "cycle": "2026",
            "cycle_label": "2026",
            "language": language,
            "version": 2,
            "reason": "Corrected a figure in 1c.",
            "published_at": "2026-11-22T14:02:31Z",
        },
        "attestation": {
            "name": "Ren Aoki",
            "title": "Chief executive",
            "text": "I attest that this report is accurate.",
            "attested_at": "2026-11-20T09:30:00Z",
        },
        "wording": {
            "locale": framework.locale,
            "note": "Our own plain-language reading.",
            "official_source": "",
        },
        "sections": [
            {
                "code": section.code,
                "title": section.title,
                "questions": [
                    _question(question, given.get(question.code), profile["ai_roles"])
                    for question in section.questions
                ],
            }
            for section in framework.sections
        ],
    }


def _words(said: Said) -> dict[str, Any]:
    if isinstance(said, str):
        said = {"text": said}
    elif isinstance(said, tuple):
        said = {"choices": said[0], "text": said[1]}
    nothing = {"choices": [], "text": "", "summary": "", "practices": {}, "tools": [], "evidence": []}
    return nothing | said


def _question(question: Question, words: dict[str, Any] | None, roles: list[str]) -> dict[str, Any]:
    given = SimpleNamespace(**words) if words else None
    states = words["practices"] if words else {}
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
        "asked": is_asked(question, roles),
        "required": is_required(question, roles),
        "answered": is_answered(question, given),
        "practices": [
            {
                "id": practice.id,
                "label": practice.label,
                "definition": practice.definition,
                "state": states.get(practice.id, NOT_REPORTED),
            }
            for practice in question.practices
        ],
        "answer": words
        and {name: words[name] for name in ("choices", "text", "summary", "tools", "evidence")},
    }


def make_logo(data: bytes | None = None) -> dict[str, str]:
    """Return a logo as it is frozen: a plain rectangle, or the bytes given."""
    if data is None:
        file = io.BytesIO()
        Image.new("RGB", (240, 80), "#165e83").save(file, "PNG")
        data = file.getvalue()
    return {"media_type": "image/png", "sha256": "", "data": base64.b64encode(data).decode()}
