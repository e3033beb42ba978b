"""The blank questionnaire as files: derived from the framework, and stored.

Belongs here: what a file is built from, building it, and writing its row. Not here: what stands in the
files (`documents.questionnaire`), or when they are built (`actions`, `jobs`).
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from reports.documents.canonical import sha256
from reports.documents.questionnaire import Sheet, build_sheet, source_digest
from reports.documents.questionnaire.pdf import RENDERER_VERSION as PDF_RENDERER
from reports.documents.questionnaire.pdf import render_pdf
from reports.documents.questionnaire.word import RENDERER_VERSION as WORD_RENDERER
from reports.documents.questionnaire.word import render_word
from reports.frameworks import Framework, load
from reports.models import QuestionnaireFile

logger = logging.getLogger(__name__)

Face = QuestionnaireFile.Face
RENDERERS: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    Face.PDF: (PDF_RENDERER, render_pdf),
    Face.WORD: (WORD_RENDERER, render_word),
}


def sheet_of(framework: Framework) -> Sheet:
    """Return what the questionnaire of this site says."""
    with translation.override(framework.locale):
        address = settings.SITE_URL + reverse("public:framework", args=[framework.id])
    return build_sheet(
        framework, site_name=settings.SITE_NAME, operator=settings.SITE_OPERATOR, address=address
    )


def digest_of(sheet: Sheet, face: str) -> str:
    """Return the digest of what a file of this kind is built from today."""
    return source_digest(sheet, RENDERERS[face][0])


def derive_questionnaire(file: QuestionnaireFile) -> QuestionnaireFile:
    """Build the file, store it under the digest of what it really says, and drop the older ones.

    The framework may have changed since the file was asked for: the queue takes its time.
    """
    sheet = sheet_of(load(file.framework_id, file.locale))
    digest = digest_of(sheet, file.face)
    if digest != file.source_sha256:
        logger.warning("%s says something newer, or older, than was asked for", file)
    version, render = RENDERERS[file.face]
    content = render(sheet)
    with transaction.atomic():
        kept, _created = QuestionnaireFile.objects.update_or_create(
            framework_id=file.framework_id,
            locale=file.locale,
            face=file.face,
            source_sha256=digest,
            defaults={
                "content": content,
                "size": len(content),
                "sha256": sha256(content),
                "renderer": version,
                "built_at": timezone.now(),
            },
        )
        same = QuestionnaireFile.objects.filter(
            framework_id=file.framework_id, locale=file.locale, face=file.face
        )
        same.exclude(pk=kept.pk).delete()
    return kept
