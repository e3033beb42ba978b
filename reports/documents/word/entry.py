"""One question of a report and all that was said to it.

Belongs here: the order of the pieces of an entry. Not here: the text of an answer (`answer`).
"""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from lxml.etree import _Element

from reports.documents.document import Document, Entry
from reports.documents.parts import Evidence, Tool
from reports.templatetags.lists import listed

from .answer import answer_blocks
from .cells import PAGE
from .directions import speak
from .file import WordFile
from .links import linked
from .markup import paragraph, run, table

TICKED, UNTICKED = "\u2611", "\u2610"
_PRACTICE_WIDTHS = (6_672, 2_400)
_TOOL_WIDTHS = (PAGE // 2, PAGE // 2)


def entry_blocks(entry: Entry, report: Document, file: WordFile) -> list[_Element]:
    """Return the heading of a question, what was asked, what was said and what was not."""
    heading = " ".join(filter(None, (entry.number, entry.label)))
    said = [
        *_chosen(entry),
        *(_practices(entry) if entry.shows_practices else []),
        *_summary(entry, file),
        *answer_blocks(entry.html, file),
        *(_tools(entry.tools, file) if entry.tools else []),
        *(_evidence(entry.evidence, file) if entry.evidence else []),
    ]
    gap = {
        "not_asked": _("Not asked of this role."),
        "left_empty": _("Left empty; this one is optional."),
        "incomplete": _("Not yet a complete answer"),
        "missing": _("Not answered"),
    }.get(entry.gap)
    return [
        file.heading(2, heading, entry.anchor),
        *_asked(entry, report.official_source),
        *said,
        *([paragraph(run(gap, italic=True), style="Gap")] if gap else []),
    ]


def _spoken(blocks: list[_Element], language: str) -> list[_Element]:
    speak(blocks, language)
    return blocks


def _asked(entry: Entry, source: str) -> list[_Element]:
    blocks = []
    mark = _mark(entry)
    if mark:
        blocks.append(paragraph(mark, style="Asked"))
    ours = []
    if entry.official:
        official = f" {entry.official}" + (f" ({source})" if source else "")
        blocks.append(paragraph(run(_("Official wording:"), bold=True), official, style="Asked"))
        ours = [run(_("Our wording:"), bold=True), run(" ")]
    blocks.append(paragraph(*ours, entry.prompt, style="Asked"))
    blocks += [paragraph(part, style="AskedPart") for part in entry.parts]
    if entry.role_labels:
        roles = _("Recommended for: %(roles)s") % {"roles": _listed(entry.role_labels)}
        blocks.append(paragraph(roles, style="Asked"))
    return blocks


def _mark(entry: Entry) -> str:
    """Return how far the question is known; nothing for an official one."""
    if entry.status == "provisional":
        return _("Provisional")
    if entry.status != "reported":
        return ""
    return {
        "number": _("Number reported, subject provisional"),
        "gist": _("Subject reported, number not known"),
    }.get(entry.known, _("Reported, unconfirmed"))


def _chosen(entry: Entry) -> list[_Element]:
    if entry.is_checklist and not entry.is_empty:
        return [
            paragraph(f"{TICKED if option.chosen else UNTICKED}\u00a0{option.label}", style="Box")
            for option in entry.options
        ]
    return [paragraph(run(_listed(entry.choices), bold=True), style="Chosen")] if entry.choices else []


def _practices(entry: Entry) -> list[_Element]:
    blocks = []
    rows = [
        [[paragraph(practice.label, style="TableWords")], [paragraph(state, style="TableWords")]]
        for state, practices in entry.stated
        for practice in practices
    ]
    if rows:
        blocks += [table(_PRACTICE_WIDTHS, (_("Practice"), _("State")), rows), paragraph(style="Note")]
    if entry.unreported:
        number = _("Not reported: %(number)s") % {"number": len(entry.unreported)}
        labels = " · ".join(practice.label for practice in entry.unreported)
        blocks.append(paragraph(f"{number} ({labels})", style="Note"))
    return blocks


def _summary(entry: Entry, file: WordFile) -> list[_Element]:
    if not entry.summary:
        return []
    words = _spoken([run(f" {entry.summary}")], file.spoken)
    return [paragraph(run(_("In short:"), bold=True), *words)]


def _tools(tools: Sequence[Tool], file: WordFile) -> list[_Element]:
    rows = []
    for tool in tools:
        name = [run(tool.name)]
        if tool.address:
            shown = run(tool.address)
            name += [run("\n"), *(linked(file.part, tool.link, [shown]) if tool.link else [shown])]
        cells = [paragraph(*name, style="TableWords"), paragraph(tool.purpose, style="TableWords")]
        rows.append([[cell] for cell in _spoken(cells, file.spoken)])
    heading = (_("Tool or metric"), _("What it is for"))
    return [table(_TOOL_WIDTHS, heading, rows), paragraph(style="Note")]


def _evidence(evidence: Sequence[Evidence], file: WordFile) -> list[_Element]:
    blocks = [paragraph(run(_("Evidence"), bold=True), style="Label")]
    for each in evidence:
        words = _spoken([run(each.title)], file.spoken)
        if each.accessed:
            day = _("accessed %(day)s") % {"day": date_format(each.accessed, "DATE_FORMAT")}
            words.append(run(f", {day}"))
        link = linked(file.part, each.address, [run(each.address)])
        blocks.append(paragraph(*words, run("\n"), *link, style="ListBullet"))
    return blocks


def _listed(items: Sequence[str]) -> str:
    return str(listed(items, autoescape=False))
