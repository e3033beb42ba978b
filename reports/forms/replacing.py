"""What to search for in all answers, what to put there, and in which answers.

Belongs here: reading and checking what was typed. Not here: searching (`text.replacing`).
"""

from collections.abc import Collection
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.actions.replacing import PLACES
from reports.forms.history import MOST
from reports.forms.layout import helper
from reports.text import clean
from reports.text.replacing import Search

PLACE_LABELS = {
    "text": pgettext_lazy("searched part of answers", "Texts"),
    "summary": pgettext_lazy("searched part of answers", "Summaries"),
    "evidence": pgettext_lazy("searched part of answers", "Titles and addresses of evidence"),
    "tools": pgettext_lazy("searched part of answers", "Tools"),
}


class Line(forms.CharField):
    """Words on one line, spaces at both ends included, without characters that no answer holds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the words; cleaning stops at the outermost characters, so spaces there are kept."""
        return clean(f"|{super().to_python(value)}|")[1:-1]

    def validate(self, value: str) -> None:
        """Refuse several lines: an answer may break its lines elsewhere."""
        super().validate(value)
        if "\n" in value or "\ufffd" in value:
            raise forms.ValidationError(_("Type the words on one line."))


class ReplaceForm(forms.Form):
    """A search through all answers of a report, and the words to put there; nothing is chosen yet."""

    find = Line(label=_("Find"), max_length=200)
    replacement = Line(
        label=_("Replace with"),
        max_length=1_000,
        required=False,
        help_text=_("Leave it empty to take the words out."),
    )
    match_case = forms.BooleanField(label=_("Match capital and small letters"), required=False)
    whole_words = forms.BooleanField(
        label=_("Whole words only"),
        required=False,
        help_text=_("Has no effect inside Japanese, which has no spaces between words."),
    )
    places = forms.MultipleChoiceField(
        label=_("Look in"),
        choices=PLACE_LABELS.items(),
        initial=list(PLACES),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one part of the answers to look in.")},
    )

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("find", "replacement"):
            self.fields[name].widget.attrs |= {"lang": language, "autocomplete": "off", "spellcheck": "false"}
        self.helper = helper(_("Show every place"), method="get")
        self.helper.form_action = "#found-head"  # on a narrow screen the places stand far below
        self.helper.layout = Layout(
            Div("find", "replacement", css_class="replace-words"),
            Div(Div("match_case", "whole_words"), "places", css_class="replace-ways"),
        )

    def search(self) -> Search:
        """Return what is looked for; the form must be valid."""
        data = self.cleaned_data
        return Search(data["find"], match_case=data["match_case"], whole_words=data["whole_words"])


def chosen_answers(data: Any, codes: Collection[str]) -> dict[str, int | None]:
    """Return code -> base of the answers that were ticked, unknown codes left out; None is no base."""
    chosen = [code for code in data.getlist("answer") if code in codes]
    return {code: _number(data.get(f"{code}-base", "")) for code in chosen}


def _number(value: str) -> int | None:
    try:
        return forms.IntegerField(min_value=1, max_value=MOST).clean(value)
    except forms.ValidationError:
        return None
