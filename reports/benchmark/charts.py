"""Charts as SVG: strings made of strings, the same for a page and for print.

Belongs here: geometry, labels, text alternatives. Not here: numbers (`measures`), or colours, which stand
in `static/css/benchmark.css`, of printed charts in `templates/documents/charts_pdf.css`, under the classes
given here: no chart has a style of its own.

Every chart has a title and a description that holds all its numbers, and tells nothing by colour alone: parts
differ by pattern and by label, shades stand behind the number that they show. Bars are as wide as what they
stand in (percentages), so that their letters keep their size on small screens. The texts given may hold
anything.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

BAR = 28
NARROWEST = 300
"""The pixels that a bar is expected to have at least; labels too long for that stand in the description."""
LETTER, WIDE = 7, 13
"""The width in pixels of a letter, and of a character of East Asia."""
MOST_LINES = 2
ROW, HEAD, COLUMN = 36, 64, 88
NAMES = range(152, 297, 24)
"""How wide the names of rows may be: two columns beside the narrowest fit on a telephone."""


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Part(NamedTuple):
    """One part of a bar: what it is called, its number, and the name of its pattern, which is its class."""

    label: str
    number: int
    pattern: str


class Square(NamedTuple):
    """One cell of a grid: its words, its shade from 0 to 5, and whether few reports stand behind it."""

    words: str
    step: int
    is_small: bool


def bar(parts: Sequence[Part], *, name: str, title: str, description: str) -> str:
    """Return parts side by side, together as long as the chart is wide; `name` is an id of its own."""
    total = sum(part.number for part in parts) or 1
    drawn, start = [], 0.0
    for part in parts:
        if not part.number:
            continue
        width = 100 * part.number / total
        fill = f' fill="url(#{escape(name)}-lines)"' if part.pattern == "planned" else ""
        place = f'x="{start:.3f}%" y="1" width="{width:.3f}%" height="{BAR - 2}"'
        drawn.append(f'<rect class="part part-{part.pattern}" {place}{fill}/>')
        if label := _fitting((f"{part.label} {part.number}", str(part.number)), width):
            place = f'x="{start + width / 2:.3f}%" y="{BAR / 2 + 4:.0f}" text-anchor="middle"'
            drawn.append(f'<text class="on-{part.pattern}" {place}>{escape(label)}</text>')
        start += width
    lines = (
        f'<defs><pattern id="{escape(name)}-lines" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="lines-under" width="6" height="6"/>'
        '<rect class="lines-over" width="3" height="6"/></pattern></defs>'
    )
    return drawing(name, title, description, [lines, *drawn], size=f'width="100%" height="{BAR}"')


def spread_chart(
    values: Sequence[float], labels: Sequence[str], *, most: float, name: str, title: str, description: str
) -> str:
    """Return a box from the second to the fourth of five values, a line at the third, whiskers to the others.

    The values stand beneath, each under its label, at even distances; the right end of the chart is `most`.
    """
    drawn = box(values, most)
    anchors = ("start", "middle", "middle", "middle", "end")
    for place, (label, value, anchor) in enumerate(zip(labels, values, anchors, strict=True)):
        at = f'x="{25 * place}%" text-anchor="{anchor}"'
        drawn.append(f'<text class="value" {at} y="42">{escape(number(value))}</text>')
        drawn.append(f'<text class="label" {at} y="57">{escape(label)}</text>')
    return drawing(name, title, description, drawn, size='width="100%" height="62"')


def box(values: Sequence[float], most: float) -> list[str]:
    """Return what a spread is drawn of, 26 pixels high."""
    low, lower, median, upper, high = (100 * value / (most or 1) for value in values)
    return [
        f'<line class="whisker" x1="{low:.3f}%" y1="13" x2="{high:.3f}%" y2="13"/>',
        *(f'<line class="whisker" x1="{x:.3f}%" y1="7" x2="{x:.3f}%" y2="19"/>' for x in (low, high)),
        f'<rect class="box" x="{lower:.3f}%" y="3" width="{upper - lower:.3f}%" height="20"/>',
        f'<line class="median" x1="{median:.3f}%" y1="1" x2="{median:.3f}%" y2="25"/>',
    ]


def grid_chart(
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[Square | None]]],
    *,
    name: str,
    title: str,
    description: str,
) -> str:
    """Return rows of cells under columns, which are names and sizes; None is where nobody was asked."""
    drawn = []
    names = next((width for width in NAMES if _all_fit((row for row, _ in rows), width - 12)), NAMES[-1])
    for place, (column, count) in enumerate(columns):
        x = names + place * COLUMN + COLUMN / 2
        drawn.append(_lines(column, x, HEAD - 26, COLUMN - 8, "column"))
        drawn.append(
            f'<text class="label" x="{x:g}" y="{HEAD - 9}" text-anchor="middle">{escape(count)}</text>'
        )
    for down, (row, squares) in enumerate(rows):
        y = HEAD + down * ROW
        drawn.append(_lines(row, 0, y + ROW / 2 + 12, names - 12, "row"))
        for place, square in enumerate(squares):
            drawn.append(_square(square, names + place * COLUMN, y))
    width, height = names + len(columns) * COLUMN, HEAD + len(rows) * ROW + 2
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return drawing(name, title, description, drawn, size=size)


def _square(square: Square | None, x: float, y: float) -> str:
    middle = f'x="{x + COLUMN / 2:g}" y="{y + ROW / 2 + 4:g}" text-anchor="middle"'
    if square is None:
        return f'<text class="nobody" {middle}>–</text>'
    small = " small-group" if square.is_small else ""
    box = f'x="{x + 2:g}" y="{y + 2:g}" width="{COLUMN - 4}" height="{ROW - 4}"'
    words = f"{square.words} *" if square.is_small else square.words
    return (
        f'<rect class="square shade-{square.step}{small}" {box}/>'
        f'<text class="on-shade-{square.step}" {middle}>{escape(words)}</text>'
    )


def drawing(name: str, title: str, description: str, drawn: Iterable[str], *, size: str) -> SafeString:
    """Return a chart with its title and its description, under an id of its own."""
    name = escape(name)
    told = (
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    )
    # Every word in it went through `escape`.
    return mark_safe(  # noqa: S308
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {size} role="img" focusable="false"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-desc">{told}{"".join(drawn)}</svg>'
    )


def escape(text: str) -> str:
    """Return the text as it may stand in XML: signs that cannot are left out."""
    return html.escape(_NOT_XML.sub("", text))


def number(value: float) -> str:
    """Return a value without a fraction that says nothing: 12, 12.5, 12.3, and 12,5 on a French page."""
    return number_format(plain_number(value))


def plain_number(value: float) -> str:
    """Return the same as machines read it, in whatever language the page is."""
    return f"{value:.1f}".removesuffix(".0")


def _fitting(labels: Iterable[str], percent: float) -> str:
    room = NARROWEST * percent / 100 - 4
    return next((label for label in labels if _width(label) <= room), "")


def _width(text: str) -> int:
    return sum(map(_wide, text))


def _wide(char: str) -> int:
    return WIDE if unicodedata.east_asian_width(char) in "WF" else LETTER


def _lines(text: str, x: float, bottom: float, width: float, css: str) -> str:
    """Return the text on two lines at most that end at `bottom`; what is cut stands in its title."""
    lines = _broken(text, width)
    if len(lines) > MOST_LINES:
        lines = [lines[0], lines[1][:-1].rstrip() + "…"]
    anchor = "start" if css == "row" else "middle"
    shift = 8 if len(lines) == 1 and css == "row" else 0
    spans = "".join(
        f'<tspan x="{x:g}" y="{bottom - shift - 16 * (len(lines) - 1 - place):g}">{escape(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    return f'<text class="{css}" text-anchor="{anchor}"><title>{escape(text)}</title>{spans}</text>'


def _all_fit(names: Iterable[str], width: float) -> bool:
    """Whether each stands on two lines, none of which is longer than there is room."""
    lines = [_broken(name, width) for name in names]
    return all(len(each) <= MOST_LINES and all(_width(line) <= width for line in each) for each in lines)


def _broken(text: str, width: float) -> list[str]:
    """Break a text into lines: between words, or anywhere between wide characters."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and _width((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        starts = (
            not pieces or _wide(char) > LETTER or pieces[-1].endswith(" ") or _wide(pieces[-1][-1]) > LETTER
        )
        if starts and char != " ":
            pieces.append(char)
        elif pieces:
            pieces[-1] += char
    return pieces
