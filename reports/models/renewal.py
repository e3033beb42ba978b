"""Which reminders of a renewal were sent. Not here: the messages, which stand in `outbox` for a time only."""

from django.db import models
from django.utils import timezone

from reports.models.report import Report

STEPS = (60, 30, 7)
"""So many days before the renewal is due, owners and editors are reminded."""

OVERDUE = 0
"""Stands for what the secretariat is told once the day has passed."""


class Reminder(models.Model):
    """That those concerned were told of one report at one step, which happens once."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "days"], name="reminder_once_per_step"),
            models.CheckConstraint(
                condition=models.Q(days__in=[*STEPS, OVERDUE]), name="reminder_step_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.days)
