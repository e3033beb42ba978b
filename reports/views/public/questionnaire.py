"""The blank questionnaire as a file: for reading (PDF) and for writing offline (Word)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from reports.actions.questionnaires import has_failed, request_questionnaire
from reports.frameworks import framework_ids, load
from reports.models import QuestionnaireFile
from reports.views.access import public

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
        context = {"framework": framework, "file": file, "failed": has_failed(file)}
        response = render(request, "public/questionnaire_pending.html", context, status=503)
        response["Retry-After"] = "10"
        response["Refresh"] = "10"
        response["Cache-Control"] = "no-store"
        return response
    response = HttpResponse(bytes(file.content), content_type=CONTENT_TYPES[face])
    way = "inline" if face == Face.PDF else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{file.file_name}"'
    response["ETag"] = f'"{file.sha256}"'
    return response
