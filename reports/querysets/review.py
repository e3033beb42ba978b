"""How the secretariat's comments on single questions are read."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Subquery


class ReviewCommentQuerySet(models.QuerySet):
    """Comments of the desk; asked for at the desk and in the workspace of the report's organisation only."""

    def unsent(self) -> "ReviewCommentQuerySet":
        """Those that stand at the desk and have not gone to the team: nobody else reads them."""
        return self.filter(taken_down_at__isnull=True, returned_at__isnull=True)

    def returned(self) -> "ReviewCommentQuerySet":
        """Those that the team has, of every round, newest round first."""
        return self.filter(returned_at__isnull=False).order_by("-returned_at", "pk")

    def last_round(self, report: Any) -> "ReviewCommentQuerySet":
        """Those that went back with the report last, until the next version is published."""
        mine = self.filter(report=report)
        last = mine.returned().values("returned_at")[:1]
        later = apps.get_model("reports", "Version").objects.filter(
            report=OuterRef("report"), published_at__gte=OuterRef("returned_at")
        )
        return mine.filter(~Exists(later), returned_at=Subquery(last)).with_names()

    def waiting(self) -> "ReviewCommentQuerySet":
        """Those that nobody of the team has marked as dealt with."""
        return self.filter(dealt_with_at__isnull=True)

    def with_names(self) -> "ReviewCommentQuerySet":
        """Who wrote and who dealt with them comes in the same query."""
        return self.select_related("written_by", "dealt_with_by")


def by_code(comments: Iterable[Any]) -> dict[str, list[Any]]:
    """Return question code -> comments in their order."""
    found: dict[str, list[Any]] = {}
    for comment in comments:
        found.setdefault(comment.code, []).append(comment)
    return found
