"""The peer group of a benchmark: a group with an open section, split by a facet.

Belongs here: what only the benchmark reads from its address, and its links. Not here: what every peer group
has (`peer_group`), or what is counted of the group (`reports.benchmark`).

`section` says which section is open, `by` how the group is split.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.benchmark import BY
from reports.benchmark.measures import Groups
from reports.views.public.peer_group import Pairs, PeerGroup, found_for
from reports.views.public.regions import region_of
from reports.views.public.register_filters import Link
from reports.views.public.register_options import LABELS

DEFAULT_BY = "region"
PAGE, TABLE = "public:benchmark", "public:benchmark-csv"


@dataclass(frozen=True)
class Group(PeerGroup):
    """The reports meant. `section` is the code of the open section, `by` the facet that splits the group.

    `first` is the section that is open where none is chosen.
    """

    section: str
    by: str
    first: str

    @property
    def path(self) -> str:
        """The address of the benchmark."""
        return reverse(PAGE)

    @property
    def own(self) -> Pairs:
        """The open section and the split."""
        return self._own(self.section, self.by)

    def link(self, *, page: str = PAGE, fragment: str = "", **fields: str) -> str:
        """Return the address of the same group with another section, another split, or of another view."""
        own = self._own(fields.get("section", self.section), fields.get("by", self.by))
        return self.at(reverse(page), own) + fragment

    def with_standard(self, standard: str) -> str:
        """Return the address of the register that lists those of the group that cite a standard."""
        return f"{reverse('public:register')}?{self.found.address.with_values('standard', [standard]).query}"

    @property
    def splits(self) -> list[Link]:
        """The facets by which the group can be split."""
        return [Link(str(LABELS[by]), self.link(by=by, fragment="#split"), by == self.by) for by in BY]

    def groups(self) -> Groups:
        """Return what tells the values of a profile by which the group is split."""
        if self.by == "region":
            return lambda profile: (region_of(profile.value),)
        if self.by == "role":
            return lambda profile: profile.roles or ("",)
        if self.by == "cycle":
            return lambda profile: (profile.cycle,)
        return lambda profile: (profile.value,)

    def label(self, value: str) -> str:
        """Return what a value of the split is called."""
        option = self.found.options.by_facet[self.by].get(value)
        return option.label if option else _("Not given")

    @property
    def order(self) -> list[str]:
        """The values of the split in their natural order; what has none comes last."""
        return list(self.found.options.by_facet[self.by])

    def _own(self, section: str, by: str) -> Pairs:
        return [
            *([("section", section)] if section != self.first else []),
            *([("by", by)] if by != DEFAULT_BY else []),
        ]


def group_of(parameters: Mapping[str, list[str]], sections: list[str]) -> Group:
    """Return the group that a query means; what means nothing is named in `found.unknown` or left out."""
    section, by = (parameters.get(name, [""])[-1] for name in ("section", "by"))
    return Group(
        found_for(parameters),
        section if section in sections else sections[0],
        by if by in BY else DEFAULT_BY,
        sections[0],
    )
