"""The outbox: what was sent to whom and what became of it, without the words. Sending is `jobs.mail`."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reports.actions.errors import Refused
from reports.actions.outbox import try_again
from reports.jobs.outbox import KEPT
from reports.models import Message
from reports.models.mail_kinds import MailState
from reports.views.access import secretariat

PER_PAGE = 50


@secretariat
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """All messages, the latest first, or those in one state; a state that is none is ignored."""
    state = request.GET.get("state", "")
    state = state if state in MailState.values else ""
    counts = Message.objects.counts()
    page = Paginator(Message.objects.for_desk(state), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "state": state,
        "query": urlencode({"state": state}) if state else "",
        "total": sum(counts.values()),
        "states": [(each, counts.get(each.value, 0)) for each in MailState],
        "kept_days": KEPT.days,
    }
    return render(request, "secretariat/outbox.html", context)


@secretariat
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a message again that was given up; a second click does nothing."""
    message = get_object_or_404(Message.objects.defer("content"), pk=pk)
    try:
        try_again(message=message, by=request.user)
    except Refused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Queued again. It leaves within a few seconds, or says here why not."))
    return redirect("secretariat:outbox")
