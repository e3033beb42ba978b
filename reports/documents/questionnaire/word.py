"""The blank questionnaire as a Word file for writing offline: questions outside, answers in fields.

Belongs here: the order of what is on the pages. Not here: how a piece is spelled (`markup`, `controls`),
styles and settings (`package`), which fields there are (`fields`).
"""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from reports.documents.word.markup import bookmarked, contents, page_number, paragraph, run, table
from reports.documents.word.package import finished, new_document
from reports.enums import NOT_REPORTED, QuestionKind

from .controls import Controls
from .fields import TOOL_PARTS, Field, fields_of
from .sheet import Item, Sheet, SheetSection, framework_digest

RENDERER_VERSION = "docx-2"
"""Part of the digest of stored files. Raise it with every change of what `render_word` writes."""

PRACTICE_WIDTHS = (6672, 2400)
TOOL_WIDTHS = (2600, 3236, 3236)


def render_word(sheet: Sheet) -> bytes:
    """Return the questionnaire as a Word file. The same sheet gives the same bytes."""
    framework = sheet.framework
    document = new_document(framework.locale)
    writer = _Writer(sheet)
    body = document.element.body
    last = body.find(qn("w:sectPr"))
    for block in writer.blocks():
        last.addprevious(block)
    _number_pages(document, sheet)
    return finished(
        document,
        title=f"{framework.title}: {sheet.words['subtitle']}",
        author=sheet.site_name,
        locale=framework.locale,
        facts={
            "haip-framework": framework.id,
            "haip-locale": framework.locale,
            "haip-digest": framework_digest(framework),
        },
    )


def _number_pages(document: WordDocument, sheet: Sheet) -> None:
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    line = paragraph(
        f"{sheet.framework.title} · {sheet.words['subtitle']} · {sheet.words['page']} ",
        *page_number(),
        style="Note",
    )
    footer._element.remove(footer.paragraphs[0]._element)
    footer._element.append(line)


class _Writer:
    """Writes one sheet: cover, contents, sections."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.words = sheet, sheet.words
        self.controls = Controls()
        self.headings: list[tuple[int, str, str]] = []

    def blocks(self) -> list[_Element]:
        """Return all blocks of the file in order."""
        sections = [block for section in self.sheet.sections for block in self._section(section)]
        return [*self._cover(), *contents(self.headings), *sections]

    def _cover(self) -> list[_Element]:
        first, *others = self.words["notes"]
        return [
            paragraph(self.sheet.framework.title, style="Title"),
            paragraph(self.words["subtitle"], style="Subtitle"),
            paragraph(first, style="Warning" if self.sheet.framework.is_provisional else "Note"),
            *(paragraph(note, style="Note") for note in others),
            *([paragraph(self.sheet.address, style="Note")] if self.sheet.address else []),
            paragraph(run(self.words["how"], bold=True)),
            *(paragraph(line, style="ListBullet") for line in self.words["how_lines"]),
            paragraph(self.words["contents"], style="TOCHeading"),
        ]

    def _heading(self, level: int, words: str) -> _Element:
        name = f"_Toc{len(self.headings) + 1:06}"
        self.headings.append((level, words, name))
        return bookmarked(paragraph(words, style=f"Heading{level}"), name, len(self.headings))

    def _section(self, section: SheetSection) -> list[_Element]:
        blocks = [self._heading(1, section.heading)]
        if section.about:
            blocks.append(paragraph(section.about, style="Note"))
        return blocks + [block for item in section.items for block in self._item(item)]

    def _item(self, item: Item) -> list[_Element]:
        question = item.question
        blocks = [self._heading(2, item.heading)]
        facts = " · ".join(filter(None, (item.mark, item.roles)))
        if facts:
            blocks.append(paragraph(facts, style="Note"))
        if question.official:
            blocks.append(paragraph(self.words["official"], style="Label"))
            blocks.append(paragraph(run(question.official), style="Official"))
            blocks.append(paragraph(self.words["ours"], style="Label"))
        blocks.append(paragraph(question.prompt))
        blocks += [paragraph(part, style="ListBullet") for part in question.parts]
        asked: dict[str, list[Field]] = {}
        for field in fields_of(self.sheet.framework.id, question):
            asked.setdefault(field.what, []).append(field)
        for what, fields in asked.items():
            blocks += getattr(self, f"_{what}")(item, fields)
        return blocks

    def _choice(self, item: Item, fields: list[Field]) -> list[_Element]:
        options = {option.id: option.label for option in item.question.options}
        meanings = [
            paragraph(run(option.label, bold=True), f"\n{option.definition}", style="ListBullet")
            for option in item.question.options
            if option.definition
        ]
        label = self.words["choose_one"]
        control = self.controls.choice(
            fields[0].tag, f"{item.heading} · {label}", options, hint=self.words["choose"], style="Answer"
        )
        return [*meanings, paragraph(label, style="Label"), control]

    def _option(self, item: Item, fields: list[Field]) -> list[_Element]:
        boxes = []
        for option, field in zip(item.question.options, fields, strict=True):
            words = [run(option.label, bold=True)]
            if option.definition:
                words.append(run(f"\n{option.definition}"))
            boxes.append(self.controls.box(field.tag, option.label, words))
        return [paragraph(self.words["tick"], style="Label"), *boxes]

    def _practice(self, item: Item, fields: list[Field]) -> list[_Element]:
        rows = []
        for practice, field in zip(item.question.practices, fields, strict=True):
            state = self.controls.choice(
                field.tag, practice.label, self.words["states"], chosen=NOT_REPORTED, style="TableField"
            )
            meaning = paragraph(
                run(practice.label, bold=True), f"\n{practice.definition}", style="TableWords"
            )
            rows.append([[meaning], [state]])
        label = paragraph(self.words["practices"], style="Label")
        return [label, table(PRACTICE_WIDTHS, (self.words["practice"], self.words["state"]), rows)]

    def _tool(self, item: Item, fields: list[Field]) -> list[_Element]:
        headings = [self.words[f"tool_{part}"] for part in TOOL_PARTS]
        cells = [
            [self.controls.line(field.tag, headings[place % len(headings)], self.words["write_here"])]
            for place, field in enumerate(fields)
        ]
        rows = [cells[start : start + len(headings)] for start in range(0, len(cells), len(headings))]
        return [paragraph(self.words["tools"], style="Label"), table(TOOL_WIDTHS, headings, rows)]

    def _text(self, item: Item, fields: list[Field]) -> list[_Element]:
        alone = item.question.kind is QuestionKind.TEXT and not item.question.practices
        label = self.words["answer" if alone else "details"]
        control = self.controls.text(fields[0].tag, f"{item.heading} · {label}", self.words["write_here"])
        # A paragraph after the field, so that the cursor can leave it.
        return [paragraph(label, style="Label"), control, paragraph(style="Note")]
