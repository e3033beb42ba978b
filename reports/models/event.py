"""The log of legal acts, approvals and attestations: appended, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.enums import EventName
from reports.models.organisation import Organisation
from reports.models.report import Report


class Event(models.Model):
    """Who did what, when; `data` holds what was before and after where that matters."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="events"
    )
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="events")
    name = models.CharField(max_length=32, choices=EventName)
    data = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

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
