"""Who else has a section open, and which answers have been saved since."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports.actions.presence import mark_gone, mark_present
from reports.frameworks import Section
from reports.models import Presence, Report
from reports.views.access import report_member
from reports.views.workspace.items import framework_of, named


@report_member()
@require_POST
def presence(request: HttpRequest, report: Report, code: str) -> JsonResponse:
    """A heartbeat from an open page. Answers in JSON: who else is here, and the standing revisions."""
    try:
        section = framework_of(report).section(code)
    except KeyError as error:
        raise Http404 from error
    if "gone" in request.POST:
        mark_gone(report=report, section=code, by=request.user)
        return JsonResponse({})
    codes = [question.code for question in section.questions]
    writing = request.POST.get("writing", "")
    mark_present(report=report, section=code, code=writing if writing in codes else "", by=request.user)
    numbers = report.answers.filter(code__in=codes, current__isnull=False)
    return JsonResponse(
        {
            "others": others_here(report, section, request.user),
            "standing": dict(numbers.values_list("code", "current__number")),
        }
    )


def others_here(report: Report, section: Section, user: object) -> list[str]:
    """Return in words who else has the section open and where they write. One query."""
    since = timezone.now() - Presence.LASTS
    return list(_said(report.presences.others(user, section=section.code, since=since), section))


def _said(presences: Iterable[Presence], section: Section) -> Iterable[str]:
    names = {question.code: named(question) for question in section.questions}
    for each in presences:
        if each.code in names:
            yield _("%(who)s (writing %(question)s)") % {"who": each.seen_by, "question": names[each.code]}
        else:
            yield str(each.seen_by)
