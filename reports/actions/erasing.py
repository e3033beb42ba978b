"""Erasing a person: name and address go, what they did stays under their pseudonym.

Belongs here: the account and what hangs on it. Not here: copies of name and address elsewhere, and what stays
of them for which reason (`forgetting`).
"""

from uuid import uuid4

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import trail
from reports.actions.errors import Refused
from reports.actions.forgetting import addresses_of, any_of, forget
from reports.enums import EventName, MemberRole
from reports.models import Invitation, Membership, Organisation, Presence, User


@transaction.atomic
def erase_person(*, user: User, by: User | None = None) -> User:
    """Close the account for good, end all memberships, and blank name, address and settings.

    Everything that the person did stays, and pages say "a former member". `by` is None when an operator does
    it. Raises Refused, and writes nothing, for the last owner of an organisation. A person who is erased
    already stays so.
    """
    # The organisations' rows are the locks, as where members are removed; in one order, to wait in turn.
    addresses = addresses_of(user)
    concerned = Q(memberships__user=user) | any_of("invitations__email__iexact", addresses)
    numbers = Organisation.objects.filter(concerned).order_by().values("pk")
    organisations = list(Organisation.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.is_erased:
        return locked
    _refuse_last_owner(locked, organisations)
    for membership in Membership.objects.filter(user=locked).select_related("organisation").order_by("pk"):
        data = {"member": locked.pk, "role": membership.role}
        trail.record(EventName.MEMBER_REMOVED, of=membership.organisation, by=by, data=data)
        membership.delete()
    _blank_invitations(locked, addresses, by)
    forget(locked, addresses)
    EmailAddress.objects.filter(user=locked).delete()
    Presence.objects.filter(seen_by=locked).delete()
    trail.record(EventName.PERSON_ERASED, of=None, by=by, data={"actor": str(trail.pseudonym_of(locked))})
    return _blank(locked)


def _refuse_last_owner(user: User, organisations: list[Organisation]) -> None:
    owners = Membership.objects.filter(role=MemberRole.OWNER)
    for organisation in organisations:
        here = owners.filter(organisation=organisation)
        if (
            here.filter(user=user).exists()
            and not here.filter(user__is_active=True).exclude(user=user).exists()
        ):
            raise Refused(
                _("%(organisation)s needs an owner. Make somebody else owner first.")
                % {"organisation": organisation.name}
            )


def _blank_invitations(user: User, addresses: frozenset[str], by: User | None) -> None:
    """Withdraw the invitations that wait for the person, and blank the address in all that were sent."""
    sent = Invitation.objects.filter(any_of("email__iexact", addresses))
    for invitation in sent.pending().select_related("organisation").order_by("pk"):
        trail.record(
            EventName.INVITATION_REVOKED,
            of=invitation.organisation,
            by=by,
            data={"invitation": invitation.pk},
        )
    sent.pending().update(revoked_at=timezone.now(), revoked_by=by or user)
    sent.update(email="")


def _blank(user: User) -> User:
    user.email = f"{uuid4()}@erased.invalid"
    user.name = user.language = ""
    user.time_zone = "UTC"
    user.last_login = None
    user.is_active = user.is_staff = user.is_superuser = user.is_secretariat = False
    user.is_erased = True
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    return user
