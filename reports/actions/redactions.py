"""Redacting words of published versions: the frozen source stays, and nobody is shown the words any more.

Belongs here: writing what was planned, and taking away at once whatever still holds the words. Not here: what
is found (`redaction_plan`), or what is shown instead (`documents.redacting`).
"""

from django.db import transaction
from django.utils.translation import gettext as _

from reports import emails, permissions, renditions, trail
from reports.actions.errors import Refused
from reports.actions.redaction_plan import plan_redaction
from reports.documents.faces import PUBLISHED
from reports.enums import EventName
from reports.jobs.files import queue_renditions
from reports.models import (
    ComparisonFile,
    PublishedLinkCheck,
    RedactedPlace,
    Redaction,
    RegisterState,
    Rendition,
    Report,
    User,
    Version,
)
from reports.workflow.redacting import derive_columns


@transaction.atomic
def redact_words(*, report: Report, code: str, passage: str, reason: str, digest: str, by: User) -> Redaction:
    """Withhold a passage, or without one all that `code` names, in every version of the report.

    `code` is a question, a part BESIDE all answers, or empty for everywhere. Answers, search,
    figures and pages follow at once; files are built anew and not handed out meanwhile. `digest` is that of
    the plan that was shown. Raises Refused unless `by` may decide about the report, if the places are others
    by now, or as `plan_redaction` does; nothing is written then.
    """
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("organisation", "cycle")
        .get(pk=report.pk)
    )
    if not permissions.is_secretariat(by, locked):
        raise Refused(_("You may not decide about a report of your own organisation."))
    plan = plan_redaction(locked, code=code, passage=passage, reason=reason)
    if plan.digest != digest:
        raise Refused(_("The report has changed meanwhile. Look at what would be redacted once more."))
    redaction = Redaction.objects.create(report=locked, code=code, reason=reason, made_by=by)
    RedactedPlace.objects.bulk_create(
        RedactedPlace(redaction=redaction, version_id=version, **span._asdict())
        for version, spans in plan.places.items()
        for span in spans
    )
    RegisterState.objects.advance()
    for version in Version.objects.filter(pk__in=plan.places).order_by("number"):
        _derive_anew(locked, version)
    _drop_comparisons(set(plan.places))
    # What it knows of addresses may be what is withheld; the next look begins anew.
    PublishedLinkCheck.objects.filter(version__in=plan.places).delete()
    data = {"redaction": redaction.pk, "places": plan.total, "versions": list(plan.counts), "reason": reason}
    trail.record(EventName.REDACTED, of=locked, by=by, at=redaction.made_at, data=data)
    emails.redacted(locked, reason)
    return redaction


def _derive_anew(report: Report, version: Version) -> None:
    is_listed = version.pk == report.current_version_id
    if is_listed:
        renditions.unlist_report(report)
    # Logo and picture are derived while somebody waits; a picture shows name and logo.
    Rendition.objects.filter(version=version).exclude(face__in=PUBLISHED).delete()
    derive_columns(version)
    renditions.derive_logo(version)
    renditions.derive_answers(version)
    if is_listed:
        renditions.list_version(version)
    # Other than after a new release, the old bytes are not handed out while the new ones are made.
    files = Rendition.objects.filter(version=version, face__in=PUBLISHED)
    files.update(content=None, size=0, sha256="", built_at=None)
    queue_renditions(version)


def _drop_comparisons(versions: set[int]) -> None:
    """Delete the comparisons that print one of these versions; whoever asks again gets a new one."""
    rows = ComparisonFile.objects.values_list("pk", "versions")
    ComparisonFile.objects.filter(pk__in=[pk for pk, of in rows if versions.intersection(of)]).delete()
