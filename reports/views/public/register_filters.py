"""The facets, chips and orders of the register as links: each leads to the address of one wish more or less.

Belongs here: what is shown of a facet and where each value leads. Not here: the numbers (`facets`), the
names (`register_options`), or markup.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.views.public.register_address import ANSWERS, BEST, FACETS, NEWEST, SORTS, RegisterAddress
from reports.views.public.register_found import Found
from reports.views.public.register_options import LABELS, ORDERED

SHOWN = 8
"""How many values of a facet stand before the others: those that most reports have, and those chosen."""
ALWAYS_OPEN = frozenset({"country", "sector", "cycle"})
"""The facets that stand open where nothing of them is chosen: what most readers begin with."""

ORDERS: dict[str, str | Promise] = {
    NEWEST: gettext_lazy("Newest first"),
    BEST: gettext_lazy("Best match first"),
    "organisation": gettext_lazy("Organisation, A to Z"),
    "country": gettext_lazy("Country, A to Z"),
    "longest": gettext_lazy("Longest first"),
    "shortest": gettext_lazy("Shortest first"),
}


@dataclass(frozen=True)
class Value:
    """One value of a facet; `url` adds it or takes it off."""

    label: str
    group: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Box:
    """One facet: the values that stand first, and the others as pairs of group and values.

    `in_use` says how many values were chosen.
    """

    name: str
    label: str
    shown: list[Value]
    more: list[tuple[str, list[Value]]]
    in_use: int
    is_open: bool

    @property
    def more_count(self) -> int:
        """How many values do not stand first."""
        return sum(len(values) for _group, values in self.more)


@dataclass(frozen=True)
class Chip:
    """One wish in words, and the address without it."""

    label: str
    value: str
    url: str
    lang: str = ""


@dataclass(frozen=True)
class Link:
    """One of several ways to look at the same, and whether it is the present one."""

    label: str
    url: str
    current: bool


def address_of(address: RegisterAddress, name: str = "public:register") -> str:
    """Return the path and query of the page, or of another view that takes the same parameters."""
    return _joined(reverse(name), address)


def _joined(path: str, address: RegisterAddress) -> str:
    query = address.query
    return f"{path}?{query}" if query else path


def boxes(found: Found) -> list[Box]:
    """Return every facet of which some report has a value, in the order of addresses.

    Where all that is found is listed, nobody needs to hear of standings.
    """
    made = [box for facet in FACETS if (box := _box(found, facet)).shown]
    return [box for box in made if box.name != "standing" or box.in_use or len(box.shown) > 1]


def _box(found: Found, facet: str) -> Box:
    values = _values(found, facet)
    chosen = [value for value in values if value.chosen]
    first = values if len(values) <= SHOWN + 1 else chosen + _most(values)[:SHOWN]
    shown = [value for value in values if value in first]
    in_use = len(found.address.chosen.get(facet, ()))
    return Box(
        name=facet,
        label=str(LABELS[facet]),
        shown=shown,
        more=_grouped([value for value in values if value not in first]),
        in_use=in_use,
        is_open=in_use > 0 or facet in ALWAYS_OPEN,
    )


def _values(found: Found, facet: str) -> list[Value]:
    """Return the values that some report has or that are chosen, in their order."""
    counts, chosen = found.tally.counts[facet], found.address.values(facet)
    path = reverse("public:register")  # hundreds of values lead there
    values = []
    for value, option in found.options.by_facet[facet].items():
        count, is_chosen = counts.get(value, 0), value in chosen
        if count or is_chosen:
            toggle = found.address.without_value if is_chosen else found.address.with_value
            url = _joined(path, toggle(facet, value))
            values.append(Value(option.label, option.group, count, url, is_chosen))
    return values if facet in ORDERED else _most(values)


def _most(values: list[Value]) -> list[Value]:
    """Return the values by how many reports have them; those of equal number keep their order."""
    return sorted(values, key=lambda value: -value.count)


def _grouped(values: list[Value]) -> list[tuple[str, list[Value]]]:
    """Return the values by group, groups and values from A to Z."""
    groups: dict[str, list[Value]] = {}
    for value in sorted(values, key=lambda value: (value.group.casefold(), value.label.casefold())):
        groups.setdefault(value.group, []).append(value)
    return list(groups.items())


def chips(found: Found) -> list[Chip]:
    """Return one chip for everything that narrows what is shown, in the order of addresses."""
    address, options = found.address, found.options
    made = []
    if address.q:
        made.append(Chip(_("Words"), address.q, address_of(address.changed(q=""))))
    if address.topic:
        made.append(Chip(_("Topic"), options.topics[address.topic], address_of(address.changed(topic=""))))
    if address.org:
        name = options.organisations[address.org]
        made.append(Chip(_("Organisation"), name, address_of(address.changed(org=""))))
    for facet, values in address.chosen.items():
        for value in values:
            url = address_of(address.without_value(facet, value))
            made.append(Chip(str(LABELS[facet]), options.label(facet, value), url))
    return made


def orders(address: RegisterAddress) -> list[Link]:
    """Return the orders in which reports can stand; answers have only one."""
    if address.view == ANSWERS:
        return []
    offered = [order for order in SORTS if order != BEST or address.q]
    return [_link(address, str(ORDERS[order]), order == address.order, sort=order) for order in offered]


def views(address: RegisterAddress, names: Mapping[str, str]) -> list[Link]:
    """Return the ways to show what words were found in; one way where no word is looked for."""
    if not address.q:
        return []
    return [_link(address, label, view == address.view, view=view) for view, label in names.items()]


def _link(address: RegisterAddress, label: str, current: bool, **fields: str) -> Link:
    return Link(label, address_of(address.changed(**fields)), current)
