"""The secretariat's comments on single questions: all of a report on one page, writing and taking down.

Not here: how they stand beside the answers (`review_shown`), or handing them to the team (`decisions`).
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.review_comments import change_comment, take_down_comment, write_comment
from reports.actions.typed import MAX_LENGTH
from reports.forms.review import CommentForm
from reports.models import Report, ReviewComment
from reports.views.access import secretariat
from reports.views.comments_shown import listed_comments, rounds
from reports.views.secretariat.desk import is_with_its_team, report_or_404
from reports.views.typed import take_typed
from reports.views.workspace.items import framework_of

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@secretariat
@GET_OR_POST
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """What is to go to the team, and what went in earlier rounds; POST writes one comment."""
    if request.method == "POST" and is_with_its_team(pk):
        told = _("The report went back to its team meanwhile. Your comment was not kept: %(text)s")
        messages.warning(request, told % {"text": request.POST.get("text", "")[:MAX_LENGTH]})
        return redirect("secretariat:queue")
    report = report_or_404(request, pk)
    framework = framework_of(report)
    form = CommentForm(framework=framework, initial={"code": request.GET.get("code", "")})
    if request.method == "POST":
        form = CommentForm(request.POST, framework=framework)
        if form.is_valid() and (written := _written(request, report, form)):
            messages.success(request, _("Kept. The team gets it when you return the report."))
            return redirect(_beside(written))
    elif typed := take_typed(request):
        form = CommentForm(framework=framework, initial=typed.dict())
        messages.warning(
            request, _("You were signed out. What you had typed is back in the field and not saved.")
        )
    may = permissions.can_comment(request.user, report)
    context = {
        "unsent": listed_comments(report.review_comments.unsent().with_names(), framework) if may else [],
        "rounds": rounds(report, framework),
        "can_comment": may,
    }
    return _page(request, "comments", report, form, context)


@secretariat
@GET_OR_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an own comment that has not gone to the team."""
    found = _own_or_404(request, pk)
    form = CommentForm(request.POST or None, initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        try:
            change_comment(comment=found, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("The comment was changed."))
            return redirect(_beside(found))
    context = {"question": framework_of(found.report).question(found.code), "comment": found}
    return _page(request, "comment", found.report, form, context)


@secretariat
@require_POST
def comment_take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an own comment down. A second click changes nothing."""
    found = _own_or_404(request, pk)
    try:
        take_down_comment(comment=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken down. The team does not get it."))
    return redirect(_beside(found))


def _page(
    request: HttpRequest, name: str, report: Report, form: CommentForm, context: dict[str, Any]
) -> HttpResponse:
    """Return a page about a report with a form in it, which says so where the form has errors."""
    context |= {"report": report, "organisation": report.organisation, "form": form}
    return render(request, f"secretariat/{name}.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, report: Report, form: CommentForm) -> ReviewComment | None:
    """Write the comment; where it is refused, say why at the field."""
    try:
        return write_comment(report=report, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return None


def _own_or_404(request: HttpRequest, pk: int) -> ReviewComment:
    """Return a comment that this person wrote, on a report that the desk sees."""
    reports = Report.objects.for_secretariat(request.user)
    mine = ReviewComment.objects.filter(written_by=request.user, report__in=reports, returned_at=None)
    found = get_object_or_404(mine.select_related("report__organisation", "report__cycle"), pk=pk)
    if not permissions.can_comment(request.user, found.report):
        raise Http404
    return found


def _beside(comment: ReviewComment) -> str:
    """Return the address of the answer that the comment is about, on the desk's page of the report."""
    anchor = framework_of(comment.report).question(comment.code).anchor
    return f"{reverse('secretariat:report', args=[comment.report_id])}#{anchor}"
