"""The trail of a report as a file, for its members and for the secretariat.

Not here: who may have it (`access`), or what stands in it (`reports.trail`).
"""

import json

from django.http import HttpResponse

from reports import trail
from reports.models import Report


def trail_file(report: Report, *, for_team: bool) -> HttpResponse:
    """Answer with the trail as a file to be saved; needs `organisation` and `cycle` selected. One query."""
    told = trail.exported(report, for_team=for_team)
    content = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    response = HttpResponse(content, content_type="application/json")
    name = f"trail-{report.organisation.slug}-{report.cycle.slug}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
