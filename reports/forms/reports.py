"""Starting, attesting, returning a report; cycles; the register's filters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from reports.enums import AIRole, ContentLanguage, Sector, SizeBand
from reports.forms.layout import helper
from reports.frameworks import framework_ids
from reports.models import Cycle


class StartReportForm(forms.Form):
    """For which cycle and in which language."""

    cycle = forms.ModelChoiceField(label=_("Cycle"), queryset=Cycle.objects.none(), empty_label=None)
    language = forms.ChoiceField(
        label=_("Language of your answers"),
        choices=ContentLanguage,
        help_text=_("Answers are published as you write them; they are never translated by machine."),
    )

    def __init__(self, *args: Any, cycles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = cycles
        self.helper = helper(_("Start the report"))


class AttestForm(forms.Form):
    """The attestation: name, title and a tick under the text."""

    name = forms.CharField(label=_("Your name"), max_length=150)
    title = forms.CharField(label=_("Your title in the organisation"), max_length=150)
    agreed = forms.BooleanField(
        label=_("I have read the statement above and I attest it."),
        error_messages={"required": _("Tick the box to attest; a report can't be submitted without it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Attest and send to the secretariat"))


class ReturnForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The team reads this on the report's page and in a mail. Name the questions."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()


class CycleForm(forms.ModelForm):
    """A cycle. The address is fixed once it exists, because public addresses contain it."""

    class Meta:
        model = Cycle
        fields = ["slug", "label", "opens_on", "closes_on"]
        widgets = {
            "opens_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "closes_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {"slug": _("Part of public addresses, such as 2026. It can't be changed later.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["slug"].disabled = True
        self.helper = helper(_("Save cycle"))

    def clean_slug(self) -> str:
        """Refuse what would hide another page under the organisation's address."""
        slug = self.cleaned_data["slug"]
        if slug in {"profile", "members", "new", "logo", "invitations"}:
            raise forms.ValidationError(_("“%(slug)s” is reserved. Choose another."), params={"slug": slug})
        return slug

    def clean(self) -> dict[str, Any]:
        """A cycle closes after it has opened."""
        data = super().clean() or {}
        if data.get("opens_on") and data.get("closes_on") and data["closes_on"] < data["opens_on"]:
            self.add_error("closes_on", _("This day is before the opening day."))
        return data


class RegisterFilterForm(forms.Form):
    """The register's search and filters; all optional, sent by GET, each value in the address."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    size = forms.ChoiceField(label=_("Size"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    framework = forms.ChoiceField(label=_("Framework"), required=False)
    cycle = forms.ChoiceField(label=_("Cycle"), required=False)

    def __init__(
        self, *args: Any, country_codes: list[str], cycles: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, countries.name(code)) for code in country_codes]
        options = {
            "country": sorted(known, key=lambda pair: pair[1]),
            "sector": Sector.choices,
            "size": SizeBand.choices,
            "role": AIRole.choices,
            "framework": [(name, name) for name in framework_ids()],
            "cycle": cycles,
        }
        for name, choices in options.items():
            self.fields[name].choices = [("", _("All")), *choices]
        self.helper = helper(method="get")
