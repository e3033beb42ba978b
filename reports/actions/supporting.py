"""Supporting information: asked for by the secretariat, given by the team, apart from the report.

Events name requests, answers and files by their ids. Opening is no event: it has a log of its own
(`SupportingAccess`). Not here: what files are taken (`imports.supporting`).
"""

import hashlib
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import emails, permissions, trail
from reports.actions.errors import Refused
from reports.actions.typed import typed_text
from reports.enums import EventName
from reports.imports.supporting import GivenFile
from reports.models import (
    Report,
    SupportingAccess,
    SupportingAnswer,
    SupportingFile,
    SupportingRequest,
    User,
)

MOST_AT_ONCE = 5
MOST_FILES = 20
"""Files that one request takes at a time, and in all."""


@transaction.atomic
def ask_for_support(*, report: Report, text: str, due_on: date | None, by: User) -> SupportingRequest:
    """Ask the team for something beside the report; owners and editors are told. Asked twice is asked once.

    Raises Refused if nothing is asked for, the day has passed, the report is not in review, or the person
    may not decide about it.
    """
    locked = _locked(report)
    if not permissions.can_ask_for_support(by, locked):
        raise Refused(_("This report is not in review, or you may not decide about it."))
    text = typed_text(text)
    if not text:
        raise Refused(_("Say what you need, and what for."))
    if due_on is not None and due_on < timezone.localdate():
        raise Refused(_("Choose a day from today on."))
    known = locked.supporting_requests.open().filter(text=text, due_on=due_on).first()
    if known:
        return known
    request = SupportingRequest.objects.create(report=locked, text=text, due_on=due_on, asked_by=by)
    trail.record(EventName.SUPPORT_ASKED, of=locked, by=by, data={"request": request.pk})
    emails.support_asked(request)
    return request


@transaction.atomic
def give_support(
    *, request: SupportingRequest, text: str, files: Sequence[GivenFile], by: User
) -> SupportingAnswer:
    """Answer a request with words, files or both; the secretariat is told.

    Raises Refused if nothing is given or too much, the request was closed, or the person only reads.
    """
    locked = _locked(request.report)
    if not permissions.can_give_support(by, locked):
        raise Refused(_("Only owners and editors give supporting information."))
    found = SupportingRequest.objects.get(pk=request.pk, report=locked)
    if not found.is_open:
        raise Refused(_("The secretariat has closed this request. Copy your text if you still need it."))
    text = typed_text(text)
    if not text and not files:
        raise Refused(_("Write something, or choose a file."))
    there = SupportingFile.objects.filter(answer__request=found).count()
    if len(files) > MOST_AT_ONCE or there + len(files) > MOST_FILES:
        raise Refused(_("Too many files: at most 5 at a time, and 20 for one request."))
    answer = SupportingAnswer.objects.create(request=found, text=text, given_by=by)
    kept = [_keep(answer, file).pk for file in files]
    said = {"request": found.pk, "answer": answer.pk, "files": kept}
    trail.record(EventName.SUPPORT_GIVEN, of=locked, by=by, data=said)
    emails.support_given(found)
    return answer


@transaction.atomic
def close_support(*, request: SupportingRequest, by: User) -> SupportingRequest:
    """Close a request: nothing more is given to it, and what was given stays. Closed twice changes nothing.

    Raises Refused for anybody but the secretariat, and for those who belong to the organisation.
    """
    locked = _locked(request.report)
    if not permissions.is_secretariat(by, locked):
        raise Refused(_("You may not decide about a report of your own organisation."))
    found = SupportingRequest.objects.get(pk=request.pk, report=locked)
    if found.is_open:
        found.closed_at, found.closed_by = timezone.now(), by
        found.save(update_fields=["closed_at", "closed_by"])
        trail.record(EventName.SUPPORT_CLOSED, of=locked, by=by, data={"request": found.pk})
    return found


@transaction.atomic
def record_access(*, report: Report, by: User, file: SupportingFile | None = None) -> SupportingAccess:
    """Write down that somebody opened one file, or the page with all words. Raises Refused for others."""
    if not permissions.can_read_support(by, report):
        raise Refused(_("You may not read this."))
    return SupportingAccess.objects.create(report=report, file=file, opened_by=by)


def _locked(report: Report) -> Report:
    """Return the report, locked, so that a second click waits for the first."""
    related = ("organisation", "cycle")
    return Report.objects.select_for_update(of=("self",)).select_related(*related).get(pk=report.pk)


def _keep(answer: SupportingAnswer, file: GivenFile) -> SupportingFile:
    return SupportingFile.objects.create(
        answer=answer,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        content=file.content,
    )
