"""Forms of the secretariat's comments and of the team's replies. Whether they can be stored is the action's
to say (`actions.review_comments`).
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.forms.layout import helper
from reports.forms.notes import NoteText
from reports.frameworks import Framework, Question


class CommentForm(forms.Form):
    """A comment on one question; with `framework` the question is chosen too."""

    code = forms.ChoiceField(label=_("Question"))
    text = NoteText(
        label=_("Comment"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Plain text, at most 5,000 characters. The team gets it when you return the report."),
    )

    def __init__(self, *args: Any, framework: Framework | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if framework is None:
            del self.fields["code"]
        else:
            self.fields["code"].choices = [("", _("Choose a question"))] + [
                (section.title, [_named(each) for each in section.questions if each.answerable])
                for section in framework.sections
            ]
        self.helper = helper(_("Keep the comment"))


def _named(question: Question) -> tuple[str, str]:
    return question.code, f"{question.number} {question.label}".strip()


class DealForm(forms.Form):
    """That a comment is dealt with, and a short reply; or that it is not after all."""

    reply = NoteText(label=_("Reply (optional)"), required=False, strip=False)
    reopen = forms.BooleanField(required=False)
