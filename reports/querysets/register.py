"""Practices and standards counted by reports; pages as they were rendered, and until when they hold."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F, Subquery, Value
from django.db.models.functions import Coalesce

from reports.enums import REPORTED

ONLY = 1
"""The number of the one row."""


class CountedQuerySet(models.QuerySet):
    """Rows that say something of one version, such as that it cites a standard."""

    number = models.Count("version", distinct=True)
    """How many versions rows of one value belong to."""

    def reports_by(self, column: str, versions: Collection[int] | None) -> dict[str, int]:
        """Return value of the column -> how many of these versions have it, None for all current ones.

        One query.
        """
        if versions is None:
            # Few versions are not current: to leave those out takes a tenth of looking each one up.
            every: Any = self.model._meta.get_field("version").related_model
            found = self.exclude(version__in=every.objects.filter(current_of__isnull=True).order_by())
        else:
            found = self.filter(version__in=versions)
        return dict(found.order_by().values_list(column).annotate(number=self.number))


class StatedPracticeQuerySet(CountedQuerySet):
    """What answers say of practices."""

    number = models.Count("pk")
    """A practice stands at one question of a questionnaire, so that no version states it twice."""

    def reported(self) -> "StatedPracticeQuerySet":
        """Practices that are in place or planned."""
        return self.filter(state__in=REPORTED)


class StoredPageQuerySet(models.QuerySet):
    """Rendered pages."""

    def standing(self, release: str) -> "StoredPageQuerySet":
        """Those that this release made and that nothing published or withdrawn since has outdated."""
        states: Any = self.model._meta.apps.get_model("reports", "RegisterState")
        now = Coalesce(Subquery(states.objects.filter(pk=ONLY).values("number")), Value(0))
        return self.filter(release=release, state=now)


class RegisterStateQuerySet(models.QuerySet):
    """The one row."""

    def number(self) -> int:
        """Return how often the register has changed."""
        found = self.filter(pk=ONLY).values_list("number", flat=True).first()
        return found or 0

    def advance(self) -> None:
        """Outdate every stored page, once the transaction commits."""
        if not self.filter(pk=ONLY).update(number=F("number") + 1):
            self.model(pk=ONLY, number=1).save()
