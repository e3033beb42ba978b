"""The peers of one's own report: a group as the benchmark chooses it, without reports of one's own.

Belongs here: what that page's address means, its group in words. Not here: what every group has in common
(`public.peer_group`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from reports.models import Report
from reports.views.public.peer_group import Pairs, PeerGroup, found_for


@dataclass(frozen=True)
class PositionGroup(PeerGroup):
    """The peers meant by the address of the position of a report."""

    report: Report

    @property
    def path(self) -> str:
        """The address of the position."""
        return reverse("workspace:position", args=[self.report.organisation.slug, self.report.cycle.slug])

    @property
    def own(self) -> Pairs:
        """Nothing: the page has no parameters of its own."""
        return []

    @property
    def words(self) -> str:
        """How many reports of others belong to the group."""
        return ngettext(
            "%(number)s published report of another organisation",
            "%(number)s published reports of other organisations",
            self.size,
        ) % {"number": self.size}

    def with_standard(self, standard: str) -> str:
        """Return the address of the register that lists those of the group that cite a standard."""
        return f"{reverse('public:register')}?{self.found.address.with_values('standard', [standard]).query}"


def group_of(parameters: Mapping[str, list[str]], report: Report) -> PositionGroup:
    """Return the group that a query means; reports of the same organisation belong to none."""
    return PositionGroup(found_for(parameters, besides=report.organisation.slug), report)
