"""A comparison as a PDF: tagged, archivable, with its own fonts, outline and page numbers, as a report's is.

Belongs here: from a `Comparison` to bytes. Not here: what is on the pages (`templates/documents`), or
WeasyPrint (`typesetting`).
"""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape

from django.template.loader import render_to_string
from django.utils import translation

from .comparison import ComparedAnswer, Comparison
from .pdf import spelt
from .printing import for_paper
from .typesetting import Typeset, typeset

logger = logging.getLogger(__name__)

RENDERER_VERSION = "comparison-3"
"""Part of the digest of stored files. Raise it with every change of the template or of `render_pdf`."""

_BLOCK = re.compile(r"</(?:p|li|h[1-6]|tr|pre|blockquote)>|<br[^>]*>")
_MARKUP = re.compile(r"<[^>]+>")


def render_pdf(comparison: Comparison, *, on_page: Callable[[int], None] | None = None) -> bytes:
    """Return the comparison as a PDF; the same comparison gives the same bytes.

    What the site says itself is in the language of the page. `on_page` is called with the number of pages
    laid out so far. Answers that cannot be set as they are marked up are set as plain paragraphs, and letters
    that no font has are spelt out; both are logged.
    """
    set_answer = _as_written
    try:
        made = _attempt(comparison, on_page, set_answer)
    except Exception:
        logger.exception("answers of %s set as plain paragraphs in the PDF", comparison.address)
        set_answer = _as_paragraphs
        made = _attempt(comparison, on_page, set_answer)
    complaints = made.complaints
    if made.unknown:
        logger.warning("no font for the PDF of %s has %s", comparison.address, " ".join(made.unknown))
        made = _attempt(comparison, on_page, set_answer, names=dict(map(spelt, made.unknown)))
    if complaints:
        logger.warning("left out of the PDF of %s: %s", comparison.address, "; ".join(complaints))
    return made.content


def _attempt(
    comparison: Comparison,
    on_page: Callable[[int], None] | None,
    set_answer: Callable[[str], str],
    names: dict[int, str] | None = None,
) -> Typeset:
    with translation.override(comparison.locale):
        fit = _with_answers(comparison, set_answer)
        html = render_to_string("documents/comparison_pdf.html", {"comparison": fit, "paper": "A4"})
    return typeset(
        html.translate(names or {}), language=None, wording_locale=comparison.locale, on_page=on_page
    )


def _with_answers(comparison: Comparison, set_answer: Callable[[str], str]) -> Comparison:
    """Return the comparison with the HTML of every answer made fit for paper."""

    def fit(answer: ComparedAnswer) -> ComparedAnswer:
        return replace(answer, html=set_answer(answer.html)) if answer.html else answer

    return replace(
        comparison,
        sections=tuple(
            replace(
                section,
                topics=tuple(
                    replace(
                        topic,
                        cells=tuple(
                            replace(cell, answers=tuple(map(fit, cell.answers))) for cell in topic.cells
                        ),
                    )
                    for topic in section.topics
                ),
            )
            for section in comparison.sections
        ),
    )


def _as_written(html: str) -> str:
    return for_paper(html)


def _as_paragraphs(html: str) -> str:
    """Return the words of an answer without their markup."""
    words = unescape(_MARKUP.sub(" ", _BLOCK.sub("\n", html)))
    return "".join(f"<p>{escape(' '.join(line.split()))}</p>" for line in words.split("\n") if line.strip())
