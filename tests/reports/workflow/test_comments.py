"""A return hands comments to the team: the trail holds ids and codes, the mail holds the words."""

import json

import pytest

from reports import workflow
from reports.actions.review_comments import take_down_comment, write_comment
from reports.models import Event, Message, ReviewComment
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(report, secretariat):
    return builders.reviewed_report(builders.submitted_report(report), by=secretariat)


def test_the_event_holds_ids_and_the_mail_words_in_the_order_of_the_questionnaire(reviewed, secretariat):
    later = write_comment(report=reviewed, code="2b", text="Burdock two?", by=secretariat)
    down = write_comment(report=reviewed, code="1b", text="Burdock down.", by=secretariat)
    take_down_comment(comment=down, by=secretariat)
    first = write_comment(report=reviewed, code="1a", text="Burdock one?", by=secretariat)
    workflow.apply("send_back", report=reviewed, actor=secretariat, reason="Mend two answers.")
    event = Event.objects.get(name="returned")
    assert event.data == {
        "before": "in_review",
        "after": "returned",
        "reason": "Mend two answers.",
        "comments": [{"id": later.pk, "code": "2b"}, {"id": first.pk, "code": "1a"}],
    }
    everything = json.dumps(list(Event.objects.values_list("data", flat=True)))
    assert "Burdock" not in everything
    body = Message.objects.get(kind="returned", user=builders.owner_of(reviewed.organisation)).content["body"]
    assert body.index("Burdock one?") < body.index("Burdock two?")
    assert "/section/2/#2b" in body and "Burdock down." not in body
    rows = ReviewComment.objects.exclude(pk=down.pk).values_list("returned_at", "returned_by")
    assert set(rows) == {(event.recorded_at, secretariat.pk)}


def test_without_comments_the_event_is_as_before(reviewed, secretariat):
    workflow.apply("send_back", report=reviewed, actor=secretariat, reason="Mend it.")
    assert Event.objects.get(name="returned").data == {
        "before": "in_review",
        "after": "returned",
        "reason": "Mend it.",
    }


def test_of_several_rounds_the_last_counts_until_the_publication(reviewed, secretariat, owner):
    for text in ("First?", "Second?"):
        write_comment(report=reviewed, code="1a", text=text, by=secretariat)
        workflow.apply("send_back", report=reviewed, actor=secretariat, reason="Mend.")
        workflow.apply("submit", report=reviewed, actor=owner, **builders.ATTESTATION)
        workflow.apply("start_review", report=reviewed, actor=secretariat)
    of_it = ReviewComment.objects.last_round(reviewed)
    assert [each.text for each in of_it] == ["Second?"]
    assert [each.text for each in reviewed.review_comments.returned()] == ["Second?", "First?"]
    workflow.apply("publish", report=reviewed, actor=secretariat)
    assert list(ReviewComment.objects.last_round(reviewed)) == []
