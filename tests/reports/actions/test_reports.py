"""Starting reports."""

import pytest

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.errors import Refused
from reports.actions.reports import published_reports, start_report
from reports.enums import EventName, ReportStatus
from reports.models import Event, Report
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["owner", "editor"])
def test_writers_start_a_report(request, organisation, cycle, person):
    actor = request.getfixturevalue(person)
    report = start_report(
        organisation=organisation, cycle=cycle, framework_id="haip-1.0", language="ja", by=actor
    )
    stored = Report.objects.get(organisation=organisation)
    assert stored == report
    assert (stored.cycle, stored.framework_id, stored.language) == (cycle, "haip-1.0", "ja")
    assert (stored.status, stored.created_by) == (ReportStatus.DRAFT, actor)
    event = Event.objects.get(name=EventName.CREATED)
    assert (event.report, event.organisation, event.actor.user) == (report, organisation, actor)


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_nobody_else_does(request, organisation, cycle, person):
    actor = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="Only owners and editors"):
        start_report(organisation=organisation, cycle=cycle, framework_id="haip-1.0", language="en", by=actor)
    assert stored_rows() == before


def test_the_version_of_the_questionnaire_is_chosen(organisation, cycle, owner):
    report = start_report(
        organisation=organisation, cycle=cycle, framework_id="haip-2.0", language="en", by=owner
    )
    assert Report.objects.get(pk=report.pk).framework_id == "haip-2.0"
    assert not report.answers.exists()
    assert not Event.objects.filter(name=EventName.CARRIED_OVER).exists()


def test_a_version_that_asks_by_role_needs_roles(cycle, owner):
    nameless = builders.make_organisation(owner=owner, is_model_developer=False, is_deployer=False)
    before = stored_rows()
    with pytest.raises(Refused, match="which roles"):
        start_report(organisation=nameless, cycle=cycle, framework_id="haip-2.0", language="en", by=owner)
    assert stored_rows() == before
    start_report(organisation=nameless, cycle=cycle, framework_id="haip-1.0", language="en", by=owner)


def test_a_version_that_does_not_exist_is_refused(organisation, cycle, owner):
    before = stored_rows()
    with pytest.raises(Refused, match="no such version"):
        start_report(organisation=organisation, cycle=cycle, framework_id="haip-9", language="en", by=owner)
    assert stored_rows() == before


def test_a_new_report_can_start_from_what_is_published_now(organisation, owner, stranger):
    builders.published_version(builders.make_report(stranger.memberships.get().organisation))
    first = builders.published_version(builders.make_report(organisation, cycle=builders.make_cycle("2024")))
    second = builders.published_version(builders.make_report(organisation, cycle=builders.make_cycle("2025")))
    builders.make_report(organisation)
    assert list(published_reports(organisation)) == [second.report, first.report]


def test_one_report_per_organisation_and_cycle(report, organisation, cycle, owner):
    before = stored_rows()
    with pytest.raises(Refused, match="already has a report"):
        start_report(organisation=organisation, cycle=cycle, framework_id="haip-1.0", language="fr", by=owner)
    assert stored_rows() == before


def test_another_cycle_and_another_organisation_are_free(report, organisation, cycle, owner, stranger):
    builders.make_report(organisation, cycle=builders.make_cycle("2027"))
    builders.make_report(stranger.memberships.get().organisation, cycle=cycle)
    assert Report.objects.count() == 3


def test_a_discarded_draft_makes_room_and_keeps_its_words(report, organisation, cycle, owner):
    save_answer(report=report, code="1a", choices=[], text="Kept.", base=None, by=owner)
    workflow.apply("discard", report=report, actor=owner)
    second = start_report(
        organisation=organisation, cycle=cycle, framework_id="haip-1.0", language="en", by=owner
    )
    assert list(Report.objects.for_member(owner)) == [second]
    assert second.answers.by_code() == {}
    assert report.answers.by_code()["1a"].text == "Kept."
