"""Practices and standards counted by reports; pages as they were rendered, and until when they hold."""

from collections.abc import Collection
from typing import Any

from django.db import connections, models
from django.db.models import F

from reports.enums import REPORTED

ONLY = 1
"""The number of the one row."""
_SENT = ("address", "release", "state", "etag", "content_type", "content")
"""The columns of a page that are read to send it."""


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

    def tag_at(self, address: str, release: str) -> str | None:
        """Return the validator of the page of one address that this release made, or None. One query.

        A page stands until something is published or withdrawn.
        """
        row = self._at("etag", address, release)
        return row[0] if row else None

    def page_at(self, address: str, release: str) -> Any | None:
        """Return that page, or None. One query."""
        row = self._at(", ".join(_SENT), address, release)
        return self.model.from_db(self.db, _SENT, row) if row else None

    def _at(self, columns: str, address: str, release: str) -> Any | None:
        # In SQL: to put the query together would cost more than all the rest of answering with a stored page.
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM reports_storedpage WHERE address = %s AND release = %s AND state = "  # noqa: S608
                "COALESCE((SELECT number FROM reports_registerstate WHERE id = %s), 0)",
                [address, release, ONLY],
            )
            return cursor.fetchone()


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
