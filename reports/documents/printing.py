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

import segno
from django.utils.text import Truncator
from django.utils.translation import pgettext
from PIL import Image

from reports.enums import ContentLanguage
from reports.text import plain

from .directions import directed, direction, isolated
from .document import Document, DocumentSection, Entry
from .notes import at_the_foot
from .tables import with_column_widths
from .withheld import fingerprint_note, withheld

LONGEST_AT_THE_HEAD = 200
"""How many characters of a name stand at the head of each page; as many as a name may have."""

logger = logging.getLogger(__name__)

_LINK = re.compile(r'<a href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_LEAD = re.compile(r"<p>(<strong>[^<]*</strong>)</p>")
_MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Manner:
    """How answers are set: as plain paragraphs if their markup cannot be, with notes at the foot or not."""

    plain: bool = False
    foot: bool = True


@dataclass(frozen=True)
class PrintedEntry:
    """An entry, its HTML fit for paper, and the links that hide their address, as (words, address).

    `notes` are the ids of notes that stand at the foot of pages.
    """

    entry: Entry
    html: str
    links: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PrintedSection:
    """A section with its printed entries."""

    section: DocumentSection
    entries: tuple[PrintedEntry, ...]


def printed(
    document: Document, *, manner: Manner, site_name: str, address: str, operator: str, paper: str
) -> dict[str, Any]:
    """Return the context of the printed report, in the active language."""
    languages = dict(ContentLanguage.choices)
    sections = [
        PrintedSection(section, tuple(_printed_entry(entry, document, manner) for entry in section.entries))
        for section in document.sections
    ]
    return {
        "document": document,
        "organisation": document.organisation,
        "name_direction": direction(document.organisation.name),
        "name_in_line": isolated(document.organisation.name),
        # Redacted, it holds a reason, which may be longer than the head of a page.
        "name_at_the_head": isolated(Truncator(document.organisation.name).chars(LONGEST_AT_THE_HEAD)),
        "site_name": site_name,
        "address": address,
        "qr_code": _qr_code(address),
        "operator": operator,
        "paper": paper,
        "language_name": languages.get(document.language, document.language),
        "logo": _drawable(document),
        "watermark": _watermark(pgettext("across the pages of an unpublished report", "Draft")),
        "withheld": tuple(withheld(document)),
        "fingerprint_note": fingerprint_note(document),
        "sections": sections,
        "notes": tuple(note for section in sections for each in section.entries for note in each.notes),
    }


def _printed_entry(entry: Entry, document: Document, manner: Manner) -> PrintedEntry:
    if manner.plain:
        return PrintedEntry(entry, directed(_paragraphs(entry)), hidden_addresses(entry.html), ())
    html, notes = (
        at_the_foot(entry.html, of=entry.number or entry.label, language=document.language)
        if manner.foot
        else (entry.html, ())
    )
    return PrintedEntry(entry, for_paper(html), hidden_addresses(entry.html), notes)


def for_paper(html: str) -> str:
    """Return the HTML of an answer with what no stylesheet sees: widths, directions, bold lines that lead."""
    return directed(with_column_widths(_LEAD.sub(r"<p data-lead>\1</p>", html)))


def _paragraphs(entry: Entry) -> str:
    """Return the words of an answer without their markup."""
    words = plain(entry.text) or unescape(_MARKUP.sub(" ", entry.html))
    return "".join(f"<p>{escape(line)}</p>" for line in words.split("\n") if line.strip())


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


def _qr_code(address: str) -> str:
    """Return the address as a picture for cameras, or nothing if there is no address."""
    return str(segno.make(address, error="m").svg_data_uri(border=0, dark="#1c242e")) if address else ""


def _watermark(word: str) -> str:
    """Return a pale word set aslant over a page, as the address of a picture."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297">'
        '<text x="105" y="170" transform="rotate(-52 105 150)" text-anchor="middle" font-size="58" '
        'font-family="Noto Sans, Noto Sans CJK JP" font-weight="bold" fill="#f5f2ea">'
        f"{escape(word)}</text></svg>"
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
