"""The public list of eligible jurisdictions, and what it says of one country."""

from datetime import date

import pytest
from django.urls import reverse

from reports.models import Jurisdiction
from tests.reports.views.pages import text_of

PAGE = reverse("public:eligibility")


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def test_every_row_stands_there_with_its_days_and_source(reader):
    Jurisdiction.objects.filter(country="FR").update(
        since=date(1961, 8, 7), source="List of members", is_provisional=False
    )
    Jurisdiction.objects.filter(country="UY").update(until=date(2020, 1, 2), end_source="List of 2020")
    response = reader.get(PAGE)
    assert (len(response.context["standing"]), len(response.context["past"])) == (54, 1)
    said = text_of(response.content)
    assert "France Member of the OECD from 7 August 1961 Source: List of members" in said
    assert "53 rows have not been checked against their sources yet." in said
    assert (
        "Adherent to the OECD AI Recommendation Provisional until 2 January 2020"
        " Source of the end: List of 2020" in said
    )
    assert "European Union Adherent to the OECD AI Recommendation Provisional" in said


@pytest.mark.parametrize(
    ("country", "why"),
    [
        ("CA", "Canada is an eligible jurisdiction: Member of the OECD."),
        ("BG", "Bulgaria is not on the list of eligible jurisdictions."),
    ],
)
def test_a_country_gets_its_sentence(reader, settings, country, why):
    settings.SITE_CONTACT = "desk@site.example"
    said = text_of(reader.get(PAGE, {"country": country}).content)
    assert why in said
    assert ("Drafting is possible all the same" in said) == (country == "BG")
    assert ("write to the secretariat: desk@site.example" in said) == (country == "BG")


@pytest.mark.parametrize(
    "query", ["country=", "country=%00", "nonsense=1", "country=EU", "country=xx&country=%FF"]
)
def test_what_is_no_country_gets_no_sentence(reader, query):
    response = reader.get(f"{PAGE}?{query}")
    assert (response.status_code, response.context["found"]) == (200, None)


def test_what_is_no_country_is_said_at_the_field(reader):
    response = reader.get(PAGE, {"country": "EU"})
    assert response.context["form"].errors == {
        "country": ["There is no such country. Choose one from the list."]
    }


def test_who_keeps_the_list_is_told_to_nobody(site, reader):
    Jurisdiction.objects.update(noted_by=site.people["secretariat"], source="A list")
    assert "Sibyl" not in text_of(reader.get(PAGE).content)


def test_an_empty_list_says_so(reader):
    Jurisdiction.objects.all().delete()
    assert "The list is empty" in text_of(reader.get(PAGE).content)
