"""Pasting into an answer: the server turns a clipboard's HTML into Markdown."""

import pytest
from django.urls import reverse

from reports.views.workspace.paste import LIMIT
from tests.reports.views.pages import parse
from tests.reports.views.site import DRAFT, ORG

ADDRESS = reverse("workspace:paste")


@pytest.fixture
def writer(site):
    return site.client("editor")


def test_html_comes_back_as_markdown(writer):
    response = writer.post(ADDRESS, {"html": "<ul><li><b>So</b><script>alert(1)</script></li></ul>"})
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert response.content.decode() == "- **So**"
    assert "no-store" in response.headers["Cache-Control"]


def test_notes_are_numbered_after_those_of_the_answer(writer):
    html = "<p>w<a href='#_ftn1'>[1]</a></p><div><p><a href='#_ftnref1'>[1]</a> Note</p></div>"
    said = writer.post(ADDRESS, {"html": html, "text": "Old[^4]\n\n[^4]: note"}).content.decode()
    assert said == "w[^5]\n\n[^5]: Note"


def test_nothing_pasted_is_nothing(writer):
    assert writer.post(ADDRESS).content == b""


def test_a_paste_has_an_end(writer):
    assert writer.post(ADDRESS, {"html": "x" * LIMIT}).status_code == 200
    response = writer.post(ADDRESS, {"html": "x" * (LIMIT + 1)})
    assert (response.status_code, response.headers["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert response.content.decode() == (
        "This is too much to paste at once. Paste it in parts, or as plain text."
    )


def test_the_drafting_page_knows_where_to_ask(writer):
    page = writer.get(reverse("workspace:section", args=[ORG, DRAFT, "1"]))
    assert parse(page.content).xpath("//form/@data-paste-url") == [ADDRESS]
