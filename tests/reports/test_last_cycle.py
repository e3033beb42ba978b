"""What was said last, and how each answer stands against it."""

import pytest

from reports.actions.answers import keep_carried, save_answer
from reports.enums import Since
from reports.last_cycle import last_cycle
from reports.models import Report
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(organisation):
    draft = builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    owner = builders.owner_of(organisation)
    builders.fill_report(draft, owner, leave_out={"statement"})
    version = builders.published_version(builders.submitted_report(draft, by=owner))
    return Report.objects.get(pk=version.report_id)


def _draft(organisation, *, source=None, framework_id="haip-1.0"):
    return builders.make_report(organisation, source=source, framework_id=framework_id)


def _save(report, code, text, *, base, choices=()):
    by = builders.owner_of(report.organisation)
    return save_answer(report=report, code=code, choices=list(choices), text=text, base=base, by=by)


def _since(report):
    last, words = last_cycle(report), report.answers.by_code()
    found = {q.code: last.since(q.code, words.get(q.code)) for q in report.framework.answerable}
    return last, found


def test_a_first_report_has_nothing_to_stand_against(organisation):
    report = _draft(organisation)
    _save(report, "1a", "First.", base=None)
    last, found = _since(report)
    assert (last.label, set(found.values())) == ("", {None})
    assert last.counts(report.framework, report.answers.by_code()) == {}


def test_carried_answers_are_unchanged_until_somebody_edits_them(organisation, published):
    report = _draft(organisation, source=published)
    keep_carried(report=report, code="1b", base=1, by=builders.owner_of(organisation))
    _save(report, "1c", "Edited.", base=1)
    _save(report, "1d", "", base=1)
    _save(report, "statement", "New.", base=None)
    last, found = _since(report)
    assert last.label == "Cycle 2025"
    assert [found[code] for code in ("1a", "1b", "1c", "1d", "statement")] == [
        Since.UNCHANGED,
        Since.UNCHANGED,
        Since.EDITED,
        Since.EDITED,
        Since.NEW,
    ]
    counts = last.counts(report.framework, report.answers.by_code())
    answers = len(report.framework.answerable)
    assert counts == {"unchanged": answers - 3, "edited": 2, "new": 1}


def test_writing_the_old_words_again_is_unchanged(organisation, published):
    report = _draft(organisation, source=published)
    words = report.answers.by_code()["1a"].text
    _save(report, "1a", "Edited.", base=1)
    _save(report, "1a", words, base=2)
    assert _since(report)[1]["1a"] == Since.UNCHANGED


def test_an_answer_that_was_never_carried_over_is_held_against_the_last_published(organisation, published):
    report = _draft(organisation)
    said = published.answers.by_code()["1a"]
    _save(report, "1a", said.text, base=None)
    _save(report, "1b", "Else.", base=None)
    found = _since(report)[1]
    assert [found[code] for code in ("1a", "1b", "1c")] == [Since.UNCHANGED, Since.EDITED, None]


def test_under_another_version_words_are_held_against_how_they_arrived(organisation, published):
    report = _draft(organisation, source=published, framework_id="haip-2.0")
    last, found = _since(report)
    assert last.label == "Cycle 2025"
    assert found["risk-classification"] == Since.UNCHANGED
    assert set(found.values()) == {Since.UNCHANGED, None}


def test_another_organisations_reports_are_never_looked_at(organisation, published):
    other = builders.make_report(builders.make_organisation("elsewhere-inc"))
    assert last_cycle(other).words == {}


def test_it_asks_a_fixed_number_of_times(organisation, published, django_assert_num_queries):
    empty = _draft(organisation)
    with django_assert_num_queries(3):
        last_cycle(empty)
