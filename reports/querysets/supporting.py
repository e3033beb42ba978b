"""How supporting information, and the log of who opened it, are read. File contents are loaded for nobody's
list.
"""

from django.apps import apps
from django.db import models


class SupportingRequestQuerySet(models.QuerySet):
    """Requests of the secretariat; asked for by members of the organisation and at the desk only."""

    def with_answers(self) -> "SupportingRequestQuerySet":
        """Oldest first, with people, answers and the names of their files. Three queries."""
        files = apps.get_model("reports", "SupportingFile").objects.defer("content")
        answers = apps.get_model("reports", "SupportingAnswer").objects.select_related("given_by")
        return self.select_related("asked_by", "closed_by").prefetch_related(
            models.Prefetch("answers", answers.prefetch_related(models.Prefetch("files", files)))
        )

    def open(self) -> "SupportingRequestQuerySet":
        """Those that the team may still answer."""
        return self.filter(closed_at__isnull=True)


class SupportingAccessQuerySet(models.QuerySet):
    """The log of openings."""

    SHOWN = 200
    """How many a page lists at most."""

    def for_page(self) -> "SupportingAccessQuerySet":
        """The newest, with who opened what."""
        found = self.select_related("opened_by", "file").defer("file__content")
        return found.order_by("-opened_at", "-pk")[: self.SHOWN]
