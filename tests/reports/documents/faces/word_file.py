"""Reads the Word file of a report back."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

from .said import Said, day_of, gap_of, nothing_said, tight, unreported_in, with_words

LINE = chr(0x2028)


class _File:
    """The parts of a file: its blocks, where its bookmarks are, and its notes."""

    def __init__(self, written: bytes) -> None:
        document = docx.Document(io.BytesIO(written))
        self.part = document.part
        self.blocks = list(document.element.body)
        notes = [
            rel.target_part for rel in self.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES
        ]
        self.notes_part = notes[0] if notes else self.part
        self.notes = {
            int(note.get(qn("w:id"))): note
            for part in notes
            for note in parse_xml(part.blob)
            if not note.get(qn("w:type"))
        }
        self.headings = {
            start.get(qn("w:name")): _shown(block)
            for block in self.blocks
            if style_of(block) == "Heading2"
            for start in block.iter(qn("w:bookmarkStart"))
        }

    def questions(self) -> Iterator[tuple[str, str, list[_Element]]]:
        """Yield the title of the section, the heading of the question and the blocks under it."""
        section, heading, under = "", "", []
        for block in [*self.blocks, None]:
            style = style_of(block)
            if block is None or style in {"Heading1", "Heading2"}:
                if heading:
                    yield section, heading, under
                heading, under = (_shown(block) if style == "Heading2" else ""), []
                section = _shown(block) if style == "Heading1" else section
            elif heading and block.tag != qn("w:sectPr"):
                under.append(block)


def read_word(written: bytes) -> list[Said]:
    """Return what the file says of each question."""
    file = _File(written)
    found = []
    for section, heading, blocks in file.questions():
        said = nothing_said(heading, section)
        _read(said, blocks, file)
        found.append(said)
    return found


def style_of(block: _Element | None) -> str:
    """Return the style of a paragraph, "" for plain ones and for what is no paragraph."""
    styles = [] if block is None else block.xpath("./w:pPr/w:pStyle/@w:val")
    return styles[0] if styles else ""


def _read(said: Said, blocks: list[_Element], file: _File) -> None:
    labels: list[str] = []
    while blocks and style_of(blocks[0]) in {"Asked", "AskedPart"}:
        block = blocks.pop(0)
        label = _bold_start(block)
        labels += [label] if label else []
        said["asked"].append(_shown(block).removeprefix(label))
    assert labels in ([], [tight(_("Official wording:")), tight(_("Our wording:"))])
    if blocks and style_of(blocks[-1]) == "Gap":
        said["gap"] = gap_of(_shown(blocks.pop()))
    _read_evidence(said, blocks, file)
    if len(blocks) > 1 and _cells(blocks[-2])[:1] == [
        [tight(_("Tool or metric")), tight(_("What it is for"))]
    ]:
        said["tools"] = [_tool(row, file) for row in list(blocks[-2].iter(qn("w:tr")))[1:]]
        del blocks[-2:]
    _read_short(said, blocks)
    if blocks:
        said["text"] = _said_in(blocks, file)


def _read_short(said: Said, blocks: list[_Element]) -> None:
    """Read and take off what stands before the text of an answer."""
    while blocks and style_of(blocks[0]) == "Box":
        words = _shown(blocks.pop(0))
        said["boxes"].append((words[1:], {"☑": True, "☐": False}[words[0]]))
    if blocks and style_of(blocks[0]) == "Chosen":
        said["chosen"] = _shown(blocks.pop(0))
    if blocks and _cells(blocks[0])[:1] == [[tight(_("Practice")), tight(_("State"))]]:
        said["practices"] = [tuple(row) for row in _cells(blocks[0])[1:]]
        del blocks[:2]
    if blocks and style_of(blocks[0]) == "Note":
        said["unreported"] = unreported_in(_shown(blocks.pop(0)))
    label = tight(_("In short:"))
    if blocks and _bold_start(blocks[0]) == label:
        said["summary"] = _shown(blocks.pop(0)).removeprefix(label)
        assert said["summary"]


def _bold_start(block: _Element) -> str:
    """Return the words of the first run of a paragraph if it is bold."""
    runs = block.xpath("./w:r[1][w:rPr/w:b]") if block.tag == qn("w:p") else []
    return _shown(runs[0]) if runs else ""


def _read_evidence(said: Said, blocks: list[_Element], file: _File) -> None:
    found = [place for place, block in enumerate(blocks) if style_of(block) == "Label"]
    if not found:
        return
    (place,) = found
    assert _shown(blocks[place]) == tight(_("Evidence"))
    for block in blocks[place + 1 :]:
        assert style_of(block) == "ListBullet"
        words, ((shown, address),) = _shown(block), _links(block, file.part, file)
        assert shown == address and words.endswith(address)
        said["evidence"].append(_with_day(words.removesuffix(address), address))
    del blocks[place:]


def _with_day(words: str, address: str) -> tuple[str, str, str]:
    before, after = tight(f", {_('accessed %(day)s')}").split("%(day)s")
    day = r"(?:\d{1,2}[A-Z][a-z]+\d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
    title, said = re.fullmatch(rf"(.*?)(?:{re.escape(before)}({day}){re.escape(after)})?", words).groups()
    return title, address, day_of(said)


def _tool(row: _Element, file: _File) -> tuple[str, str, str]:
    name, purpose = row.iter(qn("w:tc"))
    words, lines = _shown(name), "".join(_texts(name)).split(LINE)
    for shown, address in _links(name, file.part, file):
        assert shown == address and words.endswith(address)
    return tight(lines[0]), tight("".join(lines[1:])), _shown(purpose)


def _said_in(blocks: list[_Element], file: _File) -> dict[str, Any]:
    """Return what an answer says; its notes are counted from its own first one."""
    order: list[int] = []
    words = tight("".join(text for block in blocks for text in _texts(block, order)))
    body = [*order]
    tables = [_cells(table, order) for block in blocks for table in block.xpath("descendant-or-self::w:tbl")]
    links = [link for block in blocks for link in _links(block, file.part, file)]
    notes = [tight("".join(_texts(file.notes[number], order))) for number in body]
    assert order == body
    for number in body:
        links += _links(file.notes[number], file.notes_part, file)
    paragraphs = [(block, tight("".join(_texts(block, order)))) for block in blocks if block.tag == qn("w:p")]
    return {
        "words": words,
        "headings": [
            said for block, said in paragraphs if style_of(block) in {"Heading4", "Heading5", "Heading6"}
        ],
        "items": [said for block, said in paragraphs if block.xpath("./w:pPr/w:numPr")],
        "links": links,
        "tables": with_words(tables),
        "notes": notes,
    }


def _shown(block: _Element) -> str:
    return tight("".join(_texts(block)))


def _texts(block: _Element, order: list[int] | None = None) -> Iterator[str]:
    """Yield the words of an element; marks of notes as [1], counted by the order in which they are met."""
    in_field = False
    for part in block.iter():
        number = 0
        if part.tag == qn("w:fldChar"):
            in_field = part.get(qn("w:fldCharType")) != "end"
        elif part.tag == qn("w:br"):
            yield LINE
        elif part.tag == qn("w:t") and not in_field:
            yield part.text or ""
        elif part.tag == qn("w:footnoteReference"):
            number = int(part.get(qn("w:id")))
        elif part.tag == qn("w:instrText") and (found := re.search(r"NOTEREF _Note(\d+)", part.text or "")):
            number = int(found[1])
        if number and order is not None:
            if number not in order:
                order.append(number)
            yield f"[{order.index(number) + 1}]"


def _cells(block: _Element, order: list[int] | None = None) -> list[list[str]]:
    if block.tag != qn("w:tbl"):
        return []
    return [
        [tight("".join(_texts(cell, order))) for cell in row.iterchildren(qn("w:tc"))]
        for row in block.iterchildren(qn("w:tr"))
    ]


def _links(block: _Element, part: Part, file: _File) -> list[tuple[str, str]]:
    found = []
    for link in block.iter(qn("w:hyperlink")):
        target = link.get(qn("r:id"))
        address = part.rels[target].target_ref if target else file.headings[link.get(qn("w:anchor"))]
        found.append((_shown(link), address))
    return found
