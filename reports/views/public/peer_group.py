"""A peer group: the reports that the filters in an address choose, in words, as chips and as links.

Belongs here: what every page of a group has in common (`benchmark_group`, `topic_group`). Not here: what
facets mean (`register_options`), who fits (`register_found`), or what a page shows of the group.

A group is chosen as reports are filtered in the register, by the same parameters. Withdrawn reports belong to
no group.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.benchmark.dataset import FEWEST
from reports.views.public.register_address import FACETS
from reports.views.public.register_filters import Box, Chip, Value, boxes, chips
from reports.views.public.register_found import Found, find

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class PeerGroup:
    """The reports meant. A page of a group says where it stands (`path`) and what only it has (`own`)."""

    found: Found

    @property
    def path(self) -> str:
        """The address of the page, without parameters."""
        raise NotImplementedError

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has; defaults stand in no address."""
        raise NotImplementedError

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

    @property
    def pairs(self) -> Pairs:
        """The parameters that choose the group."""
        return parse_qsl(self.found.address.query)

    def at(self, path: str, own: Pairs | None = None) -> str:
        """Return the address of another page of the same group, with parameters of its own."""
        return joined(path, self.pairs + (own or []))

    @property
    def in_register(self) -> str:
        """The address of the register that lists the reports of the group."""
        return self.at(reverse("public:register"))

    @property
    def everybody(self) -> str:
        """The address of the same page for all reports."""
        return joined(self.path, self.own)

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

    def _value(self, value: Value) -> Value:
        return replace(value, url=self._here(value.url))

    def _here(self, url: str) -> str:
        """Return the address of this page for the group that an address of the register means."""
        return joined(self.path, parse_qsl(urlsplit(url).query) + self.own)


def found_for(parameters: Mapping[str, list[str]], *, besides: str = "") -> Found:
    """Return what the group in an address is; what means nothing is named in `unknown` or left out.

    `besides` is the slug of an organisation whose own reports belong to no group.
    """
    wished = {name: parameters[name] for name in (*FACETS, "q", "org") if name in parameters}
    wished.pop("standing", None)
    # An order that needs no ranking: nobody sees it.
    found = find(wished | {"sort": ["organisation"]}, besides=besides)
    return replace(found, address=found.address.changed(sort=""))


def joined(path: str, pairs: Pairs) -> str:
    """Return a path with its parameters."""
    return f"{path}?{urlencode(pairs)}" if pairs else path
