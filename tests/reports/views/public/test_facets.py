"""Counts of facets are those of trying each choice out, for whatever rows and whatever is chosen."""

from hypothesis import given
from hypothesis import strategies as st

from reports.views.public.facets import Row, tally

FACETS, STORED = ("country", "role", "cycle"), ("practice", "standard")
VALUES = {"country": "ABC", "role": "xyz", "cycle": "12"}


@st.composite
def _rows(draw):
    """Rows with one country, any roles, perhaps a cycle, and what they state of practices and standards."""
    return [
        {
            "country": (draw(st.sampled_from("ABC")),),
            "role": tuple(draw(st.sets(st.sampled_from("xyz")))),
            "cycle": draw(st.sampled_from([(), ("1",), ("2",)])),
            "practice": draw(st.sets(st.sampled_from("pq"))),
            "standard": draw(st.sets(st.sampled_from("st"))),
        }
        for _ in range(draw(st.integers(0, 8)))
    ]


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "country": st.sets(st.sampled_from("ABCD")),
        "role": st.sets(st.sampled_from("xyz")),
        "cycle": st.sets(st.sampled_from("12")),
        "practice": st.sets(st.sampled_from("pqr")),
        "standard": st.sets(st.sampled_from("st")),
    },
)


def _fitting(rows, chosen):
    """Return the places of the rows that have one of the values of each facet of which some are chosen."""
    return [
        place
        for place, row in enumerate(rows)
        if all(set(values) & set(row[facet]) for facet, values in chosen.items() if values)
    ]


def _tally(rows, chosen):
    loaded = [
        Row(
            place,
            {facet: row[facet] for facet in FACETS},
            {facet: bool(set(row[facet]) & set(chosen.get(facet, ()))) for facet in STORED},
        )
        for place, row in enumerate(rows)
    ]
    return tally(loaded, chosen, facets=FACETS, stored=STORED)


@given(_rows(), CHOICES)
def test_counts_are_those_of_trying_each_value(rows, chosen):
    found = _tally(rows, chosen)
    assert found.ids == _fitting(rows, chosen)
    for facet in FACETS:
        tried = {value: len(_fitting(rows, chosen | {facet: {value}})) for value in VALUES[facet]}
        assert dict(found.counts[facet]) == {value: number for value, number in tried.items() if number}


@given(_rows(), CHOICES)
def test_what_the_database_counts_is_counted_over_what_fits_all_other_facets(rows, chosen):
    found = _tally(rows, chosen)
    for facet in STORED:
        assert found.short_of[facet] == _fitting(rows, chosen | {facet: set()})


def test_a_row_that_misses_two_facets_counts_for_none():
    rows = [{"country": ("A",), "role": ("x",), "cycle": ("1",), "practice": set(), "standard": set()}]
    found = _tally(rows, {"country": {"B"}, "practice": {"p"}})
    assert (found.ids, found.short_of) == ([], {"practice": [], "standard": []})
    assert not any(found.counts.values())
