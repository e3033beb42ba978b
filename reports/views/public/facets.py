"""Filtering and counting of reports by facets: pure, over rows that one query has loaded.

Belongs here: which rows fit a choice, and how many would fit with one value more. Not here: where the rows
come from (`register_found`), or how values are called (`register_options`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One report that the register may show.

    `values` maps facet -> the values that the report has; `fits` maps a facet whose values are counted in
    the database, and of which something is chosen, -> whether the report has one of those chosen.
    """

    id: int
    values: Mapping[str, Collection[str]]
    fits: Mapping[str, bool] = {}


class Tally(NamedTuple):
    """What a choice finds: `ids` of the rows that fit it, in their order, and the number for each value.

    The number for a value is how many rows would fit if its facet had this value alone and the other facets
    stood as they are. `short_of` maps facet -> ids of the rows that fit all other facets, for each facet
    whose values the database counts.
    """

    ids: list[int]
    counts: dict[str, Counter[str]]
    short_of: dict[str, list[int]]


def tally(
    rows: Iterable[Row],
    chosen: Mapping[str, Collection[str]],
    *,
    facets: Sequence[str],
    stored: Sequence[str] = (),
) -> Tally:
    """Count the rows once: a row that misses one facet counts for the values of that facet only.

    `facets` are those whose values stand in the rows, `stored` those that rows only say to fit or not.
    """
    wanted = {facet: frozenset(values) for facet, values in chosen.items() if values}
    ids: list[int] = []
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in facets}
    short_of: dict[str, list[int]] = {facet: [] for facet in stored}
    for row in rows:
        missed = _missed(row, wanted, stored)
        if len(missed) > 1:
            continue
        if not missed:
            ids.append(row.id)
        for facet in missed or facets:
            counted = counts.get(facet)
            if counted is not None:
                for value in row.values.get(facet, ()):
                    counted[value] += 1
        for facet in missed or stored:
            if facet in short_of:
                short_of[facet].append(row.id)
    return Tally(ids, counts, short_of)


def _missed(row: Row, wanted: Mapping[str, frozenset[str]], stored: Sequence[str]) -> list[str]:
    """Return the facets of which the row has none of the wanted values; two are enough to know."""
    missed = []
    for facet, values in wanted.items():
        if facet in stored:
            fits = row.fits.get(facet, False)
        else:
            fits = not values.isdisjoint(row.values.get(facet, ()))
        if not fits:
            missed.append(facet)
            if len(missed) > 1:
                break
    return missed
