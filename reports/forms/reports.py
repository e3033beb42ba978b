"""Starting, attesting, returning a report; placing texts; cycles."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reports.actions.reports import asks_by_role, published_reports
from reports.enums import ContentLanguage
from reports.forms.layout import helper
from reports.frameworks import Framework, Question, framework_ids, load
from reports.models import Cycle, Organisation, Report, UnplacedText, User
from reports.renewal import current_day


class PublishedReportField(forms.ModelChoiceField):
    """Published reports by cycle, version of the questionnaire and edition."""

    def label_from_instance(self, report: Report) -> str:
        """Return what tells this report from the organisation's others."""
        return _("%(cycle)s, version %(version)s of the questionnaire, edition v%(number)s") % {
            "cycle": report.cycle.label,
            "version": report.current_version.framework_edition,
            "number": report.current_version.number,
        }


class StartReportForm(forms.Form):
    """For which cycle, on which version of the questionnaire, in which language, and from what to start.

    `source` is one of the organisation's published reports, or None for an empty draft. For an
    organisation in trust it is asked where and when the report was published before.
    """

    transcribed_from = forms.URLField(
        label=_("Address where the report was published"),
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Readers are shown it as the source, on the page, in every file and in citations."),
    )
    originally_published_on = forms.DateField(
        label=_("Day on which it was published there"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The twelve months until renewal count from this day."),
    )
    cycle = forms.ModelChoiceField(label=_("Cycle"), queryset=Cycle.objects.none(), empty_label=None)
    framework = forms.ChoiceField(label=_("Version of the questionnaire"), widget=forms.RadioSelect)
    source = PublishedReportField(
        label=_("Start from"),
        queryset=Report.objects.none(),
        required=False,
        blank=True,
        empty_label=_("Empty"),
        widget=forms.RadioSelect,
        help_text=_(
            "What a published report says is copied into the draft, marked for review. What has no question "
            "in the chosen version waits on a page of its own: no word is lost."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language of your answers"),
        choices=ContentLanguage,
        help_text=_("Answers are published as you write them; they are never translated by machine."),
    )

    def __init__(self, *args: Any, cycles: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        if not organisation.in_trust:
            del self.fields["transcribed_from"], self.fields["originally_published_on"]
        self.fields["cycle"].queryset = cycles
        if "source" in self.fields:
            self.fields["source"].queryset = published_reports(organisation)
        versions = _frameworks()
        self.fields["framework"].choices = [(version.id, _framework_label(version)) for version in versions]
        if any(version.is_provisional for version in versions):
            self.fields["framework"].help_text = _(
                "Provisional: parts of this version are known second-hand only and were filled in by this "
                "site; its questions may still change."
            )
        self.helper = helper(_("Start the report"))

    def clean_originally_published_on(self) -> date:
        """Refuse a day that lies ahead."""
        day = self.cleaned_data["originally_published_on"]
        if day > current_day():
            raise forms.ValidationError(_("This day lies ahead. Give the day on which it was published."))
        return day

    def clean_framework(self) -> str:
        """Refuse a version that asks by role while nobody has said which roles the organisation has."""
        framework = load(self.cleaned_data["framework"])
        if asks_by_role(framework) and not self.organisation.ai_roles:
            raise forms.ValidationError(
                format_html(
                    '{} <a href="{}">{}</a>',
                    _("What this version asks depends on your organisation's roles in AI. Name them first."),
                    reverse("workspace:profile", args=[self.organisation.slug]),
                    _("Go to the profile"),
                )
            )
        return framework.id


class PlaceForm(forms.Form):
    """Under which question a text without a place goes, or that it is set aside.

    `guess` is the code of the question that fits best, offered first.
    """

    code = forms.ChoiceField(label=_("Question"), required=False)
    aside = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, item: UnplacedText, framework: Framework, guess: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id=f"id_{item.pk}_%s", **kwargs)
        self.item = item
        self.fields["code"].choices = _places(framework, guess)
        self.initial["code"] = guess

    def clean(self) -> dict[str, Any]:
        """A text that is not set aside needs a question."""
        data = super().clean() or {}
        if not data.get("aside") and not data.get("code") and "code" not in self.errors:
            self.add_error("code", _("Choose the question under which the text goes."))
        return data


def _frameworks() -> list[Framework]:
    """Return every version of the questionnaire in the language of the page, newest first."""
    found = [load(framework_id, get_language() or "en") for framework_id in framework_ids()]
    return sorted(found, key=_edition, reverse=True)


def _edition(framework: Framework) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", framework.version)]


def _framework_label(framework: Framework) -> str:
    words = {"title": framework.title, "version": framework.version}
    if framework.is_provisional:
        return _("%(title)s, version %(version)s (provisional)") % words
    return _("%(title)s, version %(version)s") % words


def _places(framework: Framework, guess: str) -> list[tuple[Any, Any]]:
    """Return the answerable questions by section, the best guess before them."""
    groups: list[tuple[Any, Any]] = [] if guess else [("", _("Choose a question"))]
    if guess:
        groups.append((_("Best guess"), [_place(framework.question(guess))]))
    for section in framework.sections:
        title = section.title if section.code == "0" else f"{section.code} {section.title}"
        groups.append((title, [_place(question) for question in section.questions if question.answerable]))
    return groups


def _place(question: Question) -> tuple[str, str]:
    return question.code, f"{question.number} {question.label}".strip()


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


class ReviewerForm(forms.Form):
    """To whom of the secretariat a review is given."""

    reviewer = forms.ModelChoiceField(
        label=_("Reviewed by"),
        queryset=User.objects.filter(is_secretariat=True, is_active=True).order_by("name", "pk"),
        empty_label=None,
    )


class CorrectionForm(forms.Form):
    """Why a published report gets a next version."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Readers see this with the next version, beside a list of what changed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Start the correction"))


class PublicReasonForm(forms.Form):
    """Why a report is taken off the register, or listed again; the latter stands in the record only."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Everybody who opens the report’s address reads this. Say who asked for it, and why."),
    )

    def __init__(self, *args: Any, at_the_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not at_the_address:
            self.fields["reason"].help_text = ""
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
