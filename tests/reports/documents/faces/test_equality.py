"""Every face of a report says what its JSON says: page, PDF, Word, Markdown and CSV.

What must stand on the other faces is read from the JSON alone, and not from the `Document`.
"""

import json
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import translation
from hypothesis import HealthCheck, Phase, example, given, settings
from lxml import html as lxml_html

from reports.documents import Document
from reports.documents.csv_rows import render_csv
from reports.documents.markdown import render_markdown
from reports.documents.pdf import render_pdf
from reports.documents.word import render_word
from tests.reports.documents.printouts import BODY

from .csv_file import read_csv, whole
from .markdown_file import read_markdown
from .page import meanings, meanings_in_json, page, read_page
from .printed import printed_html, read_printed
from .reports_drawn import document_of, everything, reports, very_long
from .said import said_in_json
from .word_file import read_word

SITE = "HAIP Reports"
FACES: dict[str, Callable[[Document], list]] = {
    "page": lambda document: read_page(page(document)),
    "PDF": lambda document: read_printed(printed_html(document)),
    "PDF with notes at the end": lambda document: read_printed(printed_html(document, foot=False)),
    "Word": lambda document: read_word(render_word(document, site_name=SITE)),
    "Markdown": lambda document: read_markdown(render_markdown(document, site_name=SITE)),
}


def questions_of(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [question for section in data["sections"] for question in section["questions"]]


def assert_same(found: list, expected: list, face: str) -> None:
    """Compare question by question: the difference of two reports is too long to be read."""
    for one, other in zip(found, expected, strict=False):
        for part in other:
            assert one.get(part) == other[part], f"{face}, {other['heading']}, {part}"
    assert len(found) == len(expected), face


def assert_equal_everywhere(source: Mapping[str, Any]) -> None:
    document = document_of(source)
    data = json.loads(document.data)
    assert json.dumps(data, sort_keys=True) == json.dumps(source, sort_keys=True)
    with translation.override(data["wording"]["locale"]):
        expected = said_in_json(data)
        table = [whole(said, each) for said, each in zip(expected, questions_of(data), strict=True)]
        for name, face in FACES.items():
            assert_same(face(document), expected, name)
        assert meanings(page(document)) == meanings_in_json(expected, questions_of(data))
        assert_same(read_csv(render_csv(document, site_name=SITE)), table, "CSV")


# A report is written five times: what fails is shown as it was drawn, not made smaller.
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(source=reports())
@example(source=everything())
def test_every_face_says_what_the_json_says(source):
    assert_equal_everywhere(source)


def tight_letters(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def test_what_is_printed_is_what_was_to_be_printed():
    """The readers of the PDF read the HTML that it is made of; here is that no letter of that is lost."""
    document = document_of(everything())
    body = lxml_html.document_fromstring(printed_html(document)).find("body").text_content()
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *BODY, "-", "-"]
    pdf = render_pdf(document, site_name=SITE)
    read = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    assert tight_letters(body) - tight_letters(read) == Counter()
    added = tight_letters(read) - tight_letters(body)
    assert "".join(sorted(added)).strip("0123456789•◦▪.↩-") == ""


def test_not_a_word_of_twenty_thousand_is_lost():
    source = very_long()
    assert_equal_everywhere(source)
