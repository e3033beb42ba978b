"""The PDF of a report: tagged (PDF/UA-1), with its own fonts, outline and page numbers.

Belongs here: running WeasyPrint, which may reach nothing, neither the network nor the disk. Not here:
what is on the pages (`templates/documents`, `printing`) or how the structure is completed (`tagging`).
"""

import hashlib
from functools import partial

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from .document import Document
from .printing import printed
from .tagging import complete_tags

RENDERER_VERSION = "2"
"""Stamped on stored PDFs. Raise it with every change of what `render_pdf` writes."""


def render_pdf(document: Document, *, site_name: str, address: str = "", operator: str = "") -> bytes:
    """Return the document as a PDF.

    `address` is where the version stays for ever, empty for a draft; `operator` is who runs the site.
    What the site says itself is in the language of the questions, whatever language is active. The
    same arguments give the same file identifier.
    """
    with translation.override(document.wording_locale):
        context = printed(document, site_name=site_name, address=address, operator=operator)
        html = render_to_string("documents/report_pdf.html", context)
    return HTML(
        string=html,
        base_url=None,
        url_fetcher=URLFetcher(allowed_protocols={"data"}, allow_redirects=False),
    ).write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        finisher=partial(complete_tags, language=document.language),
    )
