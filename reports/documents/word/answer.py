"""An answer's safe HTML as blocks of a Word file.

Belongs here: headings, paragraphs, lists, quotations, code, tables, notes, at any depth. Not here: what is
within a line (`phrases`), where links lead (`leads`), or what stands around an answer (`entry`).
"""

from dataclasses import dataclass, replace

from lxml import html as lxml_html
from lxml.etree import _Element

from reports.documents.tables import with_column_widths

from .cells import cells_of
from .directions import speak
from .file import WordFile
from .leads import Leads
from .lists import DEEPEST, LARGEST, STEP, indented, is_plain, listed_in
from .markup import legal, paragraph, run
from .notes import TEXT
from .phrases import Look, Phrases

_BLOCKS = frozenset({"blockquote", "div", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"})
_FURTHEST = 6_000


@dataclass(frozen=True)
class Place:
    """Where a block stands: how far in, on which level of lists, in which style."""

    indent: int = 0
    level: int = 0
    style: str = ""


def answer_blocks(html: str, file: WordFile) -> list[_Element]:
    """Return the blocks of an answer; its notes go to the file."""
    if not html.strip():
        return []
    root = _parsed(with_column_widths(html))
    leads = Leads(file, root)
    answer = _Answer(file, leads)
    blocks = answer.flow(root, Place())
    leads.enter_notes()
    for name, number in leads.noted.items():
        note = answer.note(name)
        speak(note, file.spoken)
        file.notes.write(number, note)
    speak(blocks, file.spoken)
    return blocks


def _parsed(html: str) -> _Element:
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
    page = f"<html><body><div>{legal(html)}</div></body></html>"
    found: _Element = lxml_html.document_fromstring(page.encode(), parser=parser).find("body/div")
    return found


class _Answer:
    """Writes the blocks of one answer."""

    def __init__(self, file: WordFile, leads: Leads) -> None:
        self.lists, self.leads = file.lists, leads

    def flow(self, node: _Element, place: Place) -> list[_Element]:
        """Return the blocks within an element; words beside blocks are paragraphs."""
        blocks: list[_Element] = []
        line = self._line(node.text)
        for child in node:
            if child.tag in _BLOCKS:
                blocks += _paragraph(line, place) + self._block(child, place)
                line = self._line(child.tail)
            else:
                line.add(child)
                line.text(child.tail)
        return blocks + _paragraph(line, place)

    def note(self, name: str) -> list[_Element]:
        """Return what stands in a note, followed by the notes that only it refers to."""
        place = Place(style=TEXT)
        self.leads.within = []
        blocks = self.flow(self.leads.listed[name], place)
        for other in self.leads.within:  # grows while it is read
            more = self.flow(self.leads.listed[other], place)
            if not more or not is_plain(more[0]):
                more.insert(0, paragraph(style=TEXT))
            more[0].insert(1, run(f"{self.leads.label(other)} "))
            blocks += more
        return blocks

    def _line(self, words: str | None) -> Phrases:
        line = Phrases(self.leads.lead)
        line.text(words)
        return line

    def _block(self, node: _Element, place: Place) -> list[_Element]:
        match node.tag:
            case "ol" | "ul":
                return self._list(node, place)
            case "table":
                return cells_of(node, place.indent, self._cell)
            case "pre":
                line = Phrases(self.leads.lead)
                line.runs = [run("".join(node.itertext()).removesuffix("\n"))]
                return _paragraph(line, replace(place, style="Code"))
            case "hr":
                return [paragraph(style="Rule")]
            case "blockquote":
                place = replace(place, indent=min(place.indent + STEP, _FURTHEST), style="Quote")
            case "h4" | "h5" | "h6":
                place = replace(place, style=f"Heading{node.tag[1]}")
        return self.flow(node, place)

    def _list(self, node: _Element, place: Place) -> list[_Element]:
        items = [child for child in node if child.tag == "li"]
        given = node.get("start") or ""
        start = int(given) if given.isdecimal() else 1
        level, ordered = min(place.level, DEEPEST), node.tag == "ol"
        counts = start + len(items) <= LARGEST
        number = self.lists.numbers(level, start) if ordered and counts else self.lists.bullets()
        left = min(place.indent + STEP, _FURTHEST)
        inside = replace(place, indent=left, level=place.level + 1, style=place.style or "ListParagraph")
        blocks = []
        for count, item in enumerate(items, start):
            found = self.flow(item, inside)
            if not found or not is_plain(found[0]):
                found.insert(0, paragraph(style=inside.style))
            indented(found[0], left, hanging=STEP)
            if counts:
                listed_in(found[0], number, level)
            else:
                found[0].insert(1, run(f"{count}.\t"))
            blocks += found
        return blocks

    def _cell(self, cell: _Element) -> list[_Element]:
        line = Phrases(self.leads.lead, Look(bold=cell.tag == "th"))
        line.text(cell.text)
        for child in cell:
            line.add(child)
            line.text(child.tail)
        return line.finished()


def _paragraph(line: Phrases, place: Place) -> list[_Element]:
    runs = line.finished()
    if not runs:
        return []
    made = paragraph(*runs, style=place.style)
    if place.indent:
        indented(made, place.indent)
    return [made]
