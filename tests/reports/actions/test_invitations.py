"""An invitation lets one person in, once, for a while."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import signing

from reports.actions.errors import Refused
from reports.actions.members import (
    INVITATION_LASTS,
    accept_invitation,
    invitation_address,
    invitation_from,
    invite_member,
    revoke_invitation,
)
from reports.enums import EventName, MemberRole
from reports.models import Event, Invitation, Membership, Message
from tests import builders
from tests.builders import stored_rows, token_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def guest(db):
    """Somebody with an account and no organisation."""
    return builders.make_user("guest")


@pytest.fixture
def invitation(organisation, owner):
    """An invitation of `guest`, made on 1 March at noon."""
    with time_machine.travel(NOON, tick=False):
        return invite_member(
            organisation=organisation, email="guest@people.example", role=MemberRole.EDITOR, by=owner
        )


@pytest.fixture
def next_day(invitation):
    """The day after the invitation was made."""
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        yield


def events(name):
    return list(Event.objects.filter(name=name).values("organisation", "actor__user", "data"))


def assert_refused(reason, **given):
    before = stored_rows()
    with pytest.raises(Refused, match=reason):
        accept_invitation(**given)
    assert stored_rows() == before


def test_an_invitation_lasts_two_weeks(invitation, owner, organisation):
    assert (invitation.email, invitation.role, invitation.invited_by) == (
        "guest@people.example",
        "editor",
        owner,
    )
    assert invitation.invited_at == NOON
    assert invitation.expires_at == NOON + timedelta(days=14)
    assert events(EventName.MEMBER_INVITED) == [
        {
            "organisation": organisation.pk,
            "actor__user": owner.pk,
            "data": {"invitation": invitation.pk, "role": "editor"},
        }
    ]


@pytest.mark.usefixtures("next_day")
def test_whoever_accepts_is_a_member_with_that_role(invitation, guest, organisation):
    membership = accept_invitation(token=token_of(invitation), by=guest)
    assert (membership.user, membership.organisation, membership.role) == (guest, organisation, "editor")
    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.accepted_by) == (NOON + timedelta(days=1), guest)
    assert events(EventName.MEMBER_JOINED) == [
        {
            "organisation": organisation.pk,
            "actor__user": guest.pk,
            "data": {"member": guest.pk, "role": "editor"},
        }
    ]


@pytest.mark.usefixtures("next_day")
def test_it_works_once(invitation, guest):
    accept_invitation(token=token_of(invitation), by=guest)
    assert_refused("used already", token=token_of(invitation), by=guest)


@pytest.mark.usefixtures("next_day")
def test_it_does_not_work_for_somebody_who_joined_otherwise(invitation, guest, organisation):
    Membership.objects.create(organisation=organisation, user=guest, role=MemberRole.VIEWER)
    assert_refused("a member already", token=token_of(invitation), by=guest)
    assert Membership.objects.get(user=guest).role == "viewer"


@pytest.mark.usefixtures("next_day")
def test_it_works_for_the_invited_address_only(invitation, stranger):
    assert_refused("another e-mail address", token=token_of(invitation), by=stranger)


@pytest.mark.usefixtures("next_day")
def test_letter_case_of_the_address_does_not_matter(organisation, owner, guest):
    shouted = invite_member(
        organisation=organisation, email=" GUEST@People.Example ", role=MemberRole.VIEWER, by=owner
    )
    assert shouted.email == "guest@people.example"
    assert accept_invitation(token=token_of(shouted), by=guest).role == "viewer"


@pytest.mark.usefixtures("next_day")
def test_a_withdrawn_one_does_not_work(invitation, owner, guest):
    revoke_invitation(invitation=invitation, by=owner)
    assert_refused("was withdrawn", token=token_of(invitation), by=guest)


@pytest.mark.parametrize(
    ("days", "seconds", "works"), [(13, 0, True), (14, -2, True), (14, 2, False), (400, 0, False)]
)
def test_it_works_for_two_weeks(invitation, guest, days, seconds, works):
    with time_machine.travel(NOON, tick=False):
        token = token_of(invitation)
    with time_machine.travel(NOON + timedelta(days=days, seconds=seconds), tick=False):
        if works:
            assert accept_invitation(token=token, by=guest).user == guest
        else:
            assert_refused("has expired", token=token, by=guest)


def test_a_fresh_token_does_not_prolong_an_old_invitation(invitation, guest):
    with time_machine.travel(NOON + timedelta(days=15), tick=False):
        assert_refused("has expired", token=token_of(invitation), by=guest)


def _changed(token, position):
    return token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]


@pytest.mark.usefixtures("next_day")
@pytest.mark.parametrize("part", [0, 1, 2], ids=["which", "when", "signature"])
def test_a_token_with_one_letter_changed_does_not_work(invitation, guest, part):
    token = token_of(invitation)
    parts = token.split(":")
    parts[part] = _changed(parts[part], 0)
    assert_refused("incomplete or wrong", token=":".join(parts), by=guest)


@pytest.mark.usefixtures("next_day")
@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_token_that_lost_its_end_does_not_work(invitation, guest, cut):
    assert_refused("incomplete or wrong", token=token_of(invitation)[:-cut], by=guest)


@pytest.mark.usefixtures("next_day")
@pytest.mark.parametrize("token", ["", "x", "::", "1:1:1", "1", "é\n\x00"])
def test_nonsense_does_not_work(invitation, guest, token):
    assert_refused("incomplete or wrong", token=token, by=guest)


@pytest.mark.usefixtures("next_day")
def test_something_signed_for_another_purpose_does_not_work(invitation, guest):
    for token in (signing.dumps(invitation.pk), signing.dumps(invitation.pk, salt="password-reset")):
        assert_refused("incomplete or wrong", token=token, by=guest)


@pytest.mark.usefixtures("next_day")
def test_an_invitation_that_is_gone_counts_as_withdrawn(invitation, guest):
    token = token_of(invitation)
    Message.objects.all().delete()
    Invitation.objects.all().delete()
    assert_refused("was withdrawn", token=token, by=guest)


@pytest.mark.usefixtures("next_day")
def test_looking_at_an_invitation_changes_nothing(invitation, django_assert_num_queries):
    before = stored_rows()
    with django_assert_num_queries(1):
        found = invitation_from(token_of(invitation))
        assert (found.organisation.slug, found.invited_by.email) == ("sakura-works", "owner@people.example")
    assert found == invitation
    assert stored_rows() == before


@pytest.mark.usefixtures("next_day")
def test_a_second_invitation_withdraws_the_first(invitation, organisation, owner, guest):
    second = invite_member(
        organisation=organisation, email="guest@people.example", role=MemberRole.VIEWER, by=owner
    )
    invitation.refresh_from_db()
    assert (invitation.revoked_at, invitation.revoked_by) == (NOON + timedelta(days=1), owner)
    assert list(Invitation.objects.pending()) == [second]
    assert_refused("was withdrawn", token=token_of(invitation), by=guest)
    assert accept_invitation(token=token_of(second), by=guest).role == "viewer"


@pytest.mark.usefixtures("next_day")
def test_invitations_of_others_are_left_alone(invitation, stranger, organisation, owner):
    elsewhere = stranger.memberships.get().organisation
    invite_member(organisation=elsewhere, email=invitation.email, role=MemberRole.VIEWER, by=stranger)
    invite_member(organisation=organisation, email="x@people.example", role=MemberRole.VIEWER, by=owner)
    assert Invitation.objects.pending().count() == 3


@pytest.mark.usefixtures("next_day")
def test_a_member_is_not_invited_again(organisation, owner, editor):
    before = stored_rows()
    with pytest.raises(Refused, match="a member already"):
        invite_member(
            organisation=organisation, email="Editor@people.example", role=MemberRole.OWNER, by=owner
        )
    assert stored_rows() == before


@pytest.mark.usefixtures("next_day")
def test_withdrawing_is_recorded_once(invitation, owner, organisation):
    revoke_invitation(invitation=invitation, by=owner)
    before = stored_rows()
    revoke_invitation(invitation=invitation, by=owner)
    assert stored_rows() == before
    assert events(EventName.INVITATION_REVOKED) == [
        {"organisation": organisation.pk, "actor__user": owner.pk, "data": {"invitation": invitation.pk}}
    ]


@pytest.mark.usefixtures("next_day")
def test_an_accepted_invitation_can_no_longer_be_withdrawn(invitation, owner, guest):
    accept_invitation(token=token_of(invitation), by=guest)
    before = stored_rows()
    with pytest.raises(Refused, match="used already"):
        revoke_invitation(invitation=invitation, by=owner)
    assert stored_rows() == before


@pytest.mark.usefixtures("next_day")
@pytest.mark.parametrize("person", ["editor", "viewer", "stranger", "secretariat"])
def test_only_owners_invite_and_withdraw(request, invitation, organisation, person):
    actor = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="Only owners"):
        invite_member(organisation=organisation, email="x@people.example", role="viewer", by=actor)
    with pytest.raises(Refused, match="Only owners"):
        revoke_invitation(invitation=invitation, by=actor)
    assert stored_rows() == before


@pytest.mark.parametrize(
    ("moment", "is_pending"),
    [(NOON, True), (NOON + INVITATION_LASTS - timedelta(seconds=1), True), (NOON + INVITATION_LASTS, False)],
)
def test_an_expired_invitation_is_no_longer_pending(invitation, moment, is_pending):
    with time_machine.travel(moment, tick=False):
        assert Invitation.objects.pending().exists() is is_pending


@pytest.mark.usefixtures("next_day")
def test_an_accepted_invitation_is_no_longer_pending(invitation, guest):
    accept_invitation(token=token_of(invitation), by=guest)
    assert not Invitation.objects.pending().exists()


def test_the_link_holds_no_name_and_no_address(invitation):
    address = invitation_address(invitation)
    assert "guest" not in address and "sakura" not in address and "@" not in address
