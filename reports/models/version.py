"""Published versions, which never change, and their answers as HTML and words, which can be derived anew."""

from datetime import UTC, date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reports.enums import ContentLanguage, Sector, SizeBand
from reports.models.organisation import Profile
from reports.models.report import Report
from reports.models.rules import one_of
from reports.querysets.version import PublishedAnswerQuerySet, VersionQuerySet


class Version(Profile):
    """One published edition of a report: canonical JSON, its hash, and the profile of that day.

    The columns beside `source` repeat what stands in it, so that the register can filter.
    Triggers refuse every DELETE, and every UPDATE but of the columns in AS_READ (`reports.models.guards`).
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    organisation_name = models.TextField()
    framework_id = models.CharField(max_length=40)
    framework_version = models.CharField(max_length=20)
    framework_status = models.CharField(max_length=20, default="official-numbering")
    language = models.CharField(max_length=8, choices=ContentLanguage)
    has_logo = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    transcribed_from = models.URLField(max_length=500, blank=True)
    originally_published_on = models.DateField(null=True, blank=True)
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_from_one"),
            one_of("sector", Sector, model="version"),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    @property
    def first_day(self) -> date:
        """The day in UTC on which readers had it, here or where it was published before."""
        return self.originally_published_on or self.published_at.astimezone(UTC).date()

    @property
    def organisation_slug(self) -> str:
        """Today's address of the organisation; needs `report__organisation` to be selected."""
        return self.report.organisation.slug

    @property
    def cycle_slug(self) -> str:
        """The cycle's address; needs `report__cycle` to be selected."""
        return self.report.cycle.slug

    @property
    def cycle_label(self) -> str:
        """The cycle's label; needs `report__cycle` to be selected."""
        return self.report.cycle.label

    @property
    def framework_edition(self) -> str:
        """The framework's version as lists name it: never without saying that it is provisional."""
        if self.framework_status == "provisional":
            return gettext("%(version)s (provisional)") % {"version": self.framework_version}
        return self.framework_version

    @property
    def country_name(self) -> str:
        """The country's name in the language of the page."""
        return self.country.name

    @property
    def sector_label(self) -> str:
        """The sector's label in the language of the page."""
        return str(Sector(self.sector).label)

    @property
    def size_label(self) -> str:
        """The size band's label, or an empty string when it was not given."""
        return str(SizeBand(self.size_band).label) if self.size_band else ""

    @property
    def ai_role_labels(self) -> list[str]:
        """The labels of the roles held."""
        return [str(role.label) for role in self.ai_roles]

    def _address(self, name: str) -> str:
        return reverse(f"public:{name}", args=[self.organisation_slug, self.cycle_slug])

    def _own_address(self, name: str) -> str:
        return reverse(f"public:{name}", args=[self.organisation_slug, self.cycle_slug, self.number])

    @property
    def url(self) -> str:
        """The address that always shows the report's current version."""
        return self._address("report")

    @property
    def permanent_url(self) -> str:
        """The address that shows this very version for ever."""
        return self._own_address("version")

    @property
    def changes_url(self) -> str:
        """What this version changed against the one before."""
        return self._own_address("version-changes")

    def file_url(self, ending: str) -> str:
        """The file of this very version with this ending, such as ".pdf"."""
        slugs = [self.organisation_slug, self.cycle_slug, self.number]
        return reverse("public:version-file", args=[*slugs, ending])

    @property
    def pdf_url(self) -> str:
        """The PDF of this very version."""
        return self.file_url(".pdf")

    @property
    def json_url(self) -> str:
        """The frozen JSON of this very version."""
        return self._own_address("version-json")

    @property
    def picture_url(self) -> str:
        """The picture that other sites show beside a link to this very version."""
        return self._own_address("version-picture")

    @property
    def logo_url(self) -> str | None:
        """The logo as it was at publication, or None."""
        return self._own_address("version-logo") if self.has_logo else None


class PublishedAnswer(models.Model):
    """One answer of a version as sanitised HTML and as plain text: derived, rebuilt only by command.

    `summary` and `evidence` are as in the source, so that pages with answers of many versions need no other.
    `renderer` is the version of the Markdown renderer that wrote the HTML; `words` counts those of `plain`.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="answers")
    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    choices = models.JSONField(default=list)
    practices = models.JSONField(default=dict)
    summary = models.TextField(blank=True)
    evidence = models.JSONField(default=list)
    html = models.TextField(blank=True)
    plain = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0)
    renderer = models.CharField(max_length=60)

    objects = PublishedAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["version_id", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="published_answer_once")]

    def __str__(self) -> str:
        return self.code
