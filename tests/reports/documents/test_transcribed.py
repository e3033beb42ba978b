"""Every file of a transcribed report says where it stood, since when, and that nobody attested it."""

import csv
import io
import zipfile

import pytest

from reports.documents.build import build
from reports.documents.csv_rows import render_csv
from reports.documents.markdown import render_markdown
from reports.documents.pdf import render_pdf
from reports.documents.word.report import render_word
from tests.reports.documents.printouts import text_of
from tests.reports.documents.samples import make_source

ADDRESS = "https://elsewhere.example/reports/7"


@pytest.fixture(scope="module")
def document():
    source = make_source({"1a": "We class each use."})
    source["attestation"] = None
    source["report"]["transcribed"] = {"from": ADDRESS, "published_on": "2025-04-22"}
    return build(source)


def _word(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("word/document.xml").decode() + parts.read("word/_rels/document.xml.rels").decode()


@pytest.mark.parametrize(
    ("write", "read"),
    [(render_markdown, bytes.decode), (render_word, _word), (render_pdf, text_of)],
    ids=["markdown", "word", "pdf"],
)
def test_a_file_to_read_says_where_it_stood(document, write, read):
    said = " ".join(read(write(document, site_name="HAIP Reports")).split())
    assert "Transcribed from" in said
    assert ADDRESS in said
    assert "Published there on 22 April 2025." in said
    assert "nobody has attested it here" in said
    assert "Attested" not in said
    own = build(make_source({"1a": "We class each use."}))
    assert "ranscribed" not in read(write(own, site_name="HAIP Reports"))


def test_a_table_has_it_in_every_row(document):
    rows = list(csv.DictReader(io.StringIO(render_csv(document, site_name="").decode("utf-8-sig"))))
    assert {(row["transcribed_from"], row["originally_published_on"]) for row in rows} == {
        (ADDRESS, "2025-04-22")
    }
    own = render_csv(build(make_source({"1a": "We class each use."})), site_name="").decode("utf-8-sig")
    assert {row["transcribed_from"] for row in csv.DictReader(io.StringIO(own))} == {""}
