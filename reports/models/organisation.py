"""Organisations: who they are, who belongs to them, who was invited. Reports stand in `report`."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from reports.enums import AIRole, MemberRole, Sector, SizeBand
from reports.models.rules import one_of, stamped_together
from reports.querysets.organisation import InvitationQuerySet, OrganisationQuerySet

SLUG_RULE = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Use lower-case letters a to z, digits and single hyphens, such as “aoba-systems”."),
)


class Profile(models.Model):
    """What is told of an organisation beside its name: today's facts, or those of one version."""

    country = CountryField(pgettext_lazy("name of a field", "country"))
    sector = models.CharField(_("sector"), max_length=32, choices=Sector)
    size_band = models.CharField(_("size"), max_length=16, choices=SizeBand, blank=True)
    is_model_developer = models.BooleanField(AIRole.MODEL_DEVELOPER.label, default=False)
    is_application_developer = models.BooleanField(AIRole.APPLICATION_DEVELOPER.label, default=False)
    is_deployer = models.BooleanField(AIRole.DEPLOYER.label, default=False)

    class Meta:
        abstract = True

    @property
    def ai_roles(self) -> tuple[AIRole, ...]:
        """The roles held, in the order of the enum."""
        return tuple(role for role in AIRole if getattr(self, f"is_{role.value}"))


class Organisation(Profile):
    """An organisation that reports, or means to.

    One that is `in_trust` has no members yet: the secretariat entered it to transcribe what it published
    elsewhere, and acts for it until its first member joins.
    """

    name = models.CharField(pgettext_lazy("of an organisation", "name"), max_length=200)
    slug = models.CharField(_("address"), max_length=60, unique=True, validators=[SLUG_RULE])
    website = models.URLField(_("website"), max_length=300)
    requires_approval = models.BooleanField(_("a second person approves before submission"), default=False)
    in_trust = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [one_of("sector", Sector, model="organisation")]

    def __str__(self) -> str:
        return self.name


class Logo(models.Model):
    """The organisation's logo, re-encoded as PNG; kept apart so that lists never load it."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="logo")
    png = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.sha256[:12]


class FormerSlug(models.Model):
    """An address that an organisation once had; it redirects for ever and is never given anew."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="former_slugs")
    slug = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.slug


class Membership(models.Model):
    """That a person belongs to an organisation, and what they may do there."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=16, choices=MemberRole)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="membership_once"),
            one_of("role", MemberRole, model="membership"),
        ]

    def __str__(self) -> str:
        return self.role


class Invitation(models.Model):
    """A single-use, expiring offer of membership, sent to one e-mail address."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=16, choices=MemberRole)
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            one_of("role", MemberRole, model="invitation"),
            stamped_together("accepted", model="invitation"),
            stamped_together("revoked", model="invitation"),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return self.email
