"""The board paper: two to four pages on a report, its position and its actions, for the organisation alone.

Belongs here: from its contents, which are finished words, to a PDF. Not here: what stands in it
(`views.workspace.board_paper_contents`), or WeasyPrint (`typesetting`).
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from .pdf import spelt
from .typesetting import typeset

RENDERER_VERSION = "3"
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
        context = {"board": _styled(contents), "site_name": site_name, "operator": operator, "paper": "A4"}
        html = render_to_string("documents/board_paper_pdf.html", context)
    languages = {"language": contents["language"], "wording_locale": locale}
    made = typeset(html, on_page=on_page, **languages)
    if made.unknown:
        made = typeset(html.translate(dict(map(spelt, made.unknown))), on_page=on_page, **languages)
    return made.content


def _styled(contents: Mapping[str, Any]) -> dict[str, Any]:
    """Return the contents with the colours in the charts: WeasyPrint looks for them nowhere else."""
    style = f"<style>{render_to_string('documents/charts_pdf.css')}</style></svg>"
    lists = [
        {**each, "gaps": [{**gap, "chart": _drawing(gap.get("chart", ""), style)} for gap in each["gaps"]]}
        for each in contents["lists"]
    ]
    return {**contents, "lists": lists}


def _drawing(chart: str, style: str) -> str:
    """Charts are made by `reports.benchmark`, which escapes every word in them; older contents have none."""
    return mark_safe(chart.removesuffix("</svg>") + style) if chart else ""  # noqa: S308
