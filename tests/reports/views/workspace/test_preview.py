"""The draft as it would be published: a page, a PDF that the job queue makes, and a JSON file."""

import json
import subprocess

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.models import DraftPdf
from tests import builders
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, PUBLISHED, SECRETS, SUBMITTED

PAGE = reverse("workspace:preview", args=[ORG, DRAFT])
PDF = reverse("workspace:preview-pdf", args=[ORG, DRAFT])
JSON = reverse("workspace:preview-json", args=[ORG, DRAFT])


def _file(pk: int, cycle: str = DRAFT) -> str:
    return reverse("workspace:preview-pdf-file", args=[ORG, cycle, pk])


@pytest.fixture
def none_yet(site):
    DraftPdf.objects.all().delete()


def test_the_whole_draft_stands_on_one_page(site):
    response = site.client("viewer").get(PAGE)
    said = text_of(response.content)
    for question in site.draft.framework.answerable:
        assert f"What sakura-works in 2026 says about {question.code}." in said
    assert response.context["document"].draft


def test_a_pdf_is_asked_for_made_and_opened(site, none_yet):
    viewer = site.client("viewer")
    assert viewer.get(PDF).context["draft_pdf"] is None
    waiting = viewer.post(PDF, follow=True)
    assert waiting.redirect_chain == [(PDF, 302)]
    assert "The PDF is being made." in text_of(waiting.content)
    assert int(waiting.headers["Refresh"]) > 0
    draft_pdf = DraftPdf.objects.get()
    assert viewer.get(_file(draft_pdf.pk)).status_code == 404
    builders.run_jobs()
    ready = viewer.get(PDF)
    assert "Refresh" not in ready.headers
    file = viewer.get(_file(draft_pdf.pk))
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"].startswith('inline; filename="')
    assert file.content.startswith(b"%PDF-1.")
    assert "no-store" in file.headers["Cache-Control"]
    # Whoever has a reading link gets this very file: it holds the draft's own words and no other secret.
    made = subprocess.run(["pdftotext", "-", "-"], input=file.content, capture_output=True, check=True)
    said = "".join(made.stdout.decode().split())
    assert [word for word in SECRETS if "".join(word.split()) in said] == ["sakura-works in 2026"]


def test_an_unchanged_draft_is_not_printed_twice(site, none_yet):
    viewer = site.client("viewer")
    viewer.post(PDF)
    first = DraftPdf.objects.get().pk
    viewer.post(PDF)
    assert DraftPdf.objects.get().pk == first
    save_answer(report=site.draft, code="1a", choices=[], text="New", base=1, by=site.people["owner"])
    viewer.post(PDF)
    assert DraftPdf.objects.get().pk != first


def test_a_pdf_that_could_not_be_made_is_said_to_be(site, none_yet):
    viewer = site.client("viewer")
    viewer.post(PDF)
    DraftPdf.objects.update(error="OSError")
    response = viewer.get(PDF)
    assert "The PDF could not be made." in text_of(response.content)
    assert "Refresh" not in response.headers


def test_the_file_of_another_report_is_not_there(site):
    assert site.client("owner").get(_file(site.draft_pdf.pk, SUBMITTED)).status_code == 404
    stranger = site.client("stranger")
    path = reverse("workspace:preview-pdf-file", args=[ELSEWHERE, DRAFT, site.draft_pdf.pk])
    assert stranger.get(path).status_code == 404


def test_a_preview_publishes_nothing(site):
    site.client("owner").get(PAGE)
    response = site.client("anonymous").get(reverse("public:organisation", args=[ORG]))
    assert DRAFT not in json.dumps([version.cycle_slug for version in response.context["versions"]])


@pytest.mark.parametrize(("prefix", "word"), [("", "Draft"), ("/ja", "下書き"), ("/fr", "Brouillon")])
def test_the_page_is_marked_as_a_draft(site, prefix, word):
    page = parse(site.client("viewer").get(prefix + PAGE).content)
    (mark,) = page.find_class("draft-mark")
    assert mark.get("aria-hidden") == "true"
    assert {span.text for span in mark} == {word}


def test_what_is_published_is_not_marked(site):
    published = reverse("workspace:preview", args=[ORG, PUBLISHED])
    for path in (published, reverse("public:report", args=[ORG, PUBLISHED])):
        assert parse(site.client("viewer").get(path).content).find_class("draft-mark") == []


def test_the_draft_as_data_says_what_it_is(site):
    response = site.client("viewer").get(JSON)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == f'inline; filename="draft-{ORG}-{DRAFT}.json"'
    assert "no-store" in response.headers["Cache-Control"]
    data = json.loads(response.content)
    assert "Draft, not published." in data["draft"]["note"]
    assert (data["organisation"]["slug"], data["report"]["cycle"]) == (ORG, DRAFT)
    assert "What sakura-works in 2026 says about `1a`." in response.content.decode()


def test_the_data_of_a_published_report_is_what_was_published(site):
    path = reverse("workspace:preview-json", args=[ORG, PUBLISHED])
    response = site.client("viewer").get(path)
    assert response.headers["Location"] == reverse("public:report-json", args=[ORG, PUBLISHED])


@pytest.mark.parametrize("name", ["report", "preview"])
def test_the_data_stand_beside_the_pdf(site, name):
    found = links(site.client("viewer").get(reverse(f"workspace:{name}", args=[ORG, DRAFT])).content)
    assert {PDF, JSON} <= found
