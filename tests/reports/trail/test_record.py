"""Events are written through one door, chained, in turn, and hold no names of people."""

import ast
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from reports import trail, workflow
from reports.actions.cycles import save_cycle
from reports.actions.members import change_role, invite_member, remove_member, revoke_invitation
from reports.actions.organisations import change_profile
from reports.actions.reading_links import create_link, revoke_link
from reports.actions.renditions import rebuild_version
from reports.enums import EventName
from reports.models import Actor, Event, User
from reports.models.guards import create_guards, drop_guards
from tests import builders
from tests.house.project import name_of, python_modules

DOOR = "reports/trail/record.py"
AT = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def _makes_events(tree: ast.AST) -> bool:
    """Whether a row of `Event` is made there: `Event(…)`, or a write through its managers."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {ast.unparse(func) for func in calls}
    writes = ("create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update")
    return "Event" in names or any(
        name.endswith(f".{write}") and ("Event.objects" in name or ".events." in name)
        for name in names
        for write in writes
    )


def test_one_module_makes_events():
    makers = [name_of(path) for path in python_modules() if _makes_events(ast.parse(path.read_text()))]
    # That of `threading` stops the beats of a worker.
    assert makers == ["reports/jobs/beats.py", DOOR]


@pytest.mark.parametrize(
    "line",
    [
        "Event(name=name)",
        "Event.objects.create()",
        "report.events.create(name=1)",
        "Event.objects.bulk_create([])",
    ],
)
def test_every_way_to_make_one_is_seen(line):
    assert _makes_events(ast.parse(line))


def _chain(**of):
    return list(Event.objects.filter(**of).order_by("position"))


def _assert_whole(events):
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    assert [event.previous_sha256 for event in events] == ["", *[event.sha256 for event in events]][:-1]
    assert [event.sha256 for event in events] == [trail.fingerprint(event) for event in events]
    assert len({event.salt for event in events}) == len(events)


def test_each_report_organisation_and_the_rest_have_a_chain(report, organisation, cycle, owner):
    other = builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    for of in (report, other, organisation, None, report):
        trail.record(EventName.RENDERED, of=of, by=owner, data={"version": 1})
    chains = [
        _chain(report=report),
        _chain(report=other),
        _chain(report=None, organisation=organisation),
        _chain(report=None, organisation=None),
    ]
    assert [len(events) for events in chains] == [3, 2, 2, 3]
    for events in chains:
        _assert_whole(events)
    assert {event.organisation for event in chains[0] + chains[1]} == {organisation}


def test_an_event_says_who_when_and_what(report, owner):
    event = trail.record(EventName.RENDERED, of=report, by=owner, at=AT, data={"before": EventName.CREATED})
    event.refresh_from_db()
    assert trail.content(event) == {
        "organisation": report.organisation_id,
        "report": report.pk,
        "position": 2,
        "salt": event.salt,
        "name": "rendered",
        "data": {"before": "created"},
        "recorded_at": "2026-03-01T12:00:00.123456Z",
        "actor": str(owner.actor.pk),
        "previous": event.previous_sha256,
    }


def test_a_fingerprint_covers_the_canonical_content(report):
    event = trail.record(EventName.RENDERED, of=report, by=None, data={"word": "試験", "a": [1, None, True]})
    event.salt, event.recorded_at, event.previous_sha256 = "00" * 16, AT, "ab" * 32
    event.organisation_id, event.report_id = 3, 4
    # Computed by hand, from sorted keys without spaces.
    assert trail.fingerprint(event) == "95b4a9088bc36d1cd07e753bc58851b36fdd2f892a554bba7ca22d9e18ba3abe"


def test_the_machine_has_no_actor(report):
    assert trail.record(EventName.RENDERED, of=report, by=None).actor is None


def test_a_person_keeps_one_pseudonym(report, organisation, owner):
    trail.record(EventName.RENDERED, of=report, by=owner)
    trail.record(EventName.LOGO_CHANGED, of=organisation, by=User.objects.get(pk=owner.pk))
    assert Actor.objects.filter(user=owner).count() == 1
    assert {event.actor.user for event in Event.objects.exclude(actor=None)} == {owner}


def test_recording_costs_three_queries(report, owner, django_assert_num_queries):
    with django_assert_num_queries(3 + 2):  # and the savepoint of its own
        trail.record(EventName.RENDERED, of=report, by=owner)


def test_saving_an_answer_is_no_event(report, owner):
    count = Event.objects.count()
    builders.fill_report(report, owner)
    assert Event.objects.count() == count


def test_first_events_are_written_at_once(organisation, cycle, owner, django_assert_num_queries):
    reports = [
        builders.make_report(organisation, cycle=builders.make_cycle(year)) for year in ("2021", "2022")
    ]
    with connection.cursor() as cursor:  # as if they had been written in bulk
        drop_guards()
        cursor.execute("DELETE FROM reports_event WHERE report_id IS NOT NULL")
        create_guards()
    trail.record_first(EventName.PUBLISHED, [(report, {"version": 1}, AT) for report in reports], by=owner)
    for report in reports:
        _assert_whole(_chain(report=report))
        assert [(event.data, event.recorded_at) for event in _chain(report=report)] == [({"version": 1}, AT)]


def _every_act(organisation, owner, secretariat):
    """Do what is recorded; return the people whose names and addresses could leak."""
    editor = builders.make_member(organisation, user=builders.make_user("edgar-editor"))
    change_role(membership=editor, role="viewer", by=owner)
    remove_member(membership=editor, by=owner)
    invited = invite_member(organisation=organisation, email="ivy@invited.example", role="viewer", by=owner)
    revoke_invitation(invitation=invited, by=owner)
    save_cycle(cycle=None, slug="2030", label="2030", opens_on=AT.date(), closes_on=AT.date(), by=secretariat)
    change_profile(organisation=organisation, by=owner, name="Renamed")
    report = builders.make_report(organisation)
    revoke_link(link=create_link(report=report, reader="Rosalind Reader", days=3, by=owner), by=owner)
    builders.submitted_report(report)
    builders.reviewed_report(report, by=secretariat)
    workflow.apply("send_back", report=report, actor=secretariat, reason="See 2b.")
    version = builders.published_version(builders.submitted_report(report), by=secretariat)
    rebuild_version(version=version)
    workflow.apply("withdraw", report=report, actor=secretariat, reason="Once.")


def test_no_event_names_a_person(organisation, owner, secretariat):
    _every_act(organisation, owner, secretariat)
    said = json.dumps([event.data for event in Event.objects.all()], ensure_ascii=False)
    names = ["Rosalind", "Ada Attests", "Head of responsible AI", "Edgar", "@", "ivy"]
    names += [user.name for user in User.objects.all()] + [user.email for user in User.objects.all()]
    assert [name for name in names if name in said] == []
    assert {
        EventName.SUBMITTED,
        EventName.READING_LINK_CREATED,
        EventName.READING_LINK_REVOKED,
        EventName.MEMBER_INVITED,
        EventName.MEMBER_JOINED,
        EventName.MEMBER_REMOVED,
        EventName.MEMBER_ROLE_CHANGED,
        EventName.INVITATION_REVOKED,
        EventName.PROFILE_CHANGED,
        EventName.CYCLE_SAVED,
        EventName.RENDERED,
        EventName.WITHDRAWN,
    } <= set(Event.objects.values_list("name", flat=True))
    for report in organisation.reports.all():
        _assert_whole(_chain(report=report))
    _assert_whole(_chain(report=None, organisation=organisation))
    _assert_whole(_chain(report=None, organisation=None))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("of", ["report", "organisation", "rest"])
def test_whoever_comes_second_links_to_the_first(of):
    report = builders.make_report()
    rows = {"report": report, "organisation": report.organisation, "rest": None}
    people = [builders.make_user() for _ in range(2)]

    def write(number):
        try:
            by = [*people, None][number % 3]
            return trail.record(EventName.RENDERED, of=rows[of], by=by, at=AT + timedelta(seconds=number))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        written = list(pool.map(write, range(24)))
    event = written[0]
    events = _chain(report=event.report, **({} if event.report else {"organisation": event.organisation}))
    _assert_whole(events)
    assert {event.pk for event in written} <= {event.pk for event in events}
    assert Actor.objects.filter(user__in=people).count() == 2
