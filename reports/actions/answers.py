"""Saving an answer: each save is a revision that names the one it started from."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.errors import Refused, StaleAnswer
from reports.models import Answer, AnswerRevision, Report, User


@transaction.atomic
def save_answer(
    *,
    report: Report,
    code: str,
    choices: Sequence[str],
    text: str,
    summary: str | None = None,
    practices: Mapping[str, str] | None = None,
    tools: Sequence[Mapping[str, str]] | None = None,
    evidence: Sequence[Mapping[str, str]] | None = None,
    base: int | None,
    by: User,
    at: datetime | None = None,
    carried: Mapping[str, Any] | None = None,
) -> AnswerRevision | None:
    """Append a revision and return it; return the standing one if nothing differs.

    Parts that are None stay as they stand. `base` is the number of the revision that the writer saw, None
    for none; `at` is the moment, now unless history is entered; `carried` says where the words come from, if
    nobody has reviewed them. Returns None when an answer that never existed is saved empty. Raises
    StaleAnswer if a newer and different revision stands, Refused if the report is no longer open for writing.
    """
    locked = open_for_writing(report, by)
    answer, current = standing(locked, code)
    said = current.parts if current else AnswerRevision().parts
    said |= {"choices": list(choices), "text": text}
    if summary is not None:
        said["summary"] = summary
    if practices is not None:
        said["practices"] = _practices(locked, code, practices, said["practices"])
    if tools is not None:
        said["tools"] = [dict(tool) for tool in tools]
    if evidence is not None:
        said["evidence"] = [dict(link) for link in evidence]
    if current is None and not any(said.values()):
        return None
    if current and current.parts == said:
        return current
    if current and current.number != base:
        raise StaleAnswer(current)
    return append(locked, code, answer, said, by=by, at=at, carried=carried)


def standing(report: Report, code: str) -> tuple[Answer | None, AnswerRevision | None]:
    """Return the answer and its present revision, as they stand. The caller holds the lock."""
    answer = Answer.objects.filter(report=report, code=code).select_related("current").first()
    return answer, answer.current if answer else None


def _practices(
    report: Report, code: str, given: Mapping[str, str], standing: Mapping[str, str]
) -> dict[str, str]:
    """Return the states to store: those given, and what stands of practices that are no longer offered."""
    try:
        offered = {practice.id for practice in report.framework.question(code).practices}
    except KeyError:
        return dict(given)
    return {each: state for each, state in standing.items() if each not in offered} | dict(given)


@transaction.atomic
def keep_carried(*, report: Report, code: str, base: int | None, by: User) -> AnswerRevision | None:
    """Say that carried-over words are right as they stand: a revision with the same words and no mark.

    Raises StaleAnswer and Refused like `save_answer`; returns None where there is no answer.
    """
    locked = open_for_writing(report, by)
    answer, current = standing(locked, code)
    if current is None or not current.carried:
        return current
    if current.number != base:
        raise StaleAnswer(current)
    return append(locked, code, answer, current.parts, by=by)


@transaction.atomic
def restore_revision(
    *, report: Report, code: str, number: int, base: int | None, by: User
) -> AnswerRevision | None:
    """Say again what an earlier state said: a new revision with its words, which names it.

    Returns the standing revision where it says the same already, None where there is no such state. Raises
    StaleAnswer if another revision than `base` stands by now, Refused like `save_answer`.
    """
    locked = open_for_writing(report, by)
    answer, current = standing(locked, code)
    earlier = AnswerRevision.objects.filter(answer=answer, number=number).first() if answer else None
    if earlier is None or current is None:
        return None
    if current.parts == earlier.parts:
        return current
    if current.number != base:
        raise StaleAnswer(current)
    return append(locked, code, answer, earlier.parts, by=by, carried=earlier.carried, restores=earlier)


def open_for_writing(report: Report, by: User) -> Report:
    """Return the report, locked: no save can slip in while it is being submitted. Raises Refused."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if not permissions.can_edit_answers(by, locked):
        raise Refused(_("This report can no longer be edited. Copy your text if you still need it."))
    return locked


def append(
    report: Report,
    code: str,
    answer: Answer | None,
    said: Mapping[str, Any],
    *,
    by: User,
    at: datetime | None = None,
    carried: Mapping[str, Any] | None = None,
    restores: AnswerRevision | None = None,
) -> AnswerRevision:
    """Write the next revision of an answer. The caller holds the lock and has compared the bases."""
    if answer is None:
        answer = Answer.objects.create(report=report, code=code)
    current = answer.current
    revision = AnswerRevision.objects.create(
        answer=answer,
        number=current.number + 1 if current else 1,
        base=current,
        saved_at=at or timezone.now(),
        saved_by=by,
        carried=dict(carried or {}),
        restores=restores,
        **said,
    )
    answer.current = revision
    answer.save(update_fields=["current"])
    return revision
