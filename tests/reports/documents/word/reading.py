"""Reports as Word files, read back: what tests of the Word face share.

Belongs here: making a small report, opening a file, checking that Word would open it. Not here: what a
report must say.
"""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from reports.documents import Document, build
from reports.documents.word import render_word
from tests.reports.documents.samples import make_source

NOTES = "word/footnotes.xml"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def report(*texts: str, language: str = "en", **changes: Any) -> Document:
    """Return a report of section 1 alone whose first questions are answered with the texts."""
    answers = {code: text for code, text in zip(("1a", "1b", "1c"), texts, strict=False) if text}
    source = make_source(answers, language=language)
    source["sections"] = [section for section in source["sections"] if section["code"] == "1"]
    return build(source, **changes)


def written(*texts: str, language: str = "en", **changes: Any) -> bytes:
    """Return the checked Word file of such a report."""
    return checked(render_word(report(*texts, language=language, **changes), site_name="HAIP Reports"))


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> _Element:
    """Return a part of the file as XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return etree.fromstring(file.read(name))


def has_part(content: bytes, name: str) -> bool:
    """Say whether the file has such a part."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return name in file.namelist()


def words(node: _Element) -> str:
    """Return the words of an element; breaks are line feeds."""
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(
        each.text or "" if each.tag == qn("w:t") else signs[each.tag]
        for each in node.iter(qn("w:t"), *signs)
        if each.getparent().tag == qn("w:r")
    )


def answer(content: bytes, place: int = 1) -> list[_Element]:
    """Return the blocks that stand under the question at a place, behind what was asked."""
    found: list[_Element] = []
    count = 0
    for block in opened(content).element.body:
        name = style(block)
        if name == "Heading2":
            count += 1
        elif count == place and not name.startswith("Asked"):
            found.append(block)
    return found


def style(block: _Element) -> str:
    """Return the id of the style of a paragraph, empty for others."""
    named = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if named is None else named.get(qn("w:val"), "")


def checked(content: bytes) -> bytes:
    """Return the file if all that it refers to is there."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        names = set(file.namelist())
        assert len(names) == len(file.namelist())
        trees = {
            name: etree.fromstring(file.read(name)) for name in names if name.endswith((".xml", ".rels"))
        }
    types = trees["[Content_Types].xml"]
    listed = {each.get("PartName") for each in types.iter(f"{TYPES}Override")}
    endings = {each.get("Extension") for each in types.iter(f"{TYPES}Default")}
    assert listed <= {f"/{name}" for name in names}
    assert {
        name for name in names if f"/{name}" not in listed and name.rpartition(".")[2] not in endings
    } <= {"[Content_Types].xml"}
    for name, tree in trees.items():
        if name.endswith(".rels"):
            assert set(_targets(name, tree)) <= names
        else:
            _check_relations(name, tree, trees)
    _check_names(trees)
    return content


def _targets(name: str, tree: _Element) -> Iterator[str]:
    base = posixpath.dirname(posixpath.dirname(name))
    for each in tree.iter(f"{RELATIONS}Relationship"):
        if each.get("TargetMode") != "External":
            yield posixpath.normpath(posixpath.join("/", base, each.get("Target"))).lstrip("/")


def _check_relations(name: str, tree: _Element, trees: dict[str, _Element]) -> None:
    """Every r:id and r:embed of a part is in the part's own list."""
    used = {each.get(qn(key)) for each in tree.iter() for key in ("r:id", "r:embed") if each.get(qn(key))}
    folder, _, file = name.rpartition("/")
    known = trees.get(f"{folder}/_rels/{file}.rels")
    ids = [] if known is None else [each.get("Id") for each in known]
    assert used <= set(ids)
    assert len(ids) == len(set(ids))


def _check_names(trees: dict[str, _Element]) -> None:
    """Styles, lists, bookmarks and notes that are named are there, and none is there twice."""
    body, notes = trees["word/document.xml"], trees.get("word/footnotes.xml")
    texts = [body] if notes is None else [body, notes]
    styles = {each.get(qn("w:styleId")) for each in trees["word/styles.xml"].iter(qn("w:style"))}
    lists = {each.get(qn("w:numId")) for each in trees["word/numbering.xml"].iter(qn("w:num"))}
    marks = [each for text in texts for each in text.iter(qn("w:bookmarkStart"))]
    bookmarks = [each.get(qn("w:name")) for each in marks]
    assert set(Counter(bookmarks).values()) | {1} == {1}
    assert set(Counter(each.get(qn("w:id")) for each in marks).values()) | {1} == {1}
    for text in texts:
        assert {
            each.get(qn("w:val"))
            for key in ("pStyle", "rStyle", "tblStyle")
            for each in text.iter(qn(f"w:{key}"))
        } <= styles
        assert {each.get(qn("w:val")) for each in text.iter(qn("w:numId"))} <= lists
        anchors = {each.get(qn("w:anchor")) for each in text.iter(qn("w:hyperlink"))} - {None}
        fields = [each.text.split() for each in text.iter(qn("w:instrText"))]
        assert anchors | {code[1] for code in fields if code[0] == "NOTEREF"} <= set(bookmarks)
        assert all(cell[-1].tag == qn("w:p") for cell in text.iter(qn("w:tc")))
    referred = [each.get(qn("w:id")) for each in body.iter(qn("w:footnoteReference"))]
    assert referred == [str(number) for number in range(1, len(referred) + 1)]
    if notes is None:
        assert referred == []
    else:
        assert [each.get(qn("w:id")) for each in notes] == ["-1", "0", *referred]
