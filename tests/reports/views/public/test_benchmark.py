"""The benchmark: the group, every number with what it is a number of, charts beside tables, links."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from lxml import etree

from reports.benchmark import Dataset, Profile
from reports.views.public.benchmark_shown import editions
from reports.views.public.register_options import all_frameworks
from tests.reports.views.pages import breaches, parse, text_of

PAGE, TABLE, METHOD = (reverse(f"public:benchmark{name}") for name in ("", "-csv", "-method"))


@pytest.fixture
def ask(shelf, db):
    """Return the response to a query."""

    def ask(query="", path=PAGE, prefix=""):
        response = shelf.client("anonymous").get(f"{prefix}{path}?{query or 'section=1'}")
        assert response.status_code == 200
        return response

    return ask


def _rows(response):
    """Return the rows of the CSV file."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def _count(response, practice):
    """Return what the page says of a practice."""
    rows = [row for topic in response.context["topics"] for row in topic.practices]
    [found] = [row.count for row in rows if row.practice.id == practice]
    return found


def test_the_whole_register_is_the_group(ask):
    response = ask()
    assert response.context["size"] == response.context["group"].size == 4
    assert (
        parse(response.content).get_element_by_id("group").text_content().strip() == "All 4 published reports"
    )


def test_what_was_withdrawn_counts_nowhere(ask):
    response = ask("country=FR&standing=withdrawn")
    assert response.context["size"] == 1
    assert _count(ask("country=FR"), "risk-tiers").states == (0, 0, 0, 0)
    assert b"Gone" not in response.content


def test_a_practice_with_those_that_were_asked(ask):
    assert _count(ask("country=JP"), "risk-tiers").states == (1, 0, 0, 0)
    assert _count(ask("country=JP&country=FR"), "risk-taxonomy").states == (0, 1, 0, 0)
    count = _count(ask("country=JP&country=FR"), "risk-taxonomy")
    assert (count.asked, count.not_reported) == (2, 1)
    words = "In place 0 · Planned 1 · Not in place 0 · Not applicable 0 · Not reported 1 · of 2 reports"
    assert f"{words} that were asked" in text_of(ask("country=JP&country=FR").content)


def test_a_small_group_is_named(ask):
    assert "This group is small" in text_of(ask("country=JP").content)
    assert "This group is small" not in text_of(ask("cycle=2024&cycle=2023&cycle=2025").content)


def test_an_empty_group_says_what_to_do(ask):
    response = ask("country=JP&sector=finance")
    assert response.context["size"] == 0
    text = text_of(response.content)
    assert "No report fits all of this" in text
    assert "Take off one of the filters above" in text
    assert "<svg" not in response.content.decode().partition("register-main")[2].partition("</main>")[0]


def test_the_group_is_named_in_words(ask):
    title = parse(ask("country=JP&sector=finance").content).get_element_by_id("group").text_content()
    assert title == "0 reports: Country: Japan, Sector: Finance and insurance"


def test_a_value_that_no_report_has_is_named(ask):
    response = ask("country=XX")
    assert "No report has this value" in text_of(response.content)
    assert response.context["size"] == 4


@pytest.mark.parametrize(
    "query",
    [
        "section=99&by=nothing",
        "section=&by=&country=&q=",
        "section=1&section=2&by=role&by=size",
        "q=%22&section=%00&by=%00",
        "country=%F0%9F%98%80&practice=x&standard=x&org=x&page=0&sort=best&view=answers",
        "q=words&topic=risk-classification&view=answers&sort=longest",
    ],
)
def test_no_query_is_an_error(ask, query):
    for path in (PAGE, TABLE):
        ask(query, path)


def test_filters_stay_on_the_page_and_keep_section_and_split(ask):
    response = ask("country=JP&section=2&by=role")
    group = response.context["group"]
    urls = [value.url for box in group.boxes for value in box.shown] + [chip.url for chip in group.chips]
    assert len(urls) > 5
    for url in urls:
        assert urlsplit(url).path == PAGE
        assert {"section": ["2"], "by": ["role"]}.items() <= parse_qs(urlsplit(url).query).items()
    assert "standing" not in {box.name for box in group.boxes}
    assert [chip.url for chip in group.chips] == [f"{PAGE}?section=2&by=role"]


def test_one_section_is_open(ask):
    response = ask("section=3")
    topics = {each.topic.section for each in response.context["topics"]}
    assert topics == {"3"}
    current = parse(response.content).xpath("//*[@class='section-tabs']//a[@aria-current]")
    assert [link.text_content().split()[0] for link in current] == ["3"]


def test_the_first_section_and_region_are_the_default(shelf, db, ask):
    assert ask("section=1&by=region").context["canonical"] == PAGE
    assert ask("section=2&by=size").context["canonical"] == f"{PAGE}?section=2&by=size"


def test_standards_lead_to_the_register_and_to_the_passage(ask):
    response = ask("country=CA&country=FR")
    [cited] = [each for each in response.context["standards"] if each.cited.standard == "iso-iec-42001"]
    assert (cited.share.number, cited.share.of) == (1, 3)
    assert parse_qs(urlsplit(cited.url).query) == {"country": ["CA", "FR"], "standard": ["iso-iec-42001"]}
    assert cited.passage_url == "/reports/clinic/2023/#1a"
    [quote] = [q for q in parse(response.content).iter("q") if "42001" in q.text_content()]
    assert quote.get("lang") == "fr"


@pytest.mark.parametrize("prefix", ["", "/ja", "/fr"])
def test_charts_are_xml_and_hold_every_number_of_their_table(ask, prefix):
    content = ask("by=country", prefix=prefix).content
    charts = re.findall(r"<svg xmlns.*?</svg>", content.decode(), re.DOTALL)
    assert len(charts) > 50
    for chart in charts:
        etree.fromstring(chart)
    tables = parse(content).xpath("//details[@class='numbers']//table")
    assert len(tables) > 5
    for table in tables:
        block = table.xpath("ancestor::*[self::section or contains(concat(@class, ' '), 'topic ')][1]")[0]
        said = [each.text_content() for each in block.xpath(".//*[local-name()='svg']")]
        # Of how many something is said stands beside bars and boxes.
        said += [each.text_content() for each in block.xpath(".//p[starts-with(@class, 'practice-')]")]
        numbers = set(re.findall(r"\d+(?:\.\d)?", " ".join(said)))
        cells = table.xpath(".//tbody//td/text()")
        assert cells
        assert set(re.findall(r"\d+(?:\.\d)?", " ".join(cells))) <= numbers


def test_the_table_says_what_the_page_says(ask):
    response, rows = ask("country=JP&country=FR"), _rows(ask("country=JP&country=FR", TABLE))
    assert [row["number"] for row in rows if row["measure"] == "group"] == ["2"]
    shown = {row.practice.id: row.count for topic in response.context["topics"] for row in topic.practices}
    for practice, count in shown.items():
        mine = [row for row in rows if row["measure"] == "practice" and row["item"] == practice]
        said = [int(row["number"]) for row in mine if row["value"] != "stated_unasked"]
        assert said == [*count.states, count.not_reported]
        assert {row["of"] for row in mine if row["value"] != "stated_unasked"} == {str(count.asked)}
    covered = [(row["section"], row["number"], row["of"]) for row in rows if row["measure"] == "coverage"]
    assert covered == [
        (each.label.split()[0], str(each.number), str(each.of)) for each in response.context["coverage"]
    ]
    links = [row["number"] for row in rows if row["measure"] == "evidence" and row["value"] == "median"]
    assert links == [each.figures[2] for each in response.context["evidence"]]
    trend = {(row["item"], row["group"]) for row in rows if row["measure"] == "trend"}
    assert ("risk-tiers", "2023") in trend
    assert {row["group_by"] for row in rows if row["measure"] == "split"} == {"region"}


def test_a_cell_of_the_table_is_no_formula(ask):
    for row in _rows(ask("", TABLE)):
        assert not re.match(r"[=+@\t\r]", "".join(row.values()))


def test_taking_all_off_keeps_section_and_split(ask):
    page = parse(ask("country=JP&country=FR&section=2&by=role").content)
    address = next(link.get("href") for link in page.iter("a") if link.text_content() == "Take all off")
    assert address == f"{PAGE}?section=2&by=role"


def test_one_cycle_has_no_trend(ask):
    assert ask("cycle=2024").context["trend"] == []
    assert "nothing to compare over time" in text_of(ask("cycle=2024").content)
    trend = ask().context["trend"]
    assert trend[0].grid.columns[0] == ("Cycle 2023", "1 report")
    assert "risk-classification" in [shown.topic.id for shown in trend]
    assert all(len(shown.grid.rows) <= len(shown.topic.practices) for shown in trend)


def test_a_split_names_what_was_not_given(ask):
    columns = [name for name, _size in ask("by=size").context["split"].columns]
    assert columns[-1] == "Not given"
    assert len(columns) == 4


def test_versions_are_named_with_how_many_answer_them(ask):
    assert "4 reports answer framework 1.0 ·" in text_of(ask().content)
    data = Dataset({Profile("haip-2.0", (), "2025"): 2, Profile("haip-2.0", (), "2026"): 1})
    assert editions(data, all_frameworks()) == ["3 reports answer framework 2.0 (provisional)"]
    assert "2.0 (provisional)" in text_of(ask("", METHOD).content)


def test_topics_that_nobody_was_asked_about_are_named(ask):
    response = ask("section=1")
    labels = [topic.label for topic in response.context["unasked"]]
    assert "Capability and risk thresholds" in labels
    assert "No report of this group was asked about these topics" in text_of(response.content)


@pytest.mark.parametrize("path", [PAGE, METHOD])
def test_nothing_is_inline(ask, path):
    assert breaches(ask("by=sector", path).content) == []


def test_ids_stand_once(ask):
    ids = [each.get("id") for each in parse(ask().content).xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
