"""Table and feed of a search: what the page of the same address counts, and no word of what is withdrawn."""

import csv
import io

import pytest
from django.urls import reverse
from lxml import etree

from reports.documents.register_csv import ANSWER_COLUMNS, REPORT_COLUMNS
from tests.reports.views.pages import parse
from tests.reports.views.public.shelf import AOBA, BIRCH, CLINIC, GONE, SAKURA, publish

ATOM = {"a": "http://www.w3.org/2005/Atom"}
PAGE, TABLE, FEED = (reverse(f"public:{name}") for name in ("register", "results-csv", "search-feed"))
SITE = "http://testserver"


@pytest.fixture
def reader(shelf, db):
    return shelf.client("anonymous")


def _rows(reader, query, prefix=""):
    response = reader.get(prefix + TABLE, query)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.content.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"country": "CA"},
        {"sort": "organisation"},
        {"q": "birch"},
        {"standing": ["listed", "withdrawn"]},
        {"country": "XX", "sector": "energy"},
    ],
    ids=str,
)
def test_the_table_has_the_reports_of_the_page_in_their_order(reader, query):
    context = reader.get(PAGE, query).context
    rows = _rows(reader, query)
    assert len(rows) == context["total"]
    assert [row["slug"] for row in rows] == [each.version.organisation_slug for each in context["results"]]


def test_a_report_is_a_row_of_facts(reader):
    (row,) = _rows(reader, {"org": AOBA})
    assert tuple(row) == REPORT_COLUMNS
    assert row["published_at"].endswith("Z")
    assert len(row["sha256"]) == 64
    del row["published_at"], row["sha256"]
    assert row == {
        "organisation": "株式会社あおば",
        "slug": AOBA,
        "country": "JP",
        "sector": "manufacturing",
        "size": "10-49",
        "roles": "model_developer",
        "cycle": "Cycle 2024",
        "framework": "haip-1.0",
        "framework_version": "1.0",
        "status": "published",
        "version": "1",
        "withdrawn_at": "",
        "language": "ja",
        "address": f"{SITE}/reports/{AOBA}/2024/",
        "transcribed_from": "",
        "originally_published_on": "",
    }


def test_of_a_withdrawn_report_the_table_says_only_that_it_was_there(reader):
    (row,) = _rows(reader, {"standing": "withdrawn"})
    said = {name: value for name, value in row.items() if value}
    assert said.pop("published_at")
    assert said == {
        "organisation": "Gone Ltd",
        "slug": GONE,
        "cycle": "Cycle 2024",
        "status": "withdrawn",
        "withdrawn_at": "2026-03-05T12:00:00Z",
        "address": f"{SITE}/reports/{GONE}/2024/",
    }


def test_answers_are_rows_with_their_words(reader):
    query = {"q": "birch", "view": "answers", "topic": "risk-classification"}
    rows = _rows(reader, query)
    assert len(rows) == reader.get(PAGE, query).context["total"] == 2
    assert tuple(rows[0]) == ANSWER_COLUMNS
    (row,) = [row for row in rows if row["slug"] == BIRCH]
    assert (row["code"], row["number"], row["label"]) == ("1a", "1a", "Risk definition and classification")
    assert row["answer"] == "Losses of 100% are possible; see <script>alert(1)</script> and the NIST AI RMF."
    assert row["address"] == f"{SITE}/reports/{BIRCH}/2024/#1a"
    japanese = _rows(reader, query, prefix="/ja")
    assert {row["label"] for row in japanese} != {row["label"] for row in rows}
    assert {row["answer"] for row in japanese} == {row["answer"] for row in rows}


def test_a_table_ends_where_the_page_does(reader, monkeypatch):
    """As if one answer were as many as are ranked."""
    monkeypatch.setattr("reports.search.asking.MOST", 1)
    for query, rows in (({"q": "birch", "view": "answers"}, 1), ({"q": "birch"}, 2)):
        assert len(_rows(reader, query)) == reader.get(PAGE, query).context["total"] == rows


def test_no_cell_runs_in_a_spreadsheet(site):
    desk = site.people["secretariat"]
    publish("formula", "2024", {"1a": "=HYPERLINK(1) zzyzx"}, desk, roles="", name="=Formula")
    (row,) = _rows(site.client("anonymous"), {"q": "zzyzx", "view": "answers"})
    assert (row["organisation"], row["answer"]) == ("'=Formula", "'=HYPERLINK(1) zzyzx")


def _entries(reader, query, prefix=""):
    response = reader.get(prefix + FEED, query)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


@pytest.mark.parametrize(
    "query,expected",
    [
        ({}, [CLINIC, BIRCH, AOBA, SAKURA]),
        ({"country": "CA", "sort": "organisation"}, [BIRCH, SAKURA]),
        ({"q": "birch"}, [CLINIC, BIRCH]),
    ],
    ids=str,
)
def test_the_feed_names_the_reports_newest_first(reader, query, expected):
    found = _entries(reader, query).xpath("//a:entry/a:id/text()", namespaces=ATOM)
    assert [address.removeprefix(f"{SITE}/reports/").partition("/")[0] for address in found] == expected


def test_the_feed_of_answers_has_their_words(reader):
    feed = _entries(reader, {"q": "birch", "view": "answers"})
    assert feed.xpath("//a:entry/a:link/@href", namespaces=ATOM) == [
        f"{SITE}/reports/{CLINIC}/2023/v1/#1a",
        f"{SITE}/reports/{BIRCH}/2024/v1/#1a",
        f"{SITE}/reports/{BIRCH}/2024/v1/#1b",
    ]
    said = feed.xpath("//a:entry/a:summary/text()", namespaces=ATOM)[0]
    assert said == "Le risque est évalué par Birch & Cie (ISO/IEC 42001)."


def test_the_feed_says_what_it_follows_by_its_one_address(reader):
    query = {"role": "deployer", "q": "birch", "country": ["XX", "CA"], "page": "3"}
    feed = _entries(reader, query, prefix="/fr")
    (itself,) = feed.xpath("/a:feed/a:link[@rel='self']/@href", namespaces=ATOM)
    assert itself == f"{SITE}/fr{FEED}?q=birch&country=CA&role=deployer"
    (title,) = feed.xpath("/a:feed/a:title/text()", namespaces=ATOM)
    assert "birch" in title and "Canada" in title


def test_a_withdrawn_report_in_the_feed_has_no_word_of_it(reader):
    response = reader.get(FEED, {"standing": "withdrawn"})
    assert etree.fromstring(response.content).xpath("//a:entry/a:link/@href", namespaces=ATOM) == [
        f"{SITE}/reports/{GONE}/2024/"
    ]
    assert "Forgotten" not in response.content.decode()


def test_the_page_leads_to_both_with_what_is_chosen(reader):
    page = parse(reader.get(PAGE, {"q": "birch", "country": "CA"}).content)
    assert page.xpath("//p[contains(@class, 'register-files')]/a/@href") == [
        f"{FEED}?q=birch&country=CA",
        f"{TABLE}?q=birch&country=CA",
    ]
    assert page.xpath("//link[@rel='alternate']/@href") == [f"{FEED}?q=birch&country=CA"]
