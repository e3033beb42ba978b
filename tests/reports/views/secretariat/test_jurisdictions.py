"""The list of eligible jurisdictions at the desk: entered, corrected, ended, with errors at the field."""

from datetime import date

import pytest
from django.urls import reverse

from reports.models import Jurisdiction
from tests.reports.views.pages import text_of

NEW = reverse("secretariat:jurisdiction-new")
LIST = reverse("secretariat:jurisdictions")
KENYA = {"country": "KE", "ground": "adherent", "since": "2026-01-01", "source": "The list of May"}


@pytest.fixture
def desk(site):
    return site.client("secretariat")


@pytest.fixture
def canada():
    return Jurisdiction.objects.get(country="CA")


def _page(jurisdiction: Jurisdiction, name: str = "jurisdiction") -> str:
    return reverse(f"secretariat:{name}", args=[jurisdiction.pk])


def test_a_jurisdiction_is_entered(site, desk):
    response = desk.post(NEW, KENYA, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert "Kenya is saved." in text_of(response.content)
    row = Jurisdiction.objects.get(country="KE")
    assert (row.since, row.until, row.is_provisional) == (date(2026, 1, 1), None, False)
    assert row.noted_by == site.people["secretariat"]


def test_checking_a_row_takes_the_mark_away(desk, canada):
    assert desk.get(LIST).context["unchecked"] == 55
    facts = {"source": "OECD, members", "source_url": "https://oecd.example/members", "since": "1961-04-10"}
    assert desk.post(_page(canada), facts).status_code == 302
    canada.refresh_from_db()
    assert (canada.is_provisional, canada.since, canada.source) == (False, date(1961, 4, 10), "OECD, members")
    assert desk.get(LIST).context["unchecked"] == 54


def test_what_happened_to_a_row_stands_on_its_page(site, desk, canada):
    page = desk.get(_page(canada))
    assert "What happened" not in text_of(page.content)
    desk.post(NEW, KENYA)
    desk.post(_page(canada), {"source": "OECD, members"})
    desk.post(_page(canada, "jurisdiction-end"), {"until": "2026-01-31", "end_source": "X"})
    events = desk.get(_page(canada)).context["events"]
    assert [(event.name, event.actor.user) for event in events] == [
        ("jurisdiction_ended", site.people["secretariat"]),
        ("jurisdiction_saved", site.people["secretariat"]),
    ]


def test_country_and_ground_stay(desk, canada):
    desk.post(_page(canada), {"source": "A list", "country": "KE", "ground": "gpai"})
    canada.refresh_from_db()
    assert str(canada) == "CA oecd"


def test_a_row_ends_and_stays_on_the_page(desk, canada):
    response = desk.post(
        _page(canada, "jurisdiction-end"), {"until": "2026-01-31", "end_source": "X"}, follow=True
    )
    assert response.redirect_chain == [(LIST, 302)]
    assert [row.pk for row in response.context["past"]] == [canada.pk]
    assert "until 31 January 2026" in text_of(response.content)
    assert desk.get(_page(canada, "jurisdiction-end")).headers["Location"] == _page(canada)
    response = desk.post(_page(canada, "jurisdiction-end"), {"until": "2026-02-28", "end_source": "X"})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["until"])


@pytest.mark.parametrize(
    "changes,field",
    [
        ({"country": ""}, "country"),
        ({"country": "XX"}, "country"),
        ({"ground": "friend"}, "ground"),
        ({"since": "soon"}, "since"),
        ({"since": "99999-01-01"}, "since"),
        ({"country": "CA", "ground": "oecd"}, "since"),
        ({"source": " "}, "source"),
        ({"source": "x" * 301}, "source"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"source_url": "ftp://a.example/"}, "source_url"),
    ],
    ids=str,
)
def test_a_row_that_cannot_be(desk, changes, field):
    before = Jurisdiction.objects.count()
    response = desk.post(NEW, KENYA | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Jurisdiction.objects.count() == before


@pytest.mark.parametrize(
    "changes,field",
    [({"until": "2025-12-31"}, "until"), ({"until": ""}, "until"), ({"end_source": ""}, "end_source")],
    ids=str,
)
def test_an_end_that_cannot_be(desk, changes, field):
    desk.post(NEW, KENYA)
    row = Jurisdiction.objects.get(country="KE")
    response = desk.post(_page(row, "jurisdiction-end"), {"until": "2026-12-31", "end_source": "X"} | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    row.refresh_from_db()
    assert row.until is None


@pytest.mark.parametrize(
    "changes,field",
    [({"since": "2027-01-01"}, "until"), ({"end_source": ""}, "end_source")],
    ids=str,
)
def test_an_ended_row_keeps_a_sound_end(desk, changes, field):
    desk.post(NEW, KENYA)
    row = Jurisdiction.objects.get(country="KE")
    last = {"until": "2026-12-31", "end_source": "X"}
    desk.post(_page(row, "jurisdiction-end"), last)
    response = desk.post(_page(row), KENYA | last | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_an_end_is_not_taken_back_while_a_later_row_stands(desk):
    desk.post(NEW, KENYA)
    row = Jurisdiction.objects.get(country="KE")
    last = {"until": "2026-12-31", "end_source": "X"}
    desk.post(_page(row, "jurisdiction-end"), last)
    desk.post(NEW, KENYA | {"since": "2027-01-01"})
    response = desk.post(_page(row), KENYA)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["since"])
    row.refresh_from_db()
    assert row.until == date(2026, 12, 31)


@pytest.mark.parametrize("name", ["jurisdiction", "jurisdiction-end"])
@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_row_that_is_not_there(desk, name, pk):
    path = LIST + (f"{pk}/" if name == "jurisdiction" else f"{pk}/end/")
    assert desk.get(path).status_code == 404
