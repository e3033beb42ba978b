"""Carrying over through the database: what is written, by whom, from which words; nothing on refusal."""

import json

import pytest

from reports import completeness, workflow
from reports.actions.answers import save_answer
from reports.actions.carry_over import carry_over
from reports.actions.errors import Refused
from reports.actions.reports import start_report
from reports.documents.source import draft_source
from reports.enums import EventName
from reports.frameworks import load
from reports.models import AnswerRevision, Event, RedactedPlace, Report, UnplacedText
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db
OLD, NEW = load("haip-1.0", "en"), load("haip-2.0", "en")


@pytest.fixture
def published(organisation):
    """A published report on 1.0 with known words at the places that matter."""
    draft = builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    owner = builders.owner_of(organisation)
    _say(draft, "3a", choices=["yes"])
    _say(draft, "3a.iii", choices=["red-team-results"], text="それだけ[^1]。\n\n[^1]: 注。")
    _say(draft, "3a.i", text="Cards[^1].\n\n[^1]: Note.")
    _say(draft, "1a", text="Tiers.", practices={"risk-tiers": "in_place"})
    builders.fill_report(draft, owner, leave_out={"3a", "3a.iii", "3a.i", "1a"})
    builders.submitted_report(draft, by=owner)
    return Report.objects.get(pk=builders.published_version(Report.objects.get(pk=draft.pk)).report_id)


def _say(report, code, *, choices=(), text="", practices=None):
    by = builders.owner_of(report.organisation)
    save_answer(
        report=report, code=code, choices=list(choices), text=text, practices=practices, base=None, by=by
    )


def _start(organisation, source, by, framework_id="haip-2.0", cycle="2026"):
    return start_report(
        organisation=organisation,
        cycle=builders.make_cycle(cycle),
        framework_id=framework_id,
        language="en",
        source=source,
        by=by,
    )


def test_each_answer_is_one_marked_revision_under_its_topic(published, organisation, editor):
    report = _start(organisation, published, editor)
    words = report.answers.by_code()
    risk = words["risk-classification"]
    assert (risk.number, risk.text, risk.practices) == (1, "Tiers.", {"risk-tiers": "in_place"})
    assert risk.carried == {"cycle": "Cycle 2025", "framework": "haip-1.0", "items": ["1a"]}
    assert risk.saved_by == editor
    documentation = words["model-documentation"]
    assert documentation.carried["items"] == ["3a", "3a.i", "3a.ii"]
    assert "**Yes**" in documentation.text
    assert "Cards[^3a-i-1].\n\n[^3a-i-1]: Note." in documentation.text
    contents = words["documentation-contents"]
    label = next(o.label for o in OLD.question("3a.iii").options if o.id == "red-team-results")
    assert contents.text == f"**{label}**\n\nそれだけ[^1]。\n\n[^1]: 注。"
    assert contents.practices == {"red-team-results": "in_place"}
    assert words["scope"].choices == ["group"]
    assert AnswerRevision.objects.filter(answer__report=report).count() == len(words)
    assert not report.unplaced_texts.exists()
    assert {problem.question.code for problem in completeness.to_review(NEW, words)} == set(words)


def test_one_event_says_what_was_carried_over(published, organisation, owner):
    report = _start(organisation, published, owner)
    event = Event.objects.get(report=report, name=EventName.CARRIED_OVER)
    assert event.data == {
        "cycle": "Cycle 2025",
        "framework": "haip-1.0",
        "version": 1,
        "answers": report.answers.count(),
        "unplaced": 0,
    }
    assert (event.actor.user, event.organisation) == (owner, organisation)


def test_the_public_words_are_taken_not_todays_draft(published, organisation, owner):
    answer = published.answers.get(code="1a")
    revision = AnswerRevision.objects.create(
        answer=answer, number=2, base=answer.current, text="Not public.", saved_by=owner
    )
    answer.current = revision
    answer.save()
    report = _start(organisation, published, owner)
    assert report.answers.by_code()["risk-classification"].text == "Tiers."


def test_the_same_framework_keeps_every_answer(published, organisation, owner):
    report = _start(organisation, published, owner, framework_id="haip-1.0")
    before, after = (
        {
            question["code"]: (question["answer"], question["practices"])
            for section in source["sections"]
            for question in section["questions"]
        }
        for source in (json.loads(published.current_version.source), draft_source(report))
    )
    assert after == before
    assert all(words.carried["items"] for words in report.answers.by_code().values())


def test_what_the_framework_does_not_know_waits_and_blocks(published, organisation, owner, monkeypatch):
    frozen = json.loads(published.current_version.source)
    frozen["sections"][1]["questions"][0]["topics"] = ["retired-topic"]
    monkeypatch.setattr(
        "reports.actions.carry_over._published", lambda source: _Edition(1, json.dumps(frozen))
    )
    report = _start(organisation, published, owner)
    text = UnplacedText.objects.get(report=report)
    assert (text.origin, text.text, text.created_by) == ("1a", "Tiers.", owner)
    assert text.label == frozen["sections"][1]["questions"][0]["label"]
    assert report.answers.by_code()["risk-classification"].practices == {"risk-tiers": "in_place"}
    with pytest.raises(workflow.Incomplete) as incomplete:
        workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION)
    assert any(problem.question is None for problem in incomplete.value.problems)


class _Edition:
    sha256, redacted_places = "", RedactedPlace.objects.none()

    def __init__(self, number, source):
        self.number, self.source = number, source


@pytest.mark.parametrize("case", ["draft", "another organisation's", "not empty"])
def test_nothing_is_written_on_refusal(published, organisation, owner, stranger, case):
    report, source = builders.make_report(organisation), published
    if case == "draft":
        source = builders.make_report(organisation, cycle=builders.make_cycle("2024"))
    elif case == "not empty":
        _say(report, "1a", text="Mine.")
    else:
        elsewhere = stranger.memberships.get().organisation
        source = builders.published_version(builders.make_report(elsewhere)).report
    before = stored_rows()
    with pytest.raises(Refused):
        carry_over(report=report, source=source, by=owner)
    assert stored_rows() == before


def test_a_start_that_cannot_be_carried_over_starts_nothing(organisation, owner, stranger):
    elsewhere = stranger.memberships.get().organisation
    source = builders.published_version(builders.make_report(elsewhere)).report
    builders.make_cycle("2026")
    before = stored_rows()
    with pytest.raises(Refused, match="own published reports"):
        _start(organisation, source, owner)
    assert stored_rows() == before


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_carry_over(request, published, organisation, person):
    actor = request.getfixturevalue(person)
    report = builders.make_report(organisation)
    before = stored_rows()
    with pytest.raises(Refused):
        carry_over(report=report, source=published, by=actor)
    assert stored_rows() == before
