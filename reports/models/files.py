"""Files that the job queue makes: of a published version, and of a draft.

Belongs here: what is made, how far it is, and the bytes. Not here: what stands in the files (`documents`), or
the blank questionnaire (`questionnaire`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.enums import Face
from reports.models.report import Report
from reports.models.rules import one_of
from reports.models.version import Version
from reports.querysets.version import FileQuerySet, RenditionQuerySet


class BuiltFile(models.Model):
    """A file with its bytes, once they are there, and the job (an id in the queue) that makes them.

    `sha256` and `size` (in bytes) are those of `content`; `renderer` is the version of what wrote it. While a
    PDF is being made, `pages` says how many are laid out. A file that is made anew keeps its bytes until the
    new ones are there.
    """

    job = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    renderer = models.CharField(max_length=60, blank=True)
    content = models.BinaryField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    built_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_ready(self) -> bool:
        """Whether there are bytes to read; asks for no bytes itself."""
        return bool(self.sha256)


def whole(name: str) -> models.CheckConstraint:
    """Return the constraint that a file has bytes, fingerprint and time, or none of them."""
    return models.CheckConstraint(
        condition=Q(content__isnull=True, sha256="", built_at__isnull=True)
        | (Q(content__isnull=False, built_at__isnull=False) & ~Q(sha256="")),
        name=f"{name}_whole_or_waiting",
    )


class Rendition(BuiltFile):
    """A file derived from a published version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="renditions")
    face = models.CharField(max_length=12, choices=Face)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a version")
        verbose_name_plural = _("files of versions")
        constraints = [
            models.UniqueConstraint(fields=["version", "face"], name="rendition_once_per_face"),
            one_of("face", Face, model="rendition"),
            whole("rendition"),
        ]

    def __str__(self) -> str:
        return self.face


class DraftFile(BuiltFile):
    """A file of a draft, made on request and read by members and by readers with a link.

    `source_sha256` is the fingerprint of the words that were asked for, and once it is made, of those in it.
    `contents` is what stands in a board paper, as it was when it was asked for; empty for the other faces,
    which are made of the draft itself.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="draft_files")
    face = models.CharField(max_length=12, choices=Face)
    source_sha256 = models.CharField(max_length=64)
    contents = models.JSONField(default=dict, blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["face"]
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")
        constraints = [
            models.UniqueConstraint(fields=["report", "face"], name="draft_file_once_per_face"),
            one_of("face", Face, model="draft_file"),
            whole("draft_file"),
        ]

    def __str__(self) -> str:
        return self.face
