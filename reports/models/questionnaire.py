"""The blank questionnaire as a file, built on first request and kept until what it says changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.files import BuiltFile, whole
from reports.models.rules import one_of


class QuestionnaireFace(models.TextChoices):
    """Which kind of file; the value is the ending of its name."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word"


class QuestionnaireFile(BuiltFile):
    """One blank questionnaire: framework, language, kind of file, and what it was built from.

    `source_sha256` is the digest of everything that the file says; `sha256` that of its bytes.
    """

    Face = QuestionnaireFace

    framework_id = models.CharField(max_length=40)
    locale = models.CharField(max_length=8)
    face = models.CharField(max_length=8, choices=QuestionnaireFace)
    source_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["framework_id", "locale", "face", "pk"]
        verbose_name = _("questionnaire as a file")
        verbose_name_plural = _("questionnaires as files")
        constraints = [
            models.UniqueConstraint(
                fields=["framework_id", "locale", "face", "source_sha256"], name="questionnaire_file_once"
            ),
            whole("questionnaire_file"),
            one_of("face", QuestionnaireFace, model="questionnaire_file"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        """The name under which the file is saved, such as `haip-2.0-questionnaire-ja.docx`."""
        return f"{self.framework_id}-questionnaire-{self.locale}.{self.face}"
