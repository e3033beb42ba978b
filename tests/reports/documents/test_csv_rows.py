"""The table of a report: columns, bytes, and cells that no spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.documents import build
from reports.documents.csv_rows import COLUMNS, guarded, render_csv
from tests.reports.documents.faces.csv_file import unguarded
from tests.reports.documents.samples import make_source


def rows_of(source: dict, **facts) -> list[dict[str, str]]:
    written = render_csv(build(source, **facts), site_name="HAIP Reports").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(written, newline="")))


def test_excel_and_the_standard_agree_on_the_bytes():
    written = render_csv(build(make_source({"1a": "one\ntwo, あ"})), site_name="HAIP Reports")
    assert written.startswith(b"\xef\xbb\xbforganisation,slug,country,")
    assert written.endswith(b"\r\n")
    assert '"one\ntwo, あ"'.encode() in written


def test_each_row_says_where_it_belongs():
    (row,) = [row for row in rows_of(make_source({"1a": "Words"}), sha256="ab" * 32) if row["part"] == "text"]
    assert list(row) == list(COLUMNS)
    assert {name: value for name, value in row.items() if value} == {
        "organisation": "Aoba Robotics (株式会社あおば)",
        "slug": "aoba",
        "country": "JP",
        "cycle": "2026",
        "framework": "haip-1.0",
        "framework_version": "1.0",
        "status": "published",
        "version": "2",
        "published_at": "2026-11-22T14:02:31Z",
        "language": "en",
        "sha256": "ab" * 32,
        "section": "1",
        "section_title": "Risk identification and evaluation",
        "code": "1a",
        "number": "1a",
        "label": "Risk definition and classification",
        "asked": "yes",
        "required": "yes",
        "answered": "yes",
        "part": "text",
        "value": "Words",
    }


def test_a_draft_says_that_it_is_one():
    source = make_source()
    source["report"]["published_at"] = None
    assert {(row["status"], row["published_at"]) for row in rows_of(source, draft=True)} == {("draft", "")}


def test_each_question_has_one_row_with_its_wording():
    source = make_source()
    asked = [row for row in rows_of(source) if row["part"] == "question"]
    questions = [question for section in source["sections"] for question in section["questions"]]
    assert [(row["code"], row["value"]) for row in asked] == [
        (question["code"], "\n".join([question["prompt"], *question["parts"]])) for question in questions
    ]


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("- item", "'- item"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(typed, cell):
    assert guarded(typed) == cell


@given(st.text(st.sampled_from("'=+-@\t\r\na＝"), max_size=6))
def test_the_apostrophe_comes_off_again(typed):
    assert not guarded(typed).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(typed)) == typed


def test_names_are_guarded_too():
    assert rows_of(make_source(name="=HYPERLINK(A1)"))[0]["organisation"] == "'=HYPERLINK(A1)"
