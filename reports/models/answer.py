"""Answers of a draft and every state they were ever saved in. Published text stands in `version`."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from reports.models.report import Report
from reports.querysets.answer import AnswerQuerySet


class Answer(models.Model):
    """The place of one answer: a report and a stable question code. Its words are revisions."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="answers")
    code = models.CharField(max_length=40)
    current = models.OneToOneField(
        "reports.AnswerRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="answer_once_per_code")]

    def __str__(self) -> str:
        return self.code


class AnswerRevision(models.Model):
    """One saved state of an answer: who, when, what, and which state it started from. Never changes."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    choices = models.JSONField(default=list)
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_number_from_one"),
        ]

    def __str__(self) -> str:
        return str(self.number)
