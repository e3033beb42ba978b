"""From the bytes of a file to a report that can be taken over.

Belongs here: the one way in, and the shape of what comes out. Not here: the steps (`attached`, `parse`,
`shape`).
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from rfc8785 import CanonicalizationError

from reports.documents.canonical import canonical, sha256
from reports.text import clean

from .attached import attached_json, is_pdf
from .errors import FileRefused
from .parse import parse_json
from .shape import check_schema, checked_head, checked_sections
from .values import Value

MOST_BYTES = 20 * 1024 * 1024
NAME_LENGTH = 120


@dataclass(frozen=True)
class ReadFile:
    """A report out of a file. `sections` are as `carry_plan` reads them, checked and built anew.

    `sha256` is the fingerprint of the canonical JSON, by which a published version is known; a file that was
    only laid out anew keeps it. `made_at` is the moment of a draft, empty for what was published.
    """

    name: str
    sha256: str
    draft: bool
    made_at: str
    organisation_name: str
    organisation_slug: str
    framework: str
    framework_title: str
    framework_version: str
    cycle: str
    cycle_label: str
    language: str
    version: int
    published_at: str
    sections: list[dict[str, Any]]

    @property
    def source(self) -> dict[str, Any]:
        """The report in the shape of a frozen source, as far as carrying over reads it."""
        head = {"framework": self.framework, "cycle_label": self.cycle_label}
        return {"report": head, "sections": self.sections}

    @property
    def answers(self) -> int:
        """At how many questions something was said."""
        questions = [question for section in self.sections for question in section["questions"]]
        return sum(question["answer"] is not None for question in questions)


def read_file(content: bytes, *, name: str = "") -> ReadFile:
    """Return the report in the PDF or JSON file of a published version or of a draft.

    Whatever the bytes are, the only exception is FileRefused, with a sentence for the page.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused(_("This file is larger than 20 MB. Choose a smaller one."))
    if is_pdf(content):
        content = attached_json(content, most=MOST_BYTES)
    found = parse_json(content)
    source = Value(found)
    check_schema(source)
    draft = "draft" in found
    made_at = source["draft"].get("made_at", None).moment() if draft else ""
    head, sections = checked_head(source), checked_sections(source)
    return ReadFile(
        name=file_name(name),
        sha256=_fingerprint({key: value for key, value in found.items() if key != "draft"}),
        draft=draft or not head["published_at"],
        made_at=made_at,
        sections=sections,
        **head,
    )


def file_name(name: str) -> str:
    """Return the name of a file as it can be stored and shown: its last part, on one line."""
    words = " ".join(clean(name).split()).replace("\\", "/").rpartition("/")[2]
    return words[-NAME_LENGTH:]


def _fingerprint(source: dict[str, Any]) -> str:
    try:
        return sha256(canonical(source))
    except (CanonicalizationError, ValueError, RecursionError) as error:
        raise FileRefused(_("This file holds values that cannot belong to a report.")) from error
