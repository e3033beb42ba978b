"""What a link in an answer becomes: a link to the web, to a question, or the mark of a note.

Belongs here: which notes an answer has and where they are marked. Not here: what stands in them (`answer`),
or how Word keeps them (`notes`).
"""

from lxml.etree import _Element

from .file import WordFile
from .links import anchored, linked


class Leads:
    """The links of one answer.

    `listed` is id -> what stands in a note, taken out of the answer; `noted` is id -> number for the notes
    that are marked in its text. Word has no marks within notes: `within` collects the notes that only a
    note refers to, to be written with it.
    """

    def __init__(self, file: WordFile, root: _Element) -> None:
        self.file, self.part = file, file.part
        self.listed: dict[str, _Element] = {}
        for block in root.xpath(".//div[@class='footnotes']"):
            self.listed |= {note.get("id", ""): note for note in block.xpath("./ol/li")}
            block.drop_tree()
        marks = [a.get("href", "")[1:] for a in root.xpath(".//a[@role='doc-noteref']")]
        self.noted = {mark: file.notes.number() for mark in dict.fromkeys(marks) if mark in self.listed}
        self.within: list[str] = []

    def enter_notes(self) -> None:
        """From now on links stand in notes, which are a part of their own."""
        self.part = self.file.notes.part

    def label(self, name: str) -> str:
        """Return the mark of a note as it is on the page, such as "[2]"."""
        return f"[{list(self.listed).index(name) + 1}]"

    def lead(self, node: _Element, runs: list[_Element]) -> list[_Element]:
        """Return what the link and its runs become; nothing for the way back from a note."""
        address, role, title = node.get("href") or "", node.get("role"), node.get("title") or ""
        if role == "doc-backlink":
            return []
        if role == "doc-noteref":
            return self._mark(address[1:], runs)
        if address.startswith("#"):
            bookmark = self.file.bookmarks.get(address[1:])
            return anchored(bookmark, runs, title=title) if bookmark else runs
        return linked(self.part, address, runs, title=title)

    def _mark(self, name: str, runs: list[_Element]) -> list[_Element]:
        notes = self.file.notes
        if name in self.noted:
            inside = self.part is notes.part
            return notes.refer(self.noted[name]) if inside else notes.mark(self.noted[name])
        if name in self.listed and name not in self.within:
            self.within.append(name)
        return runs
