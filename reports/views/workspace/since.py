"""One answer against what the organisation said in its last cycle."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.actions.answers import keep_carried
from reports.actions.errors import Refused, StaleAnswer
from reports.frameworks import Question
from reports.last_cycle import last_cycle
from reports.models import Report
from reports.text.differ import compare
from reports.views.access import WRITERS, report_member
from reports.views.workspace.items import address, question_or_404, spoken


@report_member()
@require_http_methods(["GET", "HEAD", "POST"])
def since(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """What was said in the last cycle and what is said now, marked; a click says that it still holds."""
    question = question_or_404(report, code)
    if request.method == "POST":
        return _keep(request, report, question)
    last = last_cycle(report)
    earlier = last.words.get(code)
    now = report.answers.by_code().get(code)
    if earlier is None or now is None:
        raise Http404
    said_then, said_now = spoken(question, earlier), spoken(question, now)
    context = {
        "report": report,
        "organisation": report.organisation,
        "question": question,
        "last": last,
        "since": last.since(code, now),
        "now": now,
        "text": compare(earlier.text, now.text),
        "summary": compare(earlier.summary, now.summary),
        "gone": [words for words in said_then if words not in said_now],
        "new": [words for words in said_now if words not in said_then],
        "can_edit": report.is_editable and request.membership.role in WRITERS,
    }
    return render(request, "workspace/since.html", context)


def _keep(request: HttpRequest, report: Report, question: Question) -> HttpResponse:
    if request.membership.role not in WRITERS:
        raise PermissionDenied
    base = request.POST.get("base", "")
    try:
        keep_carried(
            report=report,
            code=question.code,
            base=int(base) if re.fullmatch(r"[0-9]{1,9}", base) else None,
            by=request.user,
        )
    except StaleAnswer:
        messages.error(request, _("Somebody has saved this answer since. Look at it once more."))
        return redirect(address("since", report, question.code))
    except Refused as refusal:
        messages.error(request, str(refusal))
    section = reverse(
        "workspace:section", args=[report.organisation.slug, report.cycle.slug, question.section]
    )
    return redirect(f"{section}#{question.anchor}")
