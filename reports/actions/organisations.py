"""Entering an organisation, changing its profile, address and logo."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions, trail
from reports.actions.errors import Refused
from reports.documents.canonical import sha256
from reports.enums import EventName, MemberRole
from reports.models import FormerSlug, Logo, Membership, Organisation, RegisterState, User

PROFILE_FIELDS = (
    "name",
    "slug",
    "country",
    "website",
    "sector",
    "size_band",
    "is_model_developer",
    "is_application_developer",
    "is_deployer",
)
_LOGGED = (*PROFILE_FIELDS, "requires_approval")


@transaction.atomic
def create_organisation(*, by: User, **profile: Any) -> Organisation:
    """Enter an organisation; whoever enters it becomes its first owner."""
    _refuse_taken_slug(profile["slug"], None)
    organisation = _saved(Organisation(created_by=by, **profile))
    Membership.objects.create(organisation=organisation, user=by, role=MemberRole.OWNER)
    trail.record(EventName.ORGANISATION_CREATED, of=organisation, by=by, data=_facts(organisation))
    return organisation


@transaction.atomic
def enter_in_trust(*, by: User, **profile: Any) -> Organisation:
    """Enter an organisation that has no members here, to transcribe what it published elsewhere.

    Raises Refused for anybody but the secretariat.
    """
    if not (by.is_active and by.is_secretariat):
        raise Refused(_("Only the secretariat enters an organisation for others."))
    _refuse_taken_slug(profile["slug"], None)
    organisation = _saved(Organisation(created_by=by, in_trust=True, **profile))
    data = _facts(organisation) | {"in_trust": True}
    trail.record(EventName.ORGANISATION_CREATED, of=organisation, by=by, data=data)
    return organisation


@transaction.atomic
def change_profile(*, organisation: Organisation, by: User, **profile: Any) -> Organisation:
    """Change the profile; a changed address leaves a redirect behind for ever."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    _refuse_unless_owner(by, locked)
    before = _facts(locked)
    if profile.get("slug", locked.slug) != locked.slug:
        _refuse_taken_slug(profile["slug"], locked)
        FormerSlug.objects.filter(organisation=locked, slug=profile["slug"]).delete()
        FormerSlug.objects.create(organisation=locked, slug=locked.slug)
    for field, value in profile.items():
        setattr(locked, field, value)
    _saved(locked)
    after = _facts(locked)
    if after != before:
        RegisterState.objects.advance()
        trail.record(EventName.PROFILE_CHANGED, of=locked, by=by, data={"before": before, "after": after})
    return locked


@transaction.atomic
def set_logo(*, organisation: Organisation, png: bytes | None, by: User) -> None:
    """Set the logo (PNG bytes, already re-encoded by the form), or remove it with None."""
    _refuse_unless_owner(by, organisation)
    digest = sha256(png) if png else ""
    if png:
        Logo.objects.update_or_create(
            organisation=organisation,
            defaults={"png": png, "sha256": digest, "saved_at": timezone.now(), "saved_by": by},
        )
    else:
        Logo.objects.filter(organisation=organisation).delete()
    trail.record(EventName.LOGO_CHANGED, of=organisation, by=by, data={"sha256": digest})


def _saved(organisation: Organisation) -> Organisation:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise Refused(_("This address is taken. Choose another.")) from error
    return organisation


def _facts(organisation: Organisation) -> dict[str, Any]:
    return {
        field: value if isinstance(value := getattr(organisation, field), bool) else str(value)
        for field in _LOGGED
    }


def _refuse_unless_owner(by: User, organisation: Organisation) -> None:
    if not permissions.can_manage(permissions.role_in(by, organisation)):
        raise Refused(_("Only owners may change this."))


def _refuse_taken_slug(slug: str, owner: Organisation | None) -> None:
    former = FormerSlug.objects.filter(slug=slug)
    others = Organisation.objects.filter(slug=slug)
    if owner:
        former, others = former.exclude(organisation=owner), others.exclude(pk=owner.pk)
    if former.exists() or others.exists():
        raise Refused(_("This address is taken. Choose another."))
