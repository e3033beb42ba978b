"""The Word file as a whole: styles, fonts, language, properties, and the same bytes each time.

Belongs here: what python-docx's own empty document lacks or has too much of. Not here: what is on the
pages (`report`, `questionnaire.word`), or styles that only reports have (`styles`).
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .markup import element, legal

LANGUAGES = {"en": "en-GB", "ja": "ja-JP", "fr": "fr-FR"}
LATIN, EAST_ASIAN = "Arial", "Noto Sans CJK JP"
SUBSTITUTES = "Yu Gothic,MS Gothic,MS Mincho"
"""What Word takes, in this order, where the East Asian font is not installed."""

ALWAYS = datetime(2026, 1, 1)
"""The same questionnaire is the same file: it tells no time of its own."""

LONGEST_PROPERTY = 255
"""Characters; python-docx refuses more."""

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
INK, ACCENT, SOFT, WARNING = "1C242E", "0E445F", "56606C", "8F4300"
CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
# style, its parent, size in points, colour, space before and after in points
PARAGRAPHS = (
    ("toc 1", "Normal", 10, INK, 8, 1),
    ("toc 2", "Normal", 9.5, INK, 0, 0),
    ("TableWords", "Normal", 9, INK, 2, 2),
    ("TableField", "TableWords", 9, INK, 2, 2),
    ("Box", "Normal", 10, INK, 2, 2),
    ("Answer", "Normal", 10.5, INK, 2, 6),
    ("Label", "Normal", 9, SOFT, 6, 2),
    ("Note", "Normal", 9, SOFT, 0, 4),
    ("Warning", "Normal", 10, WARNING, 0, 6),
    ("Official", "Normal", 10.5, INK, 0, 6),
)
HEADINGS = (
    ("Title", 26, 120, 6),
    ("Subtitle", 15, 0, 30),
    ("Heading 1", 19, 0, 10),
    ("Heading 2", 12.5, 18, 3),
    ("TOC Heading", 19, 0, 10),
)


def new_document(locale: str) -> WordDocument:
    """Return an empty document: A4, our styles, this language."""
    document = Document()
    _remove_leftovers(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    _set_language(document, LANGUAGES.get(locale, locale))
    _set_styles(document)
    _declare_fonts(document)
    return document


def finished(
    document: WordDocument,
    *,
    title: str,
    author: str,
    locale: str,
    facts: Mapping[str, str],
    made_at: datetime = ALWAYS,
) -> bytes:
    """Return the bytes of the file; `facts` become its custom properties."""
    core = document.core_properties
    title, author = (legal(words)[:LONGEST_PROPERTY] for words in (title, author))
    core.title, core.author, core.last_modified_by = title, author, author
    core.language, core.comments, core.revision = LANGUAGES.get(locale, locale), "", 1
    core.created = core.modified = made_at
    _add_properties(document, facts)
    file = io.BytesIO()
    document.save(file)
    return _timeless(file.getvalue())


def _remove_leftovers(document: WordDocument) -> None:
    """Take out the preview picture, the second set of styles, and the styles of tables that nobody uses."""
    package, main = document.part.package, document.part
    for rels, ends in (
        (package.rels, "/thumbnail"),
        (main.rels, "/stylesWithEffects"),
        (main.rels, "/customXml"),
    ):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(ends)]:
            del rels[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.style_id not in {"TableNormal", "TableGrid"}:
            style.delete()


def _set_language(document: WordDocument, language: str) -> None:
    """Say the language where all styles begin, for words in either kind of script."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for name in ("rFonts", "lang"):
        defaults.remove(defaults.find(qn(f"w:{name}")))
    fonts = {"ascii": LATIN, "hAnsi": LATIN, "eastAsia": EAST_ASIAN, "cs": LATIN}
    defaults.insert(0, element("rFonts", fonts))
    defaults.append(element("lang", {"val": language, "eastAsia": "ja-JP", "bidi": "ar-SA"}))
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_styles(document: WordDocument) -> None:
    styles = document.styles
    for style in styles:
        # Fonts of the theme would win over those of the document.
        for fonts in style.element.findall(f"{qn('w:rPr')}/{qn('w:rFonts')}"):
            fonts.getparent().remove(fonts)
    styles["Normal"].font.size = Pt(10.5)
    for name, size, before, after in HEADINGS:
        style = styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), name != "Subtitle", False
        style.font.color.rgb = RGBColor.from_string(ACCENT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for extra in style.element.findall(f".//{qn('w:pBdr')}") + style.element.findall(
            f".//{qn('w:spacing')}"
        ):
            if extra.tag == qn("w:pBdr") or extra.getparent().tag == qn("w:rPr"):
                extra.getparent().remove(extra)
    for name in ("Heading 1", "TOC Heading"):
        styles[name].paragraph_format.page_break_before = True
    for name, parent, size, colour, before, after in PARAGRAPHS:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        style.base_style, style.font.size = styles[parent], Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    styles["toc 1"].font.bold = True
    styles["toc 2"].paragraph_format.left_indent = Mm(6)
    styles["Official"].paragraph_format.left_indent = Mm(5)
    styles["Label"].paragraph_format.keep_with_next = True
    for name in ("Answer", "TableField"):
        shade = element("shd", {"val": "clear", "color": "auto", "fill": "F1F1F1"})
        styles[name].element.get_or_add_pPr().insert_element_before(shade, "w:spacing", "w:ind")
    placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER, builtin=True)
    placeholder.font.color.rgb = RGBColor.from_string(SOFT)


def _declare_fonts(document: WordDocument) -> None:
    """Name substitutes for the East Asian font."""
    (part,) = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable")]
    font = (
        f'<w:font w:name="{EAST_ASIAN}"><w:altName w:val="{SUBSTITUTES}"/>'
        '<w:charset w:val="80"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    )
    part._blob = part.blob.replace(b"</w:fonts>", font.encode() + b"</w:fonts>")


def _add_properties(document: WordDocument, facts: Mapping[str, str]) -> None:
    spaces = (
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    )
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(legal(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(facts.items(), 2)
    )
    blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {spaces}>{rows}</Properties>'
    )
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), CUSTOM, blob.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _timeless(content: bytes) -> bytes:
    """Return the file with the time of each of its parts removed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return file.getvalue()
