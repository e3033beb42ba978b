"""Private notes beside an answer: written, and taken down; never changed, and never part of anything else.

A note is no event: the log is read by the secretariat too. Its row says who wrote it and when.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.typed import typed_text
from reports.models import Note, Report, User

SAME_CLICK = timedelta(minutes=1)
"""Within this time the same words by the same person are a form that was sent twice."""


@transaction.atomic
def write_note(*, report: Report, code: str, text: str, by: User) -> Note:
    """Write a note beside the answer under `code` and return it; a form sent twice writes one.

    Raises Refused if nothing can be stored as it was meant (nothing typed, too long, unreadable), there is no
    such question, the person only reads, or the report was discarded.
    """
    locked = _open_for_notes(report, by)
    text = typed_text(text)
    if not text:
        raise Refused(_("Write something first: a note can’t be empty."))
    if code not in {question.code for question in locked.framework.answerable}:
        raise Refused(_("There is no such question in this version of the questionnaire."))
    sent = locked.notes.standing().filter(code=code, written_by=by, text=text)
    known = sent.filter(written_at__gt=timezone.now() - SAME_CLICK).first()
    return known or Note.objects.create(report=locked, code=code, text=text, written_by=by)


@transaction.atomic
def take_down_note(*, note: Note, by: User) -> Note:
    """Take a note down, whoever wrote it, and return it: it is kept, folded. One that is down stays as it is.

    Raises Refused if the person only reads, or the report was discarded.
    """
    locked = _open_for_notes(note.report, by)
    note = Note.objects.get(pk=note.pk, report=locked)
    if note.taken_down_at is None:
        note.taken_down_at, note.taken_down_by = timezone.now(), by
        note.save(update_fields=["taken_down_at", "taken_down_by"])
    return note


def _open_for_notes(report: Report, by: User) -> Report:
    """Return the report, locked, so that a second click waits for the first. Raises Refused."""
    locked = Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)
    if not permissions.can_write_notes(by, locked):
        raise Refused(_("You may no longer write notes here. Copy your text if you still need it."))
    return locked
