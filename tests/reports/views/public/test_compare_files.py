"""A comparison as a table and as JSON: what the page of the same address shows."""

import csv
import io

import pytest
from django.urls import reverse

from reports.views.public.compare_files import COLUMNS
from tests.reports.views.public.comparable import BANK, JA, NEWER, SUMS, WITHDRAWN

TABLE, DATA = reverse("public:compare-csv"), reverse("public:compare-json")


@pytest.fixture
def reader(compared, db):
    return compared.client("anonymous")


def _rows(reader, *names, **parameters):
    response = reader.get(TABLE, {"r": ",".join(names), **parameters})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def _data(reader, *names, **parameters):
    return reader.get(DATA, {"r": ",".join(names), **parameters}).json()


def test_a_row_is_one_topic_of_one_report_and_practices_follow(reader):
    rows = _rows(reader, BANK, JA, NEWER)
    assert tuple(rows[0]) == COLUMNS
    topic = [row for row in rows if row["topic"] == "risk-classification"]
    answers = [row for row in topic if row["part"] == "answer"]
    assert [(row["slug"], row["state"], row["number"]) for row in answers] == [
        ("birch-bank", "answered", "1a"),
        ("aoba", "answered", "1a"),
        ("kaede", "answered", "Q1"),
    ]
    tiers = [row["state"] for row in topic if row["item"] == "risk-tiers"]
    assert tiers == ["planned", "in_place", "in_place"]
    assert answers[2]["summary"] == "Kaede sorts."
    assert answers[2]["framework_status"] == "provisional"
    assert "四段階" in answers[1]["text"]
    thresholds = [row for row in rows if row["topic"] == "capability-thresholds" and row["part"] == "answer"]
    assert [row["state"] for row in thresholds] == ["in_passing", "in_passing", "not_asked"]


def test_no_cell_is_a_formula(reader):
    row = next(row for row in _rows(reader, SUMS, JA) if row["slug"] == "sums" and row["code"] == "1a")
    assert row["text"].startswith("'=1+1")


def test_files_follow_the_section_and_the_differences(reader):
    assert {row["section"] for row in _rows(reader, BANK, JA, section="2")} == {"2"}
    assert {row["section"] for row in _rows(reader, BANK, JA, section="all")} == {*"01234567"}
    assert {
        row["differs"] for row in _rows(reader, BANK, JA, only="differences") if row["part"] == "answer"
    } == {"yes"}
    assert _rows(reader) == []


def test_the_json_holds_the_documented_keys(reader):
    data = _data(reader, BANK, WITHDRAWN, NEWER)
    assert {*data} == {"format", "address", "section", "only", "reports", "left_out", "topics"}
    assert data["format"] == "haip-comparison-1"
    assert data["address"] == f"http://testserver/compare/?r={BANK},{NEWER}&section=1"
    assert data["left_out"] == [{"id": WITHDRAWN, "why": "withdrawn"}]
    assert [each["id"] for each in data["reports"]] == [BANK, NEWER]
    assert data["reports"][1]["roles"] == ["deployer"]
    (topic,) = (topic for topic in data["topics"] if topic["id"] == "risk-classification")
    assert {*topic} == {"id", "label", "section", "differs", "practices", "answers"}
    assert topic["differs"] is True
    assert topic["practices"][0] == {
        "id": "risk-tiers",
        "label": "Tiered risk levels",
        "differs": True,
        "states": {BANK: "planned", NEWER: "in_place"},
    }
    assert [(each["report"], each["state"]) for each in topic["answers"]] == [
        (BANK, "answered"),
        (NEWER, "answered"),
    ]
    (item,) = topic["answers"][1]["items"]
    expected = "code number prompt state in_passing choices summary text words evidence address"
    assert {*item} == {*expected.split()}
    assert (item["code"], item["summary"]) == ("risk-classification", "Kaede sorts.")
    assert item["address"] == "http://testserver/reports/kaede/2024/#risk-classification"
    assert "Forgotten" not in str(data)


def test_without_reports_there_is_nothing_and_no_error(reader):
    data = _data(reader, "nobody/1999")
    assert (data["reports"], data["topics"]) == ([], [])
    assert data["left_out"] == [{"id": "nobody/1999", "why": "unknown"}]
