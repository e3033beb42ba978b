"""In which language a run is, and in which direction a paragraph and its runs go.

Belongs here: marks that are set on blocks after they were written. Not here: their words or styles.
"""

import re
import unicodedata
from collections.abc import Iterable
from copy import deepcopy

from docx.oxml.ns import qn
from lxml.etree import _Element

from .markup import element, properties_of, settle
from .package import LANGUAGES

_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# From the first such letter to the last one with nothing but spaces, signs and numbers between.
_STRETCH = re.compile(rf"([{_LEFTWARD}](?:[\W\d_]*[{_LEFTWARD}])*)")
_STRONG = frozenset({"L", "R", "AL"})
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")


def speak(blocks: Iterable[_Element], language: str) -> None:
    """Mark every run of the blocks as written in the language, if one is named."""
    if not language:
        return
    name = LANGUAGES.get(language, language)
    for block in blocks:
        for each in block.iter(qn("w:r")):
            settle(properties_of(each), element("lang", {"val": name, "eastAsia": "ja-JP"}))


def direct(root: _Element) -> None:
    """Mark each paragraph and table that begins from right to left, and each run of such letters."""
    for table in root.iter(qn("w:tbl")):
        if _begins_leftward(_words(table)):
            table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}").addnext(element("bidiVisual"))
    for block in list(root.iter(qn("w:p"))):
        words = _words(block)
        if not _STRETCH.search(words):
            continue
        if _begins_leftward(words):
            settle(properties_of(block), element("bidi"))
        for each in list(block.iter(qn("w:r"))):
            _split(each)


def _words(node: _Element) -> str:
    return "".join(text.text or "" for text in node.iter(qn("w:t")))


def _begins_leftward(words: str) -> bool:
    return next((side != "L" for side in map(unicodedata.bidirectional, words) if side in _STRONG), False)


def _split(whole: _Element) -> None:
    """Put the stretches that go from right to left into runs of their own."""
    if not any(_STRETCH.search(text.text or "") for text in whole.iter(qn("w:t"))):
        return
    properties = properties_of(whole)
    for child in [child for child in whole if child is not properties]:
        pieces = _STRETCH.split(child.text or "") if child.tag == qn("w:t") else [""]
        for number, words in enumerate(pieces):
            if child.tag == qn("w:t") and not words:
                continue
            piece = element(
                "r", None, deepcopy(properties), child if child.tag != qn("w:t") else _text(words)
            )
            if number % 2:
                _turn(piece, words)
            whole.addprevious(piece)
    whole.getparent().remove(whole)


def _turn(piece: _Element, words: str) -> None:
    properties = properties_of(piece)
    settle(properties, element("rtl"))
    for name in ("b", "i"):
        if properties.find(qn(f"w:{name}")) is not None:
            settle(properties, element(f"{name}Cs"))
    if _HEBREW.search(words):
        lang = properties.find(qn("w:lang"))
        said = {} if lang is None else {"val": lang.get(qn("w:val"), ""), "eastAsia": "ja-JP"}
        settle(properties, element("lang", said | {"bidi": "he-IL"}))


def _text(words: str) -> _Element:
    made = element("t", {"xml:space": "preserve"})
    made.text = words
    return made
