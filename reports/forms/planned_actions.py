"""The forms of planned actions: what is planned, and what came of it.

Whether it can be stored is for `actions.planned_actions` and `actions.action_outcomes` to say.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.actions.typed import MAX_LENGTH
from reports.enums import ActionOutcome, ActionPhase
from reports.forms.layout import helper
from reports.forms.notes import NoteText
from reports.frameworks import Framework
from reports.models import ActionRevision, Report, User
from reports.models.planned_action import TITLE_LENGTH

GO_ON = "go_on"
"""What came of it is said, and the action goes on: no outcome, and never stored as one."""


def _words(label: Any, help_text: Any = "", *, rows: int) -> NoteText:
    return NoteText(
        label=label,
        required=False,
        strip=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)


class ActionForm(forms.Form):
    """What is planned, who sees to it, and until when; `topic` is asked for new actions only.

    `gap` is the key of the gap from which the action comes, `base` the number of the state that was seen.
    """

    newer: ActionRevision | None = None
    """The state that stands, where somebody saved it after this form had been opened."""

    topic = forms.ChoiceField(
        label=_("Topic"), required=False, help_text=_("Its question shows the action beside the answer.")
    )
    title = forms.CharField(label=_("What is to be done"), max_length=TITLE_LENGTH)
    plan = _words(_("How you go about it"), _("Plain text, at most 5,000 characters."), rows=5)
    owner = forms.ChoiceField(label=_("Who sees to it"))
    due_on = _day(label=_("Due on"))
    phase = forms.ChoiceField(label=_("How far it is"), choices=ActionPhase)
    gap = forms.CharField(required=False, widget=forms.HiddenInput)
    base = forms.IntegerField(required=False, min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: Report, framework: Framework | None = None, **kwargs: Any) -> None:
        """`framework` is None for an action that has its topic already."""
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in members_of(report)}
        choices = [(pk, str(user)) for pk, user in self.people.items()]
        self.fields["owner"].choices = [("", _("Choose somebody of the team")), *choices]
        if framework is None:
            del self.fields["topic"]
        else:
            self.fields["topic"].choices = _topics(framework)
        self.helper = helper()

    def clean_owner(self) -> User:
        """Return the person."""
        return self.people[self.cleaned_data["owner"]]


class OutcomeForm(forms.Form):
    """What came of an action: one of the outcomes, or that it goes on until another day."""

    newer: ActionRevision | None = None
    """As in `ActionForm`."""

    outcome = forms.ChoiceField(label=_("What came of it?"), widget=forms.RadioSelect)
    text = _words(
        _("In a few words"),
        _("Needed where the action is dropped or goes on. Plain text, at most 5,000 characters."),
        rows=3,
    )
    new_due_on = _day(label=_("New day, if it goes on"), required=False)
    base = forms.IntegerField(min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_outcome_%s", **kwargs)
        self.fields["outcome"].choices = [*ActionOutcome.choices, (GO_ON, _("It goes on until another day"))]
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        """What goes on needs words and a day; what is dropped needs a reason."""
        data = super().clean() or {}
        outcome = data.get("outcome")
        if outcome in {GO_ON, ActionOutcome.DROPPED} and not data.get("text") and "text" not in self.errors:
            said = {
                GO_ON: _("Say in a few words what came of it so far."),
                ActionOutcome.DROPPED: _("Give the reason for which the action is dropped."),
            }
            self.add_error("text", said[outcome])
        if outcome == GO_ON and not data.get("new_due_on") and "new_due_on" not in self.errors:
            self.add_error("new_due_on", _("Choose the day until which it goes on."))
        return data


class ReopenForm(forms.Form):
    """The number of the state whose outcome is taken back."""

    base = forms.IntegerField(min_value=1, max_value=10**6)


def members_of(report: Report) -> Sequence[User]:
    """Return everybody of the report's team whose account is open, by name. One query."""
    members = report.organisation.memberships.filter(user__is_active=True).select_related("user")
    return sorted((member.user for member in members), key=lambda user: (str(user).casefold(), user.pk))


def stated_in(state: ActionRevision) -> dict[str, Any]:
    """Return a state as what `ActionForm` starts from."""
    return {
        "title": state.title,
        "plan": state.plan,
        "owner": str(state.owner_id),
        "due_on": state.due_on,
        "phase": state.phase,
        "base": state.number,
    }


def _topics(framework: Framework) -> list[tuple[Any, Any]]:
    """Return the topics by section, and before them that an action concerns the whole report."""
    groups: list[tuple[Any, Any]] = [("", _("The report as a whole"))]
    for section in framework.sections:
        found = [(topic.id, topic.label) for topic in framework.topics if topic.section == section.code]
        if found:
            groups.append((f"{section.code} {section.title}", found))
    return groups
