"""Inviting, accepting, changing and removing members; handing ownership over, and leaving."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import emails, permissions, trail
from reports.actions.errors import Refused
from reports.enums import EventName, MemberRole
from reports.models import Invitation, Membership, Organisation, Presence, User

INVITATION_LASTS = timedelta(days=14)
_SALT = "reports.invitation"


def invitation_address(invitation: Invitation) -> str:
    """Return the path of the signed link."""
    return reverse("workspace:invitation", args=[signing.dumps(invitation.pk, salt=_SALT)])


def invitation_from(token: str) -> Invitation:
    """Return the invitation behind a link. Raises Refused, saying why, if it can't be used any more."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=INVITATION_LASTS)
    except signing.SignatureExpired as error:
        raise Refused(_("This invitation has expired. Ask for a new one.")) from error
    except signing.BadSignature as error:
        raise Refused(
            _("This invitation link is incomplete or wrong. Copy it whole from the mail.")
        ) from error
    invitation = Invitation.objects.select_related("organisation", "invited_by").filter(pk=pk).first()
    if invitation is None or invitation.revoked_at:
        raise Refused(_("This invitation was withdrawn. Ask for a new one."))
    if invitation.accepted_at:
        raise Refused(_("This invitation has been used already."))
    if invitation.expires_at <= timezone.now():
        raise Refused(_("This invitation has expired. Ask for a new one."))
    return invitation


@transaction.atomic
def invite_member(*, organisation: Organisation, email: str, role: str, by: User) -> Invitation:
    """Invite somebody by e-mail; an older pending invitation to the same address is withdrawn."""
    # The organisation's row is the lock: two clicks must not leave two invitations open. It is no
    # obstacle to the key check of somebody who accepts an invitation meanwhile.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    _refuse_unless_owner(by, organisation)
    if organisation.in_trust and role != MemberRole.OWNER:
        raise Refused(_("The first member of an organisation is its owner."))
    email = email.strip().lower()
    if Membership.objects.filter(organisation=organisation, user__email=email).exists():
        raise Refused(_("This person is a member already."))
    for older in Invitation.objects.pending().filter(organisation=organisation, email=email):
        revoke_invitation(invitation=older, by=by)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        invited_by=by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    _log(EventName.MEMBER_INVITED, organisation, by, invitation=invitation.pk, role=role)
    emails.invitation(invitation, invitation_address(invitation))
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Withdraw a pending invitation. Raises Refused if it was accepted meanwhile."""
    locked = _locked_invitation(invitation)
    _refuse_unless_owner(by, locked.organisation)
    if locked.accepted_at:
        raise Refused(_("This invitation has been used already."))
    if not locked.revoked_at:
        locked.revoked_at, locked.revoked_by = timezone.now(), by
        locked.save()
        _log(EventName.INVITATION_REVOKED, locked.organisation, by, invitation=locked.pk)
    return locked


@transaction.atomic
def accept_invitation(*, token: str, by: User) -> Membership:
    """Make the person a member, once. Raises Refused if link, state or address do not fit."""
    invitation = invitation_from(token)
    locked = _locked_invitation(invitation)
    if locked.accepted_at or locked.revoked_at:
        raise Refused(_("This invitation has been used already."))
    if locked.email != by.email.lower():
        raise Refused(_("This invitation was sent to another e-mail address. Sign in with that one."))
    if Membership.objects.filter(organisation=locked.organisation, user=by).exists():
        raise Refused(_("You are a member already."))
    locked.accepted_at, locked.accepted_by = timezone.now(), by
    locked.save()
    membership = Membership.objects.create(organisation=locked.organisation, user=by, role=locked.role)
    # From now on the organisation speaks for itself, and the secretariat sees what it hands in.
    Organisation.objects.in_trust().filter(pk=locked.organisation_id).update(in_trust=False)
    _log(EventName.MEMBER_JOINED, locked.organisation, by, member=by.pk, role=locked.role)
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Give a member another role. The last owner stays owner."""
    locked = _locked(membership, by)
    before = locked.role
    if role != MemberRole.OWNER:
        _refuse_last_owner(locked)
    locked.role = role
    locked.save()
    _log(
        EventName.MEMBER_ROLE_CHANGED,
        locked.organisation,
        by,
        member=locked.user_id,
        before=before,
        after=role,
    )
    return locked


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """End a membership at once. The last owner can't be removed."""
    locked = _locked(membership, by)
    _refuse_last_owner(locked)
    _log(EventName.MEMBER_REMOVED, locked.organisation, by, member=locked.user_id, role=locked.role)
    _end(locked)


@transaction.atomic
def leave(*, organisation: Organisation, by: User) -> None:
    """End one's own membership at once, whatever one's role. The last owner can't leave."""
    # The same lock as that of owners: of two who leave at the same time, the second finds nobody left.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    locked = Membership.objects.filter(organisation=organisation, user=by).first()
    if locked is None:
        raise Refused(_("You are no member any more."))
    _refuse_last_owner(locked)
    _log(EventName.MEMBER_LEFT, organisation, by, member=by.pk, role=locked.role)
    _end(locked)


@transaction.atomic
def transfer_ownership(*, membership: Membership, by: User) -> Membership:
    """Make another member owner and oneself editor, in one step; both are told.

    Raises Refused for who is owner already, and for somebody whose account is closed.
    """
    locked = _locked(membership, by)
    if locked.role == MemberRole.OWNER:
        raise Refused(_("This person is an owner already."))
    if not locked.user.is_active:
        raise Refused(_("The account of this person is closed. Choose somebody else."))
    own = Membership.objects.get(organisation=locked.organisation, user=by)
    before = locked.role
    locked.role, own.role = MemberRole.OWNER, MemberRole.EDITOR
    locked.save()
    own.save()
    _log(
        EventName.OWNERSHIP_TRANSFERRED,
        locked.organisation,
        by,
        member=locked.user_id,
        before=before,
        giver=by.pk,
        giver_after=str(MemberRole.EDITOR),
    )
    emails.ownership_transferred(locked.organisation, giver=by, taker=locked.user)
    return locked


def is_last_owner(membership: Membership) -> bool:
    """Whether the organisation would be without an owner; one whose account is closed does not count."""
    if membership.role != MemberRole.OWNER:
        return False
    owners = Membership.objects.filter(role=MemberRole.OWNER, user__is_active=True)
    return not owners.filter(organisation=membership.organisation_id).exclude(pk=membership.pk).exists()


def _end(membership: Membership) -> None:
    # Colleagues see at once that nobody is there any more. What the person wrote, invited and shared stays.
    presences = Presence.objects.filter(report__organisation=membership.organisation_id)
    presences.filter(seen_by=membership.user_id).delete()
    membership.delete()


def _locked_invitation(invitation: Invitation) -> Invitation:
    # The organisation's row first, as in `invite_member`: its trail is written to at the end.
    Organisation.objects.select_for_update(no_key=True).get(pk=invitation.organisation_id)
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=invitation.pk)
    )


def _locked(membership: Membership, by: User) -> Membership:
    # The organisation's row is the lock: two owners who remove each other must not both succeed.
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    _refuse_unless_owner(by, organisation)
    members = Membership.objects.select_related("user", "organisation")
    locked = members.filter(pk=membership.pk, organisation=organisation).first()
    if locked is None:
        raise Refused(_("This person is no longer a member."))
    return locked


def _refuse_last_owner(membership: Membership) -> None:
    if is_last_owner(membership):
        raise Refused(_("An organisation needs an owner. Make somebody else owner first."))


def _refuse_unless_owner(by: User, organisation: Organisation) -> None:
    if not permissions.can_manage(permissions.role_in(by, organisation)):
        raise Refused(_("Only owners may manage members."))


def _log(name: EventName, organisation: Organisation, by: User, **data: object) -> None:
    trail.record(name, of=organisation, by=by, data=data)
