"""Sources as `freeze` writes them, made from the framework's files without a database."""

import base64
import io
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from PIL import Image

from reports.completeness import is_answered
from reports.frameworks import load

NAME = "Aoba Robotics (株式会社あおば)"


def make_source(
    answers: Mapping[str, str | tuple[list[str], str]] | None = None,
    *,
    language: str = "en",
    **organisation: Any,
) -> dict[str, Any]:
    """Return a published source; an answer is its text, or its choices and its text."""
    framework = load("haip-1.0")
    given = {code: ([], each) if isinstance(each, str) else each for code, each in (answers or {}).items()}
    assert set(given) <= {question.code for question in framework.answerable}
    return {
        "schema": "haip-report/1",
        "organisation": {
            "name": NAME,
            "slug": "aoba",
            "country": "JP",
            "country_name": "Japan",
            "website": "https://aoba.example",
            "sector": "manufacturing",
            "size_band": "50-249",
            "ai_roles": ["model_developer", "deployer"],
            "logo": None,
        }
        | organisation,
        "report": {
            "framework": framework.id,
            "framework_title": framework.title,
            "framework_version": framework.version,
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
        "wording": {"locale": framework.locale, "note": "Our own plain-language reading."},
        "sections": [
            {
                "code": section.code,
                "title": section.title,
                "questions": [
                    _question(question, given.get(question.code)) for question in section.questions
                ],
            }
            for section in framework.sections
        ],
    }


def _question(question: Any, answer: tuple[list[str], str] | None) -> dict[str, Any]:
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
        "answered": is_answered(
            question, SimpleNamespace(choices=answer[0], text=answer[1]) if answer else None
        ),
        "answer": answer and {"choices": answer[0], "text": answer[1]},
    }


def make_logo(data: bytes | None = None) -> dict[str, str]:
    """Return a logo as it is frozen: a plain rectangle, or the bytes given."""
    if data is None:
        file = io.BytesIO()
        Image.new("RGB", (240, 80), "#165e83").save(file, "PNG")
        data = file.getvalue()
    return {"media_type": "image/png", "sha256": "", "data": base64.b64encode(data).decode()}
