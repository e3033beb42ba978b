"""Charts in the rows of a table: as long as their numbers, and told in words."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.benchmark.beside import share, spread_beside
from reports.benchmark.measures import Cell, Spread

SVG = "{http://www.w3.org/2000/svg}"
ABOUT = {"name": "gap-1-chart", "title": "<Audit> & log", "description": "9 of 14 reports"}


def _percent(element, attribute):
    return float(element.get(attribute).rstrip("%"))


def _parsed(chart):
    found = etree.fromstring(chart)
    assert found.get("role") == "img" and " style=" not in chart
    assert [found.findtext(SVG + child) for child in ("title", "desc")] == [
        ABOUT["title"],
        ABOUT["description"],
    ]
    return found


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_is_as_long_as_its_part_and_the_rest_is_drawn_too(number, rest):
    of = number + rest
    parts = {
        rect.get("class").removeprefix("part part-"): (_percent(rect, "x"), _percent(rect, "width"))
        for rect in _parsed(share(Cell(number, of, of), **ABOUT)).iter(f"{SVG}rect")
    }
    assert set(parts) == ({"share"} if number else set()) | ({"not-reported"} if rest or not of else set())
    if number:
        start, width = parts["share"]
        assert start == 0 and abs(width - 100 * number / of) < 0.001
    assert abs(sum(width for _start, width in parts.values()) - 100) < 0.002


@given(st.lists(st.floats(0, 9000), min_size=5, max_size=5), st.integers(0, 20_000))
def test_the_ring_stands_where_the_report_does(values, own):
    spread = Spread(*sorted(values), 7)
    chart = _parsed(spread_beside(spread, own, **ABOUT))
    (ring,) = chart.iter(f"{SVG}circle")
    most = max(spread.high, own) or 1
    assert abs(_percent(ring, "cx") - 8 - 84 * own / most) < 0.001
    (median,) = [line for line in chart.iter(f"{SVG}line") if line.get("class") == "median"]
    assert abs(_percent(median, "x1") - 8 - 84 * spread.median / most) < 0.001
