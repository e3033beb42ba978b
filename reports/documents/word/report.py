"""A report as a Word file: cover, contents, attestation, sections with their questions.

Belongs here: the order of what is on the pages, headers and footers. Not here: the pieces of a page
(`cover`, `entry`, `answer`), how they are spelled (`markup`) and how they look (`package`, `styles`).
"""

from django.utils import translation
from django.utils.translation import gettext as _
from docx.oxml.ns import qn
from lxml.etree import _Element

from reports.documents.document import Document, DocumentSection

from .cover import attestation, cover
from .directions import direct
from .entry import entry_blocks
from .file import WordFile, file_for
from .markup import contents, page_number, paragraph, run
from .package import ALWAYS, finished
from .styles import new_report

RENDERER_VERSION = "docx-2"
"""Stamped on stored files. Raise it with every change of what `render_word` writes."""


def render_word(document: Document, *, site_name: str, address: str = "", operator: str = "") -> bytes:
    """Return the document as a Word file, which can be edited as any other.

    `address` is where the version stays for ever, empty for a draft; `operator` is who runs the site.
    What the site says itself is in the language of the questions, whatever language is active. The same
    arguments give the same bytes.
    """
    with translation.override(document.wording_locale):
        made = new_report(document.wording_locale)
        file = file_for(document, made)
        first = cover(document, file, site_name=site_name, address=address, operator=operator)
        last = made.element.body.find(qn("w:sectPr"))
        for block in [*first, *_rest(document, file)]:
            last.addprevious(block)
        _run_along(document, file)
        file.notes.finish()
        direct(made.element.body)
        return finished(
            made,
            title=_title(document),
            author=document.organisation.name,
            locale=document.wording_locale,
            facts=_facts(document),
            made_at=document.published_at or ALWAYS,
        )


def _rest(report: Document, file: WordFile) -> list[_Element]:
    """Return what follows the cover."""
    blocks = []
    if report.attestation:
        blocks += attestation(report.attestation, report.organisation.name, file)
    for section in report.sections:
        blocks.append(file.heading(1, _heading(section), section.anchor))
        for entry in section.entries:
            blocks += entry_blocks(entry, report, file)
    listed = contents(file.headings) if file.headings else []
    return [paragraph(_("Contents"), style="TOCHeading"), *listed, *blocks]


def _heading(section: DocumentSection) -> str:
    return section.title if section.is_preface else f"{section.code} {section.title}"


def _run_along(report: Document, file: WordFile) -> None:
    """Write the header and the footer of every page."""
    words = f"{report.organisation.name}, {report.cycle_label}"
    if report.is_provisional:
        words += " · " + _("Framework version %(version)s") % {"version": report.framework_edition}
    if report.draft:
        state = run(_("Draft, not published"), bold=True)
    else:
        state = run(_("Version %(version)s") % {"version": report.version})
    section = file.document.sections[0]
    head = paragraph(words, run("\t"), state, style="Running")
    foot = paragraph(f"{report.framework_title}\t{_('Page')} ", *page_number(), style="Running")
    for place, line in ((section.header, head), (section.footer, foot)):
        place.is_linked_to_previous = False
        place._element.remove(place.paragraphs[0]._element)
        place._element.append(line)
        direct(place._element)


def _title(report: Document) -> str:
    names = {"cycle": report.cycle_label, "framework": report.framework_title}
    title = f"{report.organisation.name}: {_('report %(cycle)s, %(framework)s') % names}"
    return f"{title} {report.framework_edition}" + (f" ({_('draft')})" if report.draft else "")


def _facts(report: Document) -> dict[str, str]:
    """Return the custom properties: what the file was made from."""
    facts = {
        "haip-schema": report.schema,
        "haip-framework": report.framework_id,
        "haip-organisation": report.organisation.slug,
        "haip-cycle": report.cycle,
        "haip-language": report.language,
        "haip-version": str(report.version),
        "haip-sha256": report.sha256,
    }
    return {name: value for name, value in facts.items() if value}
