"""Private notes beside one answer: every member reads them, owners and editors write them and take them down.

Nothing but this page and the drafting page may show a note.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports.actions.errors import Refused
from reports.actions.notes import take_down_note, write_note
from reports.forms.notes import NoteForm
from reports.models import Report
from reports.views.access import WRITERS, report_member
from reports.views.typed import take_typed
from reports.views.workspace.items import question_or_404


@report_member()
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """The notes beside one answer, those that were taken down folded; POST writes one."""
    question = question_or_404(report, code)
    form, can_note = NoteForm(question=question), request.membership.role in WRITERS
    if request.method == "POST":
        if not can_note:
            raise PermissionDenied
        form = NoteForm(request.POST, question=question)
        if form.is_valid() and _written(request, report, code, form):
            messages.success(request, _("The note stands beside the answer."))
            return redirect("workspace:notes", report.organisation.slug, report.cycle.slug, code)
    elif typed := take_typed(request):
        form = NoteForm(question=question, initial={"text": typed.get("text", "")})
        messages.warning(
            request, _("You were signed out. What you had typed is back in the field and not saved.")
        )
    found = report.notes.filter(code=code).select_related("written_by", "taken_down_by")
    context = {
        "report": report,
        "organisation": report.organisation,
        "question": question,
        "notes": [note for note in found if note.taken_down_at is None],
        "taken_down": [note for note in found if note.taken_down_at is not None],
        "can_note": can_note,
        "form": form,
    }
    return render(request, "workspace/notes.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, report: Report, code: str, form: NoteForm) -> bool:
    """Write the note; where it is refused, say why at the field."""
    try:
        write_note(report=report, code=code, text=form.cleaned_data["text"], by=request.user)
    except Refused as refusal:
        form.add_error("text", str(refusal))
    return not form.errors


@report_member(roles=WRITERS)
@require_POST
def note_take_down(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Take a note down and go back to its page. A second click changes nothing."""
    note = get_object_or_404(report.notes, pk=pk)
    try:
        take_down_note(note=note, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken down. It is kept on this page, folded."))
    return redirect("workspace:notes", report.organisation.slug, report.cycle.slug, note.code)
