"""What the desk was handed last time: which attestation that was, and the answers of that moment."""

import pytest

from reports import workflow
from reports.actions.answers import save_answer
from reports.last_submission import last_submission, words_at
from reports.models import Attestation, Report
from tests import builders

pytestmark = pytest.mark.django_db


def _submit(report, owner):
    workflow.apply("submit", report=Report.objects.get(pk=report.pk), actor=owner, **builders.ATTESTATION)
    return Attestation.objects.latest("pk").attested_at


def _say(report, owner, text, base, code="1a"):
    save_answer(report=report, code=code, choices=[], text=text, base=base, by=owner)


def test_a_first_submission_has_none_before_it(report, owner):
    assert last_submission(report) is None
    builders.submitted_report(report)
    assert last_submission(report) is None


def test_the_answers_stand_as_they_were_attested(report, owner, secretariat):
    builders.fill_report(report, owner, leave_out={"7d"})
    _say(report, owner, "Handed in.", 1)
    _say(report, owner, "Also here.", None, "7d")
    first = _submit(report, owner)
    builders.returned_report(report, by=secretariat, reason="Mend 1a.")
    _say(report, owner, "On the way.", 2)
    _say(report, owner, "Mended.", 3)
    _submit(report, owner)
    last = last_submission(report)
    assert last.attested_at == first
    assert (last.words["1a"].text, last.words["1a"].number) == ("Handed in.", 2)
    assert last.words["7d"].text == "Also here."
    assert set(last.words) == {question.code for question in report.framework.answerable}
    assert report.answers.by_code()["1a"].text == "Mended."


def test_what_was_taken_back_does_not_count(report, owner, secretariat):
    builders.fill_report(report, owner)
    first = _submit(report, owner)
    builders.returned_report(report, by=secretariat, reason="Mend 1a.")
    _submit(report, owner)
    workflow.apply("take_back", report=report, actor=owner)
    _submit(report, owner)
    assert last_submission(report).attested_at == first


def test_only_taken_back_is_none_at_all(report, owner):
    builders.fill_report(report, owner)
    _submit(report, owner)
    workflow.apply("take_back", report=report, actor=owner)
    _submit(report, owner)
    assert last_submission(report) is None


def test_an_answer_that_was_not_there_yet_is_not_there(report, owner):
    _say(report, owner, "Early.", None)
    moment = report.answers.by_code()["1a"].saved_at
    _say(report, owner, "Late.", None, "1b")
    assert {code: each.text for code, each in words_at(report, moment).items()} == {"1a": "Early."}
