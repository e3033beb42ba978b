"""The board paper: two to four pages on a report, its position and its actions, for the organisation alone.

Belongs here: from its contents, which are finished words, to a PDF. Not here: what stands in it
(`views.workspace.board_paper_contents`), or WeasyPrint (`typesetting`).
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from .pdf import spelt
from .typesetting import typeset

RENDERER_VERSION = "2"
"""Stamped on stored files. Raise it with every change of what `render_board_paper` writes."""


def render_board_paper(
    contents: Mapping[str, Any],
    *,
    site_name: str,
    address: str = "",
    operator: str = "",
    on_page: Callable[[int], None] | None = None,
) -> bytes:
    """Return the contents as a PDF, A4, in their own `locale`. The same contents give the same bytes.

    `address` is always empty: a board paper is published nowhere. `on_page` is called with the number of
    pages laid out so far. Letters that no font has are spelt out.
    """
    locale = contents["locale"]
    with translation.override(locale):
        context = {"board": contents, "site_name": site_name, "operator": operator, "paper": "A4"}
        html = render_to_string("documents/board_paper_pdf.html", context)
    languages = {"language": contents["language"], "wording_locale": locale}
    made = typeset(html, on_page=on_page, **languages)
    if made.unknown:
        made = typeset(html.translate(dict(map(spelt, made.unknown))), on_page=on_page, **languages)
    return made.content
