"""Comments on single questions: the secretariat writes them, the team deals with them.

Belongs here: every write to a comment but its return, which is `workflow`'s. Writing one is no event: until
the return it is the desk's own, and then the event of the return names it by its id.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports import permissions
from reports.actions.errors import Refused
from reports.actions.typed import typed_text
from reports.models import Report, ReviewComment, User

REPLY_LENGTH = 1_000
SAME_CLICK = timedelta(minutes=1)
"""Within this time the same words by the same person are a form that was sent twice."""


@transaction.atomic
def write_comment(*, report: Report, code: str, text: str, by: User) -> ReviewComment:
    """Write a comment on the question under `code` and return it; a form sent twice writes one.

    Raises Refused if nothing can be stored as it was meant (nothing typed, too long, unreadable), there is no
    such question, the report is not in review, or the person may not decide about it.
    """
    locked = _in_review(report, by)
    text = _said(text)
    if code not in {question.code for question in locked.framework.answerable}:
        raise Refused(_("There is no such question in this version of the questionnaire."))
    sent = locked.review_comments.unsent().filter(code=code, written_by=by, text=text)
    known = sent.filter(written_at__gt=timezone.now() - SAME_CLICK).first()
    return known or ReviewComment.objects.create(report=locked, code=code, text=text, written_by=by)


@transaction.atomic
def change_comment(*, comment: ReviewComment, text: str, by: User) -> ReviewComment:
    """Give an own comment other words and return it. Raises Refused like `write_comment`."""
    found = _own(comment, by)
    text = _said(text)
    if found.text != text:
        found.text, found.written_at = text, timezone.now()
        found.save(update_fields=["text", "written_at"])
    return found


@transaction.atomic
def take_down_comment(*, comment: ReviewComment, by: User) -> ReviewComment:
    """Take an own comment down and return it; the team never gets it. Once down it stays as it is."""
    found = _own(comment, by, or_down=True)
    if found.taken_down_at is None:
        found.taken_down_at, found.taken_down_by = timezone.now(), by
        found.save(update_fields=["taken_down_at", "taken_down_by"])
    return found


@transaction.atomic
def deal_with_comment(*, comment: ReviewComment, reply: str, by: User) -> ReviewComment:
    """Mark a comment as dealt with, and return it. The reply may be empty; another one takes its place.

    Raises Refused unless an owner or editor says so while the report is with the team, or if the reply can't
    be stored as it was meant.
    """
    found = _of_the_team(comment, by)
    reply = typed_text(reply, REPLY_LENGTH)
    if found.dealt_with_at is None or found.reply != reply:
        found.dealt_with_at, found.dealt_with_by, found.reply = timezone.now(), by, reply
        found.save(update_fields=["dealt_with_at", "dealt_with_by", "reply"])
    return found


@transaction.atomic
def reopen_comment(*, comment: ReviewComment, by: User) -> ReviewComment:
    """Say that a comment is not dealt with after all; its reply goes. Raises Refused like the above."""
    found = _of_the_team(comment, by)
    if found.dealt_with_at is not None:
        found.dealt_with_at, found.dealt_with_by, found.reply = None, None, ""
        found.save(update_fields=["dealt_with_at", "dealt_with_by", "reply"])
    return found


def _said(text: str) -> str:
    """Return the words of a comment as they are stored. Raises Refused."""
    text = typed_text(text)
    if not text:
        raise Refused(_("Write something first: a comment can’t be empty."))
    return text


def _locked(report: Report) -> Report:
    """Return the report, locked, so that a second click, and a return, wait for the first."""
    return Report.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=report.pk)


def _in_review(report: Report, by: User) -> Report:
    locked = _locked(report)
    if not permissions.can_comment(by, locked):
        raise Refused(_("This report is not in review, or you may not decide about it."))
    return locked


def _own(comment: ReviewComment, by: User, *, or_down: bool = False) -> ReviewComment:
    """Return a comment that `by` wrote and that has not gone to the team."""
    locked = _in_review(comment.report, by)
    found = ReviewComment.objects.get(pk=comment.pk, report=locked)
    if found.written_by_id != by.pk:
        raise Refused(_("Only who wrote a comment changes it or takes it down."))
    if found.returned_at is not None or (found.taken_down_at is not None and not or_down):
        raise Refused(_("This comment has gone to the team, or was taken down."))
    return found


def _of_the_team(comment: ReviewComment, by: User) -> ReviewComment:
    """Return a comment that the team has."""
    locked = _locked(comment.report)
    if not permissions.can_edit_answers(by, locked):
        raise Refused(_("Only owners and editors answer comments, while the report is with the team."))
    found = ReviewComment.objects.returned().filter(pk=comment.pk, report=locked).first()
    if found is None:
        raise Refused(_("There is no such comment."))
    return found
