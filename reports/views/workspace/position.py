"""My position: one report of the reader's organisation beside a group of peers that the address chooses.

Belongs here: HTTP and which report is meant. Not here: what is shown of a gap (`position_shown`), who is a
peer (`position_group`), or the rules (`reports.benchmark.position`).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports import benchmark
from reports.benchmark.dataset import FEWEST
from reports.benchmark.measures import Asking
from reports.models import PlannedAction, Report
from reports.views.access import WRITERS, report_member
from reports.views.public.benchmark_shown import editions
from reports.views.public.register_options import all_frameworks
from reports.views.workspace.items import framework_of
from reports.views.workspace.position_group import group_of
from reports.views.workspace.position_shown import Shower


@report_member()
@require_safe
def position(request: HttpRequest, report: Report) -> HttpResponse:
    """What most peers say and the report does not, and where it says more. Ten queries for any number."""
    frameworks = all_frameworks()
    group = group_of(dict(request.GET.lists()), report)
    own = benchmark.own_of(report)
    peers = benchmark.peers(group.ids, besides=report.organisation_id, frameworks=frameworks)
    asking = Asking(frameworks)
    found = benchmark.position(own, peers, asking)
    shower = Shower(report, own, peers, group, asking)
    names = [report.organisation.slug, report.cycle.slug]
    context = {
        "report": report,
        "organisation": report.organisation,
        "framework": framework_of(report),
        "group": group,
        "found": group.found,
        "size": peers.size,
        "few": FEWEST,
        "editions": editions(peers.data, frameworks),
        "own": own,
        "is_draft": report.is_editable,
        "lists": shower.lists(found),
        "not_applicable": shower.by_section(found.not_applicable),
        "rare": shower.rare(found.rare),
        "rare_total": len(found.rare),
        "planned": PlannedAction.objects.open_by_gap(report),
        "can_plan": request.membership.role in WRITERS,
        "board_paper_url": group.at(reverse("workspace:board-paper", args=names)),
    }
    return render(request, "workspace/position.html", context)
