"""Twelve months, counted in days of UTC, and of which reports."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import time_machine

from reports import renewal, workflow
from reports.models import Report, Version
from reports.renewal import due_on, renewal_of
from tests import builders

pytestmark = pytest.mark.django_db
TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("published", "due"),
    [
        ((2025, 3, 1), (2026, 3, 1)),
        ((2025, 1, 31), (2026, 1, 31)),
        ((2025, 12, 31), (2026, 12, 31)),
        ((2024, 2, 29), (2025, 2, 28)),  # there is no such day
        ((2023, 2, 28), (2024, 2, 28)),  # the same day, though the month is longer
        ((2023, 3, 1), (2024, 3, 1)),
        ((2024, 2, 28), (2025, 2, 28)),
    ],
)
def test_it_is_the_same_day_of_the_next_year(published, due):
    assert due_on(date(*published)) == date(*due)


def test_days_are_those_of_utc_wherever_it_was_published():
    assert Version(published_at=datetime(2025, 3, 2, 8, 59, tzinfo=TOKYO)).first_day == date(2025, 3, 1)
    assert Version(published_at=datetime(2025, 3, 2, 9, 0, tzinfo=TOKYO)).first_day == date(2025, 3, 2)


def test_the_first_day_is_that_of_the_publication_elsewhere():
    before = date(2024, 6, 1)
    version = Version(published_at=datetime(2025, 3, 2, tzinfo=TOKYO), originally_published_on=before)
    assert version.first_day == before


@pytest.mark.parametrize(
    ("today", "days", "is_due", "is_overdue"),
    [
        ((2025, 12, 30), 61, False, False),
        ((2025, 12, 31), 60, True, False),
        ((2026, 2, 28), 1, True, False),
        ((2026, 3, 1), 0, True, False),
        ((2026, 3, 2), -1, True, True),
    ],
)
def test_it_is_due_from_sixty_days_before_and_overdue_after_the_day(today, days, is_due, is_overdue):
    found = renewal_of(date(2025, 3, 1), date(*today))
    assert (found.due_on, found.days) == (date(2026, 3, 1), days)
    assert (found.is_due, found.is_overdue) == (is_due, is_overdue)


@pytest.fixture(scope="module")
def world(module_database):
    """Two organisations, of which one has published for three cycles and the other is new."""
    first, second = builders.make_organisation("first"), builders.make_organisation("second")
    for year in (2024, 2025, 2026):
        _publish(first, str(year), datetime(year, 3, 1, tzinfo=UTC))
    _publish(second, "2026", datetime(2026, 2, 1, tzinfo=UTC))
    builders.make_report(builders.make_organisation("third"), cycle=builders.make_cycle("2025"))
    return {report.cycle.slug: report for report in first.reports.all()}


def _publish(organisation, cycle, at):
    draft = builders.make_report(organisation, cycle=builders.make_cycle(cycle))
    return builders.published_version(draft, at=at)


def due_by(day):
    with time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False):
        found = renewal.all_due(Report.objects.with_names())
    return [(each.report.organisation.slug, each.report.cycle.slug, each.renewal.days) for each in found]


def test_only_the_newest_of_each_organisation_is_to_be_renewed(world):
    assert due_by((2026, 12, 2)) == []
    assert due_by((2026, 12, 31)) == [("second", "2026", 32), ("first", "2026", 60)]
    assert due_by((2027, 2, 2)) == [("second", "2026", -1), ("first", "2026", 27)]


def test_what_is_off_the_list_is_not_renewed_and_the_one_before_stands_again(world):
    desk = builders.make_user(is_secretariat=True)
    with builders.rolled_back():
        for name, year in (("delist", "2026"), ("withdraw", "2025"), ("withdraw", "2024")):
            workflow.apply(name, report=world[year], actor=desk, reason="Once.")
            if year == "2026":
                assert due_by((2027, 1, 1)) == [("first", "2025", -306), ("second", "2026", 31)]
        assert due_by((2027, 1, 1)) == [("second", "2026", 31)]


def test_a_correction_renews_nothing(world):
    report = world["2026"]
    desk, owner = builders.make_user(is_secretariat=True), builders.owner_of(report.organisation)
    with builders.rolled_back():
        workflow.apply("correct", report=report, actor=owner, reason="A figure.")
        assert due_by((2027, 2, 28))[1] == ("first", "2026", 1)
        builders.published_version(report, by=desk, at=datetime(2027, 2, 20, tzinfo=UTC))
        assert report.versions.count() == 2
        assert due_by((2027, 2, 28))[1] == ("first", "2026", 1)


def test_a_late_report_for_an_earlier_cycle_renews_nothing(world):
    with builders.rolled_back():
        _publish(world["2026"].organisation, "2023", datetime(2027, 2, 1, tzinfo=UTC))
        assert due_by((2027, 2, 28))[1] == ("first", "2026", 1)


def test_it_takes_one_query(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(due_by((2027, 2, 2))) == 2
