"""Pieces of WordprocessingML: paragraphs, tables with repeated headings, links, fields that Word works out.

Belongs here: elements that know neither a questionnaire nor a report. Not here: content controls
(`questionnaire.controls`), or styles and settings of the whole file (`package`).
"""

import re
from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

Cell = Sequence[_Element]
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ORDER = (
    *("pStyle", "keepNext", "numPr", "pBdr", "shd", "bidi", "spacing", "ind", "jc"),
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "vertAlign", "rtl", "lang"),
)
_RANK = {qn(f"w:{name}"): rank for rank, name in enumerate(_ORDER)}


def legal(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def element(name: str, attributes: dict[str, str] | None = None, *children: _Element) -> _Element:
    """Return an element of the w: namespace; names of attributes carry a prefix only outside of it."""
    made = OxmlElement(f"w:{name}")
    for key, value in (attributes or {}).items():
        made.set(qn(key if ":" in key else f"w:{key}"), legal(value))
    made.extend(children)
    return made


def settle(properties: _Element, *added: _Element) -> None:
    """Put each into the properties of a run or paragraph where the schema wants it, in place of its like."""
    for each in added:
        for old in properties.findall(each.tag):
            properties.remove(old)
        later = (other for other in properties if _RANK.get(other.tag, -1) > _RANK[each.tag])
        following = next(later, None)
        if following is None:
            properties.append(each)
        else:
            following.addprevious(each)


def properties_of(owner: _Element) -> _Element:
    """Return the properties of a run or paragraph, made if there were none."""
    name = "pPr" if owner.tag == qn("w:p") else "rPr"
    found = owner.find(qn(f"w:{name}"))
    if found is None:
        found = element(name)
        owner.insert(0, found)
    return found


def run(text: str, *, style: str = "", bold: bool = False, italic: bool = False) -> _Element:
    """Return a run of text; a line feed becomes a line break, a tabulator a jump to the next stop."""
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", {"val": style}))
    if bold:
        properties.append(element("b"))
    if italic:
        properties.append(element("i"))
    made = element("r", None, *([properties] if len(properties) else []))
    for part in re.split("(\n|\t)", legal(text)):
        if part in {"\n", "\t"}:
            made.append(element("br" if part == "\n" else "tab"))
            continue
        words = element("t", {"xml:space": "preserve"})
        words.text = part
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


def table(
    widths: Sequence[int],
    heading: Sequence[str | Cell],
    rows: Iterable[Sequence[Cell]],
    *,
    indent: int = 0,
) -> _Element:
    """Return a table of fixed widths (twentieths of a point) whose heading row is repeated on each page.

    A heading of () makes a table without one; `indent` is its distance from the margin.
    """
    made = element(
        "tbl",
        None,
        element(
            "tblPr",
            None,
            element("tblStyle", {"val": "TableGrid"}),
            element("tblW", {"w": str(sum(widths)), "type": "dxa"}),
            *([element("tblInd", {"w": str(indent), "type": "dxa"})] if indent else []),
            element("tblLayout", {"type": "fixed"}),
            element(
                "tblLook",
                {
                    "val": "0020" if heading else "0000",
                    "firstRow": str(int(bool(heading))),
                    "noHBand": "1",
                    "noVBand": "1",
                },
            ),
        ),
        element("tblGrid", None, *(element("gridCol", {"w": str(width)}) for width in widths)),
    )
    cells = [
        [paragraph(run(words, bold=True), style="TableWords")] if isinstance(words, str) else words
        for words in heading
    ]
    if heading:
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


def field(code: str, shown: _Element) -> list[_Element]:
    """Return the runs of a field that Word works out, and what it shows until then."""
    return [_mark("begin"), _code(f" {code} "), _mark("separate"), shown, _mark("end")]


def page_number() -> list[_Element]:
    """Return the runs of a field that shows the number of the page."""
    return field("PAGE", run("1"))


def _mark(kind: str) -> _Element:
    return element("r", None, element("fldChar", {"fldCharType": kind}))


def _code(text: str) -> _Element:
    code = element("instrText", {"xml:space": "preserve"})
    code.text = text
    return element("r", None, code)
