"""What the public may read: current versions and their answers."""

from collections.abc import Mapping

from django.db import models
from django.db.models import Q

from reports.enums import AIRole

# The frozen JSON and its like are large: no list may load them by accident.
_HEAVY = ("source",)


class VersionQuerySet(models.QuerySet):
    """Published versions."""

    def current(self) -> "VersionQuerySet":
        """The version that counts of each published report."""
        return self.filter(current_of__isnull=False)

    def for_lists(self) -> "VersionQuerySet":
        """Organisation and cycle in the same query, the frozen text left out."""
        return self.select_related("report__organisation", "report__cycle").defer(*_HEAVY)

    def at(self, organisation: str, cycle: str) -> "VersionQuerySet":
        """The versions of the report at one public address."""
        return self.select_related("report__organisation", "report__cycle").filter(
            report__organisation__slug=organisation, report__cycle__slug=cycle
        )

    def matching(self, words: str) -> "VersionQuerySet":
        """Organisation's name or any answer holds all the words, in any case."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(organisation_name__icontains=word)
                | Q(pk__in=self.model._default_manager.filter(answers__plain__icontains=word).values("pk"))
            )
        return found

    def filtered(self, chosen: Mapping[str, str]) -> "VersionQuerySet":
        """Apply the register's filters; empty values filter nothing. Keys: those of `FILTERS`, and role."""
        found = self
        for key, path in FILTERS.items():
            if chosen.get(key):
                found = found.filter(**{path: chosen[key]})
        if chosen.get("role") in AIRole.values:
            found = found.filter(**{f"is_{chosen['role']}": True})
        return found


FILTERS = {
    "country": "country",
    "sector": "sector",
    "size": "size_band",
    "framework": "framework_id",
    "cycle": "report__cycle__slug",
}


class PublishedAnswerQuerySet(models.QuerySet):
    """Answers of current versions, side by side."""

    def of_peers(self, codes: Mapping[str, list[str]]) -> "PublishedAnswerQuerySet":
        """Answers of current versions to these questions; `codes` is framework id -> question codes."""
        wanted = Q(pk__in=[])
        for framework_id, of_framework in codes.items():
            wanted |= Q(version__framework_id=framework_id, code__in=of_framework)
        return (
            self.filter(wanted, version__current_of__isnull=False)
            .select_related("version__report__organisation", "version__report__cycle")
            .defer("version__source", "plain")
            .order_by("version__organisation_name", "-version__published_at", "version_id", "position")
        )
