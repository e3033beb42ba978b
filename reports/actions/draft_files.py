"""Asking for the files of a draft: PDF, Word, Markdown, CSV, what changed.

Not here: who may read them by link (`reading_links`), or building them (`jobs.files`).
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.errors import Refused
from reports.documents.canonical import canonical, sha256
from reports.documents.source import draft_source
from reports.enums import Face
from reports.jobs.files import build_draft_file
from reports.jobs.progress import progress_of
from reports.models import DraftFile, Report, User


@transaction.atomic
def request_draft_file(*, report: Report, face: str, by: User) -> DraftFile:
    """Queue a file of the draft as it stands; an unchanged draft gets the one that it already has.

    One that could not be made is tried again. Raises Refused for anybody but members.
    """
    if not permissions.is_member(by, report):
        raise Refused(_("Only members may read a draft."))
    digest = present_digest(report)
    known = _locked(report, face)
    if known and known.source_sha256 == digest and progress_of(known).state != "failed":
        return known
    return queue_draft_file(report=report, face=face, digest=digest, by=by)


@transaction.atomic
def request_board_paper(*, report: Report, contents: Mapping[str, Any], by: User) -> DraftFile:
    """Queue a board paper with these contents; the same contents get the one that is there.

    One that could not be made is tried again. Raises Refused for anybody but members.
    """
    if not permissions.is_member(by, report):
        raise Refused(_("Only members may read a draft."))
    digest = contents_digest(contents)
    known = _locked(report, Face.BOARD_PAPER)
    if known and known.source_sha256 == digest and progress_of(known).state != "failed":
        return known
    return queue_draft_file(report=report, face=Face.BOARD_PAPER, digest=digest, by=by, contents=contents)


def contents_digest(contents: Mapping[str, Any]) -> str:
    """Return the fingerprint by which a board paper with these contents is known."""
    return sha256(canonical(contents))


def present_digest(report: Report) -> str:
    """Return the fingerprint of the draft as it stands, by which its files are known. Three queries."""
    return sha256(canonical(draft_source(report)))


@transaction.atomic
def queue_draft_file(
    *, report: Report, face: str, digest: str, by: User, contents: Mapping[str, Any] | None = None
) -> DraftFile:
    """Queue a file of the draft; whoever calls has seen to it that `by` may ask for it.

    A draft has one file of each face: older ones show words that no longer stand.
    """
    file = _locked(report, face) or DraftFile(report=report, face=face)
    file.contents = dict(contents or {})
    file.source_sha256, file.requested_by, file.requested_at = digest, by, timezone.now()
    file.content, file.sha256, file.size, file.built_at, file.pages = None, "", 0, None, 0
    file.save()
    file.job = build_draft_file.enqueue(file.pk).id
    file.save(update_fields=["job"])
    return file


def _locked(report: Report, face: str) -> DraftFile | None:
    """Return the row, kept from others until the end of the transaction."""
    # The report's row is locked, since there may be no file yet.
    Report.objects.select_for_update().get(pk=report.pk)
    return report.draft_files.without_bytes().filter(face=face).first()
