"""What stands around a draft and is never published: notes, who is there, links for readers, link checks.

Belongs here: rows that serve the writing of one report. Not here: the words themselves (`answer`), or any
row that a published version could be made from.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from reports.models.report import Report
from reports.models.rules import stamped_together
from reports.querysets.drafting import NoteQuerySet, PresenceQuerySet, ReadingLinkQuerySet


class Note(models.Model):
    """A private note beside an answer. It is taken down, never changed, and never leaves the workspace."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="notes")
    code = models.CharField(max_length=60)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField(null=True, blank=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["report", "code"], name="note_of_answer")]
        constraints = [stamped_together("taken_down", model="note")]

    def __str__(self) -> str:
        return self.code


class Presence(models.Model):
    """Who has the page of a section open: a heartbeat, written over each time; `code` is where they write."""

    LASTS = timedelta(seconds=45)
    """After so long without a heartbeat somebody is taken to have left."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="presences")
    section = models.CharField(max_length=60)
    code = models.CharField(max_length=60, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "section", "seen_by"], name="presence_once_per_section")
        ]

    def __str__(self) -> str:
        return self.section


class ReadingLink(models.Model):
    """A link by which somebody without an account reads a draft, for a time and until it is revoked."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="reading_links")
    reader = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReadingLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [stamped_together("revoked", model="readinglink")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether the link can be used now."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class ReadingVisit(models.Model):
    """One opening of a reading link: when, what, and from which network. Never changes."""

    link = models.ForeignKey(ReadingLink, models.PROTECT, related_name="visits")
    face = models.CharField(max_length=8)
    network = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.face


class LinkCheck(models.Model):
    """The last look at whether the web addresses in a report can be reached, made by the worker on request.

    Its team asks for one while it writes; one begins with the review, and the secretariat asks again.
    `outcomes` is a list of {"address", "state", "status", "final_address", "note", "checked_at"}; it grows
    while the worker goes on, so that `total` and its length tell how far it is. (Older ones lack the moment.)
    """

    report = models.OneToOneField(Report, models.PROTECT, related_name="link_check")
    requested_at = models.DateTimeField(default=timezone.now)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    total = models.PositiveIntegerField(default=0)
    outcomes = models.JSONField(default=list, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{len(self.outcomes)}/{self.total}"
