"""Supporting information at the desk: asked for, read, closed; not that of one's own organisation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reports import workflow
from reports.enums import MemberRole
from reports.models import SupportingAccess, SupportingRequest
from tests import builders
from tests.reports.views.pages import breaches, parse, text_of


@pytest.fixture
def desk(site):
    workflow.apply("start_review", report=site.submitted, actor=site.people["secretariat"])
    return site.client("secretariat")


def _page(report):
    return reverse("secretariat:supporting", args=[report.pk])


def test_it_is_asked_for_once_with_a_day(site, desk):
    day = timezone.localdate() + timedelta(days=9)
    data = {"text": "The <b>contract</b>.", "due_on": day.isoformat()}
    for _click in range(2):
        response = desk.post(_page(site.submitted), data, follow=True)
    assert response.redirect_chain == [(_page(site.submitted), 302)]
    assert "The <b>contract</b>." in text_of(response.content) and breaches(response.content) == []
    found = SupportingRequest.objects.get(report=site.submitted)
    assert (found.due_on, found.asked_by) == (day, site.people["secretariat"])
    assert SupportingAccess.objects.count() == 0, "nothing was given that could be read"


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": "x" * 5001},
        {"text": "It.", "due_on": "2020-01-01"},
        {"text": "It.", "due_on": "soon"},
    ],
)
def test_what_is_refused_stays_in_the_form(site, desk, data):
    response = desk.post(_page(site.submitted), data)
    assert response.status_code == 422 and not SupportingRequest.objects.filter(report=site.submitted)
    (area,) = parse(response.content).xpath("//textarea[@name='text']")
    assert area.text_content().strip() == data["text"]


def test_while_the_team_mends_what_was_asked_is_read_and_closed(site):
    """The draft itself is the team's own: the desk has no page of it."""
    desk = site.client("secretariat")
    assert desk.get(reverse("secretariat:report", args=[site.draft.pk])).status_code == 404
    said = text_of(desk.get(_page(site.draft)).content)
    assert "Clovergiven: here." in said and "Sibyl" in said
    response = desk.get(reverse("secretariat:supporting-file", args=[site.support_file.pk]))
    assert response.content == b"Cloverfile says this."
    assert [each.file for each in SupportingAccess.objects.all()] == [site.support_file, None]
    close = reverse("secretariat:supporting-close", args=[site.support.pk])
    for _click in range(2):
        assert "Closed. What was given stays here." in text_of(desk.post(close, follow=True).content)
    assert SupportingRequest.objects.get(pk=site.support.pk).closed_by == site.people["secretariat"]


def test_a_report_of_which_nothing_was_asked_is_not_there(site):
    assert site.client("secretariat").get(_page(site.returned)).status_code == 404


def test_who_belongs_to_the_organisation_comes_in_as_a_member_only(site):
    builders.make_member(site.organisation, MemberRole.VIEWER, user=site.people["secretariat"])
    desk = site.client("secretariat")
    for path in (_page(site.draft), reverse("secretariat:supporting-file", args=[site.support_file.pk])):
        assert desk.get(path).status_code == 403
    assert desk.post(reverse("secretariat:supporting-close", args=[site.support.pk])).status_code == 403
    assert SupportingAccess.objects.count() == 0
