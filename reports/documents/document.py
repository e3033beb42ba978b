"""The one shape that page, PDF and every other face of a report are written from.

Belongs here: frozen dataclasses and what can be asked of them. Not here: how they are built
(`build`) or shown (`pdf`, the templates).
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Profile:
    """The organisation as it stood when the source was frozen. `logo` is a data URI, or None."""

    name: str
    slug: str
    country: str
    country_name: str
    website: str
    sector: str
    sector_label: str
    size_band: str
    size_label: str
    ai_roles: tuple[str, ...]
    ai_role_labels: tuple[str, ...]
    logo: str | None


@dataclass(frozen=True)
class Attested:
    """Who attested, in which words, when (UTC)."""

    name: str
    title: str
    text: str
    attested_at: datetime


@dataclass(frozen=True)
class Choice:
    """One option of a question and whether it was chosen."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Entry:
    """One printed code: the question in the wording of its day and its answer.

    `text` is Markdown as typed, `html` its safe rendering. `choices` are the labels that were chosen.
    """

    code: str
    anchor: str
    kind: str
    label: str
    prompt: str
    parts: tuple[str, ...]
    parent: str | None
    topics: tuple[str, ...]
    options: tuple[Choice, ...]
    text: str
    html: str
    answered: bool

    @property
    def is_group(self) -> bool:
        """A heading over sub-items, which has no answer of its own."""
        return self.kind == "group"

    @property
    def choices(self) -> tuple[str, ...]:
        """The labels of the chosen options."""
        return tuple(option.label for option in self.options if option.chosen)

    @property
    def topic(self) -> str:
        """The primary topic's id, or an empty string."""
        return self.topics[0] if self.topics else ""


@dataclass(frozen=True)
class DocumentSection:
    """One section with its entries in printed order."""

    code: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Document:
    """A whole report. `published_at` is None and `sha256` empty for a draft."""

    schema: str
    organisation: Profile
    framework_id: str
    framework_title: str
    framework_version: str
    cycle: str
    cycle_label: str
    language: str
    version: int
    reason: str
    published_at: datetime | None
    attestation: Attested | None
    wording_locale: str
    wording_note: str
    sections: tuple[DocumentSection, ...]
    sha256: str
    draft: bool

    def entry(self, code: str) -> Entry | None:
        """Return the entry with this code, or None."""
        return next(
            (entry for section in self.sections for entry in section.entries if entry.code == code), None
        )

    @property
    def scope(self) -> Entry | None:
        """The answer that says what the report covers."""
        return self.entry("scope")
