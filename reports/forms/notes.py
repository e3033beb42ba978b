"""The form of a private note. Whether a note can be stored is the action's to say (`actions.notes`)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.forms.layout import helper
from reports.frameworks import Question
from reports.text import clean


class NoteText(forms.CharField):
    """Text as typed; what nobody can see is dropped before it is looked at."""

    def to_python(self, value: Any) -> str:
        """Return the text as it would be stored."""
        return clean(super().to_python(value))


class NoteForm(forms.Form):
    """One note. `data-keep` names it to the script that keeps unsent words in the browser."""

    text = NoteText(
        label=_("Your note"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Plain text, at most 5,000 characters."),
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-keep"] = f"note:{question.code}"
        self.helper = helper(_("Write the note"))
