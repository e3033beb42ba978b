"""My position: who may read it, and which words of the own organisation are meant."""

import pytest
from django.urls import reverse

from tests.reports.views.pages import links, text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, PUBLISHED, SECRETS, SUBMITTED


def test_an_empty_draft_beside_an_empty_register(site):
    page = reverse("workspace:position", args=[ORG, DRAFT])
    response = site.client("viewer").get(page)
    # The only published report is of the same organisation.
    assert response.context["size"] == 0
    text = text_of(response.content)
    assert "No other organisation has published a report yet" in text
    of_others = {"elsewhere in 2026", "hidden-garden in 2026", "Hidden Garden", "Elsewhere", "Stenka"}
    assert of_others < {*SECRETS}
    assert not [secret for secret in of_others if secret in text]


@pytest.mark.parametrize(
    ("cycle", "words"),
    [
        (DRAFT, "Your draft, as it stands now"),
        (SUBMITTED, "as it was sent"),
        (PUBLISHED, "Your published report"),
    ],
)
def test_which_words_are_meant(site, cycle, words):
    response = site.client("viewer").get(reverse("workspace:position", args=[ORG, cycle]))
    assert words in text_of(response.content)


def test_a_stranger_finds_nothing(site):
    assert site.client("stranger").get(reverse("workspace:position", args=[ORG, DRAFT])).status_code == 404
    assert site.client("owner").get(reverse("workspace:position", args=[ELSEWHERE, DRAFT])).status_code == 404


def test_the_report_leads_there(site):
    response = site.client("viewer").get(reverse("workspace:report", args=[ORG, DRAFT]))
    assert reverse("workspace:position", args=[ORG, DRAFT]) in links(response.content)
