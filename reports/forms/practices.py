"""The fields of an answer beside its text: states of practices.

Belongs here: fields, their names in the request, and reading them back. Not here: the form (`answers`), or
lists such as tools (`rows`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import Field, Fieldset, LayoutObject
from django import forms
from django.utils.translation import gettext_lazy as _

from reports.enums import NOT_REPORTED, PracticeState
from reports.frameworks import Practice, Question

PRACTICE = "practice-"
STATES = (*PracticeState.choices, (NOT_REPORTED, _("Not reported")))


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
