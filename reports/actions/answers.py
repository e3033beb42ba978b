"""Saving an answer: each save is a revision that names the one it started from."""

from datetime import datetime

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
    choices: list[str],
    text: str,
    base: int | None,
    by: User,
    at: datetime | None = None,
) -> AnswerRevision | None:
    """Append a revision and return it; return the standing one if nothing differs.

    `base` is the number of the revision that the writer saw, None for none; `at` is the moment, now
    unless history is being entered. Returns None when an
    answer that never existed is saved empty. Raises StaleAnswer if a newer and different revision
    stands, Refused if the report is no longer open for writing.
    """
    # The report's row is the lock: no save can slip in while the report is being submitted.
    locked = Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)
    if not permissions.can_edit_answers(by, locked):
        raise Refused(_("This report can no longer be edited. Copy your text if you still need it."))
    answer = Answer.objects.filter(report=locked, code=code).select_related("current__saved_by").first()
    current = answer.current if answer else None
    if current is None and not text and not choices:
        return None
    if current and (current.text, current.choices) == (text, choices):
        return current
    if current and current.number != base:
        raise StaleAnswer(current)
    if answer is None:
        answer = Answer.objects.create(report=locked, code=code)
    revision = AnswerRevision.objects.create(
        answer=answer,
        number=current.number + 1 if current else 1,
        base=current,
        choices=choices,
        text=text,
        saved_at=at or timezone.now(),
        saved_by=by,
    )
    answer.current = revision
    answer.save(update_fields=["current"])
    return revision
