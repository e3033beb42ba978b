"""Reports published elsewhere, from the secretariat’s hand until their organisation takes over."""

from types import SimpleNamespace

import pytest
from django.db.models import F
from django.utils import timezone

from reports import renewal, workflow
from reports.actions.errors import Refused
from reports.actions.members import accept_invitation, invite_member
from reports.actions.organisations import enter_in_trust
from reports.actions.reports import start_report
from reports.documents.build import build
from reports.enums import MemberRole
from reports.models import Report, Version
from reports.renditions import source_of
from reports.verification.frozen import frozen_faults
from tests import builders
from tests.builders import ATTESTATION, TRANSCRIBED, rolled_back, stored_rows

pytestmark = pytest.mark.django_db

SAID = "We class each use by the harm it can do."


@pytest.fixture(scope="module")
def site(module_database):
    desk = builders.make_user("desk", is_secretariat=True)
    return SimpleNamespace(desk=desk, report=builders.transcribed_report("oldlake", by=desk, said=SAID))


@pytest.fixture(autouse=True)
def _undone(site):
    with rolled_back():
        yield


def transcribe(site, **given):
    return workflow.apply("transcribe", report=site.report, actor=site.desk, **given)


def join(site, name="olga", role=MemberRole.OWNER):
    invitation = invite_member(
        organisation=site.report.organisation, email=f"{name}@people.example", role=role, by=site.desk
    )
    user = builders.make_user(name)
    accept_invitation(token=builders.token_of(invitation), by=user)
    return user


def test_what_is_published_says_where_it_stood_and_that_nobody_attests_it(site):
    version = transcribe(site).current_version
    source = source_of(version)
    assert source["attestation"] is None
    assert source["report"]["transcribed"] == {
        "from": "https://elsewhere.example/reports/7",
        "published_on": "2025-04-22",
    }
    assert {name: getattr(version, name) for name in TRANSCRIBED} == TRANSCRIBED
    told = build(source).transcribed
    assert (told.address, told.published_on) == tuple(TRANSCRIBED.values())
    event = site.report.events.get(name="published")
    assert (event.data["transcribed_from"], event.data["originally_published_on"]) == (
        "https://elsewhere.example/reports/7",
        "2025-04-22",
    )
    assert list(frozen_faults(version, [event])) == []
    altered = Version.objects.get(pk=version.pk)
    altered.transcribed_from = "https://other.example"
    assert list(frozen_faults(altered, [event])) == [
        "transcribed_from is not what stands in its frozen source"
    ]


def test_other_reports_say_nothing_of_it():
    report = builders.submitted_report(builders.make_report())
    version = builders.published_version(report, by=builders.make_user(is_secretariat=True))
    assert "transcribed" not in source_of(version)["report"]
    assert build(source_of(version)).transcribed is None


def test_what_it_left_out_is_no_obstacle_but_it_must_say_something(site):
    assert transcribe(site).status == "published"
    empty = builders.transcribed_report("empty", by=site.desk)
    before = stored_rows()
    with pytest.raises(workflow.Incomplete):
        workflow.apply("transcribe", report=empty, actor=site.desk)
    assert stored_rows() == before


def test_a_text_without_a_place_is_not_left_behind(site):
    site.report.unplaced_texts.create(origin="9z", label="Old question", text="Words.", created_by=site.desk)
    with pytest.raises(workflow.Incomplete):
        transcribe(site)


def test_it_must_be_eligible(site):
    report = builders.transcribed_report("elsewhere-bound", by=site.desk, said=SAID)
    report.organisation.country = "KP"
    report.organisation.save()
    with pytest.raises(workflow.NotEligible):
        workflow.apply("transcribe", report=report, actor=site.desk)


def test_the_twelve_months_count_from_the_first_day(site):
    transcribe(site)
    (due,) = renewal.all_due(Report.objects.filter(pk=site.report.pk))
    assert f"{due.renewal.due_on:%Y-%m-%d}" == "2026-04-22"


def test_only_the_secretariat_enters_an_organisation_for_others(site):
    profile = {"name": "No", "slug": "no", "country": "JP", "website": "https://no.example"}
    with pytest.raises(Refused, match="Only the secretariat"):
        enter_in_trust(by=builders.make_user(), sector="education", **profile)
    closed = builders.make_user(is_secretariat=True, is_active=False)
    with pytest.raises(Refused, match="Only the secretariat"):
        enter_in_trust(by=closed, sector="education", **profile)


@pytest.mark.parametrize("given", [{}, TRANSCRIBED | {"originally_published_on": None}])
def test_without_source_and_day_nothing_is_started_in_trust(site, given):
    with pytest.raises(Refused):
        start_report(
            organisation=site.report.organisation,
            cycle=builders.make_cycle("2024"),
            framework_id="haip-1.0",
            language="en",
            by=site.desk,
            **given,
        )


def test_an_organisation_with_members_is_not_transcribed():
    organisation = builders.make_organisation()
    with pytest.raises(Refused, match="no members here"):
        start_report(
            organisation=organisation,
            cycle=builders.make_cycle(),
            framework_id="haip-1.0",
            language="en",
            by=builders.owner_of(organisation),
            **TRANSCRIBED,
        )


def test_a_day_that_lies_ahead_is_refused(site):
    ahead = timezone.localdate().replace(year=2999)
    with pytest.raises(Refused, match="lie ahead"):
        start_report(
            organisation=site.report.organisation,
            cycle=builders.make_cycle("2024"),
            framework_id="haip-1.0",
            language="en",
            by=site.desk,
            **TRANSCRIBED | {"originally_published_on": ahead},
        )


def test_the_first_member_is_an_owner(site):
    with pytest.raises(Refused, match="first member"):
        join(site, role=MemberRole.EDITOR)


def test_once_somebody_has_joined_the_organisation_speaks_for_itself(site):
    transcribe(site)
    olga = join(site)
    report = Report.objects.select_related("organisation").get(pk=site.report.pk)
    assert not report.organisation.in_trust
    with pytest.raises(workflow.NotAllowed):
        workflow.apply("correct", report=report, actor=site.desk, reason="A slip.")
    workflow.apply("correct", report=report, actor=olga, reason="We say it ourselves.")
    builders.fill_report(report, olga, leave_out={"1a"})
    report = workflow.apply("submit", report=report, actor=olga, **ATTESTATION)
    assert (report.transcribed_from, report.originally_published_on) == ("", None)
    version = builders.published_version(report, by=site.desk)
    source = source_of(version)
    assert (version.number, version.transcribed_from) == (2, "")
    assert "transcribed" not in source["report"]
    assert source["attestation"]["name"] == ATTESTATION["name"]
    first = Version.objects.get(report=report, number=1)
    assert first.transcribed_from == TRANSCRIBED["transcribed_from"]


def test_a_correction_that_is_dropped_leaves_it_as_it_was(site):
    transcribe(site)
    olga = join(site)
    report = workflow.apply("correct", report=site.report, actor=olga, reason="We say it ourselves.")
    builders.fill_report(report, olga, leave_out={"1a"})
    report = workflow.apply("submit", report=report, actor=olga, **ATTESTATION)
    report = workflow.apply("take_back", report=report, actor=olga)
    report = workflow.apply("drop_correction", report=report, actor=olga)
    assert {name: getattr(report, name) for name in TRANSCRIBED} == TRANSCRIBED


def test_the_secretariat_corrects_what_it_transcribed(site):
    transcribe(site)
    report = workflow.apply("correct", report=site.report, actor=site.desk, reason="A slip of ours.")
    report = workflow.apply("transcribe", report=report, actor=site.desk)
    versions = Version.objects.filter(report=report).order_by("number").values_list("number", "reason")
    assert list(versions) == [(1, ""), (2, "A slip of ours.")]
    assert Version.objects.filter(report=report, transcribed_from=F("report__transcribed_from")).count() == 2
