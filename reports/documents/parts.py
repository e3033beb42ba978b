"""What one answer of a document is made of beside its text: options, practices, tools, evidence.

Belongs here: small frozen dataclasses. Not here: the answer and the report that they belong to (`document`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Choice:
    """One option of a question, in the order in which it was asked."""

    id: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class StatedPractice:
    """One practice and what was said of it; `state` is "not_reported" where nothing was."""

    id: str
    label: str
    definition: str
    state: str


@dataclass(frozen=True)
class Tool:
    """A tool or metric in use, with its address and what it is for."""

    name: str
    address: str
    purpose: str

    @property
    def link(self) -> str:
        """The address if a browser may follow it, else an empty string."""
        return self.address if self.address.startswith(("https://", "http://")) else ""


@dataclass(frozen=True)
class Evidence:
    """A web page that supports an answer, and the day (ISO date, or empty) on which somebody looked at it."""

    title: str
    address: str
    accessed_on: str

    @property
    def accessed(self) -> date | None:
        """The day as a date, or None."""
        return date.fromisoformat(self.accessed_on) if self.accessed_on else None


@dataclass(frozen=True)
class Redacted:
    """That words of a published report are withheld: of which question, since when (UTC), and why.

    What stands beside all answers has the name of its part for `code`, and no anchor.
    """

    code: str
    number: str
    anchor: str
    redacted_at: datetime
    reason: str
