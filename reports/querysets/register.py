"""Practices and standards counted by reports; pages as they were rendered, and until when they hold."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce

from reports.enums import REPORTED

ONLY = 1
"""The number of the one row."""


class CountedQuerySet(models.QuerySet):
    """Rows that say something of one version, such as that it cites a standard."""

    def reports_by(self, column: str, versions: Collection[int] | None) -> dict[str, int]:
        """Return value of the column -> how many of these versions have it, None for all current ones.

        One query.
        """
        of_them = Q(version__current_of__isnull=False) if versions is None else Q(version__in=versions)
        number = models.Count("version", distinct=True)
        return dict(self.filter(of_them).order_by().values_list(column).annotate(number=number))


class StatedPracticeQuerySet(CountedQuerySet):
    """What answers say of practices."""

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
