"""What is to be redacted in the published versions of a report, and the public reason."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.forms.layout import helper
from reports.models.redaction import BESIDE, LOGO

PASSAGE, ANSWER = "passage", "answer"


class RedactionForm(forms.Form):
    """Where, a passage or the whole of what stands there, and why. Finding it: `actions.redaction_plan`."""

    question = forms.ChoiceField(label=_("Where"), required=False)
    extent = forms.ChoiceField(
        label=_("What is redacted"),
        choices=[
            (PASSAGE, _("A passage, wherever it stands")),
            (ANSWER, _("All that stands there; ticked options and states of practices stay")),
        ],
        initial=PASSAGE,
        widget=forms.RadioSelect,
    )
    passage = forms.CharField(
        label=_("Passage"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Copy it from the published page. Capital letters, line ends, bold letters and links make no "
            "difference. It is stored nowhere but in the frozen versions, and not in the record."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Everybody reads this in place of the words. Write it in the language of the report, and repeat "
            "nothing of what is redacted."
        ),
    )

    def __init__(self, *args: Any, questions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`questions` are codes and names of what any version answers."""
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = [
            ("", _("Everywhere in the report")),
            (_("Answers"), list(questions)),
            (_("Beside the answers"), list(BESIDE.items())),
        ]
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        """A passage has words; a whole has a place, and a logo is one."""
        data = super().clean() or {}
        if data.get("extent") == ANSWER or data.get("question") == LOGO:
            data["passage"] = ""
            if not data.get("question") and "question" not in self.errors:
                self.add_error("question", _("Choose what is to be redacted as a whole."))
        elif not data.get("passage") and "passage" not in self.errors:
            self.add_error("passage", _("Copy the words here that are to be redacted."))
        return data
