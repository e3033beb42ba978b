"""Answers of a draft and every state they were ever saved in. Published text stands in `version`."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from reports.models.report import Report
from reports.models.rules import stamped_together
from reports.querysets.answer import AnswerQuerySet, RevisionQuerySet, UnplacedTextQuerySet


class Answer(models.Model):
    """The place of one answer: a report and a stable question code. Its words are revisions."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="answers")
    code = models.CharField(max_length=60)
    current = models.OneToOneField(
        "reports.AnswerRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="answer_once_per_code")]

    def __str__(self) -> str:
        return self.code


PARTS = ("choices", "text", "summary", "practices", "tools", "evidence")
"""What an answer is made of: the fields in which two saved states can differ."""

SUMMARY_LENGTH = 2_000
MOST_ROWS = 40
"""Tools, and pieces of evidence, that an answer may have."""
TOOL_LENGTHS = {"name": 200, "address": 500, "purpose": 500}
EVIDENCE_LENGTHS = {"title": 300, "address": 500}
"""How long each part of a row may be, for forms and for files that come in."""


class AnswerRevision(models.Model):
    """One saved state of an answer: who, when, what, and which state it started from. Never changes.

    `practices` maps practice id to a `PracticeState`; what is not in it is not reported. `tools` is a list
    of {"name", "address", "purpose"}, `evidence` a list of {"title", "address", "accessed_on"}, the last an
    ISO date or empty. `carried` says where words come from that nobody has reviewed yet:
    {"cycle", "framework", "items"}, empty for what was written or reviewed here. `restores` is the earlier
    state whose words these are again.
    """

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    choices = models.JSONField(default=list)
    text = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    practices = models.JSONField(default=dict, blank=True)
    tools = models.JSONField(default=list, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    carried = models.JSONField(default=dict, blank=True)
    restores = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="revision_number_from_one"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def parts(self) -> dict[str, Any]:
        """Everything that was said, by part."""
        return {name: getattr(self, name) for name in PARTS}


class UnplacedText(models.Model):
    """Words that were carried over and have no question here; they wait until somebody decides.

    `placed_under` is the question under which they were put; empty if they were set aside. Rows stay.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="unplaced_texts")
    origin = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    placed_under = models.CharField(max_length=60, blank=True)

    objects = UnplacedTextQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            stamped_together("settled", model="unplacedtext"),
            models.CheckConstraint(
                condition=models.Q(placed_under="") | models.Q(settled_at__isnull=False),
                name="unplacedtext_placed_is_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.origin
