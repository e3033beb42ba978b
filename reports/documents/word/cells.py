"""A table of an answer: its heading row, the widths of its columns, the side its cells lean to.

Belongs here: rows and cells. Not here: how widths are worked out (`documents.tables`), or the words of a
cell (`phrases`).
"""

import re
from collections.abc import Callable

from lxml.etree import _Element

from .markup import element, paragraph, properties_of, settle, table

PAGE = 9_072
"""Twentieths of a point between the margins."""

_NARROWEST = 400
_SHARE = re.compile(r"([\d.]+)%")
_SIDES = {"text-end": "right", "text-center": "center"}


def cells_of(node: _Element, indent: int, words_of: Callable[[_Element], list[_Element]]) -> list[_Element]:
    """Return the table and a small paragraph after it, so that two tables stay two."""
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in node.iter("tr")]
    if not rows:
        return []
    count = max(map(len, rows))
    heads = [row for row in rows if row and row[0].getparent().getparent().tag == "thead"]
    titled = bool(heads) and any("".join(cell.itertext()).strip() for cell in heads[0])
    made = [
        [_cell(words_of, row[place] if place < len(row) else None) for place in range(count)] for row in rows
    ]
    if heads and not titled and len(made) > 1:
        del made[0]
    head = made.pop(0) if titled else []
    return [table(_widths(node, count, PAGE - indent), head, made, indent=indent), paragraph(style="Note")]


def _cell(words_of: Callable[[_Element], list[_Element]], cell: _Element | None) -> list[_Element]:
    if cell is None:
        return [paragraph(style="TableWords")]
    made = paragraph(*words_of(cell), style="TableWords")
    side = _SIDES.get(cell.get("class") or "")
    if side:
        settle(properties_of(made), element("jc", {"val": side}))
    return [made]


def _widths(node: _Element, count: int, whole: int) -> list[int]:
    """Return the widths that the columns were given; equal ones where they were given none."""
    found = [_SHARE.search(column.get("style") or "") for column in node.iter("col")]
    shares = [float(share[1]) for share in found if share]
    if len(shares) != count or not sum(shares):
        shares = [1.0] * count
    widths = [max(int(whole * share / sum(shares)), _NARROWEST) for share in shares]
    return [width * whole // sum(widths) for width in widths] if sum(widths) > whole else widths
