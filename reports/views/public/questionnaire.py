"""The blank questionnaire as a file: for reading (PDF) and for writing offline (Word)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from reports.actions.questionnaires import request_questionnaire
from reports.frameworks import framework_ids, load
from reports.jobs.progress import progress_of
from reports.models import QuestionnaireFile
from reports.views.access import public
from reports.views.files import send_bytes, waiting_page

Face = QuestionnaireFile.Face
CONTENT_TYPES: dict[str, str] = {
    Face.PDF: "application/pdf",
    Face.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@public
def questionnaire_pdf(request: HttpRequest, framework_id: str) -> HttpResponse:
    """The PDF in the language of the address."""
    return _file(request, framework_id, Face.PDF)


@public
def questionnaire_docx(request: HttpRequest, framework_id: str) -> HttpResponse:
    """The Word file in the language of the address."""
    return _file(request, framework_id, Face.WORD)


def _file(request: HttpRequest, framework_id: str, face: str) -> HttpResponse:
    """The file as the job queue made it; until then a page that says so."""
    if framework_id not in framework_ids():
        raise Http404
    framework = load(framework_id, get_language())
    file = request_questionnaire(framework=framework, face=face)
    if not file.is_ready:
        context = {"framework": framework, "file": file}
        return waiting_page(
            request, "public/questionnaire_waits.html", progress_of(file), context, status=503
        )
    return send_bytes(
        request,
        lambda: bytes(file.content),
        size=file.size,
        sha256=file.sha256,
        media_type=CONTENT_TYPES[face],
        file_name=file.file_name,
        attach=face != Face.PDF,
    )
