"""Comments on single questions: who writes, changes, takes down and deals with them, and when."""

import pytest

from reports import workflow
from reports.actions.errors import Refused
from reports.actions.review_comments import (
    REPLY_LENGTH,
    change_comment,
    deal_with_comment,
    reopen_comment,
    take_down_comment,
    write_comment,
)
from reports.enums import MemberRole
from reports.models import Event, Report, ReviewComment
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(report, secretariat):
    return builders.reviewed_report(builders.submitted_report(report), by=secretariat)


def _returned(report, secretariat, *texts):
    comments = [write_comment(report=report, code="1a", text=text, by=secretariat) for text in texts]
    workflow.apply("send_back", report=report, actor=secretariat, reason="See the comments.")
    return [ReviewComment.objects.get(pk=comment.pk) for comment in comments]


def test_a_comment_is_written_once_and_is_no_event(reviewed, secretariat):
    events = Event.objects.count()
    first = write_comment(report=reviewed, code="1a", text="Which models?\r\n", by=secretariat)
    before = stored_rows()
    assert write_comment(report=reviewed, code="1a", text="\nWhich models?", by=secretariat) == first
    assert stored_rows() == before
    assert (first.text, first.code, first.written_by) == ("Which models?", "1a", secretariat)
    assert Event.objects.count() == events


def test_an_own_comment_is_changed_and_taken_down(reviewed, secretariat):
    comment = write_comment(report=reviewed, code="1a", text="Wich?", by=secretariat)
    assert change_comment(comment=comment, text="Which?", by=secretariat).text == "Which?"
    assert take_down_comment(comment=comment, by=secretariat).taken_down_by == secretariat
    before = stored_rows()
    take_down_comment(comment=comment, by=secretariat)
    assert stored_rows() == before
    with pytest.raises(Refused, match="taken down"):
        change_comment(comment=comment, text="Again?", by=secretariat)
    assert list(reviewed.review_comments.unsent()) == []


def test_a_colleague_changes_nothing_of_it(reviewed, secretariat):
    comment = write_comment(report=reviewed, code="1a", text="Which?", by=secretariat)
    colleague = builders.make_user(is_secretariat=True)
    before = stored_rows()
    for act in (change_comment, take_down_comment):
        given = {"text": "Mine."} if act is change_comment else {}
        with pytest.raises(Refused, match="Only who wrote a comment"):
            act(comment=comment, by=colleague, **given)
    assert stored_rows() == before


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        ("1a", "", "can’t be empty"),
        ("1a", " \u3000\x00\n", "can’t be empty"),
        ("1a", "x" * 5_001, "has 5,001 characters"),
        ("1a", "half \ud800", "could not be read"),
        ("2g", "On a heading.", "no such question"),
        ("9z", "Nowhere.", "no such question"),
        ("1a\x00", "NUL.", "no such question"),
    ],
)
def test_what_can_not_be_stored_as_it_was_meant_is_refused(reviewed, secretariat, code, text, reason):
    before = stored_rows()
    with pytest.raises(Refused, match=reason):
        write_comment(report=reviewed, code=code, text=text, by=secretariat)
    assert stored_rows() == before


@pytest.mark.parametrize("person", ["owner", "viewer", "stranger", "desk_of_its_own"])
def test_only_who_decides_about_the_report_comments(request, reviewed, organisation, person):
    if person == "desk_of_its_own":
        user = builders.make_user(is_secretariat=True)
        builders.make_member(organisation, MemberRole.VIEWER, user=user)
    else:
        user = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="not in review"):
        write_comment(report=reviewed, code="1a", text="Why?", by=user)
    assert stored_rows() == before


def test_comments_are_written_during_the_review_only(report, secretariat):
    waiting = builders.submitted_report(report)
    with pytest.raises(Refused, match="not in review"):
        write_comment(report=waiting, code="1a", text="Why?", by=secretariat)
    published = builders.published_version(waiting, by=secretariat).report
    with pytest.raises(Refused, match="not in review"):
        write_comment(report=published, code="1a", text="Why?", by=secretariat)


def test_once_returned_the_words_stay_and_the_team_deals_with_them(reviewed, secretariat, editor):
    (comment,) = _returned(reviewed, secretariat, "Which?")
    with pytest.raises(Refused, match="not in review"):
        change_comment(comment=comment, text="Other?", by=secretariat)
    dealt = deal_with_comment(comment=comment, reply=" All of them.\r\n", by=editor)
    assert (dealt.dealt_with_by, dealt.reply, dealt.text) == (editor, "All of them.", "Which?")
    before = stored_rows()
    deal_with_comment(comment=comment, reply="All of them.", by=editor)
    assert stored_rows() == before
    assert deal_with_comment(comment=comment, reply="Nearly all.", by=editor).reply == "Nearly all."
    again = reopen_comment(comment=comment, by=editor)
    assert (again.dealt_with_at, again.dealt_with_by, again.reply) == (None, None, "")
    workflow.apply(
        "submit", report=reviewed, actor=builders.owner_of(reviewed.organisation), **builders.ATTESTATION
    )
    with pytest.raises(Refused, match="while the report is with the team"):
        deal_with_comment(comment=comment, reply="", by=editor)


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_others_deal_with_nothing(request, reviewed, secretariat, person):
    (comment,) = _returned(reviewed, secretariat, "Which?")
    user = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="Only owners and editors"):
        deal_with_comment(comment=comment, reply="", by=user)
    with pytest.raises(Refused, match="Only owners and editors"):
        reopen_comment(comment=comment, by=user)
    assert stored_rows() == before


def test_a_reply_is_short_and_a_comment_that_never_went_out_takes_none(reviewed, secretariat, owner):
    comment = write_comment(report=reviewed, code="1a", text="Unsent?", by=secretariat)
    take_down_comment(comment=comment, by=secretariat)
    (sent,) = _returned(reviewed, secretariat, "Which?")
    with pytest.raises(Refused, match="has 1,001 characters; at most 1,000"):
        deal_with_comment(comment=sent, reply="x" * (REPLY_LENGTH + 1), by=owner)
    with pytest.raises(Refused, match="no such comment"):
        deal_with_comment(comment=comment, reply="", by=owner)


def test_what_did_not_go_to_the_team_ends_with_the_review(reviewed, secretariat):
    comment = write_comment(report=reviewed, code="1a", text="Never mind.", by=secretariat)
    workflow.apply("publish", report=reviewed, actor=secretariat)
    comment.refresh_from_db()
    assert (comment.taken_down_by, comment.returned_at) == (secretariat, None)
    assert Report.objects.get(pk=reviewed.pk).review_comments.unsent().count() == 0
