"""Column widths for the tables in printed answers.

WeasyPrint can choose widths itself, but takes minutes over one long Japanese cell, because it weighs
every place where the text could break. Here widths are estimated from the text, in one pass.
Not here: how tables look (`templates/documents`).
"""

import re
from html import unescape

from reports.text.cjk import is_cjk

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_LATIN_RUN = re.compile(r"[^\s\u2e80-\uffef]+")

_PAGE = 140.0  # width of the text on a page, in mm
_SIZES = (("", 1.75, 4.0), ("tight", 1.45, 2.6))  # class, mm of a letter, mm beside the text of a cell
_UNBROKEN = 9.0  # cells up to this width stay on one line
_LONG_WORD = 30.0
_MOST = 90.0  # a cell wider than this wants no more room
_LONG_ROW = 900  # characters from which a row may break over pages


def with_column_widths(html: str) -> str:
    """Return the HTML of an answer with widths for the columns of each table.

    Tables too wide for the page at their normal size get the class `tight`, rows that are long the
    attribute `data-long`.
    """
    return _TABLE.sub(_sized, html)


def _sized(table: re.Match[str]) -> str:
    rows = [_CELL.findall(row) for row in _ROW.findall(table[1])]
    columns = [[_words(cell) for cell in column] for column in zip(*rows, strict=True)]
    name, widths = _fitted([_needs(column) for column in columns])
    cols = "".join(f'<col style="width: {width:.1f}%">' for width in widths)
    body = _ROW.sub(_marked, table[1])
    return f'<table class="{name}"><colgroup>{cols}</colgroup>{body}</table>'


def _marked(row: re.Match[str]) -> str:
    return row[0].replace("<tr>", "<tr data-long>", 1) if len(_words(row[1])) > _LONG_ROW else row[0]


def _words(cell: str) -> str:
    return unescape(_MARKUP.sub("", cell)).strip()


def _needs(column: list[str]) -> tuple[float, float]:
    """Return the least width a column can have without breaking words, and the one it wants."""
    least = max(_least(text) for text in column)
    wide = [min(_width(text), _MOST) for text in column]
    return least, max(least, (max(wide) + 2 * sum(wide) / len(wide)) / 3)


def _least(text: str) -> float:
    whole = _width(text)
    if whole <= _UNBROKEN:
        return whole
    return min(max((_width(word) for word in _LATIN_RUN.findall(text)), default=4.0), _LONG_WORD)


def _width(text: str) -> float:
    """Return the width of a text in letters: East Asian ones are nearly two, capitals a little over one."""
    return sum(1.75 if is_cjk(letter) else 1.2 if letter.isupper() else 1.0 for letter in text)


def _fitted(needs: list[tuple[float, float]]) -> tuple[str, list[float]]:
    """Return the class of the table and the share of each column, in per cent."""
    for name, letter, beside in _SIZES:
        least = [low * letter + beside for low, _ in needs]
        spare = _PAGE - sum(least)
        if spare >= 0:
            more = [want - low for low, want in needs]
            total = sum(more) or 1.0
            return name, _shares(
                [low + spare * extra / total for low, extra in zip(least, more, strict=True)]
            )
    return name, _shares([want for _, want in needs])


def _shares(widths: list[float]) -> list[float]:
    return [100 * width / sum(widths) for width in widths]
