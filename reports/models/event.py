"""The trail of legal acts, who stands behind them, approvals and attestations: appended, never changed.

Not here: writing an event (`reports.trail` alone does), or checking what is stored (`reports.verification`).
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.enums import EventName
from reports.models.organisation import Organisation
from reports.models.report import Report


class Actor(models.Model):
    """A person as events know them: by a random pseudonym. Name and address lie with the user.

    Rows never change, so that nobody's acts become another's.
    """

    pseudonym = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="actor")

    def __str__(self) -> str:
        return str(self.pseudonym)


class Event(models.Model):
    """Who did what, when; `data` holds what was before and after where that matters.

    The events of a report are a chain: numbered from 1, each with the fingerprint of the one before
    (`previous_sha256`, empty in the first) and its own. Those of an organisation without a report are another
    chain, and the rest, such as cycles, a third. `salt` is random, so that nobody can guess what an event
    says from its fingerprint alone. `actor` is None where the machine acted.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="events"
    )
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="events")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=32, choices=EventName)
    data = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")
    salt = models.CharField(max_length=32)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"],
                condition=Q(report__isnull=False),
                name="event_once_in_the_chain_of_a_report",
            ),
            models.UniqueConstraint(
                fields=["organisation", "position"],
                condition=Q(report__isnull=True, organisation__isnull=False),
                name="event_once_in_the_chain_of_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(report__isnull=True, organisation__isnull=True),
                name="event_once_in_the_chain_of_the_rest",
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="event_position_from_one"),
        ]

    def __str__(self) -> str:
        return self.name


class Approval(models.Model):
    """A member's word that the content of this fingerprint may be attested: given inside the organisation."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="approvals")
    sha256 = models.CharField(max_length=64)
    approved_at = models.DateTimeField(default=timezone.now, editable=False)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-approved_at", "-pk"]

    def __str__(self) -> str:
        return self.sha256[:12]


class Attestation(models.Model):
    """A named person's statement that the report is accurate, made at submission.

    `sha256` is the fingerprint of the answers that were attested (`documents.source.content_sha256`): once
    they change, the attestation is void. It is empty where it was not recorded yet.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="attestations")
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=150)
    title = models.CharField(_("title"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, blank=True)
    attested_at = models.DateTimeField(default=timezone.now, editable=False)
    attested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-attested_at", "-pk"]

    def __str__(self) -> str:
        return self.name
