"""The form of one answer, made from its question: kind -> fields, a dispatch table.

Belongs here: choices, text, summary and base. Not here: practices, lists (`rows`), or how it is laid out
(`answer_layout`).
"""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.enums import QuestionKind
from reports.forms import practices
from reports.forms.answer_layout import answer_layout
from reports.forms.rows import EVIDENCE, TOOLS
from reports.frameworks import Question
from reports.models import AnswerRevision
from reports.models.answer import SUMMARY_LENGTH
from reports.text import clean

MAX_CHARACTERS = 200_000


def _grouped(number: int) -> str:
    return formats.number_format(number, force_grouping=True)


class AnswerText(forms.CharField):
    """Markdown as typed. Too long or unreadable text is refused; every other word is kept."""

    limit = MAX_CHARACTERS

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
        if len(text) > self.limit:
            raise forms.ValidationError(
                _("This answer has %(length)s characters; at most %(limit)s can be saved. Nothing was cut."),
                params={"length": _grouped(len(text)), "limit": _grouped(self.limit)},
            )
        return text


class SummaryText(AnswerText):
    """An answer in one or two sentences, on one line. How many words it may have is checked on submission."""

    limit = SUMMARY_LENGTH

    def to_python(self, value: Any) -> str:
        """Return the text on one line."""
        return " ".join(super().to_python(value).split())


TEXT_LABELS = {
    QuestionKind.TEXT: _("Answer"),
    QuestionKind.OPTIONS: pgettext_lazy("text beside practices", "Details"),
}


def _text_field(question: Question) -> AnswerText:
    label = TEXT_LABELS.get(question.kind, _("Explanation"))
    return AnswerText(label=label, widget=forms.Textarea(attrs={"rows": 6, "class": "answer-text"}))


def _summary_field() -> SummaryText:
    return SummaryText(
        label=_("Short summary"),
        help_text=_(
            "The answer in at most 60 words, for readers who compare; two or three Japanese characters count "
            "as one word. Published beside the text."
        ),
        widget=forms.Textarea(attrs={"rows": 2, "class": "answer-summary"}),
    )


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
    """One answer: `<code>-choices` where the kind has options, `<code>-text`, `-summary`, hidden `-base`.

    Beside them `<code>-practice-<id>` for each practice that stands at the question, rows of evidence
    (`<code>-evidence-<n>-title`, `-address`, `-accessed_on`), and rows of tools where it takes them. `base`
    is the number of the revision that the writer saw, empty for none. `language` is that of the answers,
    which need not be the page's.
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
        self.fields["summary"] = _summary_field()
        if language:
            self.fields["text"].widget.attrs["lang"] = self.fields["summary"].widget.attrs["lang"] = language
        self.fields.update(practices.practice_fields(question))
        self.rows = {"evidence": EVIDENCE} | ({"tools": TOOLS} if question.takes_tools else {})
        self.counts = {}
        for part, rows in self.rows.items():
            stored = getattr(revision, part) if revision else []
            self.counts[part] = rows.count(self.data if self.is_bound else None, question.code, stored)
            self.fields.update(rows.form_fields(self.counts[part]))

    @cached_property
    def helper(self) -> FormHelper:
        """How the form is drawn. A save draws nothing, and comes every few seconds."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = answer_layout(self, self.counts)
        return helper

    @staticmethod
    def _initial(question: Question, revision: AnswerRevision | None) -> dict[str, Any]:
        if revision is None:
            return {}
        many = question.kind == QuestionKind.CHECKLIST
        choices = revision.choices if many else next(iter(revision.choices), "")
        words = {"choices": choices, "text": revision.text, "summary": revision.summary}
        states = {f"{practices.PRACTICE}{each}": state for each, state in revision.practices.items()}
        rows = TOOLS.initial(revision.tools) | EVIDENCE.initial(revision.evidence)
        return {"base": revision.number, **words, **states, **rows}

    def clean(self) -> dict[str, Any]:
        """Refuse rows that lack what they need."""
        for rows in self.rows.values():
            rows.check(self)
        return self.cleaned_data

    @property
    def is_savable(self) -> bool:
        """Whether something can be saved: what was refused beside the words keeps no word from it."""
        return not {"choices", "text", "base"} & set(self.errors)

    def words(self) -> dict[str, Any]:
        """Return the words as `save_answer` takes them; the form must be savable.

        Parts that were not sent at all, or were refused, are None: they stay as they stand.
        """
        chosen = self.cleaned_data.get("choices") or []
        states = practices.practice_states(self.cleaned_data, self.question)
        return {
            "choices": [chosen] if isinstance(chosen, str) else sorted(chosen, key=self._option_order),
            "text": self.cleaned_data["text"],
            "summary": self.cleaned_data["summary"] if self._was_taken("summary") else None,
            "practices": states if self._was_taken(practices.PRACTICE) else None,
            "tools": TOOLS.read(self) if self._was_taken("tool-") else None,
            "evidence": _titled(EVIDENCE.read(self)) if self._was_taken("evidence-") else None,
            "base": self.cleaned_data["base"],
        }

    def _was_taken(self, start: str) -> bool:
        """Whether fields whose names start so were on the page that was sent, and none was refused."""
        names = [name for name in self.fields if name.startswith(start)]
        sent = any(self.add_prefix(name) in self.data for name in names)
        return sent and not any(name in self.errors for name in names)

    def _option_order(self, option_id: str) -> int:
        return [option.id for option in self.question.options].index(option_id)


def _titled(links: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the evidence; what has no title is called by its address."""
    return [link | {"title": link["title"] or link["address"]} for link in links]
