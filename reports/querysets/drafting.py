"""How notes, presences and reading links of a draft are read."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone


class NoteQuerySet(models.QuerySet):
    """Private notes; only ever asked for in the workspace."""

    def standing(self) -> "NoteQuerySet":
        """Those that nobody has taken down."""
        return self.filter(taken_down_at__isnull=True)

    def by_code(self) -> dict[str, list[Any]]:
        """Return question code -> standing notes, oldest first, with their writers. One query."""
        found: dict[str, list[Any]] = defaultdict(list)
        for note in self.standing().select_related("written_by"):
            found[note.code].append(note)
        return dict(found)


class PresenceQuerySet(models.QuerySet):
    """Who is where in a draft."""

    def others(self, user: Any, *, section: str, since: datetime) -> "PresenceQuerySet":
        """Those who had the section open since then, the user left out; names come in the same query."""
        found = self.filter(section=section, seen_at__gte=since).exclude(seen_by=user)
        return found.select_related("seen_by").order_by("seen_by__name", "pk")


class ReadingLinkQuerySet(models.QuerySet):
    """Reading links of a draft."""

    SHOWN = 50
    """How many visits of a link a list holds at most: whoever has the link can open it without end."""

    def with_visits(self) -> "ReadingLinkQuerySet":
        """Newest first, with who made and revoked them, `visit_count`, and `last_visits`. Two queries."""
        visits = apps.get_model("reports", "ReadingVisit").objects.all()[: self.SHOWN]
        return (
            self.select_related("created_by", "revoked_by")
            .annotate(visit_count=models.Count("visits"))
            .prefetch_related(models.Prefetch("visits", queryset=visits, to_attr="last_visits"))
            .order_by("-created_at", "-pk")  # counting does away with the order of the model
        )

    def open(self) -> "ReadingLinkQuerySet":
        """Those that are neither revoked nor expired."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def with_report(self) -> "ReadingLinkQuerySet":
        """What is read by them comes in the same query."""
        return self.select_related("report__organisation", "report__cycle", "created_by")
