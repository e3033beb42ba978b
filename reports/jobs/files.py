"""Tasks that build files: the PDF of a published version, the PDF of a draft, the blank questionnaire."""

from django_tasks import task

from reports import renditions, renditions_blank
from reports.documents.source import draft_source
from reports.models import DraftPdf, QuestionnaireFile, Version


@task()
def build_pdf(version_id: int) -> None:
    """Render the PDF of a published version and store it."""
    version = Version.objects.select_related("report__organisation", "report__cycle").get(pk=version_id)
    renditions.derive_pdf(version)


@task()
def build_draft_pdf(draft_pdf_id: int) -> None:
    """Render the PDF of a draft; a failure is kept on the row so that its page can say so."""
    known = DraftPdf.objects.select_related("report__organisation", "report__cycle")
    draft_pdf = known.filter(pk=draft_pdf_id).first()
    # Built already, or replaced by a newer request, which has a task of its own.
    if draft_pdf is None or draft_pdf.content:
        return
    try:
        renditions.render_draft_pdf(draft_pdf, draft_source(draft_pdf.report))
    except Exception as error:
        draft_pdf.error = type(error).__name__
        draft_pdf.save(update_fields=["error"])
        raise


@task()
def build_questionnaire(file_id: int) -> None:
    """Build a blank questionnaire; whoever asks again after a failure queues a new task."""
    file = QuestionnaireFile.objects.filter(pk=file_id).first()
    # Built already, or replaced by one that says something newer.
    if file is None or file.is_ready:
        return
    renditions_blank.derive_questionnaire(file)
