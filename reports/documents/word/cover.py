"""The first page of the Word file, and the attestation: who says what follows, and what that is worth.

Belongs here: facts about the report as a whole. Not here: questions and answers (`entry`).
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from lxml.etree import _Element

from reports.documents.document import Attested, Document
from reports.documents.withheld import fingerprint_note, withheld
from reports.enums import ContentLanguage
from reports.templatetags.lists import listed

from .directions import speak
from .file import ATTESTATION, WordFile
from .links import linked
from .logo import logo_run
from .markup import paragraph, run


def cover(report: Document, file: WordFile, *, site_name: str, address: str, operator: str) -> list[_Element]:
    """Return the blocks of the cover."""
    name = report.organisation.name
    logo = logo_run(file.document, report.organisation, _("Logo of %(name)s") % {"name": name})
    edition = _("Framework version %(version)s") % {"version": report.framework_edition}
    draft = [
        run(_("Draft, not published."), bold=True),
        run(f" {_('Answers may still change. Nothing here has been attested.')}"),
    ]
    notes = [_endorsed(operator) + " " + _run_by(site_name, operator), report.wording_note]
    if report.sha256:
        notes.append(fingerprint_note(report))
    return [
        paragraph(f"{report.framework_title}\n{edition}", style="Note"),
        *([paragraph(logo)] if logo is not None else []),
        paragraph(name, style="Title"),
        paragraph(_("Report %(cycle)s") % {"cycle": report.cycle_label}, style="Subtitle"),
        *([paragraph(*draft, style="Warning")] if report.draft else []),
        *(_fact(term, content) for term, content in _facts(report, file, address)),
        *(paragraph(note, style="Note") for note in notes if note),
    ]


def _fact(term: str, content: Sequence[_Element]) -> _Element:
    return paragraph(run(f"{term}\t", bold=True), *content, style="Fact")


def _facts(report: Document, file: WordFile, address: str) -> list[tuple[str, list[_Element]]]:
    """Return what the cover tells, as pairs of a term and runs."""
    organisation = report.organisation
    who = [run(f"{organisation.name}, {organisation.country_label}")]
    if organisation.website:
        website = [run(organisation.website)]
        who += [run("\n"), *(linked(file.part, organisation.link, website) if organisation.link else website)]
    language = [run(str(dict(ContentLanguage.choices).get(report.language, report.language)))]
    speak(language, file.spoken)
    facts = [
        (_("Organisation"), who),
        (_("Field and size"), [run(organisation.field_and_size)]),
    ]
    if organisation.ai_role_labels:
        facts.append((_("Roles in AI"), [run(_listed(organisation.ai_role_labels))]))
    if report.scope and report.scope.choices:
        facts.append((_("What it covers"), [run(_listed(report.scope.choices))]))
    numbers = {"answered": report.answered, "asked": report.asked}
    version = f"{report.version}. {report.reason}" if report.reason else str(report.version)
    published = moment(report.published_at) if report.published_at else _("Not published")
    facts += [
        (_("Reporting cycle"), [run(report.cycle_label)]),
        (_("Language of answers"), language),
        (_("Answered"), [run(_("%(answered)s of %(asked)s questions") % numbers)]),
        (_("Version"), [run(version)]),
        (_("Published"), [run(published)]),
    ]
    if report.attestation:
        by = report.attestation
        facts.append((_("Attested"), [run(f"{by.name}, {by.title}\n{moment(by.attested_at)}")]))
    if told := report.transcribed:
        said = [*linked(file.part, told.address, [run(told.address)]), run(f"\n{told.note}")]
        facts.append((_("Transcribed from"), said))
    if address:
        facts.append((_("Permanent address"), linked(file.part, address, [run(address)])))
    if report.sha256:
        facts.append(("SHA-256", [run(report.sha256, style="Fingerprint")]))
    facts += [(_("Redacted"), [run(each)]) for each in withheld(report)]
    return facts


def attestation(attested: Attested, organisation: str, file: WordFile) -> list[_Element]:
    """Return who vouched for the report, in which words."""
    signed = f"\n{attested.title}\n{organisation}\n{moment(attested.attested_at)}"
    return [
        file.heading(1, _("Attestation"), ATTESTATION),
        paragraph(attested.text.replace("\r\n", "\n")),
        paragraph(run(attested.name, bold=True), signed),
    ]


def moment(when: datetime) -> str:
    """Return a time in words, in UTC."""
    pattern = pgettext("date and time in a printed report", "j F Y, H:i")
    return f"{dateformat.format(when.astimezone(UTC), pattern)} UTC"


def _listed(items: Sequence[str]) -> str:
    return str(listed(items, autoescape=False))


def _endorsed(operator: str) -> str:
    if not operator:
        return _(
            "A report that is listed here is neither endorsed nor certified. The organisation answers for "
            "what it says; the substance was not assessed."
        )
    return _(
        "A report that is listed here is neither endorsed nor certified. The organisation answers for what "
        "it says; the substance was not assessed, neither by the OECD nor by %(operator)s."
    ) % {"operator": operator}


def _run_by(site_name: str, operator: str) -> str:
    if operator:
        said = _("%(site_name)s is run by %(operator)s. It is not a site of the OECD.")
    else:
        said = _("%(site_name)s is not a site of the OECD.")
    return said % {"site_name": site_name, "operator": operator}
