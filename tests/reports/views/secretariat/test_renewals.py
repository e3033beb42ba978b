"""What the desk is told of reports whose twelve months are over; taking one off the list stays a decision."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from reports.enums import ReportStatus
from reports.jobs.renewals import remind_of_renewals
from reports.models import Report
from tests import builders
from tests.reports.views.pages import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretariat(db):
    """Nobody of the site that other tests of pages share."""
    return builders.make_user(is_secretariat=True)


@pytest.fixture
def listed(secretariat):
    """Three organisations that published in 2025 on three days."""
    found = {}
    for slug, month in (("aspen", 5), ("birch", 3), ("cedar", 4)):
        report = builders.make_report(builders.make_organisation(slug), cycle=builders.make_cycle("2025"))
        builders.published_version(report, by=secretariat, at=datetime(2025, month, 1, tzinfo=UTC))
        found[slug] = report
    return found


def rows(client, person, *day):
    """Return what the list says on that day, and where it leads to take reports off."""
    with time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False):
        client.force_login(person)
        page = parse(client.get(reverse("secretariat:queue")).content)
    section = page.xpath("//section[@aria-labelledby='renewals-head']")[0]
    links = [link.get("href") for link in section.iter("a") if "delist" in link.get("href")]
    return [" ".join(item.text_content().split()) for item in section.xpath("./ul/li")], links


def test_the_most_urgent_stands_first_and_delisting_is_only_proposed(client, secretariat, listed):
    said, links = rows(client, secretariat, 2026, 3, 15)
    assert said == [
        "Birch, Cycle 2025 Canada renewal due 1 March 2026 delisting proposed: Delist (Birch, Cycle 2025) "
        "Overdue",
        "Cedar, Cycle 2025 Canada renewal due 1 April 2026 17 days left",
        "Aspen, Cycle 2025 Canada renewal due 1 May 2026 47 days left",
    ]
    assert links == [reverse("secretariat:delist", args=[listed["birch"].pk])]
    client.force_login(secretariat)
    assert client.get(links[0]).status_code == 200


def test_nothing_is_taken_off_by_itself(listed):
    with time_machine.travel(datetime(2029, 1, 1, tzinfo=UTC), tick=False):
        remind_of_renewals()
    reports = Report.objects.filter(pk__in=[report.pk for report in listed.values()])
    assert [report.status for report in reports if report.is_listed] == [ReportStatus.PUBLISHED] * 3


def test_it_is_not_proposed_while_the_next_report_waits_for_a_decision(client, secretariat, listed):
    following = builders.make_report(listed["birch"].organisation, cycle=builders.make_cycle("2026"))
    builders.submitted_report(following)
    said, links = rows(client, secretariat, 2026, 3, 2)
    assert said[0] == (
        "Birch, Cycle 2025 Canada renewal due 1 March 2026 the next report waits for a decision Overdue"
    )
    assert links == []


def test_the_list_says_that_it_is_empty(client, secretariat, listed):
    assert rows(client, secretariat, 2025, 12, 1) == ([], [])
