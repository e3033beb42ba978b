"""A report as one Markdown file: to read, to put into a wiki, to hand to a language model.

Belongs here: the file and what stands before the first section. Not here: one question with its answer
(`markdown_entry`), and how an answer's own Markdown is fitted in (`reports.text.portable`).
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.enums import ContentLanguage
from reports.templatetags.lists import listed
from reports.text.escaping import destination, escaped, escaped_lines
from reports.text.references import References

from .document import Attested, Document, DocumentSection
from .markdown_entry import Slugs, entry_blocks, entry_heading
from .withheld import fingerprint_note, withheld

RENDERER_VERSION = "2"
"""Stamped on stored files. Raise it with every change of what `render_markdown` writes."""


def render_markdown(document: Document, *, site_name: str, address: str = "", operator: str = "") -> bytes:
    """Return the document as Markdown in UTF-8, with line feeds.

    `address` is where the version stays for ever, empty for a draft; `operator` is who runs the site. What
    the site says itself is in the language of the questions, whatever language is active. A question is a
    heading of the third level, and the headings of its answer stand below it.
    """
    with translation.override(document.wording_locale):
        blocks = [
            *_head(document),
            "\n".join(f"- **{term}:** {said}" for term, said in _facts(document, address)),
            *_disclaimer(document, site_name, operator),
            *_attestation(document),
            *_sections(document),
        ]
    return ("\n\n".join(blocks) + "\n").encode()


def _head(document: Document) -> Iterator[str]:
    report = _("Report %(cycle)s") % {"cycle": document.cycle_label}
    version = _("Framework version %(version)s") % {"version": document.framework_edition}
    yield f"# {escaped(document.organisation.name)}: {escaped(report)}"
    yield f"{escaped(document.framework_title)}. {escaped(version)}"
    if document.draft:
        note = _("Answers may still change. Nothing here has been attested.")
        yield f"> **{_('Draft, not published.')}** {note}"


def _facts(document: Document, address: str) -> Iterator[tuple[str, str]]:
    """Yield what the cover of the printed report says, as (term, Markdown)."""
    organisation, scope = document.organisation, document.scope
    shown = _link(organisation.link) if organisation.link else escaped(organisation.website)
    website = f", {shown}" if shown else ""
    yield _("Organisation"), f"{escaped(f'{organisation.name}, {organisation.country_label}')}{website}"
    yield _("Field and size"), escaped(organisation.field_and_size)
    if organisation.ai_roles:
        yield _("Roles in AI"), escaped(listed(organisation.ai_role_labels, autoescape=False))
    if scope and scope.choices:
        yield _("What it covers"), escaped(listed(scope.choices, autoescape=False))
    yield _("Reporting cycle"), escaped(document.cycle_label)
    languages = dict(ContentLanguage.choices)
    yield _("Language of answers"), str(languages.get(document.language, document.language))
    answered = {"answered": document.answered, "asked": document.asked}
    yield _("Answered"), _("%(answered)s of %(asked)s questions") % answered
    reason = f". {escaped(_one_line(document.reason))}" if document.reason else ""
    yield _("Version"), f"{document.version}{reason}"
    yield _("Published"), _moment(document.published_at) if document.published_at else _("Not published")
    if document.attestation:
        yield _("Attested"), f"{_who(document.attestation)}, {_moment(document.attestation.attested_at)}"
    if document.transcribed:
        told = document.transcribed
        yield _("Transcribed from"), f"{_link(told.address)}. {escaped(told.note)}"
    if address:
        yield _("Permanent address"), _link(address)
    if document.sha256:
        yield "SHA-256", f"`{document.sha256}`"
    for each in withheld(document):
        yield _("Redacted"), escaped(each)


def _disclaimer(document: Document, site_name: str, operator: str) -> Iterator[str]:
    names = {"site_name": site_name, "operator": operator}
    if operator:
        endorsed = _(
            "A report that is listed here is neither endorsed nor certified. The organisation answers for "
            "what it says; the substance was not assessed, neither by the OECD nor by %(operator)s."
        )
        run = _("%(site_name)s is run by %(operator)s. It is not a site of the OECD.")
    else:
        endorsed = _(
            "A report that is listed here is neither endorsed nor certified. The organisation answers for "
            "what it says; the substance was not assessed."
        )
        run = _("%(site_name)s is not a site of the OECD.")
    yield escaped(f"{endorsed % names} {run % names}")
    if document.wording_note:
        yield escaped(_one_line(document.wording_note))
    if document.sha256:
        yield fingerprint_note(document)


def _attestation(document: Document) -> Iterator[str]:
    if document.attestation:
        yield f"## {_('Attestation')}"
        yield escaped_lines(document.attestation.text)
        signature = f"{_who(document.attestation)}, {escaped(document.organisation.name)}"
        yield f"{signature}, {_moment(document.attestation.attested_at)}"


def _sections(document: Document) -> Iterator[str]:
    references = _references(document)
    for section in document.sections:
        yield f"## {escaped(_section_title(section))}"
        for entry in section.entries:
            yield from entry_blocks(entry, document, references)


def _references(document: Document) -> References:
    """Return where the heading of each question is, and what the question is called in a sentence."""
    anchors = Slugs()
    found = {}
    for section in document.sections:
        anchors.of(_section_title(section))
        for entry in section.entries:
            found[entry.code] = (anchors.of(entry_heading(entry)), entry.number or entry.label)
    return found


def _section_title(section: DocumentSection) -> str:
    return section.title if section.is_preface else f"{section.code} {section.title}"


def _who(attested: Attested) -> str:
    return escaped(f"{attested.name}, {attested.title}")


def _moment(moment: datetime) -> str:
    form = pgettext("date and time in a printed report", "j F Y, H:i")
    return f"{date_format(moment.astimezone(UTC), form)} UTC"


def _link(address: str) -> str:
    return f"[{escaped(address)}]({destination(address)})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
