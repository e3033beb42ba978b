"""The styles that a report needs and a blank questionnaire does not: all that an answer may hold.

Belongs here: how they look. Not here: what both files have (`package`).
"""

import io
from functools import cache

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .markup import element, settle
from .package import ACCENT, INK, SOFT, new_document

CODE_FONT, PALE = "Courier New", "B8C4CC"
TERM = Mm(44)
# name, whether Word knows it by that name, parent, size, colour, space before and after in points
PARAGRAPHS = (
    ("footnote text", True, "Normal", 9, INK, 0, 2),
    ("Code", False, "Normal", 9, INK, 4, 8),
    ("Rule", False, "Normal", 4, SOFT, 4, 8),
    ("Fact", False, "Normal", 10, INK, 0, 5),
    ("Asked", False, "Note", 9, SOFT, 0, 4),
    ("Chosen", False, "Normal", 10.5, INK, 4, 6),
    ("Asked Part", False, "List Bullet", 9, SOFT, 0, 2),
    ("Gap", False, "Note", 10, SOFT, 4, 6),
    ("Running", False, "Normal", 8.5, SOFT, 0, 0),
)
CHARACTERS = (("Hyperlink", True), ("footnote reference", True), ("Code Text", False), ("Fingerprint", False))
BUILT_IN = {"Heading 4": 11.5, "Heading 5": 10.5, "Heading 6": 10}


def new_report(locale: str) -> WordDocument:
    """Return an empty document with all that a report needs, in this language."""
    return docx.Document(io.BytesIO(_empty_report(locale)))


@cache
def _empty_report(locale: str) -> bytes:
    """Return the file of an empty report, which takes far longer to make than to open."""
    document, file = new_document(locale), io.BytesIO()
    _add_styles(document)
    document.save(file)
    return file.getvalue()


def _add_styles(document: WordDocument) -> None:
    styles = document.styles
    for name, builtin, parent, size, colour, before, after in PARAGRAPHS:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
        style.base_style, style.font.size = styles[parent], Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for name, points in BUILT_IN.items():
        style = styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(points), True, name == "Heading 6"
        style.font.color.rgb = RGBColor.from_string(ACCENT if name == "Heading 4" else INK)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(3)
    link, mark, code, fingerprint = (
        styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=builtin) for name, builtin in CHARACTERS
    )
    link.font.underline, link.font.color.rgb = True, RGBColor.from_string(ACCENT)
    mark.font.superscript = True
    fingerprint.font.size = Pt(8)
    for style in (code, fingerprint, styles["Code"]):
        fonts = {"ascii": CODE_FONT, "hAnsi": CODE_FONT, "cs": CODE_FONT}
        settle(style.element.get_or_add_rPr(), element("rFonts", fonts))
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["List Paragraph"].paragraph_format.space_after = Pt(3)
    styles["Quote"].font.italic = False
    styles["Title"].paragraph_format.space_before = Pt(24)
    for name in ("Asked", "Asked Part"):
        styles[name].paragraph_format.keep_with_next = True
    fact = styles["Fact"].paragraph_format
    fact.left_indent, fact.first_line_indent = TERM, -TERM
    fact.tab_stops.add_tab_stop(TERM)
    styles["Running"].paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
    _draw_lines(document)
    _size_both_directions(document)


def _draw_lines(document: WordDocument) -> None:
    for name, side in (("Quote", "left"), ("Rule", "bottom")):
        line = {"val": "single", "sz": "18" if side == "left" else "6", "space": "8", "color": PALE}
        borders = element("pBdr", None, element(side, line))
        settle(document.styles[name].element.get_or_add_pPr(), borders)
    for side in document.styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}"):
        side.set(qn("w:color"), PALE)
    shade = element("shd", {"val": "clear", "color": "auto", "fill": "F4F4F4"})
    settle(document.styles["Code"].element.get_or_add_pPr(), shade)


def _size_both_directions(document: WordDocument) -> None:
    """Words from right to left have sizes and weights of their own: make them those of the others."""
    for properties in document.styles.element.iter(qn("w:rPr")):
        for name in ("b", "i", "sz"):
            said = properties.find(qn(f"w:{name}"))
            if said is not None:
                values = {"val": said.get(qn("w:val"))} if said.get(qn("w:val")) else {}
                settle(properties, element(f"{name}Cs", values))
