"""Who may do what, and who may see what: every person in every status, against lists written by hand."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from reports import permissions, workflow
from reports.enums import MemberRole, ReportStatus
from reports.models import Membership, Organisation, Report
from tests import builders

pytestmark = pytest.mark.django_db

DRAFT, SUBMITTED, IN_REVIEW, RETURNED, PUBLISHED, WITHDRAWN, DELISTED, DISCARDED = ReportStatus
STATUSES = tuple(ReportStatus)
PEOPLE = (
    "owner",
    "editor",
    "viewer",
    "inactive_owner",
    "former_owner",
    "stranger",
    "secretariat",
    "secretariat_owner",
    "inactive_secretariat",
    "nobody",
)


@pytest.fixture(scope="module")
def world(module_database):
    """One report in every status in one organisation, and everybody who could come near it."""
    owner, secretariat = builders.make_user(), builders.make_user(is_secretariat=True)
    organisation = builders.make_organisation("aoba", owner=owner)

    def member(role, **facts):
        return builders.make_member(organisation, role, user=builders.make_user(**facts)).user

    former_owner = member(MemberRole.OWNER)
    organisation.memberships.get(user=former_owner).delete()
    inactive_owner = member(MemberRole.OWNER)
    inactive_owner.is_active = False
    inactive_owner.save()
    drafts = {
        status: builders.make_report(organisation, cycle=builders.make_cycle(str(2020 + number)))
        for number, status in enumerate(STATUSES)
    }
    workflow.apply("discard", report=drafts[DISCARDED], actor=owner)
    for status in (SUBMITTED, IN_REVIEW, RETURNED, PUBLISHED, WITHDRAWN, DELISTED):
        builders.submitted_report(drafts[status])
    builders.reviewed_report(drafts[IN_REVIEW], by=secretariat)
    builders.returned_report(drafts[RETURNED], by=secretariat, reason="Mend 2b.")
    for status in (PUBLISHED, WITHDRAWN, DELISTED):
        builders.published_version(drafts[status], by=secretariat)
    workflow.apply("withdraw", report=drafts[WITHDRAWN], actor=secretariat, reason="Asked for.")
    workflow.apply("delist", report=drafts[DELISTED], actor=secretariat, reason="Not renewed.")
    stranger = builders.make_user()
    elsewhere = builders.make_organisation("elsewhere", owner=stranger)
    builders.submitted_report(builders.make_report(elsewhere))
    return SimpleNamespace(
        organisation=organisation,
        elsewhere=elsewhere,
        reports={status: Report.objects.get(pk=report.pk) for status, report in drafts.items()},
        owner=owner,
        editor=member(MemberRole.EDITOR),
        viewer=member(MemberRole.VIEWER),
        inactive_owner=inactive_owner,
        former_owner=former_owner,
        stranger=stranger,
        secretariat=secretariat,
        secretariat_owner=member(MemberRole.OWNER, is_secretariat=True),
        inactive_secretariat=builders.make_user(is_secretariat=True, is_active=False),
        nobody=AnonymousUser(),
    )


def test_the_reports_stand_where_the_tables_say(world):
    assert {status: report.status for status, report in world.reports.items()} == {s: s for s in STATUSES}


def _every(people, statuses):
    return {(person, status) for person in people for status in statuses}


MEMBERS = {"owner", "editor", "viewer", "secretariat_owner"}
WRITERS = {"owner", "editor", "secretariat_owner"}
OWNERS = {"owner", "secretariat_owner"}


@pytest.mark.parametrize(
    ("predicate", "allowed"),
    [
        (permissions.is_member, _every(MEMBERS, STATUSES)),
        (permissions.is_editor, _every(WRITERS, STATUSES)),
        (permissions.is_owner, _every(OWNERS, STATUSES)),
        (permissions.can_attest, _every(OWNERS, STATUSES)),
        (permissions.can_transcribe, set()),
        (permissions.is_secretariat, _every({"secretariat"}, STATUSES)),
        (permissions.can_edit_answers, _every(WRITERS, {DRAFT, RETURNED})),
        (permissions.can_write_notes, _every(WRITERS, set(STATUSES) - {ReportStatus.DISCARDED})),
        (permissions.can_give_review, _every({"secretariat"}, {IN_REVIEW})),
        (permissions.can_plan_actions, _every(WRITERS, set(STATUSES) - {ReportStatus.DISCARDED})),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_predicate_holds_for_exactly_these(world, predicate, allowed):
    found = {
        (person, status): predicate(getattr(world, person), world.reports[status])
        for person in PEOPLE
        for status in STATUSES
    }
    assert {type(answer) for answer in found.values()} == {bool}
    assert {pair for pair, answer in found.items() if answer} == allowed


def test_the_role_is_that_in_this_organisation(world):
    roles = {person: permissions.role_in(getattr(world, person), world.organisation) for person in PEOPLE}
    assert {person: role for person, role in roles.items() if role} == {
        "owner": MemberRole.OWNER,
        "editor": MemberRole.EDITOR,
        "viewer": MemberRole.VIEWER,
        "secretariat_owner": MemberRole.OWNER,
    }
    assert permissions.role_in(world.stranger, world.elsewhere) == MemberRole.OWNER


def test_the_secretariat_acts_for_an_organisation_in_trust(world):
    report = builders.transcribed_report("in-trust", by=world.secretariat)
    everybody = {person: getattr(world, person) for person in PEOPLE}
    roles = {person: permissions.role_in(user, report.organisation) for person, user in everybody.items()}
    assert {person: role for person, role in roles.items() if role} == {
        "secretariat": MemberRole.OWNER,
        "secretariat_owner": MemberRole.OWNER,
    }
    for predicate in (permissions.is_owner, permissions.can_edit_answers, permissions.can_transcribe):
        assert {person for person, user in everybody.items() if predicate(user, report)} == {
            "secretariat",
            "secretariat_owner",
        }
    assert not any(permissions.can_attest(user, report) for user in everybody.values())


def test_the_role_costs_one_query(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        permissions.role_in(world.owner, world.organisation)


def test_what_a_role_may():
    roles = [*MemberRole, None]
    assert [role for role in roles if permissions.can_manage(role)] == [MemberRole.OWNER]
    assert [role for role in roles if permissions.can_start_report(role)] == [
        MemberRole.OWNER,
        MemberRole.EDITOR,
    ]


def _seen(world, queryset):
    """Return person -> statuses of the reports seen; a report from elsewhere counts as "elsewhere"."""
    found = {}
    for person in PEOPLE:
        reports = list(getattr(Report.objects, queryset)(getattr(world, person)))
        assert len(reports) == len({report.pk for report in reports}), "a report is listed twice"
        found[person] = {
            "elsewhere" if report.organisation_id == world.elsewhere.pk else ReportStatus(report.status)
            for report in reports
        }
    return {person: statuses for person, statuses in found.items() if statuses}


KEPT = {DRAFT, SUBMITTED, IN_REVIEW, RETURNED, PUBLISHED, WITHDRAWN, DELISTED}
AT_THE_DESK = {SUBMITTED, IN_REVIEW, PUBLISHED, WITHDRAWN, DELISTED}


def test_members_see_all_but_discarded_drafts_of_their_own(world):
    assert _seen(world, "for_member") == {
        "owner": KEPT,
        "editor": KEPT,
        "viewer": KEPT,
        "secretariat_owner": KEPT,
        "stranger": {"elsewhere"},
    }


def test_the_desk_sees_what_was_handed_in(world):
    assert _seen(world, "for_secretariat") == {
        "secretariat": AT_THE_DESK | {"elsewhere"},
        "secretariat_owner": AT_THE_DESK | {"elsewhere"},
    }


def test_the_workspace_lists_only_own_organisations(world):
    seen = {
        person: {o.slug for o in Organisation.objects.for_member(getattr(world, person))} for person in PEOPLE
    }
    assert {person: slugs for person, slugs in seen.items() if slugs} == {
        "owner": {"aoba"},
        "editor": {"aoba"},
        "viewer": {"aoba"},
        "secretariat_owner": {"aoba"},
        "stranger": {"elsewhere"},
    }


def test_the_people_are_as_their_names_say(world):
    memberships = Membership.objects.filter(organisation=world.organisation)
    assert memberships.filter(user=world.inactive_owner, role=MemberRole.OWNER).exists()
    assert not memberships.filter(user=world.former_owner).exists()
    assert not memberships.filter(user=world.inactive_secretariat).exists()
