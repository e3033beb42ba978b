"""Whether the web addresses in what is published can still be opened: derived, and never part of a version.

Not here: the look at a report that is not public yet (`drafting.LinkCheck`).
"""

from django.db import models
from django.utils import timezone

from reports.models.version import Version


class PublishedLinkCheck(models.Model):
    """What became of the addresses in one published version, looked at anew each month while it is listed.

    `outcomes` is what the last whole look found: a list of {"address", "codes", "state", "status",
    "final_address", "note", "checked_at", "misses", "gone_since"} in the order of the version. `codes` are
    the questions in whose answers the address stands; `misses` counts how often in a row it could not be
    opened; `gone_since` is the moment since which that is certain, or empty.

    `found` is what a look knows that goes on: it began at `begun_at` and has ended once `checked_at` is no
    earlier. `due_at` is when to look next.
    """

    version = models.OneToOneField(Version, models.PROTECT, related_name="link_check")
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    begun_at = models.DateTimeField(default=timezone.now, db_index=True)
    found = models.JSONField(default=list, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    outcomes = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return str(self.version_id)
