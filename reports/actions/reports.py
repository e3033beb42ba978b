"""Starting a report. Status changes are `workflow`'s."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions, trail
from reports.actions.carry_over import carry_over
from reports.actions.errors import Refused
from reports.enums import EventName
from reports.frameworks import Framework, framework_ids, load
from reports.models import Cycle, Organisation, Report, User


@transaction.atomic
def start_report(
    *,
    organisation: Organisation,
    cycle: Cycle,
    framework_id: str,
    language: str,
    source: Report | None = None,
    transcribed_from: str = "",
    originally_published_on: date | None = None,
    by: User,
    at: datetime | None = None,
) -> Report:
    """Start the organisation's report for a cycle, empty or with the words of a published one.

    For an organisation in trust, and for no other, it has to be said where what is transcribed was published,
    and on which day.
    Raises Refused, and writes nothing, if that does not fit, there is a report for the cycle already, the
    version of the questionnaire does not exist or asks by roles that the organisation has not named, or the
    source cannot be carried over. `at` is the moment, now unless history is being entered.
    """
    at = at or timezone.now()
    if not permissions.can_start_report(permissions.role_in(by, organisation)):
        raise Refused(_("Only owners and editors may start a report."))
    if framework_id not in framework_ids():
        raise Refused(_("There is no such version of the questionnaire."))
    if asks_by_role(load(framework_id)) and not organisation.ai_roles:
        raise Refused(_("Say in the profile which roles your organisation has in AI."))
    if organisation.in_trust != bool(transcribed_from):
        raise Refused(_("The secretariat transcribes reports of organisations that have no members here."))
    if transcribed_from and (originally_published_on is None or originally_published_on > at.date()):
        raise Refused(_("Give the day on which the report was published there; it can’t lie ahead."))
    try:
        with transaction.atomic():
            report = Report.objects.create(
                organisation=organisation,
                cycle=cycle,
                framework_id=framework_id,
                language=language,
                transcribed_from=transcribed_from,
                originally_published_on=originally_published_on,
                created_at=at,
                created_by=by,
            )
    except IntegrityError as error:
        raise Refused(_("Your organisation already has a report for this cycle.")) from error
    data = {"transcribed_from": transcribed_from} if transcribed_from else {}
    trail.record(EventName.CREATED, of=report, by=by, at=at, data=data)
    if source is not None:
        carry_over(report=report, source=source, by=by, at=at)
    return report


def asks_by_role(framework: Framework) -> bool:
    """Whether what is asked depends on the organisation's roles."""
    return any(question.recommended_for for question in framework.questions)


def published_reports(organisation: Organisation) -> QuerySet[Report]:
    """The reports that a new one can start from, newest first, with cycle and current version."""
    return (
        Report.objects.kept()
        .filter(organisation=organisation, current_version__isnull=False)
        .select_related("cycle", "current_version")
        .defer("current_version__source")
        .order_by("-cycle__opens_on", "-pk")
    )
