"""Roles change and memberships end by an owner's hand or one's own, and there is always an owner left."""

import pytest

from reports.actions.answers import save_answer
from reports.actions.errors import Refused
from reports.actions.members import (
    accept_invitation,
    change_role,
    invite_member,
    leave,
    remove_member,
    transfer_ownership,
)
from reports.actions.presence import mark_present
from reports.actions.reading_links import create_link
from reports.enums import EventName, MemberRole
from reports.models import Event, Invitation, Membership, Organisation, Presence, ReadingLink, Report
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


def membership_of(user):
    return user.memberships.get()


def roles(organisation):
    return dict(organisation.memberships.values_list("user__name", "role"))


def last_event():
    event = Event.objects.order_by("pk").last()
    return event.name, event.actor.user, event.data


def test_an_owner_changes_a_role(owner, editor, viewer, organisation):
    change_role(membership=membership_of(editor), role=MemberRole.VIEWER, by=owner)
    assert roles(organisation) == {"Owner": "owner", "Editor": "viewer", "Viewer": "viewer"}
    assert last_event() == (
        EventName.MEMBER_ROLE_CHANGED,
        owner,
        {"member": editor.pk, "before": "editor", "after": "viewer"},
    )


def test_an_owner_removes_a_member(owner, editor, viewer, organisation):
    remove_member(membership=membership_of(editor), by=owner)
    assert roles(organisation) == {"Owner": "owner", "Viewer": "viewer"}
    assert last_event() == (EventName.MEMBER_REMOVED, owner, {"member": editor.pk, "role": "editor"})


@pytest.mark.parametrize("role", [MemberRole.EDITOR, MemberRole.VIEWER])
def test_the_last_owner_stays_owner(owner, editor, organisation, role):
    before = stored_rows()
    with pytest.raises(Refused, match="needs an owner"):
        change_role(membership=membership_of(owner), role=role, by=owner)
    with pytest.raises(Refused, match="needs an owner"):
        remove_member(membership=membership_of(owner), by=owner)
    assert stored_rows() == before


def test_the_last_owner_may_be_made_owner_again(owner, organisation):
    assert change_role(membership=membership_of(owner), role=MemberRole.OWNER, by=owner).role == "owner"


def test_an_owner_elsewhere_does_not_count(owner, stranger, editor, organisation):
    assert membership_of(stranger).role == "owner"
    with pytest.raises(Refused, match="needs an owner"):
        remove_member(membership=membership_of(owner), by=owner)


def test_an_owner_whose_account_is_closed_does_not_count(owner, editor, organisation):
    second = change_role(membership=membership_of(editor), role=MemberRole.OWNER, by=owner)
    second.user.is_active = False
    second.user.save()
    before = stored_rows()
    with pytest.raises(Refused, match="needs an owner"):
        remove_member(membership=membership_of(owner), by=owner)
    assert stored_rows() == before


def test_an_owner_leaves_once_there_is_another(owner, editor, organisation):
    change_role(membership=membership_of(editor), role=MemberRole.OWNER, by=owner)
    remove_member(membership=membership_of(owner), by=owner)
    assert roles(organisation) == {"Editor": "owner"}


def test_an_owner_steps_down_once_there_is_another(owner, editor, organisation):
    change_role(membership=membership_of(editor), role=MemberRole.OWNER, by=owner)
    change_role(membership=membership_of(owner), role=MemberRole.VIEWER, by=owner)
    assert roles(organisation) == {"Editor": "owner", "Owner": "viewer"}


@pytest.mark.parametrize("person", ["editor", "viewer", "stranger", "secretariat"])
def test_only_owners_change_and_remove(request, owner, organisation, person):
    builders.make_member(organisation, MemberRole.OWNER)
    target = builders.make_member(organisation, MemberRole.EDITOR)
    actor = request.getfixturevalue(person)
    before = stored_rows()
    for membership in (target, membership_of(owner)):
        with pytest.raises(Refused, match="Only owners"):
            change_role(membership=membership, role=MemberRole.VIEWER, by=actor)
        with pytest.raises(Refused, match="Only owners"):
            remove_member(membership=membership, by=actor)
    assert stored_rows() == before


def test_an_editor_does_not_make_themselves_owner(editor):
    with pytest.raises(Refused, match="Only owners"):
        change_role(membership=membership_of(editor), role=MemberRole.OWNER, by=editor)
    assert membership_of(editor).role == "editor"


def test_somebody_who_left_meanwhile_is_no_longer_there_to_change(owner, editor):
    seen = membership_of(editor)
    remove_member(membership=Membership.objects.get(pk=seen.pk), by=owner)
    before = stored_rows()
    with pytest.raises(Refused, match="no longer a member"):
        change_role(membership=seen, role=MemberRole.OWNER, by=owner)
    with pytest.raises(Refused, match="no longer a member"):
        remove_member(membership=seen, by=owner)
    assert stored_rows() == before


def test_a_former_member_loses_everything_at_once(owner, organisation, report):
    second = builders.make_member(organisation, MemberRole.OWNER).user
    assert Report.objects.for_member(second).get() == report
    remove_member(membership=membership_of(second), by=owner)
    assert not Report.objects.for_member(second).exists()
    assert not Organisation.objects.for_member(second).exists()
    before = stored_rows()
    with pytest.raises(Refused):
        save_answer(report=report, code="1a", choices=[], text="Still here?", base=None, by=second)
    with pytest.raises(Refused):
        invite_member(organisation=organisation, email="x@people.example", role="owner", by=second)
    with pytest.raises(Refused):
        remove_member(membership=membership_of(owner), by=second)
    assert stored_rows() == before


def test_a_former_member_can_be_invited_again(owner, editor, organisation):
    remove_member(membership=membership_of(editor), by=owner)
    again = builders.make_member(organisation, MemberRole.VIEWER, user=editor)
    assert again.role == "viewer"
    assert roles(organisation) == {"Owner": "owner", "Editor": "viewer"}


@pytest.mark.parametrize("person", ["editor", "viewer"])
def test_a_member_leaves(request, owner, organisation, person):
    user = request.getfixturevalue(person)
    leave(organisation=organisation, by=user)
    assert roles(organisation) == {"Owner": "owner"}
    assert last_event() == (EventName.MEMBER_LEFT, user, {"member": user.pk, "role": person})


def test_an_owner_leaves_by_themselves_once_there_is_another(owner, editor, organisation):
    before = stored_rows()
    with pytest.raises(Refused, match="needs an owner"):
        leave(organisation=organisation, by=owner)
    assert stored_rows() == before
    change_role(membership=membership_of(editor), role=MemberRole.OWNER, by=owner)
    leave(organisation=organisation, by=owner)
    assert roles(organisation) == {"Editor": "owner"}


def test_nobody_leaves_twice_or_where_they_do_not_belong(owner, editor, stranger, organisation):
    leave(organisation=organisation, by=editor)
    before = stored_rows()
    for person in (editor, stranger):
        with pytest.raises(Refused, match="no member any more"):
            leave(organisation=organisation, by=person)
    assert stored_rows() == before


def test_who_leaves_is_seen_nowhere_and_what_they_made_stays(owner, organisation, report):
    second = builders.make_member(organisation, MemberRole.OWNER).user
    elsewhere = builders.make_report(builders.make_organisation(owner=second))
    for draft in (report, elsewhere):
        mark_present(report=draft, section="1", by=second)
    mark_present(report=report, section="1", by=owner)
    save_answer(report=report, code="1a", choices=[], text="Mine.", base=None, by=second)
    link = create_link(report=report, reader="Counsel", days=14, by=second)
    invitation = invite_member(organisation=organisation, email="x@people.example", role="viewer", by=second)
    leave(organisation=organisation, by=second)
    assert sorted(Presence.objects.values_list("report", "seen_by")) == sorted(
        [(report.pk, owner.pk), (elsewhere.pk, second.pk)]
    )
    assert not Report.objects.for_member(second).filter(pk=report.pk).exists()
    assert report.answers.get().current.text == "Mine."
    assert ReadingLink.objects.open().get() == link
    assert Invitation.objects.pending().get() == invitation
    assert accept_invitation(token=builders.token_of(invitation), by=builders.make_user("x")).role == "viewer"


def test_who_is_removed_is_seen_nowhere(owner, editor, report):
    mark_present(report=report, section="1", by=editor)
    remove_member(membership=membership_of(editor), by=owner)
    assert not Presence.objects.exists()


@pytest.mark.parametrize("person", ["editor", "viewer"])
def test_ownership_is_handed_over_in_one_step(request, owner, organisation, person):
    taker = request.getfixturevalue(person)
    assert transfer_ownership(membership=membership_of(taker), by=owner).role == MemberRole.OWNER
    assert roles(organisation) == {"Owner": "editor", person.title(): "owner"}
    assert last_event() == (
        EventName.OWNERSHIP_TRANSFERRED,
        owner,
        {"member": taker.pk, "before": person, "giver": owner.pk, "giver_after": "editor"},
    )


def test_other_owners_stay_owners(owner, editor, organisation):
    builders.make_member(organisation, MemberRole.OWNER, user=builders.make_user("second"))
    transfer_ownership(membership=membership_of(editor), by=owner)
    assert roles(organisation) == {"Owner": "editor", "Editor": "owner", "Second": "owner"}


def test_ownership_is_not_handed_to_who_cannot_take_it(owner, editor, organisation):
    closed = builders.make_member(organisation).user
    closed.is_active = False
    closed.save()
    left = builders.make_member(organisation)
    seen = Membership.objects.get(pk=left.pk)
    remove_member(membership=left, by=owner)
    before = stored_rows()
    for membership, why in (
        (membership_of(owner), "owner already"),
        (membership_of(closed), "is closed"),
        (seen, "no longer a member"),
    ):
        with pytest.raises(Refused, match=why):
            transfer_ownership(membership=membership, by=owner)
    with pytest.raises(Refused, match="Only owners"):
        transfer_ownership(membership=membership_of(editor), by=editor)
    assert stored_rows() == before
