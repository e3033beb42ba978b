"""What the secretariat asks for beside the report, and what the team gives. Not here: the desk's side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports.actions.errors import Refused
from reports.actions.supporting import give_support
from reports.forms.supporting import SupportAnswerForm
from reports.models import Report, SupportingRequest
from reports.views.access import WRITERS, report_member
from reports.views.supporting_shown import supporting_context, supporting_response


@report_member()
@require_safe
def supporting(request: HttpRequest, report: Report) -> HttpResponse:
    """The requests, what was given, and who opened it."""
    return _page(request, report)


@report_member(roles=WRITERS)
@require_POST
def supporting_give(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Answer one request with words, files or both."""
    found = get_object_or_404(report.supporting_requests, pk=pk)
    form = SupportAnswerForm(request.POST, request.FILES, number=found.pk)
    if form.is_valid():
        try:
            said = form.cleaned_data
            give_support(request=found, text=said["text"], files=said["attached"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Given. The secretariat has been told."))
            return redirect("workspace:supporting", report.organisation.slug, report.cycle.slug)
    messages.error(request, _("Not given yet: see below. Choose the files once more."))
    return _page(request, report, refused=found, form=form)


@report_member()
@require_safe
def supporting_file(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """One file, to be saved."""
    return supporting_response(request, report, pk)


def _page(
    request: HttpRequest,
    report: Report,
    *,
    refused: SupportingRequest | None = None,
    form: SupportAnswerForm | None = None,
) -> HttpResponse:
    """Render the page, with an open form under each request for those who write."""
    may_write = request.membership.role in WRITERS
    context = supporting_context(request, report)
    forms = {each.pk: SupportAnswerForm(number=each.pk) for each in context["requests"] if each.is_open}
    if refused and form:
        forms[refused.pk] = form
    context["rows"] = [
        {"request": each, "form": forms.get(each.pk) if may_write else None} for each in context["requests"]
    ]
    return render(request, "workspace/supporting.html", context, status=422 if refused else 200)
