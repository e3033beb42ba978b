"""The files that a document is written as, one row each.

Belongs here: which function writes which file, and what it is called. Not here: the writers themselves, when
files are made (`jobs`), and where they are kept (`renditions`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.enums import Face

from . import board_paper, csv_rows, differences, markdown, pdf, word

OnPage = Callable[[int], None]
"""Told how many pages are laid out so far."""


@dataclass(frozen=True)
class Writer:
    """How a face is written. `ending` follows "report" in addresses, `about` is what it is for.

    A writer that `takes_pages` is given `on_page`.
    """

    write: Callable[..., bytes]
    renderer: str
    media_type: str
    ending: str
    about: str | Promise
    takes_pages: bool = False


PDF_TYPE = "application/pdf"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WRITERS: dict[str, Writer] = {
    Face.PDF: Writer(
        pdf.render_pdf,
        pdf.RENDERER_VERSION,
        PDF_TYPE,
        ".pdf",
        _("to read and to print, A4"),
        takes_pages=True,
    ),
    Face.WORD: Writer(
        word.render_word, word.RENDERER_VERSION, WORD_TYPE, ".docx", _("to comment on and to quote from")
    ),
    Face.MARKDOWN: Writer(
        markdown.render_markdown,
        markdown.RENDERER_VERSION,
        "text/markdown; charset=utf-8",
        ".md",
        _("plain text with its structure"),
    ),
    Face.CSV: Writer(
        csv_rows.render_csv,
        csv_rows.RENDERER_VERSION,
        "text/csv; charset=utf-8",
        ".csv",
        _("one row for each statement, for spreadsheets"),
    ),
    Face.LETTER: Writer(
        partial(pdf.render_pdf, paper="letter"),
        pdf.RENDERER_VERSION,
        PDF_TYPE,
        "-letter.pdf",
        _("to read and to print, US Letter"),
        takes_pages=True,
    ),
}

PUBLISHED = tuple(WRITERS)
"""The faces that are made of every published version, in the order in which they are begun."""

WRITERS[Face.DIFFERENCES] = Writer(
    differences.render_differences,
    differences.RENDERER_VERSION,
    PDF_TYPE,
    "-differences.pdf",
    _("only what is not as it was in the last cycle, with each change marked"),
    takes_pages=True,
)
WRITERS[Face.BOARD_PAPER] = Writer(
    board_paper.render_board_paper,
    board_paper.RENDERER_VERSION,
    PDF_TYPE,
    "-board-paper.pdf",
    _("the report, its position and the actions on a few pages, for the team alone"),
    takes_pages=True,
)
DRAFT_FACES = (*PUBLISHED, Face.DIFFERENCES)
"""The faces that can be made of a draft; the last one only where there is a last cycle.

A board paper is none of them: it is made of what the team sees beside the draft.
"""

FACE_OF_ENDING: dict[str, str] = {WRITERS[face].ending: face for face in PUBLISHED}
