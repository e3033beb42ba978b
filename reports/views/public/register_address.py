"""The address of the register: what a reader asks of it, read from a query and written as a query.

Belongs here: which parameters there are, their order, and adding or taking off a value. Each wish has one
address: defaults, empty values and parameters unknown here stand in none. Not here: which values mean
something (`register_options`), or what is found (`register_found`).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

FACETS = (
    "country",
    "region",
    "sector",
    "size",
    "role",
    "cycle",
    "framework",
    "language",
    "practice",
    "standard",
    "standing",
)
"""What reports are filtered by. Several values of one facet widen, several facets narrow."""

LISTED = ("listed",)
"""The standing that is meant where none is chosen."""
NEWEST, BEST = "newest", "best"
SORTS = (NEWEST, BEST, "organisation", "country", "longest", "shortest")
REPORTS, ANSWERS = "reports", "answers"
LONGEST_QUERY = 200
MOST_VALUES = 50
"""How many values of one facet are read at most: no reader clicks that many."""
LAST_PAGE = 10_000


@dataclass(frozen=True)
class RegisterAddress:
    """One wish. `chosen` maps facet -> values, sorted, without facets of which nothing is chosen.

    `topic` narrows answers only, `org` is one organisation's slug. An empty `sort` is the default one.
    """

    q: str = ""
    view: str = REPORTS
    topic: str = ""
    org: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    @property
    def default_sort(self) -> str:
        """Best match where words are looked for, newest otherwise."""
        return BEST if self.q else NEWEST

    @property
    def order(self) -> str:
        """The order that is meant: one of `SORTS`."""
        return self.sort or self.default_sort

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of this wish in their order, each with its value, without the page."""
        pairs = [("q", self.q), ("view", self.view if self.view != REPORTS else "")]
        pairs += [("topic", self.topic), ("org", self.org)]
        pairs += [(facet, value) for facet in FACETS for value in self.chosen.get(facet, ())]
        return [(name, value) for name, value in (*pairs, ("sort", self.sort)) if value]

    @property
    def query(self) -> str:
        """The one query string of this wish, encoded; empty for all listed reports."""
        return urlencode(self.pairs + ([("page", str(self.page))] if self.page > 1 else []))

    @property
    def filters_in_use(self) -> int:
        """How many values are chosen."""
        return sum(map(len, self.chosen.values()))

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet that hold: those chosen, and listed reports where nothing is."""
        return self.chosen.get(facet, LISTED if facet == "standing" else ())

    def changed(self, **fields: Any) -> "RegisterAddress":
        """Return the same wish with other fields, from its first page on."""
        return _settled(replace(self, **{"page": 1, **fields}))

    def with_value(self, facet: str, value: str) -> "RegisterAddress":
        """Return the wish with one more value of a facet."""
        return self.with_values(facet, {*self.values(facet), value})

    def without_value(self, facet: str, value: str) -> "RegisterAddress":
        """Return the wish without this value of a facet."""
        return self.with_values(facet, {*self.values(facet)} - {value})

    def with_values(self, facet: str, values: Collection[str]) -> "RegisterAddress":
        """Return the wish with exactly these values of a facet."""
        return self.changed(chosen={**self.chosen, facet: tuple(values)})


def read(pairs: Mapping[str, list[str]]) -> RegisterAddress:
    """Return what a query wishes; whatever is no parameter, or cannot be read, is left out."""
    chosen = {facet: tuple(pairs.get(facet, ()))[:MOST_VALUES] for facet in FACETS}
    view, page = _last(pairs, "view"), _last(pairs, "page")
    return _settled(
        RegisterAddress(
            q=_last(pairs, "q"),
            view=view if view in {REPORTS, ANSWERS} else REPORTS,
            topic=_last(pairs, "topic"),
            org=_last(pairs, "org"),
            chosen={facet: tuple(map(typed_words, values)) for facet, values in chosen.items()},
            sort=_last(pairs, "sort"),
            page=min(int(page), LAST_PAGE) if re.fullmatch("[0-9]{1,9}", page) else 1,
        )
    )


def is_cut(pairs: Mapping[str, list[str]]) -> bool:
    """Whether more words were typed than are looked for."""
    return len(_on_one_line((pairs.get("q") or [""])[-1])) > LONGEST_QUERY


def _settled(address: RegisterAddress) -> RegisterAddress:
    """Return the wish as its one address writes it."""
    chosen = {facet: _once(address.chosen.get(facet, ())) for facet in FACETS}
    if chosen["standing"] == LISTED:
        chosen["standing"] = ()
    answers = address.view == ANSWERS and bool(address.q)
    sorts = {*SORTS} - {address.default_sort} if address.q else {*SORTS} - {NEWEST, BEST}
    return replace(
        address,
        view=ANSWERS if answers else REPORTS,
        topic=address.topic if answers else "",
        chosen={facet: values for facet, values in chosen.items() if values},
        # Answers stand in the order of how well they match.
        sort=address.sort if address.sort in sorts and not answers else "",
        page=max(address.page, 1),
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _last(pairs: Mapping[str, list[str]], name: str) -> str:
    """Return the last of the values given, as Django reads a query."""
    return typed_words((pairs.get(name) or [""])[-1])


def typed_words(text: str) -> str:
    """Return what was typed on one line, without signs that are not seen, as much of it as is read."""
    return _on_one_line(text)[:LONGEST_QUERY].rstrip()


def _on_one_line(text: str) -> str:
    """Return the text without signs that are not seen, its white space made single."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
