"""What each report needs next, for the lists of the workspace.

Belongs here: one line per status, and the progress of reports that can still change. Not here: what may
be done and by whom (`workflow`, `permissions`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports import completeness, permissions
from reports.completeness import Progress
from reports.enums import UNLISTED, MemberRole, ReportStatus
from reports.frameworks import Framework, FrameworkError
from reports.models import Answer, AnswerRevision, Report
from reports.views.workspace.renewals import ToRenew, to_renew


@dataclass(frozen=True)
class Row:
    """One report in a list; `progress` is None once the team can't change it.

    `framework` is None where the questionnaire is not at hand: an operator's own version, taken away or
    spoiled. A list must not fall with it.
    """

    report: Report
    framework: Framework | None
    progress: Progress | None
    step: str


def rows(reports: Iterable[Report], roles: dict[int, str]) -> list[Row]:
    """Return the reports with progress and next step; `roles` is organisation id -> role. One query.

    The reports come `with_first_publication`, the latest cycle first.
    """
    reports = list(reports)
    due = _due(reports)
    words: dict[int, dict[str, AnswerRevision]] = defaultdict(dict)
    for answer in Answer.objects.with_words().filter(report__in=[r for r in reports if r.is_editable]):
        words[answer.report_id][answer.code] = answer.current
    return [
        _row(report, words[report.pk], roles[report.organisation_id], due.get(report.pk))
        for report in reports
    ]


def _due(reports: list[Report]) -> dict[int, ToRenew]:
    """Return what is to be renewed of each organisation and lacks a next report at the desk, by report."""
    of_each: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        of_each[report.organisation_id].append(report)
    found = (to_renew(those, ()) for those in of_each.values())
    return {due.report.pk: due for due in found if due and not due.is_sent}


def _row(report: Report, words: dict[str, AnswerRevision], role: str, due: ToRenew | None) -> Row:
    try:
        framework = report.framework
    except FrameworkError:
        return Row(report, None, None, _("Its questionnaire is not at hand. Tell whoever runs this site."))
    if not report.is_editable:
        return Row(report, framework, None, _settled(report, due))
    progress = completeness.report_progress(framework, words, report.ai_roles)
    return Row(report, framework, progress, _open(report, progress, role))


def _settled(report: Report, due: ToRenew | None) -> str:
    if report.status == ReportStatus.SUBMITTED:
        return _("The secretariat has it. Until it begins its review, an owner can take it back.")
    if report.status == ReportStatus.IN_REVIEW:
        return _("The secretariat reads it. There is nothing to do until it decides.")
    if report.status in UNLISTED:
        return _("Taken off the register; its address says when and why.")
    if due:
        return _("Published. To be renewed by %(day)s.") % {"day": date_format(due.renewal.due_on)}
    return _("Published: there is nothing to do.")


def _open(report: Report, progress: Progress, role: str) -> str:
    if role not in permissions.EDITORS:
        return _("You can read it while the team writes.")
    if report.status == ReportStatus.RETURNED:
        return _("Read the reason, mend the answers and send it again.")
    if progress.todo:
        return _("Go on with the answers that are to do.")
    if role == MemberRole.OWNER:
        return _("Complete: attest it and send it to the secretariat.")
    return _("Complete: an owner can attest it and send it.")
