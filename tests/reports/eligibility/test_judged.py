"""What the list says of a country on a day, and why; and the table with which an installation starts."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from reports import eligibility
from reports.eligibility.starting import starting_rows
from reports.enums import EligibilityGround
from reports.models import Jurisdiction
from tests import builders

DAY = date(2026, 6, 1)
YEARS = {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}


def row(ground="oecd", *, since=None, until=None, is_provisional=False, country="KE"):
    return Jurisdiction(
        country=country, ground=ground, since=since, until=until, is_provisional=is_provisional
    )


def judged(*rows, on=DAY):
    return eligibility.judged("KE", rows, on)


def test_any_one_ground_is_enough():
    for ground in EligibilityGround:
        found = judged(row(ground))
        assert (found.is_eligible, found.grounds) == (True, (ground,))


def test_grounds_stand_in_one_order_and_each_once():
    found = judged(row("adherent"), row("oecd"), row("adherent", since=DAY))
    assert found.grounds == (EligibilityGround.OECD, EligibilityGround.ADHERENT)


def test_no_row_is_no_ground():
    found = judged()
    assert (found.is_eligible, found.grounds) == (False, ())
    assert found.why == "Kenya is not on the list of eligible jurisdictions."


@pytest.mark.parametrize(
    ("on", "is_eligible"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_first_and_last_day_count(on, is_eligible):
    assert judged(row(**YEARS), on=on).is_eligible is is_eligible


def test_why_names_the_grounds_that_hold():
    found = judged(row("gpai"), row("oecd", **YEARS), row("adherent"))
    assert found.why == (
        "Kenya is an eligible jurisdiction: Member of the Global Partnership on AI, "
        "Adherent to the OECD AI Recommendation."
    )


def test_why_names_the_last_day_of_what_ended_last():
    found = judged(row("gpai", until=date(2023, 5, 1)), row(**YEARS))
    assert (found.ended_on, found.begins_on) == (date(2025, 12, 31), None)
    assert found.why == "Kenya is no eligible jurisdiction any more: its last day was 31 December 2025."


def test_why_names_the_first_day_of_what_begins_next():
    found = judged(row("gpai", since=date(2027, 5, 1)), row(since=date(2026, 6, 2)), row("adherent", **YEARS))
    assert found.begins_on == date(2026, 6, 2)
    assert found.why == "Kenya is an eligible jurisdiction only from 2 June 2026 on."


def test_one_checked_ground_is_no_longer_provisional():
    assert judged(row(is_provisional=True)).is_provisional
    assert not judged(row(is_provisional=True), row("gpai")).is_provisional
    assert judged(row(is_provisional=True), row("gpai", **YEARS)).is_provisional, "what ended proves nothing"


def test_countries_are_called_what_the_page_calls_them():
    with translation.override("fr"):
        assert eligibility.judged("DE", [], DAY).name == "Allemagne"


def test_rows_are_parted_by_the_day_and_sorted_by_name():
    rows = [row(country="TR"), row(country="AT", until=DAY), row("gpai", country="CH", **YEARS)]
    rows += [
        row("adherent", country="CH"),
        row("oecd", country="CH"),
        row(country="SE", since=date(2030, 1, 1)),
    ]
    standing, past = eligibility.parted(rows, DAY)
    assert [str(each) for each in standing] == ["AT oecd", "SE oecd", "CH oecd", "CH adherent", "TR oecd"]
    assert [str(each) for each in past] == ["CH gpai"]


def test_accents_do_not_send_a_name_to_the_end():
    with translation.override("fr"):
        standing, _past = eligibility.parted([row(country="EE"), row(country="ES"), row(country="FR")], DAY)
        assert [each.country.name for each in standing] == ["Espagne", "Estonie", "France"]
        standing, _past = eligibility.parted([row(country="FR"), row(country="EG")], DAY)
        assert [each.country.name for each in standing] == ["Égypte", "France"]


def test_a_day_is_that_of_utc():
    assert eligibility.day(datetime.fromisoformat("2026-01-01T08:00:00+09:00")) == date(2025, 12, 31)
    assert eligibility.day() == datetime.now(UTC).date()


def test_the_starting_table():
    rows = starting_rows()
    grounds = {
        ground: {row["country"] for row in rows if row["ground"] == ground} for ground in EligibilityGround
    }
    assert {ground: len(countries) for ground, countries in grounds.items()} == {
        "oecd": 38,
        "gpai": 6,
        "adherent": 11,
    }
    assert len(rows) == len({(row["country"], row["ground"]) for row in rows}), "none stands twice"
    assert {row["is_provisional"] for row in rows} == {True}
    assert "EU" in grounds[EligibilityGround.ADHERENT]


@pytest.mark.django_db
def test_an_installation_starts_with_the_table():
    stored = Jurisdiction.objects.values("country", "ground", "source", "is_provisional")
    assert sorted(stored, key=repr) == sorted(starting_rows(), key=repr)
    assert Jurisdiction(country="EU").country.name == "European Union"


@pytest.mark.parametrize(
    ("country", "is_eligible"), [("JP", True), ("AR", True), ("UA", True), ("BG", False), ("KE", False)]
)
@pytest.mark.django_db
def test_a_country_is_looked_up_in_one_query(django_assert_num_queries, country, is_eligible):
    with django_assert_num_queries(1):
        assert eligibility.eligible(country, DAY).is_eligible is is_eligible


@pytest.mark.django_db
def test_a_report_is_judged_by_the_country_of_its_organisation(report, organisation):
    assert eligibility.problem(report) == ""
    organisation.country = "BG"
    report.organisation = organisation
    assert eligibility.problem(report) == "Bulgaria is not on the list of eligible jurisdictions."


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, {"1", "2"}),
        (None, date(2020, 12, 30), set()),
        (None, date(2020, 12, 31), {"1"}),
        (date(2021, 1, 2), date(2024, 12, 31), set()),
        (date(2021, 1, 1), date(2025, 1, 1), {"1", "2"}),
        (date(2030, 1, 1), None, {"2"}),
    ],
)
@pytest.mark.django_db
def test_rows_that_share_a_day(since, until, found):
    days = {"1": (date(2020, 12, 31), date(2021, 1, 1)), "2": (date(2025, 1, 1), None)}
    for source, (first, last) in days.items():
        Jurisdiction.objects.create(country="KE", ground="oecd", since=first, until=last, source=source)
    rows = Jurisdiction.objects.filter(country="KE").overlapping(since=since, until=until)
    assert {each.source for each in rows} == found


@pytest.mark.django_db
def test_builders_make_eligible_organisations():
    assert eligibility.eligible(builders.make_organisation().country, DAY).is_eligible
