"""What readers of a published report are not shown any more: appended, never changed.

Belongs here: that something was redacted, why, and where it stands. The redacted words themselves stand in
the frozen versions only. Not here: finding places (`documents.redactable`), or what is shown instead
(`documents.redacting`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.models.report import Report
from reports.models.version import Version

ANSWER = "answer"
"""The part of a place that is a whole answer."""

LOGO = "organisation.logo"
"""The part of a place that is the logo of a version."""

BESIDE = {
    "report.reason": _("Reason of the correction"),
    "organisation.name": _("Name of the organisation"),
    "organisation.website": _("Website of the organisation"),
    "attestation.name": _("Name of who attested"),
    "attestation.title": _("Title of who attested"),
    LOGO: pgettext_lazy("of an organisation", "Logo"),
}
"""The parts that stand beside all answers: the way to each in the frozen source, and what people call it."""


class Redaction(models.Model):
    """That a passage is withheld in every version of a report, or whole answers are; `reason` is public.

    `code` is the question that it was looked for in, or the part BESIDE all answers, or empty for
    everywhere.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="redactions")
    code = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="redaction_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.code or '*'} {self.made_at:%Y-%m-%d}"


class RedactedPlace(models.Model):
    """Where redacted words stand in a frozen version: which characters of which part of which answer.

    `part` is ANSWER, with no characters, or the way to a text such as "text" or "tools.0.name". Without a
    code it is one BESIDE all answers; LOGO has no characters either.
    """

    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="places")
    version = models.ForeignKey(Version, models.PROTECT, related_name="redacted_places")
    code = models.CharField(max_length=60, blank=True)
    part = models.CharField(max_length=40)
    start = models.PositiveIntegerField(default=0)
    length = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["redaction", "version", "code", "part", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["redaction", "version", "code", "part", "start"], name="redacted_place_once"
            ),
            models.CheckConstraint(
                condition=Q(part__in=(ANSWER, LOGO), start=0, length=0)
                | (~Q(part__in=(ANSWER, LOGO)) & Q(length__gte=1)),
                name="redacted_place_is_whole_or_has_a_length",
            ),
            models.CheckConstraint(
                condition=Q(code="", part__in=list(BESIDE)) | (~Q(code="") & ~Q(part__in=list(BESIDE))),
                name="redacted_place_is_in_an_answer_or_beside",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.part}".strip()
