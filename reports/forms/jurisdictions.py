"""The secretariat's forms for the list of eligible jurisdictions."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from reports.forms.layout import helper
from reports.models import Jurisdiction

BEFORE_START = _("This day is before the first day.")


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class JurisdictionForm(forms.ModelForm):
    """One country on one ground. Both are fixed once the row exists; its end is asked for once it has one."""

    source_url = forms.URLField(
        label=_("Address of the source"),
        max_length=300,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )

    class Meta:
        model = Jurisdiction
        fields = [
            "country",
            "ground",
            "since",
            "source",
            "source_url",
            "is_provisional",
            "until",
            "end_source",
        ]
        widgets = {"since": _day(), "until": _day()}
        help_texts = {
            "since": _("Leave it empty if the day is not known: the row then counts for all of the past."),
            "source": _("Which list says so, and of which day. Readers see this."),
            "is_provisional": _("Take the tick away once you have checked the row against its source."),
            "until": _("Leave it empty if the row still counts and has no end in sight."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["country"].disabled = True
            self.fields["ground"].disabled = True
        if self.instance.until is None:
            del self.fields["until"], self.fields["end_source"]
        self.helper = helper(_("Save"))

    def _get_validation_exclusions(self) -> set[str]:
        # Constraints about days are left to `clean` and to the action, whose words stand at a field.
        return super()._get_validation_exclusions() | {"until"}

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, and has a source."""
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", BEFORE_START)
        if data.get("until") and not data.get("end_source") and "end_source" not in self.errors:
            self.add_error("end_source", _("Say who says that it ended."))
        return data


class EndForm(forms.ModelForm):
    """The last day on which a row counts, and who says so."""

    until = forms.DateField(
        label=_("Last day"),
        widget=_day(),
        help_text=_("Reports can be published up to and including this day. Published reports stay."),
    )
    end_source = forms.CharField(label=_("Source of the end"), max_length=300)

    class Meta:
        model = Jurisdiction
        fields = ["until", "end_source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Set the last day"), css_class="btn-warning")

    def clean_until(self) -> Any:
        """Refuse a day before the first."""
        until = self.cleaned_data["until"]
        if self.instance.since and until < self.instance.since:
            raise forms.ValidationError(BEFORE_START)
        return until


class LookUpForm(forms.Form):
    """Of which country somebody asks; of nothing else than a country."""

    country = forms.ChoiceField(
        label=_("Country"),
        # In the language and the order of the page.
        choices=lambda: [("", _("Choose a country")), *countries],
        error_messages={"invalid_choice": _("There is no such country. Choose one from the list.")},
    )
