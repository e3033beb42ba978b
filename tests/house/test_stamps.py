"""Whoever changes what a printed file looks like raises its stamp: stored files know by it that they are old.

A style sheet may belong to several files. If this fails, raise `RENDERER_VERSION` of the file that is named,
and write down here what the message says.
"""

import re
from hashlib import sha256

import pytest
from django.conf import settings

from reports.documents import board_paper, comparison_pdf, differences, pdf
from reports.documents.questionnaire import pdf as questionnaire

TEMPLATES = settings.BASE_DIR / "templates"
WRITERS = {
    pdf: ["documents/report_pdf.html"],
    comparison_pdf: ["documents/comparison_pdf.html"],
    differences: ["documents/differences_pdf.html"],
    board_paper: ["documents/board_paper_pdf.html", "documents/charts_pdf.css"],
    questionnaire: ["documents/questionnaire_pdf.html"],
}
WRITTEN = {
    "pdf": ("6", "3f63108dc0d8"),
    "comparison_pdf": ("comparison-3", "cc44258e8d26"),
    "differences": ("3", "20d1f06c9a96"),
    "board_paper": ("3", "69ff646ad148"),
    "questionnaire.pdf": ("pdf-2", "50af3b820aa6"),
}
"""Writer -> its stamp, and the fingerprint of its templates under that stamp."""


def _fingerprint(names):
    digest, waiting, seen = sha256(), list(names), set()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            text = (TEMPLATES / name).read_text()
            digest.update(text.encode())
            waiting += re.findall(r"""{% include ["']([^"']+)""", text)
    return digest.hexdigest()[:12]


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
def test_a_file_that_looks_different_has_another_stamp(writer):
    name = writer.__name__.removeprefix("reports.documents.")
    assert WRITTEN.get(name) == (writer.RENDERER_VERSION, _fingerprint(WRITERS[writer]))


def test_nothing_is_written_down_that_is_no_writer():
    assert {f"reports.documents.{name}" for name in WRITTEN} == {writer.__name__ for writer in WRITERS}
