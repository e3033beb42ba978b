"""Footnotes as Word knows them: a part of their own, numbered through the file.

Belongs here: the part, marks in the text, references to a note that was marked before. Not here: what a
note says (`answer`).
"""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from .directions import direct
from .lists import is_plain
from .markup import element, field, paragraph, run

TEXT, MARK = "footnotetext", "footnotereference"
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
_FIRST_BOOKMARK = 100_000


class Notes:
    """The footnotes of one file. A note has the number that Word will print."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        package = document.part.package
        self.part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", package)
        self._notes: dict[int, Sequence[_Element]] = {}
        self._marked: set[int] = set()
        self._count = 0

    def number(self) -> int:
        """Return the number of the next note."""
        self._count += 1
        return self._count

    def mark(self, number: int) -> list[_Element]:
        """Return the mark of a note in the text; the second time a reference to the first one."""
        if number in self._marked:
            return self.refer(number)
        self._marked.add(number)
        mark = run("", style=MARK)
        mark.remove(mark[-1])
        mark.append(element("footnoteReference", {"id": str(number)}))
        bookmark = str(_FIRST_BOOKMARK + number)
        start = element("bookmarkStart", {"id": bookmark, "name": _name(number)})
        return [start, mark, element("bookmarkEnd", {"id": bookmark})]

    def refer(self, number: int) -> list[_Element]:
        """Return a field that shows the number of a note marked elsewhere."""
        return field(f"NOTEREF {_name(number)} \\f \\h", run(str(number), style=MARK))

    def write(self, number: int, blocks: Sequence[_Element]) -> None:
        """Say what stands in a note."""
        mark = run("", style=MARK)
        mark.remove(mark[-1])
        mark.append(element("footnoteRef"))
        if not blocks or not is_plain(blocks[0]):
            blocks = [paragraph(style=TEXT), *blocks]
        blocks[0].insert(1, mark)
        blocks[0].insert(2, run(" "))
        if blocks[-1].tag != qn("w:p"):
            blocks = [*blocks, paragraph(style=TEXT)]
        self._notes[number] = blocks

    def finish(self) -> None:
        """Add the part to the file, if there are notes."""
        if not self._notes:
            return
        root = element("footnotes")
        settings = element("footnotePr")
        for number, name in _SEPARATORS:
            line = paragraph(element("r", None, element(name)), style=TEXT)
            root.append(element("footnote", {"type": name, "id": number}, line))
            settings.append(element("footnote", {"id": number}))
        for note, blocks in sorted(self._notes.items()):
            root.append(element("footnote", {"id": str(note)}, *blocks))
        direct(root)
        self.part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._document.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._document.settings.element.find(qn("w:compat")).addprevious(settings)


def _name(number: int) -> str:
    return f"_Note{number:05}"
