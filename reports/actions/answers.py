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
    practices: Mapping[str, str] | None = None,
    tools: Sequence[Mapping[str, str]] | None = None,
    base: int | None,
    by: User,
    at: datetime | None = None,
    carried: Mapping[str, Any] | None = None,
) -> AnswerRevision | None:
    """Append a revision and return it; return the standing one if nothing differs.

    `practices` and `tools` stay as they stand where they are None. `base` is the number of the revision
    that the writer saw, None for none; `at` is the moment, now unless history is entered; `carried` says
    where the words come from, if nobody has reviewed them. Returns None when an answer that never existed is
    saved empty. Raises StaleAnswer if a newer and different revision stands, Refused if the report is no
    longer open for writing.
    """
    locked = open_for_writing(report, by)
    answer = Answer.objects.filter(report=locked, code=code).select_related("current__saved_by").first()
    current = answer.current if answer else None
    said = {
        "choices": list(choices),
        "text": text,
        "practices": _practices(locked, code, practices, current.practices if current else {}),
        "tools": [dict(tool) for tool in tools] if tools is not None else current.tools if current else [],
    }
    if current is None and not any(said.values()):
        return None
    if current and all(getattr(current, name) == value for name, value in said.items()):
        return current
    if current and current.number != base:
        raise StaleAnswer(current)
    return append(locked, code, answer, said, by=by, at=at, carried=carried)


def _practices(
    report: Report, code: str, given: Mapping[str, str] | None, standing: Mapping[str, str]
) -> dict[str, str]:
    """Return the states to store: those given, and what stands of practices that are no longer offered."""
    if given is None:
        return dict(standing)
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
    answer = Answer.objects.filter(report=locked, code=code).select_related("current__saved_by").first()
    if answer is None or answer.current is None:
        return None
    current = answer.current
    if not current.carried:
        return current
    if current.number != base:
        raise StaleAnswer(current)
    said = {name: getattr(current, name) for name in ("choices", "text", "practices", "tools")}
    return append(locked, code, answer, said, by=by)


def open_for_writing(report: Report, by: User) -> Report:
    """Return the report, locked: no save can slip in while it is being submitted. Raises Refused."""
    locked = Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)
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
        **said,
    )
    answer.current = revision
    answer.save(update_fields=["current"])
    return revision
