"""Jurisdictions whose organisations may report, as the secretariat keeps them.

Belongs here: one row for each country and ground, with its days and its source. Not here: what follows from
them for one organisation (`reports.eligibility`).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries import Countries
from django_countries.fields import CountryField

from reports.enums import EligibilityGround
from reports.models.rules import one_of
from reports.querysets.jurisdiction import JurisdictionQuerySet


class Places(Countries):
    """All countries, and the European Union, which adheres as such and is none."""

    override = {"EU": _("European Union")}


class Jurisdiction(models.Model):
    """That a country is eligible on one ground, from the first to the last day where these are known.

    A row that holds no more is ended by its last day and never deleted. Who is eligible again gets a new row.
    """

    country = CountryField(pgettext_lazy("name of a field", "country"), countries=Places)
    ground = models.CharField(_("ground"), max_length=16, choices=EligibilityGround)
    since = models.DateField(_("first day"), null=True, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=300, blank=True)
    end_source = models.CharField(_("source of the end"), max_length=300, blank=True)
    is_provisional = models.BooleanField(_("provisional: not checked against the source"), default=False)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = JurisdictionQuerySet.as_manager()

    class Meta:
        ordering = ["country", "ground", "pk"]
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        constraints = [
            one_of("ground", EligibilityGround, model="jurisdiction"),
            models.UniqueConstraint(
                fields=["country", "ground"], condition=Q(until__isnull=True), name="jurisdiction_open_once"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="jurisdiction_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.ground}"
