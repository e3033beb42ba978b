"""The draft as it would be published, as a page and as a PDF that the job queue makes."""

import json

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.models import DraftPdf
from tests import builders
from tests.reports.views.pages import text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, SUBMITTED

PAGE = reverse("workspace:preview", args=[ORG, DRAFT])
PDF = reverse("workspace:preview-pdf", args=[ORG, DRAFT])


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
