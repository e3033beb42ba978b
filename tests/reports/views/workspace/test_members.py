"""Members and invitations: who comes in, by which link, and what happens to those who leave."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from reports.actions.members import invite_member
from reports.enums import MemberRole
from reports.models import Invitation, Membership
from tests import builders
from tests.reports.views.pages import text_of
from tests.reports.views.site import DRAFT, ORG

MEMBERS = reverse("workspace:members", args=[ORG])
INVITE = reverse("workspace:invite", args=[ORG])


def _link(token: str) -> str:
    return reverse("workspace:invitation", args=[token])


def _change(membership: Membership) -> str:
    return reverse("workspace:member-change", args=[ORG, membership.pk])


@pytest.fixture
def owner(site):
    return site.client("owner")


def test_from_invitation_to_membership(site, owner, mailoutbox):
    """The link in the mail is all that the invited person needs."""
    builders.run_jobs(may_fail=True)
    mailoutbox.clear()
    response = owner.post(INVITE, {"email": "Sibyl@People.example", "role": "editor"}, follow=True)
    assert "Invitation sent to sibyl@people.example." in text_of(response.content)
    builders.run_jobs()
    (mail,) = mailoutbox
    assert mail.to == ["sibyl@people.example"]
    (address,) = re.findall(r"http://testserver(/workspace/invitations/\S+)", mail.body)
    invited = site.client("secretariat")
    assert "Join Sakura Works K.K." in text_of(invited.get(address).content)
    assert not Membership.objects.filter(user=site.people["secretariat"]).exists(), "reading is not accepting"
    joined = invited.post(address, follow=True)
    assert joined.redirect_chain == [(reverse("workspace:organisation", args=[ORG]), 302)]
    membership = Membership.objects.get(user=site.people["secretariat"])
    assert (membership.organisation, membership.role) == (site.organisation, MemberRole.EDITOR)
    for answer in (invited.get(address), invited.post(address)):
        assert answer.status_code == 410
        assert "used already" in text_of(answer.content)


@pytest.fixture
def expired(site):
    Invitation.objects.filter(pk=site.invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def revoked(site, owner):
    owner.post(reverse("workspace:invitation-revoke", args=[ORG, site.invitation.pk]))


@pytest.fixture
def replaced(site):
    invitation = site.invitation
    invite_member(
        organisation=site.organisation, email=invitation.email, role="viewer", by=site.people["owner"]
    )


@pytest.mark.parametrize(
    "fixture,said", [("expired", "has expired"), ("revoked", "was withdrawn"), ("replaced", "was withdrawn")]
)
def test_a_link_that_lost_its_force_says_why(site, request, fixture, said):
    request.getfixturevalue(fixture)
    stranger = site.client("stranger")
    for response in (
        stranger.get(_link(builders.token_of(site.invitation))),
        stranger.post(_link(builders.token_of(site.invitation))),
    ):
        assert response.status_code == 410
        assert said in text_of(response.content)
    assert not Membership.objects.filter(
        organisation=site.organisation, user=site.people["stranger"]
    ).exists()


def _forged(site) -> dict[str, str]:
    token = builders.token_of(site.invitation)
    return {
        "cut": token[:-1],
        "another signature": token[:-5] + "AAAAA",
        "another number": signing.dumps(site.invitation.pk + 1, salt="reports.invitation") + "x",
        "another purpose": signing.dumps(site.invitation.pk, salt="password reset"),
        "no signature": str(site.invitation.pk),
        "colons": ":::",
        "long": "x" * 5000,
        "Japanese": "招待",
        "a path": "..%2F..%2Fadmin",
    }


def test_a_link_that_was_not_sent_by_this_site(site):
    stranger = site.client("stranger")
    for how, token in _forged(site).items():
        for response in (stranger.get(_link(token)), stranger.post(_link(token))):
            assert (how, response.status_code) == (how, 410)
            assert "incomplete or wrong" in text_of(response.content)


def test_a_link_to_an_invitation_that_never_was(site):
    token = signing.dumps(10**30, salt="reports.invitation")
    response = site.client("stranger").post(_link(token))
    assert (response.status_code, "was withdrawn" in text_of(response.content)) == (410, True)


def test_somebody_elses_link_is_of_no_use(site):
    other = site.client("secretariat")
    link = _link(builders.token_of(site.invitation))
    assert "This invitation is for another address" in text_of(other.get(link).content)
    assert other.post(link).status_code == 410
    assert not Membership.objects.filter(user=site.people["secretariat"]).exists()


@pytest.mark.parametrize(
    "data,field",
    [
        ({"email": "no address", "role": "viewer"}, "email"),
        ({"email": "", "role": "viewer"}, "email"),
        ({"email": "edgar@people.example", "role": "viewer"}, "email"),
        ({"email": "new@people.example", "role": "secretariat"}, "role"),
    ],
    ids=["wrong", "empty", "member already", "no such role"],
)
def test_an_invitation_that_cannot_be_sent(site, owner, data, field):
    before = Invitation.objects.count()
    response = owner.post(INVITE, data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Invitation.objects.count() == before


def test_another_role_counts_at_once(site, owner):
    membership = site.membership("viewer")
    path = reverse("workspace:answer", args=[ORG, DRAFT, "1a"])
    words = {"1a-text": "New", "1a-base": "1"}
    assert site.client("viewer").post(path, words).status_code == 403
    response = owner.post(_change(membership), {"role": "editor"}, follow=True)
    assert "Role changed." in text_of(response.content)
    assert site.client("viewer").post(path, words).status_code == 200


def test_who_was_removed_has_no_access_at_once(site, owner):
    editor = site.client("editor")
    page = reverse("workspace:report", args=[ORG, DRAFT])
    assert editor.get(page).status_code == 200
    response = owner.post(_change(site.membership("editor")), {"remove": "1", "role": "owner"}, follow=True)
    assert "The member was removed" in text_of(response.content)
    assert editor.get(page).status_code == 404
    save = reverse("workspace:answer", args=[ORG, DRAFT, "1a"])
    assert editor.post(save, {"1a-text": "From outside", "1a-base": "1"}).status_code == 404


@pytest.mark.parametrize("data", [{"remove": "1"}, {"role": "viewer"}, {"role": "editor"}], ids=str)
def test_the_last_owner_stays(site, owner, data):
    response = owner.post(_change(site.membership("owner")), data, follow=True)
    assert "An organisation needs an owner." in text_of(response.content)
    assert site.membership("owner").role == MemberRole.OWNER


def test_an_owner_may_step_back_for_another(site, owner):
    owner.post(_change(site.membership("editor")), {"role": "owner"})
    response = owner.post(_change(site.membership("owner")), {"remove": "1"})
    assert response.headers["Location"] == reverse("workspace:home")
    assert owner.get(MEMBERS).status_code == 404


def test_a_role_that_does_not_exist_changes_nothing(site, owner):
    response = owner.post(_change(site.membership("editor")), {"role": "emperor"}, follow=True)
    assert "Choose one of the roles." in text_of(response.content)
    assert site.membership("editor").role == MemberRole.EDITOR


def test_members_and_invitations_of_another_organisation_are_out_of_reach(site, owner):
    foreign = Membership.objects.get(user=site.people["stranger"])
    assert owner.post(_change(foreign), {"remove": "1"}).status_code == 404
    invitation = invite_member(
        organisation=foreign.organisation, email="x@b.example", role="viewer", by=site.people["stranger"]
    )
    path = reverse("workspace:invitation-revoke", args=[ORG, invitation.pk])
    assert owner.post(path).status_code == 404
    assert Membership.objects.filter(pk=foreign.pk).exists()


def test_only_owners_see_how_to_manage(site):
    for role, sees in (("owner", True), ("editor", False), ("viewer", False)):
        said = text_of(site.client(role).get(MEMBERS).content)
        assert ("Send invitation" in said) == sees
        assert "Edgar" in said


LEAVE = reverse("workspace:leave", args=[ORG])


def _transfer(membership: Membership) -> str:
    return reverse("workspace:member-transfer", args=[ORG, membership.pk])


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_who_leaves_loses_access_at_once_and_stays_signed_in(site, role):
    client = site.client(role)
    assert LEAVE in client.get(MEMBERS).content.decode()
    assert "Your access ends at once" in text_of(client.get(LEAVE).content)
    assert Membership.objects.filter(user=site.people[role]).exists(), "reading is not leaving"
    response = client.post(LEAVE, follow=True)
    assert response.redirect_chain == [(reverse("workspace:home"), 302)]
    assert "You have left Sakura Works K.K." in text_of(response.content)
    for name, args in (
        ("organisation", [ORG]),
        ("members", [ORG]),
        ("leave", [ORG]),
        ("report", [ORG, DRAFT]),
        ("section", [ORG, DRAFT, "1"]),
        ("preview", [ORG, DRAFT]),
        ("draft-file", [ORG, DRAFT, site.draft_file.pk]),
        ("logo", [ORG]),
    ):
        assert (name, client.get(reverse(f"workspace:{name}", args=args)).status_code) == (name, 404)
    address = reverse("workspace:answer", args=[ORG, DRAFT, "1a"])
    assert client.post(address, {"1a-text": "Still here?", "1a-base": "1"}).status_code == 404
    assert client.post(LEAVE).status_code == 404


def test_what_who_left_has_made_stays_the_teams(site):
    """The editor made the reading link of the site."""
    address = reverse("reading:report", args=[builders.reading_token(site.reading_link)])
    site.client("editor").post(LEAVE)
    assert site.client("anonymous").get(address).status_code == 200


def test_the_last_owner_is_told_what_to_do_before_leaving(site, owner):
    assert LEAVE not in owner.get(MEMBERS).content.decode()
    page = owner.get(LEAVE)
    assert "You are its only owner" in text_of(page.content)
    assert f'action="{LEAVE}"' not in page.content.decode()
    response = owner.post(LEAVE, follow=True)
    assert response.redirect_chain == [(MEMBERS, 302)]
    assert "An organisation needs an owner." in text_of(response.content)
    assert site.membership("owner").role == MemberRole.OWNER


def test_an_owner_hands_over_and_leaves(site, owner):
    editor = site.membership("editor")
    assert _transfer(editor) in owner.get(MEMBERS).content.decode()
    assert "Hand ownership to Edgar?" in text_of(owner.get(_transfer(editor)).content)
    assert site.membership("editor").role == MemberRole.EDITOR, "reading is not handing over"
    response = owner.post(_transfer(editor), follow=True)
    assert response.redirect_chain == [(MEMBERS, 302)]
    said = text_of(response.content)
    assert "Edgar is owner now, and you are editor." in said
    assert "Invite somebody" not in said, "an editor invites nobody"
    assert (site.membership("owner").role, site.membership("editor").role) == ("editor", "owner")
    assert owner.post(LEAVE).headers["Location"] == reverse("workspace:home")
    assert site.client("editor").get(MEMBERS).status_code == 200


def test_ownership_cannot_be_handed_to_an_owner_or_a_stranger(site, owner):
    response = owner.post(_transfer(site.membership("owner")), follow=True)
    assert "This person is an owner already." in text_of(response.content)
    stranger = Membership.objects.get(user=site.people["stranger"])
    assert owner.post(_transfer(stranger)).status_code == 404
    assert site.membership("owner").role == MemberRole.OWNER
