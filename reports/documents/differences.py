"""What changed between two documents; also as a PDF, which a board or counsel reads instead of the whole.

Belongs here: which answers differ, and what of each. Not here: which words of a text differ (`text.differ`),
how changes are marked (`templatetags/differences`), and what a draft is compared with (`last_cycle`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, pgettext

from reports.text.differ import Comparison, compare

from .document import Document, DocumentSection, Entry
from .printing import Manner, printed
from .typesetting import typeset

RENDERER_VERSION = "3"
"""Stamped on stored files. Raise it with every change of what `render_differences` writes."""

EDITED, NEW, GONE = "edited", "new", "gone"


@dataclass(frozen=True)
class Changed:
    """An answer that is not what it was; `gone` and `new` are what was, and is, said beside the text."""

    entry: Entry
    kind: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    summary: Comparison
    text: Comparison


@dataclass(frozen=True)
class ChangedSection:
    """A section with the answers in it that changed."""

    section: DocumentSection
    changes: tuple[Changed, ...]


def differences(before: Document, now: Document) -> tuple[ChangedSection, ...]:
    """Return what changed, in printed order; both documents are on the same questionnaire."""
    earlier = {entry.code: entry for entry in before.entries}
    found = (ChangedSection(section, tuple(_changed(earlier, section.entries))) for section in now.sections)
    return tuple(section for section in found if section.changes)


def counted(now: Document, changed: Iterable[ChangedSection]) -> dict[str, int]:
    """Return how many answers are edited, new and gone, and how many that say something are as they were."""
    kinds = [change.kind for section in changed for change in section.changes]
    counts = {kind: kinds.count(kind) for kind in (EDITED, NEW, GONE)}
    said = sum(not entry.is_empty for entry in now.entries)
    return counts | {"unchanged": said - counts[EDITED] - counts[NEW]}


def profile_differences(before: Document, now: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the organisation, and who attests, no longer say of themselves, and what they say now."""
    then, today = _about(before), _about(now)
    return _without(then, today), _without(today, then)


def _about(document: Document) -> tuple[str, ...]:
    named = pgettext("a fact of a profile and its value", "%(fact)s: %(value)s")
    profile, attested = document.organisation, document.attestation
    facts = (
        (gettext("Name"), profile.name),
        (gettext("Country"), profile.country_label),
        (gettext("Website"), profile.website),
        (gettext("Sector"), profile.sector_label),
        (gettext("Size"), profile.size_label),
        *((gettext("Role in AI"), role) for role in profile.ai_role_labels),
        (gettext("Attested by"), f"{attested.name}, {attested.title}" if attested else ""),
    )
    return tuple(named % {"fact": fact, "value": value} for fact, value in facts if value)


def _changed(earlier: dict[str, Entry], entries: Iterable[Entry]) -> Iterator[Changed]:
    for entry in entries:
        old = earlier.get(entry.code)
        then, now = _beside(old), _beside(entry)
        summary = compare(old.summary if old else "", entry.summary)
        text = compare(old.text if old else "", entry.text)
        gone, new = _without(then, now), _without(now, then)
        if not (summary.is_equal and text.is_equal and not gone and not new):
            kind = NEW if old is None or old.is_empty else GONE if entry.is_empty else EDITED
            yield Changed(entry, kind, gone, new, summary, text)


def _beside(entry: Entry | None) -> tuple[str, ...]:
    """Return in words what is said beside the text: options, practices with states, tools, evidence."""
    if entry is None:
        return ()
    named = pgettext("practice and its state", "%(practice)s: %(state)s")
    states = (named % {"practice": p.label, "state": state} for state, group in entry.stated for p in group)
    tools = ((tool.name, tool.address, tool.purpose) for tool in entry.tools)
    evidence = ((link.title, link.address, link.accessed_on) for link in entry.evidence)
    rows = (" · ".join(filter(None, row)) for row in (*tools, *evidence))
    return (*entry.choices, *states, *rows)


def _without(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in words if each not in others)


def render_differences(
    document: Document,
    *,
    before: Document,
    since: str,
    site_name: str,
    address: str = "",
    operator: str = "",
    on_page: Callable[[int], None] | None = None,
) -> bytes:
    """Return as a PDF what changed from `before`, the answers of the cycle `since`, to the document."""
    about = {"site_name": site_name, "address": address, "operator": operator, "paper": "A4"}
    with translation.override(document.wording_locale):
        changed = differences(before, document)
        counts = counted(document, changed)
        context = {
            **printed(document, manner=Manner(), **about),
            **about,
            "since": since,
            "changed": changed,
            "counts": counts,
            "unchanged": counts["unchanged"],
        }
        html = render_to_string("documents/differences_pdf.html", context)
    made = typeset(html, language=document.language, wording_locale=document.wording_locale, on_page=on_page)
    return made.content
