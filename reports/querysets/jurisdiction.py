"""Which jurisdictions count on a day."""

from datetime import date

from django.db import models
from django.db.models import Q


class JurisdictionQuerySet(models.QuerySet):
    """Rows of the list of eligible jurisdictions."""

    def holding(self, on: date) -> "JurisdictionQuerySet":
        """Those that count on this day; a first day that is not known lies in the past."""
        begun = Q(since__isnull=True) | Q(since__lte=on)
        return self.filter(begun, Q(until__isnull=True) | Q(until__gte=on))

    def overlapping(self, *, since: date | None, until: date | None) -> "JurisdictionQuerySet":
        """Those that share a day with this time; None leaves it open at that end."""
        found = self.all()
        if since is not None:
            found = found.filter(Q(until__isnull=True) | Q(until__gte=since))
        if until is not None:
            found = found.filter(Q(since__isnull=True) | Q(since__lte=until))
        return found
