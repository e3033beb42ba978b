"""Which reports somebody may see in the workspace or on the secretariat's desk.

Closed accounts, and visitors without one, see nothing.
"""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from reports.enums import EDITABLE, UNLISTED, WITH_SECRETARIAT, ReportStatus

AT_THE_DESK = models.Q(status__in=[*WITH_SECRETARIAT, *UNLISTED]) | models.Q(current_version__isnull=False)
"""What the secretariat sees: what was handed in, and what readers have or had."""


class ReportQuerySet(models.QuerySet):
    """Reports, by who asks and where they stand."""

    def for_member(self, user: Any) -> "ReportQuerySet":
        """Those of the user's organisations, discarded drafts left out."""
        if not user.is_active:
            return self.none()
        return self.filter(organisation__memberships__user_id=user.pk).kept()

    def with_role(self) -> "ReportQuerySet":
        """`member_id` and `member_role` are those of the user, after `for_member`, in the same query."""
        return self.annotate(
            member_id=models.F("organisation__memberships__pk"),
            member_role=models.F("organisation__memberships__role"),
        )

    def for_secretariat(self, user: Any) -> "ReportQuerySet":
        """What was handed in or is listed; a draft, or a report sent back for mending, is the team's own."""
        if not (user.is_active and user.is_secretariat):
            return self.none()
        return self.filter(AT_THE_DESK)

    def for_supporting(self, user: Any) -> "ReportQuerySet":
        """Those that the secretariat sees, or has asked something beside: also while the team mends them."""
        if not (user.is_active and user.is_secretariat):
            return self.none()
        asked = apps.get_model("reports", "SupportingRequest").objects.filter(report=models.OuterRef("pk"))
        return self.filter(AT_THE_DESK | models.Exists(asked)).kept()

    def in_trust(self) -> "ReportQuerySet":
        """Those of organisations that the secretariat acts for, discarded drafts left out."""
        return self.filter(organisation__in_trust=True).kept()

    def kept(self) -> "ReportQuerySet":
        """All but discarded drafts."""
        return self.exclude(status=ReportStatus.DISCARDED)

    def waiting(self) -> "ReportQuerySet":
        """Those in the secretariat's queue, oldest first."""
        return self.filter(status__in=WITH_SECRETARIAT).order_by("submitted_at", "pk")

    def editable(self) -> "ReportQuerySet":
        """Those whose answers may still change."""
        return self.filter(status__in=EDITABLE)

    def with_names(self) -> "ReportQuerySet":
        """Organisation, cycle, submitter and reviewer come in the same query."""
        return self.select_related("organisation", "cycle", "submitted_by", "reviewer")

    def with_first_publication(self) -> "ReportQuerySet":
        """`first_published_at` is when readers first had it here, None if never, in the same query.

        `first_published_on` is the day of its publication elsewhere, if it was transcribed from there.
        """
        versions = apps.get_model("reports", "Version").objects.filter(report=OuterRef("pk"), number=1)
        return self.annotate(
            first_published_at=Subquery(versions.values("published_at")),
            first_published_on=Subquery(versions.values("originally_published_on")),
        )

    def newest_listed(self) -> "ReportQuerySet":
        """The listed report of the latest cycle of each organisation: the one that is to be renewed.

        `renewal_is_sent` says whether the organisation's next report is with the secretariat.
        """
        others = self.model._default_manager.filter(organisation=OuterRef("organisation"))
        opens_on = OuterRef("cycle__opens_on")
        later = others.filter(
            Q(cycle__opens_on__gt=opens_on) | Q(cycle__opens_on=opens_on, pk__lt=OuterRef("pk"))
        )
        sent = others.filter(
            cycle__opens_on__gt=opens_on, status__in=WITH_SECRETARIAT, current_version__isnull=True
        )
        listed = self.with_first_publication().filter(current_version__isnull=False)
        newest = listed.filter(~Exists(later.filter(current_version__isnull=False)))
        return newest.annotate(renewal_is_sent=Exists(sent))
