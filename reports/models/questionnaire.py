"""The blank questionnaire as a file, built on first request and kept until what it says changes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.models.rules import one_of


class QuestionnaireFace(models.TextChoices):
    """Which kind of file; the value is the ending of its name."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word"


class QuestionnaireFile(models.Model):
    """One blank questionnaire: framework, language, kind of file, and what it was built from.

    `source_sha256` is the digest of everything that the file says; `sha256` that of its bytes. Without
    `content` the file is still to be built by `job`, an id in the queue, which knows how the job went.
    """

    Face = QuestionnaireFace

    framework_id = models.CharField(max_length=40)
    locale = models.CharField(max_length=8)
    face = models.CharField(max_length=8, choices=QuestionnaireFace)
    source_sha256 = models.CharField(max_length=64)
    job = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["framework_id", "locale", "face", "pk"]
        verbose_name = _("questionnaire as a file")
        verbose_name_plural = _("questionnaires as files")
        constraints = [
            models.UniqueConstraint(
                fields=["framework_id", "locale", "face", "source_sha256"], name="questionnaire_file_once"
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=True, sha256="") | (Q(content__isnull=False) & ~Q(sha256="")),
                name="questionnaire_file_content_and_sha256",
            ),
            one_of("face", QuestionnaireFace, model="questionnaire_file"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        """The name under which the file is saved, such as `haip-2.0-questionnaire-ja.docx`."""
        return f"{self.framework_id}-questionnaire-{self.locale}.{self.face}"

    @property
    def is_ready(self) -> bool:
        """Whether the file has been built."""
        return bool(self.sha256)
