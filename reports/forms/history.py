"""Which states of an answer to compare, and over which state one is restored."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

MOST = 2_000_000_000
"""No number of a state is higher."""


class CompareForm(forms.Form):
    """Two states by number, `from` and `to`, in any order. `latest` is the highest number that there is."""

    def __init__(self, *args: Any, latest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unknown = _("There is no such state: they are numbered from 1 to %(latest)s.") % {"latest": latest}
        labels = {
            "from": pgettext("state to compare from", "From state"),
            "to": pgettext("state to compare to", "To state"),
        }
        for name, label in labels.items():
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=1,
                max_value=latest,
                error_messages={"min_value": unknown, "max_value": unknown},
                # A number field would drop what is none, and nobody could see what was wrong with it.
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "autocomplete": "off"}),
            )

    def numbers(self) -> tuple[int, int]:
        """Return the two numbers, the older state first; the form must be valid."""
        older, newer = sorted(self.cleaned_data.values())
        return older, newer


class RestoreForm(forms.Form):
    """The number of the state that stood when the page with the button was made."""

    base = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)

    def known_base(self) -> int | None:
        """Return the number that was sent, None if it is none."""
        return self.cleaned_data["base"] if self.is_valid() else None
