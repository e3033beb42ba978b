"""The blank questionnaire as a PDF for reading: tagged (PDF/UA-1), with its own fonts and outline.

Belongs here: running WeasyPrint, which may reach nothing, neither the network nor the disk. Not here:
what is on the pages (`sheet`, `templates/documents`).
"""

import hashlib
from functools import partial

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from reports.documents.tagging import complete_tags

from .sheet import Sheet

RENDERER_VERSION = "pdf-2"
"""Part of the digest of stored files. Raise it with every change of the template or of `render_pdf`."""


def render_pdf(sheet: Sheet) -> bytes:
    """Return the questionnaire as a PDF. The same sheet gives the same bytes."""
    locale = sheet.framework.locale
    with translation.override(locale):
        html = render_to_string(
            "documents/questionnaire_pdf.html",
            {"sheet": sheet, "framework": sheet.framework, "words": sheet.words},
        )
    return HTML(
        string=html,
        base_url=None,
        url_fetcher=URLFetcher(allowed_protocols={"data"}, allow_redirects=False),
    ).write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        finisher=partial(complete_tags, language=locale),
    )
