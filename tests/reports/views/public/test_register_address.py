"""Each wish has one address, whatever the query that it was read from looks like."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.views.public.register_address import FACETS, LAST_PAGE, SORTS, RegisterAddress, is_cut, read

NAMES = (*FACETS, "q", "view", "topic", "org", "sort", "page", "nonsense", "")
PLAIN = st.sampled_from(["", " ", "a", "b", "listed", "withdrawn", "answers", "reports", "2", *SORTS])
QUERIES = st.dictionaries(st.sampled_from(NAMES), st.lists(PLAIN | st.text(max_size=20), max_size=4))


def _read(query: str) -> RegisterAddress:
    return read(parse_qs(query, keep_blank_values=True))


@given(QUERIES)
def test_an_address_is_read_as_it_was_written(pairs):
    address = read(pairs)
    assert _read(address.query) == address
    assert address.changed(page=address.page) == address
    assert _read(address.query).query == address.query


@given(QUERIES, st.sampled_from(FACETS), st.sampled_from(["a", "b", "listed", "withdrawn"]))
def test_a_value_put_on_comes_off_again(pairs, facet, value):
    address = read(pairs).changed()
    put_on = address.with_value(facet, value)
    assert value in put_on.values(facet)
    assert _read(put_on.query) == put_on
    if value not in address.values(facet):
        taken_off = put_on.without_value(facet, value)
        assert taken_off.values(facet) == address.values(facet)
        assert value not in taken_off.values(facet)


@pytest.mark.parametrize(
    "query,canonical",
    [
        ("", ""),
        ("nonsense=1&country=&q=", ""),
        ("cycle=2025&country=JP&country=CA&country=JP", "country=CA&country=JP&cycle=2025"),
        ("page=1&sort=newest&view=reports&standing=listed", ""),
        ("standing=withdrawn&standing=listed", "standing=listed&standing=withdrawn"),
        ("q=%20red%20%20team%00%0a", "q=red+team"),
        ("q=one&q=two", "q=two"),
        ("q=x&sort=best", "q=x"),
        ("q=x&sort=newest", "q=x&sort=newest"),
        ("sort=best", ""),
        ("sort=country&sort=longest", "sort=longest"),
        ("sort=random", ""),
        ("view=answers&topic=security", ""),
        ("q=x&topic=security", "q=x"),
        ("org=aoba&topic=t&view=answers&q=x&sort=country", "q=x&view=answers&topic=t&org=aoba"),
        ("page=3&role=deployer", "role=deployer&page=3"),
        ("page=0", ""),
        ("page=-1", ""),
        ("page=２", ""),
        ("page=last", ""),
        ("page=99999999999999999999", ""),
        ("page=999999999", f"page={LAST_PAGE}"),
    ],
)
def test_defaults_blanks_and_what_is_unknown_stand_in_no_address(query, canonical):
    assert _read(query).query == canonical


def test_any_change_leads_to_the_first_page():
    address = _read("country=JP&page=4")
    assert address.with_value("cycle", "2025").query == "country=JP&cycle=2025"
    assert address.changed(sort="longest").query == "country=JP&sort=longest"


def test_taking_the_words_off_takes_off_what_needs_words():
    address = _read("q=x&view=answers&topic=t&country=JP")
    assert address.changed(q="").query == "country=JP"
    assert _read("q=x&sort=newest").changed(q="").query == ""


def test_the_standing_that_is_meant_without_a_word_is_listed():
    address = _read("")
    assert address.values("standing") == ("listed",)
    assert address.with_value("standing", "withdrawn").query == "standing=listed&standing=withdrawn"
    assert _read("standing=withdrawn&standing=listed").without_value("standing", "withdrawn").query == ""


@pytest.mark.parametrize("typed,cut", [("x" * 200, False), ("x" * 201, True), (" " * 300, False)])
def test_more_words_than_are_looked_for_are_noticed(typed, cut):
    assert is_cut({"q": [typed]}) is cut
    assert len(read({"q": [typed]}).q) <= 200


def test_nobody_is_read_a_thousand_values():
    assert len(read({"country": [f"c{number}" for number in range(900)]}).values("country")) == 50
