"""What a person says of themselves: at sign-up and in their settings."""

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reports.enums import ContentLanguage
from reports.forms.layout import helper
from reports.models import User


class SignupForm(forms.Form):
    """The field that this site adds to django-allauth's sign-up form."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("Your team sees it beside what you write."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "email", "password1"]

    def signup(self, request: Any, user: User) -> None:
        """Called by django-allauth for the new user; mail comes in the language of the page they came by."""
        user.name = self.cleaned_data["name"]
        user.language = get_language() or ""
        user.save(update_fields=["name", "language"])


class SettingsForm(forms.Form):
    """Name, language of e-mails and time zone."""

    name = forms.CharField(label=_("Your name"), max_length=150)
    language = forms.ChoiceField(
        label=_("Language of e-mails"),
        choices=ContentLanguage,
        help_text=_("Messages come to you in this language. Pages are in the language of their address."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones())],
        help_text=_("Times in the workspace are shown in this zone. Public pages use UTC."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Save"))
