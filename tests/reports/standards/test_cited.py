"""Names of standards are found in running text: each where it stands, and not in other words."""

import unicodedata

import pytest

from reports.demo import files
from reports.standards import Cited, cited_standards, standards
from reports.text import plain

DEMO = sorted(path.stem for path in files.DATA.glob("*-20??.toml"))


def _one_by_one(text):
    """Standard id -> places, as each pattern finds them by itself."""
    folded = unicodedata.normalize("NFKC", text).lower()
    found = {each.id: [m.span() for m in each.pattern.finditer(folded)] for each in standards().values()}
    return {standard: places for standard, places in found.items() if places}


def test_a_name_is_counted_and_its_passage_kept():
    assert cited_standards("We hold ISO/IEC 42001 and iso-42001 certificates.") == [
        Cited("iso-iec-42001", 2, "We hold ISO/IEC 42001 and iso-42001 certificates.")
    ]


@pytest.mark.parametrize("text", ["", "isolated", "xiso 42001", "ISO 420010", "ISO 42001.5", "nist", "wcagx"])
def test_what_is_no_name_is_not_found(text):
    assert cited_standards(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "EU AI Act, AI Act; the EU AI Act",  # a name within a name
        "NIST AI RMF AI RMF, nist ai 100-1",
        "ISO 42001ISO 42001, ISO 42001 ISO 23894",
        "広島AIプロセス国際行動規範、EUのAI法とISO 42001",
    ],
)
def test_all_names_together_find_what_each_finds_alone(text):
    found = {cited.standard: cited.mentions for cited in cited_standards(text)}
    assert found
    assert found == {standard: len(places) for standard, places in _one_by_one(text).items()}


def test_in_real_reports_they_do_so_too():
    total = 0
    for name in DEMO:
        slug, _hyphen, cycle = name.rpartition("-")
        for answer in files.report(slug, cycle)["answers"].values():
            text = plain(answer["text"])
            found = cited_standards(text)
            places = _one_by_one(text)
            assert {cited.standard: cited.mentions for cited in found} == {
                standard: len(at) for standard, at in places.items()
            }
            # In the order in which they first stand there.
            assert [cited.standard for cited in found] == sorted(places, key=lambda each: places[each][0])
            total += len(found)
    assert total > 100
