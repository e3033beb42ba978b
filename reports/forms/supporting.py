"""Asking for supporting information, and giving it. What is taken is the imports' and the action's to say."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from reports.actions.supporting import MOST_AT_ONCE
from reports.forms.layout import helper
from reports.forms.notes import NoteText
from reports.imports import FileRefused
from reports.imports.supporting import ACCEPT, MOST_BYTES, GivenFile, read_given


class SupportRequestForm(forms.Form):
    """What the secretariat needs, and until when."""

    text = NoteText(
        label=_("What you need, and what for"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Plain text, at most 5,000 characters. What the team gives is not published."),
    )
    due_on = forms.DateField(
        label=_("Until (optional)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Ask the team"))

    def clean_due_on(self) -> date | None:
        """The day is not over yet."""
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("Choose a day from today on."))
        return day


class _Files(forms.FileInput):
    allow_multiple_selected = True


class GivenFilesField(forms.FileField):
    """Several files; their cleaned value is a list of `GivenFile`."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> list[GivenFile]:
        """Read each file. What is too large is refused before it is read."""
        uploads = [each for each in (data or []) if isinstance(each, UploadedFile)]
        if len(uploads) > MOST_AT_ONCE:
            raise forms.ValidationError(_now("Too many files: at most 5 at a time, and 20 for one request."))
        read, faults = [], []
        for upload in uploads:
            try:
                # One byte more than is allowed tells that it is too much.
                read.append(read_given(upload.name or "", upload.read(MOST_BYTES + 1)))
            except FileRefused as refusal:
                faults.append(str(refusal))
        if faults:
            raise forms.ValidationError(faults)
        return read


class SupportAnswerForm(forms.Form):
    """What the team gives: words, files or both."""

    text = NoteText(
        label=_("Your answer"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    attached = GivenFilesField(
        label=_("Files"),
        required=False,
        widget=_Files(attrs={"accept": ACCEPT, "multiple": True}),
        help_text=_(
            "At most 5 at a time, 10 MB each: PDF, pictures, office files without macros, plain text."
        ),
    )

    def __init__(self, *args: Any, number: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{number}_%s", **kwargs)
        self.helper = helper()
