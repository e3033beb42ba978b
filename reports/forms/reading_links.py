"""Making a reading link: for whom, and for how long."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.actions.reading_links import LONGEST, READER_LENGTH
from reports.forms.layout import helper


class ReadingLinkForm(forms.Form):
    """Who will read the draft, and for how many days."""

    reader = forms.CharField(
        label=_("For whom"),
        max_length=READER_LENGTH,
        help_text=_("A person or a firm. The name stands on the page that they read."),
    )
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=LONGEST, initial=14)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()
