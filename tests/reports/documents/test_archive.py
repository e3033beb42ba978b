"""The file is PDF/A-3a and PDF/UA-1 by what it says, and carries the data it was made of, once."""

import pytest
from pdfua import validate

from reports.documents.archive import complete_archive
from tests.reports.documents.printouts import elements, make_pdf, opened, text_of
from tests.reports.documents.samples import NAME, make_logo

ANSWERS = {
    "risk-classification": {
        "text": "Said[^1].\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: Noted.",
        "practices": {"risk-register": "planned"},
        "summary": "短く。",
    },
    "tools-and-metrics.text": {
        "tools": [{"name": "Scale", "address": "https://t.example/", "purpose": "Counts"}],
        "evidence": [{"title": "Card", "address": "https://e.example/", "accessed_on": "2026-03-01"}],
    },
}
KNOWN_GAPS = {"UA-14-001": "pdfua 0.1.3 cannot read a heading of several pieces"}


@pytest.fixture(scope="module")
def published():
    return make_pdf(ANSWERS, framework_id="haip-2.0", language="ja", logo=make_logo())


def test_the_data_file_is_attached_once_byte_for_byte(published):
    pdf, data = published
    with opened(pdf) as file:
        assert list(file.attachments) == ["report.json"]
        (named,) = file.Root.AF
        listed = file.Root.Names.EmbeddedFiles.Names
        assert [str(listed[0]), listed[1].objgen] == ["report.json", named.objgen]
        assert str(named.AFRelationship) == "/Source"
        assert str(named.Desc) == "データ形式の報告書（JSON）。この文書の元データです"
        assert str(named.EF.F.Subtype) == "/application/json"
        assert str(named.EF.F.Params.ModDate) == "D:20261122140231Z"
        assert file.attachments["report.json"].get_file().read_bytes() == data


def test_the_metadata_names_both_standards_and_describes_pdfuaid(published):
    with opened(published[0]) as file, file.open_metadata() as metadata:
        said = {name: metadata.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")}
        assert said == {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
        assert metadata["dc:title"].startswith(f"{NAME}: ")
        assert metadata["dc:creator"] == [NAME]
        assert metadata["dc:language"] == {"ja"}
        assert "https://r.example/v2/" in metadata["dc:description"]
        assert metadata["xmp:CreateDate"] == "2026-11-22T14:02:31Z"
        packet = file.Root.Metadata.read_bytes().decode()
    assert "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<" in packet
    assert "<pdfaProperty:name>part<" in packet
    assert packet.count("<rdf:RDF") == 1


def test_two_languages_are_named_where_questions_and_answers_differ():
    pdf, _data = make_pdf({"1a": "安全。"}, language="ja")
    with opened(pdf) as file, file.open_metadata() as metadata:
        assert metadata["dc:language"] == {"en", "ja"}


def test_pdfua_finds_nothing(published, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(published[0])
    report = validate(str(path))
    assert [(each.rule_id, each.message) for each in report.findings] == []
    assert {outcome.rule_id for outcome in report.skipped} <= set(KNOWN_GAPS)


def test_headings_have_words(published):
    with opened(published[0]) as file:
        headings = elements(file, "/H1", "/H2", "/H3", "/H4")
        assert len(headings) > 5
        assert all(len(each.K) > 0 for each in headings)


def test_what_has_no_data_is_an_archive_without_attachment():
    pdf, _data = make_pdf({"1a": "Here."})
    with opened(pdf) as file:
        assert "/AF" in file.Root
    from reports.documents import build
    from reports.documents.pdf import render_pdf
    from tests.reports.documents.samples import make_source

    source = make_source({"1a": "Here."})
    source["sections"] = source["sections"][1:2]
    pdf = render_pdf(build(source, draft=True), site_name="HAIP Reports")
    with opened(pdf) as file, file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert "/AF" not in file.Root
        assert "/EmbeddedFiles" not in file.Root.get("/Names", {})
        assert len(file.attachments) == 0
    assert "attached to this PDF" not in text_of(pdf)


def test_metadata_of_an_unknown_shape_is_an_error():
    class Stream:
        stream = [b"<x/>"]

    class Pdf:
        catalog = {"Metadata": b"0 0 R"}
        objects = [Stream()]

    with pytest.raises(ValueError, match="metadata"):
        complete_archive(Pdf(), languages=["en"])
