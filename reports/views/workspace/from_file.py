"""Starting a report from a file, on one page: what the file holds is shown before anything is written.

Not here: starting an empty one, or from a published report (`reports`).
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reports.actions.carry_plan import Plan
from reports.actions.errors import Refused
from reports.actions.start_from_file import names, published_as, start_from_file
from reports.forms.from_file import ReportFileForm, StartFromFileForm
from reports.imports import ReadFile
from reports.models import Organisation
from reports.views.access import WRITERS, member
from reports.views.workspace.reports import free_cycles, origin_of


@member(roles=WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def report_from_file(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Take a file; say what is in it and ask for the rest; start the draft once all is said."""
    if request.method != "POST":
        return _page(request, organisation, upload=ReportFileForm())
    upload = ReportFileForm(request.POST, request.FILES)
    if not upload.is_valid():
        return _page(request, organisation, upload=upload, status=422)
    file = upload.cleaned_data["read"]
    form = StartFromFileForm(
        request.POST if "cycle" in request.POST else None,
        file=file,
        is_foreign=not names(file, organisation),
        cycles=free_cycles(organisation),
        organisation=organisation,
    )
    started = _start(request, organisation, file, form) if form.is_bound and form.is_valid() else None
    if started:
        return started
    return _page(
        request, organisation, upload=upload, file=file, form=form, status=422 if form.errors else 200
    )


def _start(
    request: HttpRequest, organisation: Organisation, file: ReadFile, form: StartFromFileForm
) -> HttpResponse | None:
    wish = form.cleaned_data
    try:
        report, plan = start_from_file(
            organisation=organisation,
            cycle=wish["cycle"],
            framework_id=wish["framework"],
            language=wish["language"],
            file=file,
            is_ours=wish.get("is_ours", False),
            **origin_of(wish),
            by=request.user,
        )
    except Refused as refusal:
        form.add_error("cycle", str(refusal))
        return None
    messages.success(request, _taken(plan))
    return redirect(report)


def _page(
    request: HttpRequest,
    organisation: Organisation,
    *,
    upload: ReportFileForm,
    file: ReadFile | None = None,
    form: StartFromFileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "organisation": organisation,
        "cycles": free_cycles(organisation),
        "upload": upload,
        "file": file,
        "form": form,
        # What was typed beside a file that could not be read is sent again with the next one.
        "typed": [
            (name, request.POST[name]) for name in StartFromFileForm.base_fields if name in request.POST
        ],
        "version": published_as(file) if file else None,
    }
    return render(request, "workspace/report_from_file.html", context, status=status)


def _taken(plan: Plan) -> str:
    """Say how much was taken over, and what is left to do."""
    said = ngettext(
        "%(number)s answer was taken from the file, marked for review.",
        "%(number)s answers were taken from the file, marked for review.",
        len(plan.answers),
    ) % {"number": len(plan.answers)}
    if not plan.unplaced:
        return said
    waiting = ngettext(
        "%(number)s text has no question here and waits for a place.",
        "%(number)s texts have no question here and wait for a place.",
        len(plan.unplaced),
    ) % {"number": len(plan.unplaced)}
    return _("%(first)s %(second)s") % {"first": said, "second": waiting}
