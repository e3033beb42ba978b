"""What each transition writes beside status and event. Called by `apply` only, inside its transaction.

Each takes the locked report, the actor, the moment and what the caller gave, and returns what the
event records.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation

from reports import renditions
from reports.completeness import Words
from reports.documents.canonical import canonical, sha256
from reports.documents.source import content_sha256, freeze
from reports.jobs.files import queue_renditions
from reports.jobs.links import queue_link_check
from reports.models import Attestation, Report, ReviewComment, User, Version
from reports.workflow.redacting import repeat_redactions


def attestation_text(report: Report) -> str:
    """Return the sentence that is attested, in the language of the report whoever reads it."""
    with translation.override(report.language):
        return translation.gettext(
            "I attest, on behalf of the organisation, that what this report says is accurate and true to the "
            "best of my knowledge at the time of submission, and that it may be published in full."
        )


def nothing(report: Report, actor: User, at: datetime) -> dict[str, Any]:
    """The status change is all."""
    return {}


def attest(report: Report, actor: User, at: datetime, *, name: str, title: str) -> dict[str, Any]:
    """Record who attests what, by its fingerprint, and stamp the submission."""
    attestation = Attestation.objects.create(
        report=report,
        name=name,
        title=title,
        email=actor.email,
        text=attestation_text(report),
        sha256=content_sha256(report.answers.by_code()),
        attested_at=at,
        attested_by=actor,
    )
    report.submitted_at = at
    report.submitted_by = actor
    # Whoever attests makes it the organisation's own, also where its first version was transcribed.
    report.transcribed_from, report.originally_published_on = "", None
    return {"attestation": attestation.pk}


def start_review(report: Report, actor: User, at: datetime) -> dict[str, Any]:
    """Say who looks at it: from now on the team can't take it back. The worker opens its web addresses."""
    report.reviewer = actor
    queue_link_check(report, actor, at)
    return {}


def give_reason(report: Report, actor: User, at: datetime, *, reason: str) -> dict[str, Any]:
    """Hand the desk's comments to the team; keep the reason, and which comments they were, with the event.

    The team reads both on the report's page and in the mail.
    """
    report.reviewer = None
    unsent = report.review_comments.unsent()
    comments = [{"id": pk, "code": code} for pk, code in unsent.values_list("pk", "code")]
    unsent.update(returned_at=at, returned_by=actor)
    return {"reason": reason} | ({"comments": comments} if comments else {})


def with_comments(report: Report, data: dict[str, Any]) -> dict[str, Any]:
    """Return what a mail about the return is told: the comments in words, in the order of the questionnaire.

    The event holds their ids alone.
    """
    places = {question.code: place for place, question in enumerate(report.framework.questions)}
    ids = [comment["id"] for comment in data.get("comments", ())]
    found = sorted(
        ReviewComment.objects.filter(pk__in=ids), key=lambda each: (places.get(each.code, -1), each.pk)
    )
    return data | {"comments": [{"code": each.code, "text": each.text} for each in found]}


def end_review(report: Report, actor: User, at: datetime) -> None:
    """Nobody reviews the report any more; comments that did not go to the team end with the review."""
    report.reviewer = None
    report.review_comments.unsent().update(taken_down_at=at, taken_down_by=actor)


def freeze_version(report: Report, actor: User, at: datetime) -> dict[str, Any]:
    """Freeze the report as its next version, derive its answers, and queue its files."""
    version = next_version(
        report,
        actor,
        at,
        number=report.versions.count() + 1,
        words=report.answers.by_code(),
        reason=report.correction_reason,
        attestation=None if report.is_transcribed else report.attestations.first(),
    )
    version.save()
    repeat_redactions(version)
    renditions.derive_answers(version)
    renditions.derive_logo(version)
    end_review(report, actor, at)
    report.correction_reason = ""
    report.current_version = version
    renditions.list_version(version)
    # The queue is a table of this database: the tasks exist exactly if this transaction commits.
    queue_renditions(version)
    return {"version": version.number, "sha256": version.sha256}


def next_version(
    report: Report,
    actor: User,
    at: datetime,
    *,
    number: int,
    words: Mapping[str, Words],
    reason: str = "",
    attestation: Attestation | None = None,
) -> Version:
    """Return the frozen version of a report with these words, which is not stored yet. One query.

    `words` maps question code to the words of its answer.
    """
    source = freeze(
        report, words=words, number=number, reason=reason, published_at=at, attestation=attestation
    )
    content = canonical(source)
    organisation = report.organisation
    return Version(
        report=report,
        number=number,
        organisation_name=organisation.name,
        country=organisation.country,
        sector=organisation.sector,
        size_band=organisation.size_band,
        is_model_developer=organisation.is_model_developer,
        is_application_developer=organisation.is_application_developer,
        is_deployer=organisation.is_deployer,
        framework_id=source["report"]["framework"],
        framework_version=source["report"]["framework_version"],
        framework_status=source["report"]["framework_status"],
        language=report.language,
        has_logo=source["organisation"]["logo"] is not None,
        reason=reason,
        transcribed_from=report.transcribed_from,
        originally_published_on=report.originally_published_on,
        source=content.decode(),
        sha256=sha256(content),
        published_at=at,
        published_by=actor,
    )


def unlist(report: Report, actor: User, at: datetime, *, reason: str) -> dict[str, Any]:
    """Take the report off the register; its addresses say when and why, and its versions stay stored.

    A correction that was on its way ends with it.
    """
    renditions.unlist_report(report)
    end_review(report, actor, at)
    report.current_version = None
    report.unlisted_at = at
    report.unlisted_by = actor
    report.unlisting_reason = reason
    return {"reason": reason}


def relist(report: Report, actor: User, at: datetime, *, reason: str) -> dict[str, Any]:
    """Let the register show the last version again; the reason stands with the event."""
    version = report.versions.latest("number")
    report.current_version = version
    report.unlisted_at = report.unlisted_by = None
    report.unlisting_reason = ""
    renditions.list_version(version)
    return {"reason": reason, "version": version.number}
