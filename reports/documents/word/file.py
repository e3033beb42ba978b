"""What all writers of one Word file share: its lists, its notes, the bookmarks of its headings.

Belongs here: what is numbered through the whole file. Not here: anything that is written.
"""

from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.opc.part import Part
from lxml.etree import _Element

from reports.documents.document import Document

from .lists import Lists
from .markup import bookmarked, paragraph
from .notes import Notes


@dataclass
class WordFile:
    """One file in the making.

    `bookmarks` is anchor -> name; `headings` fills as headings are written. `spoken` is the language of the
    answers where it is not that of the file.
    """

    document: WordDocument
    lists: Lists
    notes: Notes
    bookmarks: dict[str, str]
    spoken: str
    headings: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def part(self) -> Part:
        """The part that holds the text."""
        return self.document.part

    def heading(self, level: int, words: str, anchor: str) -> _Element:
        """Return a heading that links and the contents can lead to."""
        name = self.bookmarks[anchor]
        self.headings.append((level, words, name))
        return bookmarked(paragraph(words, style=f"Heading{level}"), name, len(self.headings))


ATTESTATION = "attestation"


def file_for(report: Document, document: WordDocument) -> WordFile:
    """Return a file that knows where each section and question of the report will stand."""
    anchors = [ATTESTATION]
    for section in report.sections:
        anchors += [section.anchor, *(entry.anchor for entry in section.entries)]
    bookmarks = {anchor: f"_Toc{number:06}" for number, anchor in enumerate(anchors, 1)}
    spoken = report.language if report.language != report.wording_locale else ""
    return WordFile(document, Lists(document), Notes(document), bookmarks, spoken)
