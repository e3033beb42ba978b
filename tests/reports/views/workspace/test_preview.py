"""The draft as it would be published: a page and a JSON file."""

import json

import pytest
from django.urls import reverse

from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import DRAFT, ORG, PUBLISHED

PAGE = reverse("workspace:preview", args=[ORG, DRAFT])
FILES = reverse("workspace:draft-files", args=[ORG, DRAFT])
JSON = reverse("workspace:preview-json", args=[ORG, DRAFT])


def test_the_whole_draft_stands_on_one_page(site):
    response = site.client("viewer").get(PAGE)
    said = text_of(response.content)
    for question in site.draft.framework.answerable:
        assert f"What sakura-works in 2026 says about {question.code}." in said
    assert response.context["document"].draft


def test_a_preview_publishes_nothing(site):
    site.client("owner").get(PAGE)
    response = site.client("anonymous").get(reverse("public:organisation", args=[ORG]))
    cycles = {version.cycle_slug for filed in response.context["filed"] for version in filed.versions}
    assert cycles == {PUBLISHED}


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
def test_the_data_stand_beside_the_files(site, name):
    found = links(site.client("viewer").get(reverse(f"workspace:{name}", args=[ORG, DRAFT])).content)
    assert FILES in found
    assert JSON in found
