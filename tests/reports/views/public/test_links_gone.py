"""What readers and the team are told of addresses that can't be opened any more."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from reports.models import PublishedLinkCheck, RegisterState
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import ORG, PUBLISHED

LOST, FINE = "https://lost.example/%3Cb%3E?a=1&b=2", "https://fine.example/"
PAGE = reverse("public:report", args=[ORG, PUBLISHED])
TEAM = reverse("workspace:report", args=[ORG, PUBLISHED])


@pytest.fixture
def looked(site):
    """The current version, of which one address was lost on 5 March."""
    same = {"status": 404, "note": "", "checked_at": "2026-04-05T12:00:00+00:00"}
    outcomes = [
        {"state": "gone", "misses": 2, "gone_since": "2026-03-05T12:00:00+00:00"},
        {"state": "reached", "misses": 0, "gone_since": ""},
    ]
    for address, outcome in zip((LOST, FINE), outcomes, strict=True):
        outcome.update(same, address=address, final_address=address, codes=["1a"])
    at = datetime(2026, 4, 5, 12, tzinfo=UTC)
    PublishedLinkCheck.objects.create(version=site.versions[-1], outcomes=outcomes, checked_at=at)
    RegisterState.objects.advance()
    return site


def _gone(content):
    return [
        (each.getparent().getparent().get("id"), " ".join(each.text_content().split()))
        for each in parse(content).xpath("//*[@data-gone]")
    ]


def test_readers_see_it_beside_the_answer_with_the_day(looked):
    content = looked.client("anonymous").get(PAGE).content
    said = "This address in the answer could not be opened when this site last checked it"
    assert _gone(content) == [("1a", f"{said} {LOST} first on 5 March 2026")]
    assert FINE not in text_of(content)


def test_a_superseded_version_says_nothing_of_it(looked):
    number = looked.versions[0].number
    path = reverse("public:version", args=[ORG, PUBLISHED, number])
    PublishedLinkCheck.objects.update(version=looked.versions[0])
    assert looked.client("anonymous").get(path).status_code == 200
    assert _gone(looked.client("anonymous").get(path).content) == []


def test_the_team_sees_it_on_the_page_of_the_report(looked):
    said = text_of(looked.client("viewer").get(TEAM).content)
    assert "1 web address in the published report can’t be opened any more" in said
    assert f"{LOST} Not there any more · 1a · first on 5 March 2026" in said
    assert FINE not in said


def test_without_a_look_nothing_is_said(site):
    assert _gone(site.client("anonymous").get(PAGE).content) == []
    assert "can’t be opened any more" not in text_of(site.client("owner").get(TEAM).content)
