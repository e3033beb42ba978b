"""Which organisations and invitations somebody may see."""

from typing import Any

from django.db import models
from django.utils import timezone


class OrganisationQuerySet(models.QuerySet):
    """Organisations, by who asks."""

    def for_member(self, user: Any) -> "OrganisationQuerySet":
        """Those that the user belongs to; nobody else may open their workspace."""
        if not user.is_active:
            return self.none()
        return self.filter(memberships__user_id=user.pk)

    def in_trust(self) -> "OrganisationQuerySet":
        """Those that the secretariat acts for, since nobody belongs to them yet."""
        return self.filter(in_trust=True)

    def with_reports(self) -> "OrganisationQuerySet":
        """Their reports come along, discarded drafts left out, latest cycle first; one query more."""
        reports: Any = self.model._meta.get_field("reports").related_model
        rows = reports.objects.kept().select_related("cycle").order_by("-cycle__opens_on", "-pk")
        return self.prefetch_related(models.Prefetch("reports", rows, to_attr="filed"))

    def published(self) -> "OrganisationQuerySet":
        """Those with at least one report that was published, even if it was withdrawn since."""
        return self.filter(reports__versions__isnull=False).distinct()


class InvitationQuerySet(models.QuerySet):
    """Invitations, by state."""

    def pending(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked nor expired."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now())
