"""Cycles and reports: what is drafted, for when, and where it stands. Answers stand in `answer`."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.enums import EDITABLE, SMALL_SIZES, UNLISTED, WITH_SECRETARIAT, ContentLanguage, ReportStatus
from reports.frameworks import Framework, load
from reports.models.organisation import SLUG_RULE, Organisation
from reports.models.rules import one_of, stamped_together
from reports.querysets.report import ReportQuerySet


class Cycle(models.Model):
    """A reporting period, as the secretariat defines it."""

    slug = models.CharField(_("address"), max_length=30, unique=True, validators=[SLUG_RULE])
    label = models.CharField(_("label"), max_length=60)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-opens_on", "-slug"]
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="cycle_closes_after_opening"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Report(models.Model):
    """One organisation's report for one cycle, from draft to publication and after.

    A report that is listed has a current version, whatever becomes of its correction meanwhile: draft,
    submitted, in review or returned. `correction_reason` says why there is one. `reviewer` is who looks at it
    for the secretariat now. What is transcribed was published elsewhere before: there, and on that day.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reports")
    framework_id = models.CharField(max_length=40)
    language = models.CharField(_("language of the answers"), max_length=8, choices=ContentLanguage)
    status = models.CharField(max_length=16, choices=ReportStatus, default=ReportStatus.DRAFT)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    correction_reason = models.TextField(blank=True)
    transcribed_from = models.URLField(_("published at"), max_length=500, blank=True)
    originally_published_on = models.DateField(_("published there on"), null=True, blank=True)
    unlisted_at = models.DateTimeField(null=True, blank=True)
    unlisted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    unlisting_reason = models.TextField(blank=True)
    current_version = models.OneToOneField(
        "reports.Version", models.PROTECT, null=True, blank=True, related_name="current_of"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-cycle__opens_on", "pk"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "cycle"],
                condition=~Q(status=ReportStatus.DISCARDED),
                name="report_one_per_organisation_and_cycle",
            ),
            one_of("status", ReportStatus, model="report"),
            one_of("language", ContentLanguage, model="report"),
            stamped_together("submitted", model="report"),
            stamped_together("unlisted", model="report"),
            models.CheckConstraint(
                condition=Q(status__in=sorted(UNLISTED), unlisted_at__isnull=False, current_version=None)
                | (~Q(status__in=sorted(UNLISTED)) & Q(unlisted_at__isnull=True)),
                name="report_unlisted_is_stamped_without_version",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.PUBLISHED) | Q(current_version__isnull=False),
                name="report_published_has_version",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(WITH_SECRETARIAT)) | Q(submitted_at__isnull=False),
                name="report_with_secretariat_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.IN_REVIEW, reviewer__isnull=False)
                | (~Q(status=ReportStatus.IN_REVIEW) & Q(reviewer__isnull=True)),
                name="report_in_review_has_reviewer",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.DISCARDED) | Q(current_version__isnull=True),
                name="report_discarded_was_never_listed",
            ),
            models.CheckConstraint(
                condition=Q(transcribed_from="", originally_published_on=None)
                | (~Q(transcribed_from="") & Q(originally_published_on__isnull=False)),
                name="report_transcribed_has_day",
            ),
            models.CheckConstraint(
                condition=Q(transcribed_from="") | ~Q(status__in=sorted(WITH_SECRETARIAT)),
                name="report_transcribed_is_not_handed_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework_id} {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the address of the report in the workspace."""
        return reverse("workspace:report", args=[self.organisation.slug, self.cycle.slug])

    @property
    def framework(self) -> Framework:
        """The questionnaire that this report answers, in the report's language where it exists."""
        return load(self.framework_id, self.language)

    @property
    def ai_roles(self) -> tuple[str, ...]:
        """The ids of the organisation's roles, which decide what is asked; needs `organisation`."""
        return tuple(role.value for role in self.organisation.ai_roles)

    @property
    def essentials_first(self) -> bool:
        """Whether the essentials are asked before the rest: for small organisations; needs `organisation`."""
        return self.organisation.size_band in SMALL_SIZES

    @property
    def is_listed(self) -> bool:
        """Whether readers find the report in the register, while a correction is prepared too."""
        return self.current_version_id is not None

    @property
    def is_correction(self) -> bool:
        """Whether what is drafted, sent or reviewed will replace a version that readers have now."""
        return self.is_listed and self.status != ReportStatus.PUBLISHED

    @property
    def is_transcribed(self) -> bool:
        """Whether it was published elsewhere and is entered by the secretariat, so that nobody attests it."""
        return self.transcribed_from != ""

    @property
    def is_editable(self) -> bool:
        """Whether answers may change in the present status."""
        return self.status in EDITABLE
