"""The JSON face is the bytes that were frozen."""

from reports.documents import build
from reports.documents.canonical import canonical
from reports.documents.data import render_json
from tests.reports.documents.samples import make_source


def test_the_file_is_what_was_frozen_byte_for_byte():
    source = make_source({"1a": "語"})
    data = canonical(source)
    assert render_json(build(source, data=data), site_name="HAIP Reports") == data
