"""What is pasted into an answer, read by the server. Not here: the reading itself (`reports.text.paste`)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports.text import paste as read_paste
from reports.views.access import signed_in

LIMIT = 2_000_000


@signed_in
@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    """Return the HTML of a clipboard as Markdown, its notes numbered after those in the posted text."""
    html = request.POST.get("html", "")
    if len(html) > LIMIT:
        reason = _("This is too much to paste at once. Paste it in parts, or as plain text.")
        return HttpResponse(reason, status=422, content_type="text/plain; charset=utf-8")
    markdown = read_paste(html, beside=request.POST.get("text", ""))
    return HttpResponse(markdown, content_type="text/plain; charset=utf-8")
