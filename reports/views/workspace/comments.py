"""The secretariat's comments on single questions, as the team reads them and deals with them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.review_comments import deal_with_comment, reopen_comment
from reports.forms.review import DealForm
from reports.models import Report, ReviewComment
from reports.views.access import WRITERS, report_member
from reports.views.comments_shown import listed_comments, rounds
from reports.views.workspace.items import framework_of


@report_member()
@require_safe
def comments(request: HttpRequest, report: Report) -> HttpResponse:
    """Every comment that came with a return, newest round first, and what the team made of each."""
    return _page(request, report)


@report_member(roles=WRITERS)
@require_POST
def comment_deal(request: HttpRequest, report: Report, pk: int) -> HttpResponse:
    """Mark a comment as dealt with, with a reply or without one; or say that it is not after all."""
    comment = get_object_or_404(report.review_comments.returned(), pk=pk)
    form = DealForm(request.POST)
    try:
        if form.is_valid() and form.cleaned_data["reopen"]:
            reopen_comment(comment=comment, by=request.user)
            messages.success(request, _("The comment is open again."))
        else:
            deal_with_comment(comment=comment, reply=form.cleaned_data.get("reply", ""), by=request.user)
            messages.success(
                request, _("Marked as dealt with. The secretariat sees it with your next submission.")
            )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, report, refused=comment, typed=request.POST.get("reply", ""), status=422)
    page = reverse("workspace:comments", args=[report.organisation.slug, report.cycle.slug])
    return redirect(f"{page}#comment-{comment.pk}")


def comments_of(report: Report) -> list[dict]:
    """Return the comments of the last return in the order of the questionnaire. One query."""
    return listed_comments(ReviewComment.objects.last_round(report), framework_of(report))


def _page(
    request: HttpRequest,
    report: Report,
    *,
    refused: ReviewComment | None = None,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the page; a reply that was refused stands in its field."""
    context = {
        "report": report,
        "organisation": report.organisation,
        "rounds": rounds(report, framework_of(report)),
        "can_deal": permissions.can_edit_answers(request.user, report),
        "refused": refused,
        "typed": typed,
    }
    return render(request, "workspace/comments.html", context, status=status)
