"""A published report is corrected: the next version, dropping it, and what happens on the way."""

import json

import pytest

from reports import workflow
from reports.actions.answers import save_answer
from reports.models import AnswerRevision, Event, PublishedAnswer, Report, Version
from tests import builders

pytestmark = pytest.mark.django_db
WHY = "The number of tests in 1a was wrong."


@pytest.fixture
def first(report, secretariat):
    """The first version of a report."""
    return builders.published_version(report, by=secretariat)


@pytest.fixture
def correcting(first, owner):
    return workflow.apply("correct", report=first.report, actor=owner, reason=WHY)


def _say(report, text, by):
    standing = report.answers.by_code()["1a"]
    return save_answer(
        report=report, code="1a", base=standing.number, by=by, choices=standing.choices, text=text
    )


def test_readers_keep_the_version_until_the_next_one_is_published(first, correcting, owner, secretariat):
    _say(correcting, "Ninety tests.", owner)
    builders.submitted_report(correcting)
    assert Version.objects.current().get() == first
    assert not PublishedAnswer.objects.filter(plain__contains="Ninety").exists()
    second = builders.published_version(correcting, by=secretariat)
    assert Version.objects.current().get() == second
    assert (second.number, second.reason) == (2, WHY)
    assert json.loads(second.source)["report"]["reason"] == WHY
    assert "Ninety tests." in second.answers.get(code="1a").plain
    assert Version.objects.get(number=1).source == first.source
    report = Report.objects.get()
    assert (report.status, report.correction_reason, report.reviewer) == ("published", "", None)


def test_a_second_correction_is_the_third_version(correcting, owner, secretariat):
    builders.published_version(builders.submitted_report(correcting), by=secretariat)
    again = workflow.apply("correct", report=correcting, actor=owner, reason="One more.")
    third = builders.published_version(builders.submitted_report(again), by=secretariat)
    assert (third.number, third.reason) == (3, "One more.")


def test_dropping_says_again_what_is_published_and_loses_no_word(first, correcting, owner):
    before = correcting.answers.by_code()
    changed = _say(correcting, "Ninety tests.", owner)
    dropped = workflow.apply("drop_correction", report=correcting, actor=owner)
    assert (dropped.status, dropped.correction_reason, dropped.current_version) == ("published", "", first)
    after = dropped.answers.by_code()
    assert {code: each.parts for code, each in after.items()} == {
        code: each.parts for code, each in before.items()
    }
    assert after["1a"].number == changed.number + 1
    assert AnswerRevision.objects.filter(text="Ninety tests.").exists()
    assert {code for code, each in after.items() if each.number != before[code].number} == {"1a"}
    event = Event.objects.latest("pk")
    assert (event.name, event.data["restored"]) == ("correction_dropped", ["1a"])


def test_what_was_not_published_is_emptied_and_what_was_emptied_comes_back(report, owner, secretariat):
    builders.fill_report(report, owner, leave_out={"statement"})
    version = builders.published_version(builders.submitted_report(report), by=secretariat)
    correcting = workflow.apply("correct", report=version.report, actor=owner, reason=WHY)
    save_answer(report=correcting, code="statement", base=None, by=owner, choices=[], text="We believe.")
    _say(correcting, "", owner)
    said = workflow.apply("drop_correction", report=correcting, actor=owner).answers.by_code()
    assert (said["statement"].text, said["1a"].text) == ("", "What sakura-works in 2026 says about `1a`.")


def test_what_is_taken_back_is_a_draft_again_and_attested_anew(report, owner, secretariat):
    submitted = builders.submitted_report(report)
    taken = workflow.apply("take_back", report=submitted, actor=owner)
    assert taken.status == "draft"
    _say(taken, "Changed my mind.", owner)
    version = builders.published_version(builders.submitted_report(taken), by=secretariat)
    assert report.attestations.count() == 2
    assert "Changed my mind." in version.source


def test_a_withdrawn_correction_is_no_correction_any_more(correcting, owner, secretariat):
    reviewed = builders.reviewed_report(builders.submitted_report(correcting), by=secretariat)
    gone = workflow.apply("withdraw", report=reviewed, actor=secretariat, reason="They asked.")
    assert (gone.status, gone.reviewer, gone.is_listed) == ("withdrawn", None, False)


@pytest.mark.parametrize("way", ["withdraw", "delist"])
def test_listed_again_it_is_what_it_was(first, secretariat, way):
    workflow.apply(way, report=first.report, actor=secretariat, reason="Not renewed.")
    assert not Version.objects.current().exists()
    back = workflow.apply("relist", report=first.report, actor=secretariat, reason="Renewed now.")
    assert (back.status, back.unlisted_at, back.unlisted_by, back.unlisting_reason) == (
        "published",
        None,
        None,
        "",
    )
    assert Version.objects.current().get() == first
    assert Event.objects.latest("pk").data == {
        "before": "withdrawn" if way == "withdraw" else "delisted",
        "after": "published",
        "reason": "Renewed now.",
        "version": 1,
    }


def test_what_is_not_what_was_attested_is_not_published(report, owner, secretariat):
    """No page changes answers that wait; here one is changed behind the application's back."""
    reviewed = builders.reviewed_report(builders.submitted_report(report), by=secretariat)
    answer = report.answers.get(code="1a")
    answer.current = AnswerRevision.objects.create(
        answer=answer, number=answer.current.number + 1, text="Slipped in.", saved_by=owner
    )
    answer.save()
    with pytest.raises(workflow.AttestationVoid):
        workflow.apply("publish", report=reviewed, actor=secretariat)
    assert not Version.objects.exists()
