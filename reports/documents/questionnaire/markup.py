"""Pieces of WordprocessingML: paragraphs, tables with repeated headings, links, fields that Word works out.

Belongs here: elements that know nothing of a questionnaire. Not here: content controls (`controls`), or
styles and settings of the whole file (`package`).
"""

from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

Cell = Sequence[_Element]


def element(name: str, attributes: dict[str, str] | None = None, *children: _Element) -> _Element:
    """Return an element of the w: namespace; names of attributes carry a prefix only outside of it."""
    made = OxmlElement(f"w:{name}")
    for key, value in (attributes or {}).items():
        made.set(qn(key if ":" in key else f"w:{key}"), value)
    made.extend(children)
    return made


def run(text: str, *, style: str = "", bold: bool = False) -> _Element:
    """Return a run of text; a line feed becomes a line break."""
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", {"val": style}))
    if bold:
        properties.append(element("b"))
    made = element("r", None, *([properties] if len(properties) else []))
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("br"))
        words = element("t", {"xml:space": "preserve"})
        words.text = line
        made.append(words)
    return made


def paragraph(*content: _Element | str, style: str = "") -> _Element:
    """Return a paragraph of runs; a string becomes a run."""
    made = element("p")
    if style:
        made.append(element("pPr", None, element("pStyle", {"val": style})))
    made.extend(run(each) if isinstance(each, str) else each for each in content)
    return made


def bookmarked(heading: _Element, name: str, number: int) -> _Element:
    """Return the heading with a bookmark around its words."""
    start = element("bookmarkStart", {"id": str(number), "name": name})
    heading.insert(1, start)
    heading.append(element("bookmarkEnd", {"id": str(number)}))
    return heading


def table(widths: Sequence[int], heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> _Element:
    """Return a table of fixed widths (twentieths of a point) whose heading row is repeated on each page."""
    made = element(
        "tbl",
        None,
        element(
            "tblPr",
            None,
            element("tblStyle", {"val": "TableGrid"}),
            element("tblW", {"w": str(sum(widths)), "type": "dxa"}),
            element("tblLayout", {"type": "fixed"}),
            element("tblLook", {"val": "0020", "firstRow": "1", "noHBand": "1", "noVBand": "1"}),
        ),
        element("tblGrid", None, *(element("gridCol", {"w": str(width)}) for width in widths)),
    )
    cells = [[paragraph(run(words, bold=True), style="TableWords")] for words in heading]
    made.append(_row(widths, cells, heading=True))
    made.extend(_row(widths, cells) for cells in rows)
    return made


def _row(widths: Sequence[int], cells: Sequence[Cell], *, heading: bool = False) -> _Element:
    properties = element("trPr", None, element("cantSplit"))
    if heading:
        properties.append(element("tblHeader"))
    made = element("tr", None, properties)
    for width, content in zip(widths, cells, strict=True):
        facts = element("tcPr", None, element("tcW", {"w": str(width), "type": "dxa"}))
        if heading:
            facts.append(element("shd", {"val": "clear", "color": "auto", "fill": "E6EEF2"}))
        made.append(element("tc", None, facts, *content))
    return made


def contents(entries: Sequence[tuple[int, str, str]]) -> list[_Element]:
    """Return a table of contents as a field, filled in already; entries are level, words and bookmark.

    Without page numbers it is right before Word has laid anything out, so nobody is asked to update it.
    """
    lines = []
    for level, words, name in entries:
        link = element("hyperlink", {"anchor": name, "history": "1"}, run(words))
        lines.append(paragraph(link, style=f"toc{level}"))
    first, last = lines[0], lines[-1]
    for place, part in enumerate(
        (_mark("begin"), _code(r' TOC \o "1-2" \n \h \z \u '), _mark("separate")), 1
    ):
        first.insert(place, part)
    last.append(_mark("end"))
    return lines


def page_number() -> list[_Element]:
    """Return the runs of a field that shows the number of the page."""
    return [_mark("begin"), _code(" PAGE "), _mark("separate"), run("1"), _mark("end")]


def _mark(kind: str) -> _Element:
    return element("r", None, element("fldChar", {"fldCharType": kind}))


def _code(text: str) -> _Element:
    code = element("instrText", {"xml:space": "preserve"})
    code.text = text
    return element("r", None, code)
