"""Each reminder of a renewal leaves once, to those concerned, whatever the workers do."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from reports import workflow
from reports.enums import MemberRole
from reports.jobs.outbox import clear_old_messages
from reports.jobs.renewals import remind_of_renewals, step_of
from reports.jobs.upkeep import Upkeep
from reports.models import Message, Organisation, Reminder
from tests import builders

PUBLISHED = datetime(2025, 3, 1, 18, tzinfo=UTC)
DUE = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def listed(organisation, owner, viewer):
    """A report of 2025 that is listed, whose messages were sent; an editor belongs to the team besides."""
    builders.make_member(organisation, MemberRole.EDITOR, user=builders.make_user("editor"))
    report = builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    builders.published_version(report, by=builders.make_user("desk", is_secretariat=True), at=PUBLISHED)
    Message.objects.all().delete()
    return report


def told(days_before, *, hour=12):
    """Let the upkeep of that day remind, and return who got what since."""
    last = Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with time_machine.travel(DUE.replace(hour=hour) - timedelta(days=days_before), tick=False):
        remind_of_renewals()
        new = Message.objects.filter(pk__gt=last).order_by("address")
        return [(message.kind, message.address.partition("@")[0]) for message in new]


TEAM = [("renewal_due", "editor"), ("renewal_due", "owner")]
DESK = [("renewal_overdue", "desk")]


@pytest.mark.django_db
def test_every_day_of_a_year_has_what_it_has(listed):
    said = {days: heard for days in range(365, -40, -1) if (heard := told(days))}
    assert said == {60: TEAM, 30: TEAM, 7: TEAM, -1: DESK}
    assert list(Reminder.objects.values_list("report", "days")) == [(listed.pk, d) for d in (60, 30, 7, 0)]


@pytest.mark.parametrize(
    ("days", "step"), [(60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, 0), (-90, 0)]
)
def test_the_last_step_that_was_reached_counts(days, step):
    assert step_of(days) == step


@pytest.mark.django_db
def test_of_several_that_were_missed_only_the_most_urgent_is_sent(listed):
    assert told(20) == TEAM
    message = Message.objects.latest("pk")
    assert (message.report, message.organisation) == (listed, listed.organisation)
    assert message.subject == "To be renewed within 20 days: the report of Sakura Works for Cycle 2025"
    assert "1 March 2026" in message.content["body"]
    assert told(19) == told(8) == []
    assert told(7) == TEAM
    assert list(Reminder.objects.values_list("days", flat=True)) == [30, 7]


@pytest.mark.django_db
def test_after_the_day_only_the_secretariat_is_told(listed):
    assert told(-3) == DESK
    assert told(-4) == []


@pytest.mark.django_db
def test_the_day_is_that_of_utc(listed):
    with timezone.override("Asia/Tokyo"):  # where it is the day after already
        assert told(61, hour=23) == []
        assert told(60, hour=23) == TEAM
        assert "1 March 2026" in Message.objects.latest("pk").content["body"]
        assert told(0, hour=23) == TEAM  # the last day is not over
        assert told(-1, hour=0) == DESK


@pytest.mark.django_db
def test_a_reminder_outlives_its_message(listed):
    assert told(60) == TEAM
    Message.objects.update(state="sent", sent_at=DUE, content=None)
    assert clear_old_messages(now=DUE + timedelta(days=99)) == 2
    assert told(60) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["withdraw", "delist"])
def test_nobody_is_reminded_of_what_is_off_the_list(listed, secretariat, name):
    workflow.apply(name, report=listed, actor=secretariat, reason="Once.")
    Message.objects.all().delete()
    assert [told(days) for days in (60, 7, -1)] == [[], [], []]
    workflow.apply("relist", report=listed, actor=secretariat, reason="After all.")
    assert told(7) == TEAM


@pytest.mark.django_db
def test_nobody_is_reminded_while_the_next_report_is_with_the_secretariat(listed, owner, secretariat):
    following = builders.make_report(listed.organisation, cycle=builders.make_cycle("2026"))
    assert told(60) == TEAM  # a draft renews nothing
    builders.submitted_report(following)
    Message.objects.all().delete()
    assert told(30) == []
    builders.reviewed_report(following, by=secretariat)
    Message.objects.all().delete()
    assert [told(7), told(-1)] == [[], []]
    builders.returned_report(following, by=secretariat, reason="See 2b.")
    Message.objects.all().delete()
    assert told(5) == TEAM
    builders.submitted_report(following)
    builders.published_version(following, by=secretariat, at=DUE)
    Message.objects.all().delete()
    assert told(-9) == []


@pytest.mark.django_db
def test_a_correction_that_is_with_the_secretariat_is_no_renewal(listed, owner):
    workflow.apply("correct", report=listed, actor=owner, reason="A figure.")
    builders.submitted_report(listed)
    Message.objects.all().delete()
    assert told(30) == TEAM


@pytest.mark.django_db
def test_what_fails_for_one_report_keeps_nothing_from_the_others(listed, caplog):
    other = builders.make_organisation("hinoki-mills")
    builders.published_version(builders.make_report(other, cycle=listed.cycle), at=PUBLISHED)
    Message.objects.all().delete()
    # The link of its message can't be made.
    Organisation.objects.filter(pk=listed.organisation_id).update(slug="no/where")
    assert [kind for kind, _address in told(30)] == ["renewal_due"]
    assert list(Reminder.objects.values_list("report__organisation__slug", flat=True)) == ["hinoki-mills"]
    assert f"Report {listed.pk} could not be told of" in caplog.text
    Organisation.objects.filter(pk=listed.organisation_id).update(slug="somewhere")
    assert told(29) == TEAM


@pytest.mark.django_db
def test_it_is_a_duty_of_every_worker(listed):
    with time_machine.travel(DUE - timedelta(days=30), tick=False):
        Upkeep("one").do()
        Upkeep("two").do()
    assert Message.objects.filter(kind="renewal_due").count() == len(TEAM)


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_remind_once(listed):
    start, counts = threading.Barrier(4), []

    def one():
        start.wait()
        try:
            counts.append(remind_of_renewals())
        finally:
            connection.close()

    with time_machine.travel(DUE - timedelta(days=7), tick=False):
        threads = [threading.Thread(target=one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(counts) == [0, 0, 0, 1]
    assert Message.objects.filter(kind="renewal_due").count() == len(TEAM)
    assert Reminder.objects.count() == 1
