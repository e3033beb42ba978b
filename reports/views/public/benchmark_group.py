"""The peer group of a benchmark: which reports the address means, and where its filters lead.

Belongs here: reading the address, links, the group in words. Not here: what facets mean (`register_options`)
or what is counted of the group (`reports.benchmark`).

A group is chosen as reports are filtered in the register, by the same parameters; `section` says which
section is open, `by` how the group is split. Withdrawn reports belong to no group.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.benchmark import BY
from reports.benchmark.dataset import FEWEST
from reports.benchmark.measures import Groups
from reports.views.public.regions import region_of
from reports.views.public.register_address import FACETS
from reports.views.public.register_filters import Box, Chip, Link, Value, boxes, chips
from reports.views.public.register_found import Found, find
from reports.views.public.register_options import LABELS

DEFAULT_BY = "region"
PAGE, TABLE = "public:benchmark", "public:benchmark-csv"


@dataclass(frozen=True)
class Group:
    """The reports meant. `section` is the code of the open section, `by` the facet that splits the group.

    `first` is the section that is open where none is chosen.
    """

    found: Found
    section: str
    by: str
    first: str

    @property
    def ids(self) -> list[int] | None:
        """The versions of the group; None for every report of the register."""
        return self.found.ids if self.is_narrowed else None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        address = self.found.address
        return bool(address.chosen or address.q or address.org)

    @property
    def size(self) -> int:
        """How many reports belong to the group."""
        return self.found.total

    @property
    def is_small(self) -> bool:
        """Whether the group is so small that numbers say more of its reports than of a group."""
        return 0 < self.size < FEWEST

    def link(self, *, page: str = PAGE, fragment: str = "", **fields: str) -> str:
        """Return the address of the same group with another section, another split, or of another view."""
        pairs = _pairs(self.found.address.query) + self._own(
            fields.get("section", self.section), fields.get("by", self.by)
        )
        return _joined(reverse(page), pairs) + fragment

    @property
    def in_register(self) -> str:
        """The address of the register that lists the reports of the group."""
        return _joined(reverse("public:register"), _pairs(self.found.address.query))

    def with_standard(self, standard: str) -> str:
        """Return the address of the register that lists those of the group that cite a standard."""
        address = self.found.address.with_values("standard", [standard])
        return _joined(reverse("public:register"), _pairs(address.query))

    @property
    def boxes(self) -> list[Box]:
        """Every facet with its values, each a link to this page."""
        return [
            replace(
                box,
                shown=[self._value(value) for value in box.shown],
                more=[(name, [self._value(value) for value in values]) for name, values in box.more],
                is_open=box.in_use > 0,
            )
            for box in boxes(self.found)
            if box.name != "standing"
        ]

    @property
    def chips(self) -> list[Chip]:
        """What is chosen, each with the address without it."""
        return [replace(chip, url=self._here(chip.url)) for chip in chips(self.found)]

    @property
    def filters(self) -> list[str]:
        """What is chosen, in words."""
        return [_("%(label)s: %(value)s") % {"label": chip.label, "value": chip.value} for chip in self.chips]

    @property
    def words(self) -> str:
        """How large the group is: "All 12 published reports", or "3 reports" where something is chosen."""
        if not self.is_narrowed:
            return ngettext(
                "The %(number)s published report", "All %(number)s published reports", self.size
            ) % {"number": self.size}
        return ngettext("%(number)s report", "%(number)s reports", self.size) % {"number": self.size}

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

    def _value(self, value: Value) -> Value:
        return replace(value, url=self._here(value.url))

    def _here(self, url: str) -> str:
        return _joined(reverse(PAGE), _pairs(urlsplit(url).query) + self._own(self.section, self.by))

    def _own(self, section: str, by: str) -> list[tuple[str, str]]:
        """Return the parameters that only this page has; defaults stand in no address."""
        return [
            *([("section", section)] if section != self.first else []),
            *([("by", by)] if by != DEFAULT_BY else []),
        ]


def group_of(parameters: Mapping[str, list[str]], sections: list[str]) -> Group:
    """Return the group that a query means; what means nothing is named in `found.unknown` or left out."""
    wished = {name: parameters[name] for name in (*FACETS, "q", "org") if name in parameters}
    wished.pop("standing", None)
    # An order that needs no ranking: nobody sees it.
    found = find(wished | {"sort": ["organisation"]})
    found = replace(found, address=found.address.changed(sort=""))
    section, by = (parameters.get(name, [""])[-1] for name in ("section", "by"))
    return Group(
        found,
        section if section in sections else sections[0],
        by if by in BY else DEFAULT_BY,
        sections[0],
    )


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query)


def _joined(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
