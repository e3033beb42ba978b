"""Who else has a section open, and what was saved there since."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from reports.actions.answers import save_answer
from reports.models import Presence
from tests.reports.views.pages import text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG

SECTION = reverse("workspace:section", args=[ORG, DRAFT, "1"])
ADDRESS = reverse("workspace:presence", args=[ORG, DRAFT, "1"])


def _beat(site, role, **data):
    response = site.client(role).post(ADDRESS, data)
    assert response.status_code == 200
    return response.json()


def test_each_hears_of_the_others_and_of_what_stands(site):
    assert _beat(site, "editor", writing="1b")["others"] == []
    said = _beat(site, "owner")
    assert said["others"] == ["Edgar (writing 1b)"]
    assert said["standing"] == dict.fromkeys(("1a", "1b", "1c", "1d", "1e", "1f", "1g", "1h"), 1)
    save_answer(report=site.draft, code="1b", choices=[], text="New", base=1, by=site.people["editor"])
    assert _beat(site, "owner")["standing"]["1b"] == 2
    assert _beat(site, "viewer")["others"] == ["Edgar (writing 1b)", "Ophelia"]


def test_the_page_names_them_without_javascript_too(site):
    _beat(site, "editor")
    assert "Also open here: Edgar" in text_of(site.client("owner").get(SECTION).content)
    other = reverse("workspace:section", args=[ORG, DRAFT, "2"])
    assert "Edgar" not in text_of(site.client("viewer").get(other).content).partition("Saved")[0]


def test_who_left_or_fell_silent_is_not_named(site):
    _beat(site, "editor")
    _beat(site, "editor", gone="1")
    assert _beat(site, "owner")["others"] == []
    _beat(site, "editor")
    with time_machine.travel(timezone.now() + Presence.LASTS + timedelta(seconds=1), tick=False):
        assert _beat(site, "owner")["others"] == []


def test_a_heartbeat_is_written_over_the_one_before(site):
    for writing in ("1a", "1b", "9z", "<b>"):
        _beat(site, "editor", writing=writing)
    assert list(Presence.objects.values_list("code", flat=True)) == [""]


@pytest.mark.parametrize("section", ["8", "1a", "%00"])
def test_no_such_section(site, section):
    assert site.client("editor").post(ADDRESS.replace("/1/", f"/{section}/")).status_code == 404


def test_another_organisations_people_are_nobodys_business(site):
    theirs = reverse("workspace:presence", args=[ELSEWHERE, DRAFT, "1"])
    assert site.client("editor").post(theirs).status_code == 404
    assert not Presence.objects.exists()
