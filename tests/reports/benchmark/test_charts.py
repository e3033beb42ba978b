"""Charts are XML that any reader can parse, whatever their words are, and hold every number given."""

import re

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reports.benchmark.charts import Part, Square, bar, grid_chart, number, plain_number, spread_chart

SVG = "{http://www.w3.org/2000/svg}"
PATTERNS = ("in-place", "planned", "not-in-place", "not-applicable", "not-reported")
WORDS = st.text(max_size=40)


def _parsed(chart: str) -> etree._Element:
    found = etree.fromstring(chart)
    assert found.get("role") == "img"
    assert " style=" not in chart
    for child, attribute in (("title", "aria-labelledby"), ("desc", "aria-describedby")):
        assert found.find(SVG + child).get("id") == found.get(attribute)
    return found


def _texts(chart: etree._Element) -> list[str]:
    return ["".join(text.itertext()) for text in chart.iter(f"{SVG}text")]


@settings(max_examples=50)
@given(st.lists(st.tuples(WORDS, st.integers(0, 500)), min_size=5, max_size=5), WORDS, WORDS)
def test_a_bar_is_xml_and_as_long_as_its_parts(given_parts, title, description):
    parts = [Part(*each, pattern) for each, pattern in zip(given_parts, PATTERNS, strict=True)]
    chart = _parsed(bar(parts, name="bar", title=title, description=description))
    drawn = [rect for rect in chart.findall(f"{SVG}rect") if "part" in rect.get("class")]
    assert len(drawn) == sum(part.number > 0 for part in parts)
    total = sum(part.number for part in parts)
    wide = sum(float(rect.get("width").rstrip("%")) for rect in drawn)
    assert wide == pytest.approx(100 if total else 0, abs=0.01)


def test_a_bar_is_labelled_where_the_label_fits():
    parts = [Part("In place", 60, "in-place"), Part("Planned", 8, "planned"), Part("Not", 1, "not-in-place")]
    chart = _parsed(bar(parts, name="bar", title="Tests", description="In place 60, planned 8, not 1"))
    assert _texts(chart) == ["In place 60", "8"]
    assert chart.find(f"{SVG}desc").text == "In place 60, planned 8, not 1"


def test_a_pattern_belongs_to_its_chart():
    chart = bar([Part("Planned", 1, "planned")], name="practice-x", title="", description="")
    assert (
        re.findall(r'id="([^"]+-lines)"', chart)
        == re.findall(r"url\(#([^)]+)\)", chart)
        == ["practice-x-lines"]
    )


@settings(max_examples=50)
@given(st.lists(st.integers(0, 10_000), min_size=5, max_size=5).map(sorted))
def test_a_spread_holds_its_five_values(values):
    labels = ["least", "low", "median", "high", "most"]
    chart = _parsed(spread_chart(values, labels, most=values[-1], name="s", title="Words", description="All"))
    assert _texts(chart) == [text for pair in zip(map(str, values), labels, strict=True) for text in pair]
    for line in chart.iter(f"{SVG}line"):
        assert 0 <= float(line.get("x1").rstrip("%")) <= float(line.get("x2").rstrip("%")) <= 100.001


@settings(max_examples=50)
@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, min_size=1, max_size=3))
def test_a_grid_holds_every_cell(names, columns):
    rows = [
        (name, [Square(f"{down} of {across}", 5, across == 1) for across, _ in enumerate(columns)])
        for down, name in enumerate(names)
    ]
    chart = _parsed(
        grid_chart([(column, "3 reports") for column in columns], rows, name="g", title="", description="")
    )
    words = [f"{square.words}{' *' if square.is_small else ''}" for _name, row in rows for square in row]
    assert [
        text for text in _texts(chart) if " of " in text and re.fullmatch(r"\d of \d( \*)?", text)
    ] == words
    small = [rect for rect in chart.iter(f"{SVG}rect") if "small-group" in rect.get("class")]
    assert len(small) == sum(square.is_small for _name, row in rows for square in row)


def test_nobody_asked_is_no_zero():
    chart = _parsed(
        grid_chart([("Asia", "1 report")], [("Tests", [None])], name="g", title="", description="")
    )
    assert _texts(chart)[-1] == "–"
    assert list(chart.iter(f"{SVG}rect")) == []


def test_what_is_cut_stands_in_the_title():
    long = "A topic whose name is so long that two lines of the chart cannot hold it whatever they do"
    chart = _parsed(grid_chart([("X", "")], [(long, [None])], name="g", title="", description=""))
    label = next(text for text in chart.iter(f"{SVG}text") if text.get("class") == "row")
    assert label.find(f"{SVG}title").text == long
    assert [span.text.endswith("…") for span in label.findall(f"{SVG}tspan")] == [False, True]


@pytest.mark.parametrize(("value", "words"), [(12, "12"), (12.0, "12"), (12.5, "12.5"), (0.25, "0.2")])
def test_numbers(value, words):
    assert number(value) == words


def test_figures_are_written_as_the_language_of_the_page_writes_them():
    with translation.override("fr"):
        assert [number(value) for value in (41.75, 12, 1188)] == ["41,8", "12", "1188"]
        assert plain_number(41.75) == "41.8"


@pytest.mark.parametrize(
    ("name", "width"), [("Niveaux de risque", 328), ("Définition et classification des risques", 376)]
)
def test_names_of_rows_take_the_room_that_they_need(name, width):
    rows = [(name, [Square("1 sur 3", 1, False), None])]
    chart = _parsed(grid_chart([("2025", ""), ("2026", "")], rows, name="g", title="", description=""))
    label = next(text for text in chart.iter(f"{SVG}text") if text.get("class") == "row")
    assert " ".join(span.text for span in label.findall(f"{SVG}tspan")) == name
    assert int(chart.get("width")) == width
