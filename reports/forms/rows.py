"""Lists inside the form of one answer: tools in use, and evidence. Each row is a set of fields with a number.

Belongs here: fields, their names in the request (`tool-0-name`), and reading them back. Not here: the form
itself (`answers`), or what a row looks like (`templates/workspace`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.models.answer import EVIDENCE_LENGTHS, MOST_ROWS, TOOL_LENGTHS

WHOLE_ADDRESS = _("Give the whole address, starting with https:// or http://.")


@dataclass(frozen=True)
class Rows:
    """One kind of row: how its fields are named and made, and what each row must have."""

    name: str
    fields: Mapping[str, Callable[[], forms.Field]]
    blank: int
    needed: str
    needed_message: str | Promise

    def prefix(self, row: int) -> str:
        """Return how the names of a row's fields begin."""
        return f"{self.name}-{row}-"

    def count(self, data: Mapping[str, Any] | None, form_prefix: str, stored: Sequence[Any]) -> int:
        """Return how many rows a form has: those that were sent, else those stored and some blank ones."""
        if data is None:
            return min(len(stored) + self.blank, MOST_ROWS)
        sent = 0
        while sent < MOST_ROWS and f"{form_prefix}-{self.prefix(sent)}{self.needed}" in data:
            sent += 1
        return sent

    def form_fields(self, rows: int) -> dict[str, forms.Field]:
        """Return the fields of so many rows."""
        return {
            f"{self.prefix(row)}{part}": make() for row in range(rows) for part, make in self.fields.items()
        }

    def initial(self, stored: Sequence[Mapping[str, str]]) -> dict[str, str]:
        """Return field name -> value of the stored rows."""
        return {
            f"{self.prefix(row)}{part}": found[part]
            for row, found in enumerate(stored)
            for part in self.fields
        }

    def check(self, form: forms.Form) -> None:
        """Refuse a row that lacks what it needs, at that field."""
        for row in range(self._sent(form)):
            given = self._row(form.cleaned_data, row)
            field = f"{self.prefix(row)}{self.needed}"
            if any(given.values()) and not given[self.needed] and field not in form.errors:
                form.add_error(field, self.needed_message)

    def read(self, form: forms.Form) -> list[dict[str, str]]:
        """Return the rows in which something stands."""
        rows = (self._row(form.cleaned_data, row) for row in range(self._sent(form)))
        return [row for row in rows if any(row.values())]

    def _sent(self, form: forms.Form) -> int:
        return sum(name.startswith(f"{self.name}-") for name in form.fields) // len(self.fields)

    def _row(self, cleaned: Mapping[str, Any], row: int) -> dict[str, str]:
        values = {part: cleaned.get(f"{self.prefix(row)}{part}") for part in self.fields}
        return {part: str(value) if value else "" for part, value in values.items()}


def _words(label: Any, length: int) -> Callable[[], forms.Field]:
    return lambda: forms.CharField(label=label, required=False, max_length=length)


def _address(label: Any, length: int) -> Callable[[], forms.Field]:
    return lambda: forms.CharField(
        label=label,
        required=False,
        max_length=length,
        validators=[URLValidator(schemes=["http", "https"], message=WHOLE_ADDRESS)],
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )


def _day(label: Any) -> Callable[[], forms.Field]:
    return lambda: forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Give the day as year, month and day, such as 2026-03-31.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


TOOLS = Rows(
    "tool",
    {
        "name": _words(_("Name of the tool or metric"), TOOL_LENGTHS["name"]),
        "address": _address(
            _("Address, such as its entry in the OECD.AI catalogue"), TOOL_LENGTHS["address"]
        ),
        "purpose": _words(_("What you use it for"), TOOL_LENGTHS["purpose"]),
    },
    blank=2,
    needed="name",
    needed_message=_("Name the tool that this address or purpose belongs to."),
)

EVIDENCE = Rows(
    "evidence",
    {
        "title": _words(_("Title"), EVIDENCE_LENGTHS["title"]),
        "address": _address(_("Address"), EVIDENCE_LENGTHS["address"]),
        "accessed_on": _day(_("Looked at on")),
    },
    blank=1,
    needed="address",
    needed_message=_("Give the address under which this evidence stands."),
)
