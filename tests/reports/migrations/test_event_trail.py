"""Events from before the trail get their actors and their chains, and lose the names that they held."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from reports import trail
from reports.models import Actor, Event

TRAIL = ("reports", "0017_event_trail")
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _migrate(*targets):
    executor = MigrationExecutor(connection)
    return executor.migrate(list(targets)).apps


def _before():
    """Return the apps as they stand before the migration; everything that rests on it is undone."""
    parents = MigrationExecutor(connection).loader.graph.node_map[TRAIL].parents
    return _migrate(*(parent.key for parent in parents if parent.key[0] == "reports"))


@pytest.fixture
def old_events(transactional_db):
    """Events as they were written once, of two reports, their organisation and a cycle."""
    apps = _before()
    user = apps.get_model("reports", "User").objects.create(email="ada@people.example", name="Ada")
    organisation = apps.get_model("reports", "Organisation").objects.create(
        name="Aoba", slug="aoba", country="CA", sector="software", created_by=user
    )
    reports = [
        apps.get_model("reports", "Report").objects.create(
            organisation=organisation,
            cycle=apps.get_model("reports", "Cycle").objects.create(
                slug=year, label=year, opens_on=f"{year}-01-01", closes_on=f"{year}-12-31"
            ),
            framework_id="haip-1.0",
            language="en",
            created_by=user,
        )
        for year in ("2025", "2026")
    ]
    first, second = reports
    attested = {"attestation": 1, "name": "Ada Attests", "title": "Head"}
    link = {"link": 2, "reader": "Rosalind Reader"}
    written = [
        (None, organisation, "organisation_created", user, {"name": "Aoba"}),
        (None, None, "cycle_saved", None, {"cycle": "2025"}),
        (first, organisation, "created", user, {}),
        (second, organisation, "created", user, {}),
        (first, organisation, "reading_link_created", user, link | {"days": 14}),
        (first, organisation, "submitted", user, attested),
        (first, organisation, "reading_link_revoked", user, link),
        (None, organisation, "profile_changed", user, {"before": {"name": "Aoba"}, "after": {"name": "Ao"}}),
        (first, organisation, "rendered", None, {"version": 1}),
    ]
    for report, of, name, by, data in written:
        apps.get_model("reports", "Event").objects.create(
            report=report, organisation=of, name=name, recorded_by=by, data=data, recorded_at=AT
        )
    # As on a site that has been running: `migrate` has left guards behind.
    call_command("migrate", *TRAIL[:1], _name_before(), verbosity=0)
    yield [
        (report and report.pk, of and of.pk, name, by and by.pk) for report, of, name, by, _data in written
    ]
    call_command("migrate", verbosity=0)


def _name_before():
    parents = MigrationExecutor(connection).loader.graph.node_map[TRAIL].parents
    return next(parent.key[1] for parent in parents if parent.key[0] == "reports")


def test_old_events_go_there_and_back(old_events):
    """One test: each way through the migrations takes seconds."""
    call_command("migrate", verbosity=0)
    assert_chained(old_events)
    assert_without_names()
    apps = _before()
    rows = apps.get_model("reports", "Event").objects.order_by("pk").values_list("name", "recorded_by")
    assert list(rows) == [(name, by) for _report, _of, name, by in old_events], (
        "the way back names them again"
    )


def assert_chained(old_events):
    events = list(Event.objects.order_by("pk").select_related("actor"))
    assert [
        (event.report_id, event.organisation_id, event.name, event.actor and event.actor.user_id)
        for event in events
    ] == old_events
    assert Actor.objects.count() == 1
    assert [event.position for event in events] == [1, 1, 1, 1, 2, 3, 4, 2, 5]
    assert {event.recorded_at for event in events} == {AT}
    before = {}
    for event in events:
        chain = (event.report_id, None if event.report_id else event.organisation_id)
        assert event.previous_sha256 == before.get(chain, "")
        assert event.sha256 == trail.fingerprint(event)
        before[chain] = event.sha256
    assert len({event.salt for event in events}) == len(events)


def assert_without_names():
    data = {event.name: event.data for event in Event.objects.filter(report__cycle__slug="2025")}
    assert data == {
        "created": {},
        "reading_link_created": {"link": 2, "days": 14},
        "submitted": {"attestation": 1},
        "reading_link_revoked": {"link": 2},
        "rendered": {"version": 1},
    }
