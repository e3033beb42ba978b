"""The fields of an answer beside its text: states of practices, and tools in use.

Belongs here: fields, their names in the request, and reading them back. Not here: the form (`answers`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Div, Field, Fieldset, LayoutObject
from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from reports.enums import NOT_REPORTED, PracticeState
from reports.frameworks import Practice, Question

PRACTICE = "practice-"
STATES = (*PracticeState.choices, (NOT_REPORTED, _("Not reported")))
TOOL = "tool-"
TOOL_PARTS = ("name", "address", "purpose")
BLANK_TOOLS = 2
MAX_TOOLS = 40


def practice_fields(question: Question) -> dict[str, forms.Field]:
    """Return one field per practice: a choice among the states, "not reported" unless somebody chooses."""
    return {f"{PRACTICE}{practice.id}": _practice_field(practice) for practice in question.practices}


def _practice_field(practice: Practice) -> forms.Field:
    return forms.ChoiceField(
        label=practice.label,
        help_text=practice.definition,
        choices=STATES,
        required=False,
        initial=NOT_REPORTED,
        widget=forms.RadioSelect,
    )


def practice_states(cleaned: Mapping[str, Any], question: Question) -> dict[str, str]:
    """Return practice id -> state of those that something is said of."""
    states = {practice.id: cleaned.get(f"{PRACTICE}{practice.id}") for practice in question.practices}
    return {each: state for each, state in states.items() if state and state != NOT_REPORTED}


def tool_fields(rows: int) -> dict[str, forms.Field]:
    """Return name, address and purpose for so many tools."""
    fields: dict[str, forms.Field] = {}
    for row in range(rows):
        fields[f"{TOOL}{row}-name"] = forms.CharField(
            label=_("Name of the tool or metric"), required=False, max_length=200
        )
        fields[f"{TOOL}{row}-address"] = forms.CharField(
            label=_("Address, such as its entry in the OECD.AI catalogue"),
            required=False,
            max_length=300,
            validators=[URLValidator(schemes=["http", "https"])],
            widget=forms.URLInput(attrs={"inputmode": "url"}),
        )
        fields[f"{TOOL}{row}-purpose"] = forms.CharField(
            label=_("What you use it for"), required=False, max_length=500
        )
    return fields


def tool_rows(data: Mapping[str, Any] | None, prefix: str, stored: Sequence[Mapping[str, str]]) -> int:
    """Return how many rows a form has: those that were sent, else those stored and some blank ones."""
    if data is None:
        return min(len(stored) + BLANK_TOOLS, MAX_TOOLS)
    sent = 0
    while sent < MAX_TOOLS and f"{prefix}-{TOOL}{sent}-name" in data:
        sent += 1
    return sent


def tool_initial(stored: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return field name -> value of the stored tools."""
    return {f"{TOOL}{row}-{part}": tool[part] for row, tool in enumerate(stored) for part in TOOL_PARTS}


def tools(cleaned: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the rows in which something stands."""
    found = []
    row = 0
    while f"{TOOL}{row}-name" in cleaned:
        tool = {part: cleaned[f"{TOOL}{row}-{part}"] for part in TOOL_PARTS}
        if any(tool.values()):
            found.append(tool)
        row += 1
    return found


def check_tools(form: forms.Form) -> None:
    """Refuse an address or a purpose without a name, at the field of the name."""
    row = 0
    while f"{TOOL}{row}-name" in form.fields:
        given = {part: form.cleaned_data.get(f"{TOOL}{row}-{part}") for part in TOOL_PARTS}
        if not given["name"] and (given["address"] or given["purpose"]):
            form.add_error(f"{TOOL}{row}-name", _("Name the tool that this address or purpose belongs to."))
        row += 1


class Practices(Fieldset):
    """The practices of one question as a group of rows.

    `folded` where they stand beside prose, `open` where one of them was refused; `stated` is how many have
    a state.
    """

    template = "workspace/_practices.html"

    def __init__(self, *names: str, folded: bool, is_open: bool, stated: int) -> None:
        super().__init__("", *(Field(name, template="workspace/_practice.html") for name in names))
        self.folded, self.open, self.stated = folded, is_open, stated


def practices_layout(form: forms.Form, names: Sequence[str], *, folded: bool) -> LayoutObject:
    """Return the practices as one group of rows."""
    stated = sum(form[name].value() not in {None, "", NOT_REPORTED} for name in names)
    refused = form.is_bound and any(name in form.errors for name in names)
    return Practices(*names, folded=folded, is_open=refused, stated=stated)


def tools_layout(rows: int) -> LayoutObject:
    """Return the tools as rows of three fields."""
    divs = (Div(*(f"{TOOL}{row}-{part}" for part in TOOL_PARTS), css_class="tool-row") for row in range(rows))
    return Fieldset("", *divs, template="workspace/_tools.html")
