"""Cycles, as the secretariat keeps them."""

from datetime import date

import pytest
from django.urls import reverse

from reports.models import Cycle
from tests.reports.views.addresses import CYCLE
from tests.reports.views.pages import text_of
from tests.reports.views.site import FREE

NEW = reverse("secretariat:cycle-new")
LIST = reverse("secretariat:cycles")


@pytest.fixture
def desk(site):
    return site.client("secretariat")


def test_a_cycle_is_entered(site, desk):
    response = desk.post(NEW, CYCLE, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert "Cycle saved." in text_of(response.content)
    cycle = Cycle.objects.get(slug="2031")
    assert (cycle.opens_on, cycle.saved_by) == (date(2031, 1, 1), site.people["secretariat"])


def test_label_and_dates_change_and_the_address_stays(site, desk):
    path = reverse("secretariat:cycle", args=[FREE])
    changed = CYCLE | {"slug": "other", "label": "Twenty-eight", "opens_on": "2028-02-01"}
    assert desk.post(path, changed).status_code == 302
    cycle = Cycle.objects.get(slug=FREE)
    assert (cycle.label, cycle.opens_on) == ("Twenty-eight", date(2028, 2, 1))
    assert not Cycle.objects.filter(slug="other").exists()


@pytest.mark.parametrize(
    "changes,field",
    [
        ({"slug": FREE}, "slug"),
        ({"slug": "profile"}, "slug"),
        ({"slug": "２０３１"}, "slug"),
        ({"slug": "x" * 31}, "slug"),
        ({"label": ""}, "label"),
        ({"label": "x" * 61}, "label"),
        ({"closes_on": "2030-12-31"}, "closes_on"),
        ({"closes_on": "2031-02-30"}, "closes_on"),
        ({"opens_on": "soon"}, "opens_on"),
        ({"opens_on": "99999-01-01"}, "opens_on"),
    ],
    ids=str,
)
def test_a_cycle_that_cannot_be(site, desk, changes, field):
    before = Cycle.objects.count()
    response = desk.post(NEW, CYCLE | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Cycle.objects.count() == before


def test_an_unknown_cycle_is_not_there(desk):
    assert desk.get(reverse("secretariat:cycle", args=["1999"])).status_code == 404
