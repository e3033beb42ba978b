"""The form of one answer, made from its question: kind -> fields, a dispatch table.

Belongs here: choices, text and base. Not here: practices and tools (`practices`).
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.enums import QuestionKind
from reports.forms import practices
from reports.frameworks import Question
from reports.models import AnswerRevision
from reports.text import clean

MAX_CHARACTERS = 200_000


def _grouped(number: int) -> str:
    return formats.number_format(number, force_grouping=True)


class AnswerText(forms.CharField):
    """Markdown as typed. Too long or unreadable text is refused; every other word is kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, max_length=None, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text with uniform line ends; invisible control characters are dropped."""
        return clean(super().to_python(value))

    def clean(self, value: Any) -> str:
        """Refuse what could not be stored as it was meant."""
        text = self.to_python(value)
        if "\ufffd" in text:
            raise forms.ValidationError(
                _("Some characters could not be read (shown as �). Type or paste those passages again.")
            )
        if len(text) > MAX_CHARACTERS:
            raise forms.ValidationError(
                _("This answer has %(length)s characters; at most %(limit)s can be saved. Nothing was cut."),
                params={"length": _grouped(len(text)), "limit": _grouped(MAX_CHARACTERS)},
            )
        return text


TEXT_LABELS = {
    QuestionKind.TEXT: _("Answer"),
    QuestionKind.OPTIONS: pgettext_lazy("text beside practices", "Details"),
}


def _text_field(question: Question) -> AnswerText:
    label = TEXT_LABELS.get(question.kind, _("Explanation"))
    return AnswerText(label=label, widget=forms.Textarea(attrs={"rows": 6, "class": "answer-text"}))


def _one_of(question: Question) -> forms.Field:
    return forms.ChoiceField(
        label=_("Yes or no") if question.kind == QuestionKind.YES_NO else _("Choose one"),
        choices=[(option.id, option.label) for option in question.options],
        required=False,
        widget=forms.RadioSelect,
    )


def _any_of(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(
        label=_("Tick what applies"),
        choices=[(option.id, option.label) for option in question.options],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


CHOICE_FIELDS = {
    QuestionKind.YES_NO: _one_of,
    QuestionKind.CHOICE: _one_of,
    QuestionKind.CHECKLIST: _any_of,
}


class AnswerForm(forms.Form):
    """One answer: `<code>-choices` where the kind has options, `<code>-text`, hidden `<code>-base`.

    Beside them `<code>-practice-<id>` for each practice that stands at the question, and
    `<code>-tool-<n>-name`, `-address` and `-purpose` where it takes tools. `base` is the number of the
    revision that the writer saw, empty for none. `language` is that of the answers, which need not be
    the page's.
    """

    def __init__(
        self, question: Question, *, revision: AnswerRevision | None = None, language: str = "", **kwargs: Any
    ) -> None:
        self.question = question
        kwargs.setdefault("initial", self._initial(question, revision))
        super().__init__(prefix=question.code, **kwargs)
        if question.kind in CHOICE_FIELDS:
            self.fields["choices"] = CHOICE_FIELDS[question.kind](question)
        self.fields["text"] = _text_field(question)
        self.fields["base"] = forms.IntegerField(
            required=False, min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput
        )
        for field in self.fields.values():
            field.widget.attrs["aria-describedby"] = f"prompt-{question.anchor}"
        if language:
            self.fields["text"].widget.attrs["lang"] = language
        layout: list[Any] = [Field(name) for name in self.fields]
        self.fields.update(practices.practice_fields(question))
        if question.takes_tools:
            stored = revision.tools if revision else []
            rows = practices.tool_rows(self.data if self.is_bound else None, question.code, stored)
            self.fields.update(practices.tool_fields(rows))
            layout.append(practices.tools_layout(rows))
        stated = [name for name in self.fields if name.startswith(practices.PRACTICE)]
        if stated:
            is_answer = question.kind == QuestionKind.OPTIONS
            rows_of = practices.practices_layout(self, stated, folded=not is_answer)
            layout.insert(0 if is_answer else len(layout), rows_of)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*layout)

    @staticmethod
    def _initial(question: Question, revision: AnswerRevision | None) -> dict[str, Any]:
        if revision is None:
            return {}
        many = question.kind == QuestionKind.CHECKLIST
        choices = revision.choices if many else next(iter(revision.choices), "")
        states = {f"{practices.PRACTICE}{each}": state for each, state in revision.practices.items()}
        tools = practices.tool_initial(revision.tools)
        return {"choices": choices, "text": revision.text, "base": revision.number, **states, **tools}

    def clean(self) -> dict[str, Any]:
        """Refuse tools without a name."""
        if self.question.takes_tools:
            practices.check_tools(self)
        return self.cleaned_data

    def words(self) -> dict[str, Any]:
        """Return the words as `save_answer` takes them; the form must be valid.

        Practices and tools that were not sent at all are None: what was not on the page stays as it stands.
        """
        chosen = self.cleaned_data.get("choices") or []
        return {
            "practices": practices.practice_states(self.cleaned_data, self.question)
            if self._was_sent(practices.PRACTICE)
            else None,
            "tools": practices.tools(self.cleaned_data) if self._was_sent(practices.TOOL) else None,
            "choices": [chosen] if isinstance(chosen, str) else sorted(chosen, key=self._option_order),
            "text": self.cleaned_data["text"],
            "base": self.cleaned_data["base"],
        }

    def _was_sent(self, start: str) -> bool:
        """Whether one of the fields whose names start so was on the page that was sent."""
        return any(self.add_prefix(name) in self.data for name in self.fields if name.startswith(start))

    def _option_order(self, option_id: str) -> int:
        return [option.id for option in self.question.options].index(option_id)
