"""A citation says the same in every style, and no sign of a name breaks one."""

import json
from dataclasses import replace
from datetime import date

import pytest

from reports.documents.citation import Citation, apa, bibtex, csl

REPORT = Citation(
    key="aoba-2026-v2",
    author="Aoba Robotics K.K.",
    title="Report under the Hiroshima AI Process reporting framework 1.0, cycle 2026",
    part="",
    version=2,
    published_on=date(2026, 9, 7),
    publisher="HAIP Reports",
    address="https://r.example/reports/aoba/2026/v2/",
    language="ja",
)
ANSWER = replace(
    REPORT, key="aoba-2026-v2-1a", part="1a Risk classification", address=f"{REPORT.address}#q-1a"
)


def test_the_reference_of_a_report():
    assert apa(REPORT) == (
        "Aoba Robotics K.K. (2026, September 7). Report under the Hiroshima AI Process reporting framework "
        "1.0, cycle 2026 (Version 2). HAIP Reports. https://r.example/reports/aoba/2026/v2/"
    )


def test_the_reference_of_an_answer_names_the_report_that_it_is_in():
    said = apa(replace(ANSWER, author="Birch Bank"))
    assert said.startswith("Birch Bank. (2026, September 7). 1a Risk classification. In Report under")
    assert said.endswith("https://r.example/reports/aoba/2026/v2/#q-1a")


def test_a_transcribed_report_is_cited_with_its_first_publication():
    said = replace(
        REPORT,
        transcribed_from="https://elsewhere.example/r_7",
        originally_published_on=date(2025, 4, 22),
    )
    assert apa(said) == f"{apa(REPORT)} (Original work published 2025 at https://elsewhere.example/r_7)"
    assert r"note = {Transcribed; published on 2025-04-22 at https://elsewhere.example/r\_7}" in bibtex(said)
    (item,) = json.loads(csl(said))
    assert item["original-date"] == {"date-parts": [[2025, 4, 22]]}
    assert "original-date" not in csl(REPORT)


def test_an_entry_of_bibtex():
    assert (
        bibtex(REPORT)
        == """@techreport{aoba-2026-v2,
  author = {{Aoba Robotics K.K.}},
  title = {{Report under the Hiroshima AI Process reporting framework 1.0, cycle 2026}},
  institution = {HAIP Reports},
  year = {2026},
  month = sep,
  day = {7},
  version = {2},
  langid = {ja},
  url = {https://r.example/reports/aoba/2026/v2/},
}
"""
    )


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("A & B {Co} 50% #1 _x_ $", r"A \& B \{Co\} 50\% \#1 \_x\_ \$"),
        ("back\\slash ~ ^", r"back\textbackslash{}slash \textasciitilde{} \textasciicircum{}"),
        ("two\n lines}, note = {x", r"two lines\}, note = \{x"),
        ("株式会社あおば", "株式会社あおば"),
    ],
)
def test_no_sign_of_a_name_is_read_by_tex(name, spelt):
    entry = bibtex(replace(REPORT, author=name))
    assert f"  author = {{{{{spelt}}}}},\n" in entry
    assert entry.count("\n") == bibtex(REPORT).count("\n")


def test_an_item_of_csl():
    assert json.loads(csl(ANSWER)) == [
        {
            "id": "aoba-2026-v2-1a",
            "type": "report",
            "author": [{"literal": "Aoba Robotics K.K."}],
            "issued": {"date-parts": [[2026, 9, 7]]},
            "title": f"1a Risk classification. {REPORT.title}",
            "publisher": "HAIP Reports",
            "version": "2",
            "language": "ja",
            "URL": "https://r.example/reports/aoba/2026/v2/#q-1a",
        }
    ]
