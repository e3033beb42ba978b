"""How the planned actions of an organisation are read, from the report of one cycle or another."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery


class PlannedActionQuerySet(models.QuerySet):
    """Actions; only ever asked for in the workspace of their organisation."""

    def seen_from(self, report: Any) -> "PlannedActionQuerySet":
        """Those of the report's organisation that were raised for its cycle or an earlier one.

        One of an earlier cycle is left out once what came of it was said before the organisation's last
        report.
        """
        opens_on = report.cycle.opens_on
        cycles = apps.get_model("reports", "Cycle").objects
        earlier = cycles.filter(reports__organisation=report.organisation_id, opens_on__lt=opens_on)
        last = earlier.order_by("-opens_on").values("opens_on")[:1]
        return self.filter(
            Q(report__cycle=report.cycle_id)
            | Q(report__cycle__opens_on__lt=opens_on)
            & (Q(current__outcome="") | Q(current__answered_in__cycle__opens_on__gte=Subquery(last))),
            report__organisation=report.organisation_id,
        )

    def carried_into(self, report: Any) -> "PlannedActionQuerySet":
        """Those of `seen_from` that an earlier cycle raised."""
        return self.seen_from(report).exclude(report__cycle=report.cycle_id)

    def unanswered_in(self, report: Any) -> "PlannedActionQuerySet":
        """Those carried into the report of which nobody has said in its cycle what came of them."""
        answered = Q(current__answered_in__cycle__opens_on__gte=report.cycle.opens_on)
        return self.carried_into(report).filter(current__outcome="").exclude(answered)

    def unanswered_by_cycle(self, report: Any) -> list[tuple[str, int]]:
        """Return the label of each earlier cycle and how many of its actions wait. One query."""
        found = self.unanswered_in(report).order_by("report__cycle__opens_on")
        return list(found.values_list("report__cycle__label").annotate(models.Count("pk")))

    def open_by_gap(self, report: Any) -> dict[str, Any]:
        """Return key of a gap -> the open action that came from it last, seen from the report. One query."""
        found = self.seen_from(report).open().exclude(gap="").select_related("current")
        return {action.gap: action for action in found.order_by("pk")}

    def open(self) -> "PlannedActionQuerySet":
        """Those without an outcome."""
        return self.filter(current__outcome="")

    def with_words(self) -> "PlannedActionQuerySet":
        """The present state, its people and the cycles come in the same query; the first due first.

        `owner_is_member` says whether the owner still belongs to the team.
        """
        memberships = apps.get_model("reports", "Membership").objects.filter(
            organisation=OuterRef("report__organisation"),
            user=OuterRef("current__owner"),
            user__is_active=True,
        )
        related = ("report__cycle", "current__owner", "current__saved_by", "current__answered_in__cycle")
        found = self.select_related(*related).annotate(owner_is_member=Exists(memberships))
        return found.order_by("current__due_on", "pk")
