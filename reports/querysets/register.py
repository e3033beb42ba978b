"""Pages as they were rendered, and the number under which they still hold."""

from typing import Any

from django.db import connections, models
from django.db.models import F

ONLY = 1
"""The number of the one row."""


_SENT = ("address", "release", "state", "etag", "content_type", "content")
"""The columns of a page that are read to send it."""


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
