"""Tables: cells that span, cells with paragraphs and lists in them, and which row is the heading.

Belongs here: the tree of a table made ready, and its lines. Not here: the words of a cell.
"""

import re
from collections.abc import Mapping
from itertools import islice

from bs4 import BeautifulSoup, NavigableString, Tag

from .marks import show, without_styles

MAX_COLUMNS = 40
_LONGEST_HEADING = 80
_FIGURE = re.compile(r"[\d.,%€$¥£+\-\u2212 ]+")
_BLOCKS = ["p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "dl"]


def settle_tables(soup: BeautifulSoup) -> None:
    """Open tables of one cell, which are frames around text, and put each cell into one line."""
    for cell in soup.find_all(["td", "th"]):
        if cell.parent is None or cell.parent.name != "tr" or not cell.find_parent("table"):
            cell.name = "div"
    for table in soup.find_all("table"):
        if table.find_parent(["td", "th"]):
            continue
        cells = table.find_all(["td", "th"])
        if len(cells) == 1:
            cells[0].name = "div"
            _unwrap_all(table, ["tr", "tbody", "thead", "tfoot"])
            table.name = "div"
            continue
        for cell in cells:
            if not cell.find_parent(["td", "th"]):
                _put_in_one_line(cell)


def _unwrap_all(tag: Tag, names: list[str]) -> None:
    for inner in tag.find_all(names):
        inner.unwrap()


def _put_in_one_line(cell: Tag) -> None:
    """Open the blocks in a cell, with a space between them and a bullet before each item."""
    for item in cell.find_all("li"):
        number = item.get("x-number")
        item.insert(0, NavigableString(f"{number}. " if number else "• "))
    for inner in cell.find_all([*_BLOCKS, "li", "td", "th", "br", "hr"]):
        inner.insert_before(NavigableString(" "))
        inner.insert_after(NavigableString(" "))
        inner.unwrap()
    _unwrap_all(cell, ["table", "tbody", "thead", "tfoot", "caption"])


def lines_of(table: Tag, texts: Mapping[int, str]) -> list[str]:
    """Return the lines of a table, given the words of its cells by `id`."""
    found = [row for row in table.find_all("tr") if row.find(["td", "th"], recursive=False)]
    grid = _grid(found, texts)
    width = max((column for row in grid for column, text in enumerate(row, 1) if text), default=0)
    rows = [[*row, *[""] * (min(width, MAX_COLUMNS) - len(row))][:width] for row in grid if any(row)]
    if not rows:
        return []
    head = [""] * width
    if _is_heading(found[0], rows):
        head = [without_styles(cell) for cell in rows.pop(0)]
    return [_line(head), "|" + " --- |" * width, *map(_line, rows)]


def _line(cells: list[str]) -> str:
    return "|" + "".join(f" {cell} |" for cell in cells)


def _grid(rows: list[Tag], texts: Mapping[int, str]) -> list[list[str]]:
    """Return the words by row and column; the words of a cell that spans stand in its first place."""
    grid: list[list[str]] = []
    below: dict[int, int] = {}  # column -> how many more rows a cell from above fills
    for row in rows:
        line: list[str] = []
        for cell in row.find_all(["td", "th"], recursive=False):
            _fill_from_above(line, below)
            wide = max(1, min(_span(cell, "colspan"), MAX_COLUMNS - len(line)))
            tall = _span(cell, "rowspan") - 1 if len(line) < MAX_COLUMNS else 0
            below.update({len(line) + place: tall for place in range(wide) if tall})
            line += [texts.get(id(cell), ""), *[""] * (wide - 1)]
        _fill_from_above(line, below)
        grid.append(line)
    return grid


def _fill_from_above(line: list[str], below: dict[int, int]) -> None:
    while below.get(len(line), 0):
        below[len(line)] -= 1
        line.append("")


def _span(cell: Tag, name: str) -> int:
    typed = str(cell.get(name) or "")
    return max(int(typed), 1) if re.fullmatch("[0-9]{1,4}", typed) else 1


def _is_heading(row: Tag, rows: list[list[str]]) -> bool:
    """Whether the first row heads the columns: it says so, or it is short words over other rows."""
    cells = row.find_all(["td", "th"], recursive=False)
    if all(cell.name == "th" for cell in cells) or (row.parent and row.parent.name == "thead"):
        return True
    shown = [without_styles(cell).strip() for cell in rows[0]]
    few = len(rows) > 1 and all(shown) and all(len(cell) <= _LONGEST_HEADING for cell in shown)
    return few and not any(_FIGURE.fullmatch(show(cell)) for cell in islice(shown, 1, None))
