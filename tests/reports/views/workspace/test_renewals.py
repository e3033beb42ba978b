"""What an organisation's page says of the report that is to be renewed, and where it leads."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from reports.enums import MemberRole
from tests import builders
from tests.reports.views.pages import parse

pytestmark = pytest.mark.django_db
PAGE = reverse("workspace:organisation", args=["hinoki-works"])
NEW = reverse("workspace:report-new", args=["hinoki-works"])


@pytest.fixture
def owner(db):
    """Nobody of the site that other tests of pages share. The cycles come after those of it."""
    return builders.make_user()


@pytest.fixture
def organisation(owner):
    return builders.make_organisation("hinoki-works", owner=owner)


@pytest.fixture
def viewer(organisation):
    return builders.make_member(organisation, MemberRole.VIEWER).user


@pytest.fixture
def secretariat(db):
    return builders.make_user(is_secretariat=True)


@pytest.fixture
def listed(organisation, secretariat):
    """A report that is to be renewed by 1 March 2026; the next cycle is not there yet."""
    report = builders.make_report(organisation, cycle=builders.make_cycle("2040"))
    builders.published_version(report, by=secretariat, at=datetime(2025, 3, 1, 18, tzinfo=UTC))
    return report


def notice(client, person, *day):
    """Return the notice of the page on that day as words and links; None if there is none."""
    with time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False):
        client.force_login(person)
        found = parse(client.get(PAGE).content).xpath("//*[contains(@class, 'notice-title')]/..")
    if not found:
        return None
    return " ".join(found[0].text_content().split()), [link.get("href") for link in found[0].iter("a")]


def test_nothing_is_said_long_before(client, owner, listed):
    assert notice(client, owner, 2025, 12, 30) is None


def test_it_is_due_and_leads_to_the_next_report(client, owner, viewer, listed):
    start = (
        "This report is to be renewed by 1 March 2026: the report for the next cycle is to be published by "
        "then."
    )
    said, links = notice(client, owner, 2025, 12, 31)
    assert said == (
        f"Due for renewal: Cycle 2040 {start} The secretariat has not entered the next cycle yet."
    )
    assert links == []
    builders.make_cycle("2041")
    assert notice(client, owner, 2026, 3, 1) == (
        f"Due for renewal: Cycle 2040 {start} Start the next report",
        [NEW],
    )
    said, links = notice(client, viewer, 2026, 3, 1)
    assert (said.rpartition(".")[0].rpartition(". ")[2], links) == (
        "An owner or editor can start the next report",
        [],
    )


def test_a_cycle_that_lies_before_renews_nothing(client, owner, listed):
    builders.make_cycle("2039")
    assert notice(client, owner, 2026, 3, 1)[0].endswith("has not entered the next cycle yet.")


def test_it_is_overdue(client, owner, listed):
    builders.make_cycle("2041")
    said, links = notice(client, owner, 2026, 3, 2)
    assert said == (
        "Renewal overdue: Cycle 2040 This report was to be renewed by 1 March 2026. The secretariat may take "
        "it off the list; nothing happens by itself. Start the next report"
    )
    assert links == [NEW]


def test_what_is_begun_goes_on_and_what_is_sent_waits(client, owner, secretariat, listed):
    following = builders.make_report(listed.organisation, cycle=builders.make_cycle("2041"))
    said, links = notice(client, owner, 2026, 2, 1)
    assert said.endswith("by then. Go on with Cycle 2041")
    assert links == [following.get_absolute_url()]
    builders.submitted_report(following)
    said, links = notice(client, owner, 2026, 3, 2)
    assert said.endswith("Yours for Cycle 2041 is with the secretariat.")
    assert links == []
    builders.published_version(following, by=secretariat, at=datetime(2026, 3, 2, tzinfo=UTC))
    assert notice(client, owner, 2026, 3, 3) is None


@pytest.mark.parametrize("page", [PAGE, reverse("workspace:home")])
def test_the_list_of_reports_says_it_too(client, owner, listed, page):
    def step(*day):
        with time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False):
            client.force_login(owner)
            (found,) = parse(client.get(page).content).find_class("row-step")
        return " ".join(found.text_content().split()).partition(" Read")[0]

    assert step(2025, 12, 30) == "Published: there is nothing to do."
    assert step(2026, 3, 1) == "Published. To be renewed by 1 March 2026."
    assert step(2026, 3, 2) == "Published. To be renewed by 1 March 2026."
    following = builders.make_report(listed.organisation, cycle=builders.make_cycle("2041"))
    builders.submitted_report(following, by=owner)
    with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False):
        said = parse(client.get(page).content).find_class("row-step")
    assert "there is nothing to do" in said[1].text_content()
