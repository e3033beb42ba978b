"""What the printed report needs beside its `Document`.

Belongs here: the template's context, the logo that can be drawn, the addresses that ink cannot click.
Not here: WeasyPrint (`pdf`) and every visible sentence (`templates/documents`).
"""

import base64
import binascii
import io
import logging
import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from django.utils.translation import pgettext
from PIL import Image

from reports.enums import ContentLanguage

from .document import Document, DocumentSection, Entry
from .tables import with_column_widths

logger = logging.getLogger(__name__)

_LINK = re.compile(r'<a href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_LEAD = re.compile(r"<p>(<strong>[^<]*</strong>)</p>")
_MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class PrintedEntry:
    """An entry, its HTML fit for paper, and the links that hide their address, as (words, address)."""

    entry: Entry
    html: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PrintedSection:
    """A section with its printed entries."""

    section: DocumentSection
    entries: tuple[PrintedEntry, ...]


def printed(document: Document, *, site_name: str, address: str, operator: str) -> dict[str, Any]:
    """Return the context of the printed report, in the active language."""
    languages = dict(ContentLanguage.choices)
    return {
        "document": document,
        "organisation": document.organisation,
        "site_name": site_name,
        "address": address,
        "operator": operator,
        "language_name": languages.get(document.language, document.language),
        "logo": _drawable(document),
        "watermark": _watermark(pgettext("across the pages of an unpublished report", "Draft")),
        "sections": [
            PrintedSection(section, tuple(_printed_entry(entry) for entry in section.entries))
            for section in document.sections
        ],
    }


def _printed_entry(entry: Entry) -> PrintedEntry:
    """Mark what a stylesheet cannot see: widths of columns, and bold lines that head what follows."""
    html = with_column_widths(_LEAD.sub(r"<p data-lead>\1</p>", entry.html))
    return PrintedEntry(entry, html, hidden_addresses(entry.html))


def hidden_addresses(html: str) -> tuple[tuple[str, str], ...]:
    """Return the words and the address of each link in the HTML that does not show its address."""
    found = []
    for href, content in _LINK.findall(html):
        words, target = unescape(_MARKUP.sub("", content)).strip(), unescape(href)
        if words.rstrip("/") != target.rstrip("/") and (words, target) not in found:
            found.append((words, target))
    return tuple(found)


def _drawable(document: Document) -> str:
    """Return the logo as a data URI, or nothing if no picture can be made of it."""
    logo = document.organisation.logo
    if not logo:
        return ""
    try:
        data = base64.b64decode(logo.partition(",")[2], validate=True)
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as picture:
            picture.verify()
    except (binascii.Error, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        logger.warning("logo of %s left out of the PDF: %s", document.organisation.slug, error)
        return ""
    return logo


def _watermark(word: str) -> str:
    """Return a pale word set aslant over a page, as the address of a picture."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297">'
        '<text x="105" y="170" transform="rotate(-52 105 150)" text-anchor="middle" font-size="58" '
        'font-family="Noto Sans, Noto Sans CJK JP" font-weight="bold" fill="#f5f2ea">'
        f"{escape(word)}</text></svg>"
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
