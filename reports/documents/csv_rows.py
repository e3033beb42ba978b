"""A report as a table for spreadsheets and statistics: one row per statement (CSV).

Belongs here: columns, rows, and what keeps a spreadsheet from running a cell. Not here: the widths of
columns in printed tables (`tables`).

The file starts with a byte order mark, without which Excel takes UTF-8 for the code page of the machine
and garbles Japanese; readers that know CSV take it off (Python: "utf-8-sig"). Otherwise it is RFC 4180: CRLF
between rows, quotes where needed; line feeds within a cell stay. Excel shows 32,767 characters of a cell.

A cell that a spreadsheet would take for a formula (it starts with one of = + - @, their full-width forms,
a tab or a line end) gets an apostrophe before it, and so does one that starts with apostrophes and then
such a character. Taking one apostrophe off such cells gives back exactly what was written.
"""

import csv
import io
import re
from collections.abc import Iterator

from .document import Document, DocumentSection, Entry

RENDERER_VERSION = "2"
"""Stamped on stored files. Raise it with every change of what `render_csv` writes."""

COLUMNS = (
    "organisation",
    "slug",
    "country",
    "cycle",
    "framework",
    "framework_version",
    "status",
    "version",
    "published_at",
    "language",
    "sha256",
    "section",
    "section_title",
    "code",
    "number",
    "label",
    "asked",
    "required",
    "answered",
    "part",
    "item",
    "item_label",
    "value",
    "purpose",
    "accessed_on",
    "transcribed_from",
    "originally_published_on",
)
"""The names of the columns: English in every language, never renamed, new ones at the end only."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def render_csv(document: Document, *, site_name: str, address: str = "", operator: str = "") -> bytes:
    """Return the document as CSV.

    `part` says what a row is: "question" (one for each, with the wording as its value), "choice" (value
    "yes" or "no"), "practice" (its state or "not_reported"), "summary", "text" (Markdown as it was written),
    "tool" and "evidence" (the address), "gap" (why there is no full answer). `item` is the id of an option or
    practice, or the number of a tool or link, and `item_label` its name. Takes what every face takes; who
    runs the site has no place in a table.
    """
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    about = _report(document)
    for section in document.sections:
        for entry in section.entries:
            question = about | _question(section, entry)
            for row in _rows(entry):
                writer.writerow({name: guarded(value) for name, value in (question | row).items()})
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def guarded(value: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{value}" if _FORMULA.match(value) else value


def _report(document: Document) -> dict[str, str]:
    moment, told = document.published_at, document.transcribed
    return {
        "organisation": document.organisation.name,
        "slug": document.organisation.slug,
        "country": document.organisation.country,
        "cycle": document.cycle,
        "framework": document.framework_id,
        "framework_version": document.framework_version,
        "status": "draft" if document.draft else "published",
        "version": str(document.version),
        "published_at": moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else "",
        "language": document.language,
        "sha256": document.sha256,
        "transcribed_from": told.address if told else "",
        "originally_published_on": told.published_on.isoformat() if told else "",
    }


def _question(section: DocumentSection, entry: Entry) -> dict[str, str]:
    return {
        "section": section.code,
        "section_title": section.title,
        "code": entry.code,
        "number": entry.number,
        "label": entry.label,
        "asked": _word(entry.asked),
        "required": _word(entry.required),
        "answered": _word(entry.answered),
    }


def _rows(entry: Entry) -> Iterator[dict[str, str]]:
    yield {"part": "question", "value": entry.official or "\n".join((entry.prompt, *entry.parts))}
    for option in entry.options:
        chosen = _word(option.chosen)
        yield {"part": "choice", "item": option.id, "item_label": option.label, "value": chosen}
    for practice in entry.practices:
        state = practice.state
        yield {"part": "practice", "item": practice.id, "item_label": practice.label, "value": state}
    if entry.summary:
        yield {"part": "summary", "value": entry.summary}
    if entry.text:
        yield {"part": "text", "value": entry.text}
    for number, tool in enumerate(entry.tools, 1):
        yield {
            "part": "tool",
            "item": str(number),
            "item_label": tool.name,
            "value": tool.address,
            "purpose": tool.purpose,
        }
    for number, link in enumerate(entry.evidence, 1):
        yield {
            "part": "evidence",
            "item": str(number),
            "item_label": link.title,
            "value": link.address,
            "accessed_on": link.accessed_on,
        }
    if entry.gap:
        yield {"part": "gap", "value": entry.gap}


def _word(said: bool) -> str:
    return "yes" if said else "no"
