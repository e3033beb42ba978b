"""How notes, presences and reading links of a draft are read."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import models


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

    def with_visits(self) -> "ReadingLinkQuerySet":
        """Who made and revoked them, and their visits, in two queries."""
        return self.select_related("created_by", "revoked_by").prefetch_related("visits")
