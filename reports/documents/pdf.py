"""The PDF of a report: tagged, archivable, with its own fonts, outline, page numbers and data file.

Belongs here: from a `Document` to bytes, and what is done when a page cannot be made as it was meant. Not
here: what is on the pages (`templates/documents`, `printing`) or WeasyPrint (`typesetting`).
"""

import logging
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from .archive import attachment
from .document import Document, Entry
from .printing import Manner, printed
from .typesetting import Typeset, typeset

logger = logging.getLogger(__name__)

RENDERER_VERSION = "6"
"""Stamped on stored PDFs. Raise it with every change of what `render_pdf` writes."""

PAPERS = {"a4": "A4", "letter": "letter"}


def render_pdf(
    document: Document,
    *,
    site_name: str,
    address: str = "",
    operator: str = "",
    paper: str = "a4",
    on_page: Callable[[int], None] | None = None,
) -> bytes:
    """Return the document as a PDF.

    `address` is where the version stays for ever, empty for a draft; `operator` is who runs the site; `paper`
    is "a4" or "letter". What the site says itself is in the language of the questions, whatever language is
    active. `on_page` is called with the number of pages laid out so far. The same arguments give the same
    bytes. Raises KeyError for another paper. What cannot be drawn is left out or spelt out, and logged.
    """
    about = {"site_name": site_name, "address": address, "operator": operator, "paper": PAPERS[paper]}
    attempt = partial(_attempt, document, about, on_page)
    manner = Manner()
    try:
        made, notes = attempt(manner)
    except Exception:
        logger.exception("answers of %s set as plain paragraphs in the PDF", _which(document))
        manner = Manner(plain=True)
        made, notes = attempt(manner)
    if not set(notes) <= made.places:
        manner = Manner(plain=manner.plain, foot=False)
        made, notes = attempt(manner)
    complaints = made.complaints
    if made.unknown:
        logger.warning("no font for the PDF of %s has %s", _which(document), _found(document, made.unknown))
        made, notes = attempt(manner, names=dict(map(spelt, made.unknown)))
    if complaints:
        logger.warning("left out of the PDF of %s: %s", _which(document), "; ".join(complaints))
    return made.content


def _attempt(
    document: Document,
    about: Mapping[str, str],
    on_page: Callable[[int], None] | None,
    manner: Manner,
    names: Mapping[int, str] | None = None,
) -> tuple[Typeset, tuple[str, ...]]:
    """Return the PDF made in one manner, and the ids of the notes that must have a place in it.

    `names` says how letters are spelt that no font has.
    """
    with translation.override(document.wording_locale):
        context: dict[str, Any] = {**printed(document, manner=manner, **about), **about}
        html = render_to_string("documents/report_pdf.html", context)
        description = gettext("The report as data (JSON), the source of these pages")
    made = typeset(
        html.translate(names or {}),
        language=document.language,
        wording_locale=document.wording_locale,
        attachments=[attachment(document.data, made=document.published_at, description=description)]
        if document.data
        else [],
        on_page=on_page,
    )
    return made, context["notes"]


def _which(document: Document) -> str:
    return f"{document.organisation.slug} {document.cycle} version {document.version}"


def spelt(letter: str) -> tuple[int, str]:
    """Return the code of a letter and its name in brackets: an archive holds no empty boxes for letters."""
    return ord(letter), f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"


def _found(document: Document, letters: tuple[str, ...]) -> str:
    """Say which letters those are, and in which answers they stand."""
    found = []
    for letter in letters:
        codes = [entry.code for entry in document.entries if letter in entry.html + _beside(entry)]
        found.append(f"U+{ord(letter):04X} ({', '.join(codes) or 'no answer'})")
    return "; ".join(found)


def _beside(entry: Entry) -> str:
    """Return what stands in an answer beside its text."""
    tools = [word for tool in entry.tools for word in (tool.name, tool.address, tool.purpose)]
    return " ".join(
        [entry.summary, *tools, *(word for link in entry.evidence for word in (link.title, link.address))]
    )
