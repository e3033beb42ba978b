"""What is derived from a frozen version and stored: answers as HTML and text, logo, PDF.

Belongs here: building from `Version.source` and writing the rows. Not here: how a document looks
(`documents`), or when it is built (`workflow`, `jobs`, the command `rebuild_renditions`).
"""

import base64
import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from reports.documents import Document, build
from reports.documents.build import references_of
from reports.documents.canonical import canonical, sha256
from reports.documents.pdf import RENDERER_VERSION as PDF_RENDERER
from reports.documents.pdf import render_pdf
from reports.enums import NOT_REPORTED
from reports.models import DraftPdf, PublishedAnswer, Rendition, Version
from reports.text import RENDERER_VERSION, count_plain_words, plain, render


def source_of(version: Version) -> dict[str, Any]:
    """Return the frozen source as parsed JSON."""
    return json.loads(version.source)


def document_of(version: Version) -> Document:
    """Return the version's document with the HTML that was derived at publication. One query."""
    html = dict(version.answers.values_list("code", "html"))
    return build(source_of(version), sha256=version.sha256, html=html)


@transaction.atomic
def derive_answers(version: Version) -> None:
    """Write the answers of the version as sanitised HTML and plain text, in place of older ones."""
    version.answers.all().delete()
    rows = []
    source = source_of(version)
    references = references_of(source)
    for section in source["sections"]:
        for question in section["questions"]:
            if question["answer"] is not None:
                text = question["answer"]["text"]
                words = plain(text, references)
                rows.append(
                    PublishedAnswer(
                        version=version,
                        code=question["code"],
                        position=len(rows),
                        choices=question["answer"]["choices"],
                        practices=_stated(question["practices"]),
                        html=render(text, anchor=question["anchor"], references=references),
                        plain=words,
                        words=count_plain_words(words),
                        renderer=RENDERER_VERSION,
                    )
                )
    PublishedAnswer.objects.bulk_create(rows)


def _stated(practices: list[dict[str, str]]) -> dict[str, str]:
    """Return practice id -> state, without those of which nothing was said."""
    return {each["id"]: each["state"] for each in practices if each["state"] != NOT_REPORTED}


def derive_logo(version: Version) -> None:
    """Write the frozen logo as a file of its own, if there is one."""
    logo = source_of(version)["organisation"]["logo"]
    if logo:
        _store(version, Rendition.Face.LOGO, base64.b64decode(logo["data"]), RENDERER_VERSION)


def derive_pdf(version: Version) -> Rendition:
    """Render and store the PDF of the version; a second run replaces the first."""
    content = render_pdf(
        document_of(version),
        site_name=settings.SITE_NAME,
        operator=settings.SITE_OPERATOR,
        address=settings.SITE_URL + version.permanent_url,
    )
    return _store(version, Rendition.Face.PDF, content, PDF_RENDERER)


def render_draft_pdf(draft_pdf: DraftPdf, source: dict[str, Any]) -> None:
    """Render the PDF of a draft and store it with the fingerprint of the words that are in it.

    They may differ from those that stood when it was requested: the queue takes its time.
    """
    draft_pdf.content = render_pdf(
        build(source, draft=True), site_name=settings.SITE_NAME, operator=settings.SITE_OPERATOR, address=""
    )
    draft_pdf.source_sha256 = sha256(canonical(source))
    draft_pdf.save(update_fields=["content", "source_sha256"])


def _store(version: Version, face: str, content: bytes, renderer: str) -> Rendition:
    rendition, _created = Rendition.objects.update_or_create(
        version=version,
        face=face,
        defaults={
            "content": content,
            "renderer": renderer,
            "sha256": sha256(content),
            "built_at": timezone.now(),
        },
    )
    return rendition
