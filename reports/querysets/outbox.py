"""Which messages the secretariat's outbox lists, and how many there are in each state."""

from django.db import models


class MessageQuerySet(models.QuerySet):
    """Messages, as they are listed: never with their words."""

    def for_desk(self, state: str = "") -> "MessageQuerySet":
        """The latest first, with person, organisation and cycle in the same query; in one state, if given."""
        listed = self.defer("content").select_related("user", "organisation", "report__cycle")
        return listed.filter(state=state) if state else listed

    def counts(self) -> dict[str, int]:
        """State -> how many messages; states without any are missing. One query."""
        return dict(self.order_by().values_list("state").annotate(models.Count("pk")))
