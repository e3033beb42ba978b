"""What the secretariat asks for beside a report, what the team gives, and who opened what.

Belongs here: information that supports a report and is no part of it. Nothing that is frozen, published,
exported or read by a link is made from these rows. Not here: the report's answers (`answer`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reports.models.report import Report
from reports.models.rules import stamped_together
from reports.querysets.supporting import SupportingAccessQuerySet, SupportingRequestQuerySet

MOST_BYTES = 10 * 1024 * 1024
NAME_LENGTH = 120


class SupportingRequest(models.Model):
    """What the secretariat asks for, until it closes the request."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="supporting_requests")
    text = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SupportingRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [stamped_together("closed", model="supportingrequest")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether the team may still answer."""
        return self.closed_at is None


class SupportingAnswer(models.Model):
    """What the team gave at one time: words, files, or both. It stays as it was given."""

    request = models.ForeignKey(SupportingRequest, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class SupportingFile(models.Model):
    """A file of an answer. `media_type` is what its bytes say, never what the sender said."""

    answer = models.ForeignKey(SupportingAnswer, models.PROTECT, related_name="files")
    name = models.CharField(max_length=NAME_LENGTH)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=MOST_BYTES), name="supportingfile_size_bounded"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SupportingAccess(models.Model):
    """That somebody opened what was given to a report: all words and names, or one file. Never changes."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="supporting_accesses")
    file = models.ForeignKey(SupportingFile, models.PROTECT, null=True, blank=True, related_name="accesses")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SupportingAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)
