"""What stands in a board paper, as finished words in the language of the page.

Belongs here: choosing and wording, all from what the team's own pages show. Not here: how it looks
(`templates/documents`), or which gaps there are (`reports.benchmark.position`). The contents are plain JSON:
they are stored with the file, whose fingerprint is theirs.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import benchmark, completeness
from reports.benchmark.measures import Asking
from reports.enums import GapKind
from reports.models import PlannedAction, Report
from reports.views.public.benchmark_shown import editions
from reports.views.public.register_options import all_frameworks
from reports.views.workspace.items import framework_of
from reports.views.workspace.planned_actions import row_of
from reports.views.workspace.position_group import PositionGroup, group_of
from reports.views.workspace.position_shown import GapShown, Section, Shower

TOP = {GapKind.PRACTICE: 8, GapKind.LENGTH: 4, GapKind.EVIDENCE: 4, GapKind.STANDARD: 4}
"""How many gaps of each kind a paper names: those that most peers stand behind."""
MOST_RARE, MOST_ACTIONS, MOST_OUTCOMES = 4, 10, 6
"""How many of each else: with the longest words that there can be, four pages hold them."""


def contents_of(report: Report, parameters: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the contents for the peers that these parameters choose; a dozen queries for any number."""
    framework, frameworks = framework_of(report), all_frameworks()
    group, own = group_of(parameters, report), benchmark.own_of(report)
    peers = benchmark.peers(group.ids, besides=report.organisation_id, frameworks=frameworks)
    asking = Asking(frameworks)
    found = benchmark.position(own, peers, asking)
    shower = Shower(report, own, peers, group, asking)
    rows = [row_of(report, each) for each in PlannedAction.objects.seen_from(report).with_words()]
    planned = [row for row in rows if row["state"].is_open]
    return {
        "locale": get_language() or "en",
        "language": report.language,
        "wording": framework.locale,
        "organisation": report.organisation.name,
        "cycle": report.cycle.label,
        "day": _day(timezone.localdate()),
        "framework": f"{framework.title} {framework.version}",
        "is_provisional": framework.is_provisional,
        "stands": _stands(report),
        "group": _group(group, peers.size, [str(each) for each in editions(peers.data, frameworks)]),
        "lists": [_list(each.kind, each.sections) for each in shower.lists(found)],
        "not_applicable": len(found.not_applicable),
        "rare": _top(shower.rare(found.rare), MOST_RARE, fewest_first=True),
        "rare_total": len(found.rare),
        "actions": [_action(row) for row in planned[:MOST_ACTIONS]],
        "actions_total": len(planned),
        "actions_overdue": sum(row["is_overdue"] for row in planned),
        "outcomes": [_outcome(row) for row in rows if row["is_carried"]][:MOST_OUTCOMES],
        "outcomes_total": sum(row["is_carried"] for row in rows),
    }


def _stands(report: Report) -> dict[str, Any]:
    """Return in words where the report stands."""
    words = report.answers.in_brief()
    progress = completeness.report_progress(framework_of(report), words, report.ai_roles)
    return {
        "status": str(report.get_status_display()),
        "answered": progress.answered,
        "asked": progress.asked,
        "closes": _day(report.cycle.closes_on),
        "submitted": _day(timezone.localdate(report.submitted_at)) if report.submitted_at else "",
    }


def _group(group: PositionGroup, size: int, versions: list[str]) -> dict[str, Any]:
    """Return the peers in words, and the parameters that choose them."""
    return {
        "words": group.words,
        "filters": group.filters,
        "size": size,
        "is_small": group.is_small,
        "versions": versions,
        "address": group.found.address.query,
    }


def _list(kind: GapKind, sections: Iterable[Section]) -> dict[str, Any]:
    sections = list(sections)
    total = sum(len(section.gaps) for section in sections)
    return {"kind": kind.value, "total": total, "gaps": _top(sections, TOP[kind])}


def _top(sections: Iterable[Section], most: int, *, fewest_first: bool = False) -> list[dict[str, Any]]:
    """Return those behind which the largest share of peers stands, or the smallest; equal ones in order."""
    gaps = [shown for section in sections for shown in section.gaps]
    return [_gap(shown) for shown in sorted(gaps, key=_share, reverse=not fewest_first)[:most]]


def _share(shown: GapShown) -> float:
    cell = shown.gap.peers
    return cell.number / cell.of if cell.of else 0.0


def _gap(shown: GapShown) -> dict[str, Any]:
    return {
        "name": shown.name,
        "topic": shown.topic,
        "ours": shown.ours,
        "theirs": shown.theirs,
        "chart": shown.chart,
        "is_small": shown.gap.peers.is_small,
    }


def _action(row: Mapping[str, Any]) -> dict[str, Any]:
    state = row["state"]
    person = _("%(person)s (no longer a member)") if row["has_left"] else "%(person)s"
    return {
        "title": state.title,
        "topic": row["topic"].label if row["topic"] else "",
        "owner": person % {"person": state.owner},
        "due": _day(state.due_on),
        "is_overdue": row["is_overdue"],
        "phase": str(state.get_phase_display()),
    }


def _outcome(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return in words what came of an action that an earlier cycle planned."""
    state = row["state"]
    if row["is_asked"]:
        came = _("No outcome yet")
    elif state.is_open:
        came = _("Goes on until %(day)s") % {"day": _day(state.due_on)}
    else:
        came = str(state.get_outcome_display())
    return {
        "title": state.title,
        "planned": row["action"].report.cycle.label,
        "came": came,
        "text": "" if row["is_asked"] else state.outcome_text,
    }


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
