"""What an organisation wants to do better until its next report: actions, and every state of each.

Belongs here: rows that only the team sees. Not here: what a report says (`answer`), or the gaps from which
actions come (`benchmark.position`). Actions are no part of any report, and nothing that is frozen reads them.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.enums import ActionOutcome, ActionPhase
from reports.models.report import Report
from reports.models.rules import one_of
from reports.querysets.planned_action import PlannedActionQuerySet

TITLE_LENGTH = 200
GAP_LENGTH = 120


class PlannedAction(models.Model):
    """The place of one action: the report in which it was raised, its topic, its gap. The rest is revisions.

    It belongs to the organisation of its report. `gap` is the key under which the position calls the gap,
    such as "practice:risk-tiers"; empty for what nobody was led to. Later reports look at the same row.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="planned_actions")
    topic = models.CharField(max_length=60)
    gap = models.CharField(max_length=GAP_LENGTH, blank=True)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    current = models.OneToOneField(
        "reports.ActionRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlannedActionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"


STATED = ("title", "plan", "owner_id", "due_on", "phase", "outcome", "outcome_text", "answered_in_id")
"""What an action is made of: the fields in which two of its states can differ."""


class ActionRevision(models.Model):
    """One saved state of an action: who, when, what, and which state it started from. Never changes.

    `outcome` is empty while the action is open. `answered_in` is the last report in whose cycle somebody said
    what came of it: by an outcome, or by `outcome_text` and a new day while the action stays open.
    """

    action = models.ForeignKey(PlannedAction, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    plan = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    phase = models.CharField(max_length=8, choices=ActionPhase)
    outcome = models.CharField(max_length=16, choices=ActionOutcome, blank=True)
    outcome_text = models.TextField(blank=True)
    answered_in = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="action_revision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="action_revision_number_from_one"),
            one_of("phase", ActionPhase, model="actionrevision"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *ActionOutcome.values]), name="actionrevision_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(answered_in__isnull=False),
                name="actionrevision_outcome_in_a_report",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=ActionOutcome.DROPPED) | ~Q(outcome_text=""),
                name="actionrevision_dropped_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def stated(self) -> dict[str, object]:
        """Everything that stands in this state, by field."""
        return {name: getattr(self, name) for name in STATED}

    @property
    def is_open(self) -> bool:
        """Whether no outcome was given."""
        return not self.outcome

    def is_overdue(self, today: date) -> bool:
        """Whether the action is open and its day has passed."""
        return self.is_open and self.due_on < today
