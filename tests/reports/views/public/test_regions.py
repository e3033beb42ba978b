"""Every country lies in one region, and regions are called what each language calls them."""

from collections import Counter

import pytest
from django_countries import countries

from reports.views.public import regions
from reports.views.public.regions import REGIONS, region_names, region_of


def test_every_country_lies_in_exactly_one_region():
    listed = Counter(code for codes in regions._COUNTRIES.values() for code in codes.split())
    assert {code for code, times in listed.items() if times > 1} == set()
    assert {code for code in countries.countries if code not in listed} == set()
    assert set(regions._COUNTRIES) == set(REGIONS)


@pytest.mark.parametrize(
    "country,region",
    [
        ("JP", "asia"),
        ("TR", "asia"),
        ("CY", "asia"),
        ("FR", "europe"),
        ("IS", "europe"),
        ("RU", "europe"),
        ("CA", "north-america"),
        ("PA", "north-america"),
        ("CO", "south-america"),
        ("EG", "africa"),
        ("NZ", "oceania"),
        ("ZZ", ""),
        ("", ""),
    ],
)
def test_countries_lie_where_the_united_nations_put_them(country, region):
    assert region_of(country) == region


@pytest.mark.parametrize(
    "language,names",
    [
        ("en", ["Africa", "North America", "South America", "Asia", "Europe", "Oceania"]),
        ("ja", ["アフリカ", "北アメリカ大陸", "南アメリカ", "アジア", "ヨーロッパ", "オセアニア"]),
        ("fr", ["Afrique", "Amérique du Nord", "Amérique du Sud", "Asie", "Europe", "Océanie"]),
    ],
)
def test_each_language_has_its_names(language, names):
    assert list(region_names(language).values()) == names
    assert list(region_names(language)) == list(REGIONS)
