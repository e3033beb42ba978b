"""A comparison of reports as a file, built on request and kept while what it says stands."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.models.files import BuiltFile, whole
from reports.querysets.version import FileQuerySet


def today() -> date:
    """Return the day in UTC."""
    return timezone.now().date()


class ComparisonFile(BuiltFile):
    """One comparison: its address as a query, the language of its page, and what it was built from.

    `source_sha256` is the digest of everything that the file says; `versions` are the ids of the versions in
    it, none of which it keeps from anything. `compared_on` is the day of the register's state that it shows,
    `asked_on` the last day on which somebody asked for it.
    """

    locale = models.CharField(max_length=8)
    query = models.CharField(max_length=1000)
    source_sha256 = models.CharField(max_length=64)
    versions = models.JSONField()
    compared_on = models.DateField(default=today)
    asked_on = models.DateField(default=today)

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        verbose_name = _("comparison as a file")
        verbose_name_plural = _("comparisons as files")
        constraints = [
            models.UniqueConstraint(fields=["source_sha256"], name="comparison_file_once"),
            whole("comparison_file"),
        ]

    def __str__(self) -> str:
        return self.query
