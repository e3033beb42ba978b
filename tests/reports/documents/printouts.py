"""PDFs made for tests, and what can be read from them. Not here: what is expected of them."""

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf

from reports.documents import build
from reports.documents.canonical import canonical, sha256
from reports.documents.pdf import render_pdf
from tests.reports.documents.samples import make_source

ADDRESS = "https://r.example/v2/"
BODY = ["-r", "72", "-x", "0", "-y", "56", "-W", "595", "-H", "732"]
"""For pdftotext: a printed report without the lines at head and foot, so that a sentence may cross pages."""


def make_pdf(answers=None, *, sections="1", html=None, about=None, **source):
    """Return the PDF of a published report, with some sections (by their codes) and its data."""
    frozen = make_source(answers, **source)
    frozen["sections"] = [section for section in frozen["sections"] if section["code"] in sections]
    data = canonical(frozen)
    document = build(frozen, data=data, sha256=sha256(data), html=html)
    return render_pdf(document, **{"site_name": "HAIP Reports", "address": ADDRESS} | (about or {})), data


def text_of(pdf, *options):
    command = ["pdftotext", "-raw", "-enc", "UTF-8", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def tight(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@contextmanager
def opened(pdf) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        yield file


def elements(file, *kinds):
    """Return the structure elements of those kinds, such as "/TH", as they stand in the file."""
    found = [
        each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/P") is not None
    ]
    return [each for each in found if str(each.get("/S")) in kinds]


def languages_over(element, file):
    """Return the languages of an element and of all that stands above it, nearest first."""
    languages = []
    while element is not None and "/S" in element:
        if "/Lang" in element:
            languages.append(str(element.Lang))
        element = element.get("/P")
    return [*languages, str(file.Root.Lang)]
