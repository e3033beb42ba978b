"""The shape of a report that is shown: one `Document`, from which every face is written.

Belongs here: frozen dataclasses and the questions that can be asked of them. Not here: how they are
built from a source (`build`), or how they look on a page or in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_countries import countries

from reports.enums import NOT_REPORTED, AIRole, PracticeState, QuestionKind, Sector, SizeBand

from .parts import Choice, Evidence, Redacted, StatedPractice, Tool

PREFACE = "0"
"""The section about the report itself, which is this project's and not the framework's."""


@dataclass(frozen=True)
class Profile:
    """The organisation as it was when the report was frozen. `logo` is a data URI, or None."""

    name: str
    slug: str
    country: str
    country_name: str
    website: str
    sector: str
    size_band: str
    ai_roles: tuple[str, ...]
    logo: str | None

    @property
    def link(self) -> str:
        """The website if a browser may follow it, else an empty string: it may be redacted."""
        return self.website if self.website.startswith(("https://", "http://")) else ""

    @property
    def country_label(self) -> str:
        """The country in the active language; the frozen name if the code is no longer in use."""
        return countries.name(self.country) or self.country_name

    @property
    def sector_label(self) -> str:
        """The sector in words; an id that is no longer in use stands for itself."""
        return str(dict(Sector.choices).get(self.sector, self.sector))

    @property
    def size_label(self) -> str:
        """The number of employees in words."""
        return str(dict(SizeBand.choices).get(self.size_band, self.size_band))

    @property
    def field_and_size(self) -> str:
        """Both in words; the size may not have been given."""
        return "; ".join(filter(None, (self.sector_label, self.size_label)))

    @property
    def ai_role_labels(self) -> tuple[str, ...]:
        """The roles in AI, in words."""
        return tuple(str(dict(AIRole.choices).get(role, role)) for role in self.ai_roles)


@dataclass(frozen=True)
class Attested:
    """Who vouched for the report, in which words, and when (UTC)."""

    name: str
    title: str
    text: str
    attested_at: datetime


@dataclass(frozen=True)
class Transcribed:
    """Where a report was published that the secretariat entered here, and when; nobody attested it."""

    address: str
    published_on: date

    @property
    def note(self) -> str:
        """When it was published there, who entered it here, and that nobody vouches for it here."""
        return _(
            "Published there on %(day)s. Entered here by the secretariat; nobody has attested it here."
        ) % {"day": date_format(self.published_on, "DATE_FORMAT")}


@dataclass(frozen=True)
class Entry:
    """One question with its answer. `text` is Markdown, `html` the same made safe for a page.

    `asked`, `required` and `answered` are what the one rule of completeness said when the source was made.
    `number` is what is printed, empty where no official number is known; `official` is the official wording,
    if an operator had provided it. `recommended_for` are the roles that are asked; () means everybody.
    """

    code: str
    number: str
    status: str
    known: str
    anchor: str
    kind: QuestionKind
    label: str
    official: str
    prompt: str
    parts: tuple[str, ...]
    parent: str | None
    topics: tuple[str, ...]
    options: tuple[Choice, ...]
    practices: tuple[StatedPractice, ...]
    tools: tuple[Tool, ...]
    evidence: tuple[Evidence, ...]
    summary: str
    text: str
    html: str
    recommended_for: tuple[str, ...]
    asked: bool
    required: bool
    answered: bool

    @property
    def choices(self) -> tuple[str, ...]:
        """The labels of what was chosen, such as ("Yes",)."""
        return tuple(option.label for option in self.options if option.chosen)

    @property
    def unticked(self) -> tuple[str, ...]:
        """The labels of what was offered and not chosen."""
        return tuple(option.label for option in self.options if not option.chosen)

    @property
    def is_group(self) -> bool:
        """Whether this is a heading over sub-items, without an answer of its own."""
        return self.kind is QuestionKind.GROUP

    @property
    def topic(self) -> str:
        """The id of the primary topic, or an empty string."""
        return self.topics[0] if self.topics else ""

    @property
    def stated(self) -> tuple[tuple[str, tuple[StatedPractice, ...]], ...]:
        """The practices that something was said of, as (state in words, practices), states in their order."""
        grouped = ((state, tuple(p for p in self.practices if p.state == state)) for state in PracticeState)
        return tuple((str(state.label), practices) for state, practices in grouped if practices)

    @property
    def unreported(self) -> tuple[StatedPractice, ...]:
        """The practices that nothing was said of."""
        return tuple(practice for practice in self.practices if practice.state == NOT_REPORTED)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said."""
        said = self.text.strip() or self.summary or self.choices or self.stated
        return not (said or self.tools or self.evidence)

    @property
    def shows_practices(self) -> bool:
        """Whether practices are listed: where some were reported, or where they are what was asked."""
        is_what_is_asked = self.kind is QuestionKind.OPTIONS and (not self.is_empty or self.is_option_group)
        return bool(self.stated) or is_what_is_asked

    @property
    def is_option_group(self) -> bool:
        """Whether this is a part of a main question, asked by practices and never required by itself."""
        return self.kind is QuestionKind.OPTIONS and self.parent is not None and self.asked

    @property
    def gap(self) -> str:
        """Why there is no full answer, empty if there is one or none can be.

        "not_asked" of the organisation's roles, "left_empty" because it may be, "missing" or "incomplete".
        """
        if self.is_group or self.answered or not (self.is_empty or self.required):
            return ""
        if not self.is_empty:
            return "incomplete"
        if not self.asked:
            return "not_asked"
        if self.is_option_group:
            return ""
        return "missing" if self.required else "left_empty"

    @property
    def role_labels(self) -> tuple[str, ...]:
        """The roles that the question is recommended for, in words; none where it is for everybody."""
        return tuple(str(dict(AIRole.choices).get(role, role)) for role in self.recommended_for)

    @property
    def is_checklist(self) -> bool:
        """Whether what was left unticked is shown too."""
        return self.kind is QuestionKind.CHECKLIST


@dataclass(frozen=True)
class DocumentSection:
    """One section with its entries, a parent directly before its sub-items."""

    code: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def is_preface(self) -> bool:
        """Whether the section is about the report and not part of the framework."""
        return self.code == PREFACE

    @property
    def anchor(self) -> str:
        """Where the section starts on a page that holds the whole report."""
        return f"section-{self.code}"


@dataclass(frozen=True)
class Document:
    """A whole report, published or draft. Times are UTC.

    `data` is the JSON file of the report, `sha256` its fingerprint; both are empty where only a page is made.
    Where there are `redactions`, the fingerprint is that of the file as it was published, without them.
    """

    schema: str
    organisation: Profile
    framework_id: str
    framework_title: str
    framework_version: str
    framework_status: str
    cycle: str
    cycle_label: str
    language: str
    version: int
    reason: str
    published_at: datetime | None
    attestation: Attested | None
    wording_locale: str
    wording_note: str
    official_source: str
    sections: tuple[DocumentSection, ...]
    data: bytes
    sha256: str
    draft: bool
    redactions: tuple[Redacted, ...] = ()
    transcribed: Transcribed | None = None

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries in printed order, groups included."""
        return (entry for section in self.sections for entry in section.entries)

    @property
    def is_provisional(self) -> bool:
        """Whether the framework was provisional when the report was frozen."""
        return self.framework_status == "provisional"

    @property
    def framework_edition(self) -> str:
        """The framework's version as it is named in a sentence, which says if it is provisional."""
        if self.is_provisional:
            return _("%(version)s (provisional)") % {"version": self.framework_version}
        return self.framework_version

    @cached_property
    def asked(self) -> int:
        """How many answers are needed."""
        return sum(entry.required for entry in self.entries)

    @cached_property
    def answered(self) -> int:
        """How many of the needed answers are there."""
        return sum(entry.required and entry.answered for entry in self.entries)

    @property
    def scope(self) -> Entry | None:
        """The answer to what the report covers, if the framework in use asks for it."""
        return self.entry("scope")

    def entry(self, code: str) -> Entry | None:
        """Return the entry with this code, such as "2g.i", or None."""
        return next((entry for entry in self.entries if entry.code == code), None)
