"""Pages as they were rendered, and the number under which they still hold."""

from typing import Any

from django.db import models
from django.db.models import F, Subquery, Value
from django.db.models.functions import Coalesce

ONLY = 1
"""The number of the one row."""


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
