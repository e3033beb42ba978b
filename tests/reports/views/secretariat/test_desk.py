"""The queue, and the decision about one report."""

import pytest
from django.urls import reverse

from reports.enums import MemberRole, ReportStatus
from reports.models import Event, Organisation, Report, Version
from tests import builders
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import ORG, RETURNED_ORG, SUBMITTED

QUEUE = reverse("secretariat:queue")


def _desk(name: str, report: Report) -> str:
    return reverse(f"secretariat:{name}", args=[report.pk])


def _status(report: Report) -> str:
    return Report.objects.get(pk=report.pk).status


@pytest.fixture
def desk(site):
    return site.client("secretariat")


@pytest.fixture
def reviewing(site, desk):
    """The desk, once it has begun to review what was sent in."""
    desk.post(_desk("start-review", site.submitted))
    return desk


def test_the_queue_holds_what_waits_what_went_back_and_what_was_published(site, desk):
    context = desk.get(QUEUE).context
    assert [report.pk for report in context["waiting"]] == [site.submitted.pk]
    assert [report.pk for report in context["returned"]] == [site.returned.pk]
    assert [version.pk for version in context["published"]] == [site.versions[-1].pk]


def test_the_oldest_waits_first(site, desk):
    garden = site.returned.organisation
    older = builders.submitted_report(
        builders.make_report(garden, cycle=builders.make_cycle("2028")), at=site.versions[0].published_at
    )
    assert [report.pk for report in desk.get(QUEUE).context["waiting"]] == [older.pk, site.submitted.pk]


def test_the_report_is_read_whole(site, desk):
    said = text_of(desk.get(_desk("report", site.submitted)).content)
    for question in site.submitted.framework.answerable:
        assert f"What sakura-works in 2027 says about {question.code}." in said
    assert "Ada Attests" in said


def test_a_draft_and_a_returned_report_are_the_teams_own(site, desk):
    for report in (site.draft, site.returned):
        assert desk.get(_desk("report", report)).status_code == 404
        assert desk.post(_desk("publish", report)).status_code == 404
        assert _status(report) == report.status
    assert desk.post(_desk("send-back", site.draft), {"reason": "No"}).status_code == 404
    # The queue lists it by name: a second click on "Return" is told so.
    late = desk.post(_desk("send-back", site.returned), {"reason": "No"})
    assert late.headers["Location"] == QUEUE
    assert _status(site.returned) == ReportStatus.RETURNED


def test_publishing(site, reviewing):
    response = reviewing.post(_desk("publish", site.submitted), follow=True)
    assert response.redirect_chain == [(QUEUE, 302)]
    assert "Published. The PDF is being made." in text_of(response.content)
    public = site.client("anonymous").get(reverse("public:report", args=[ORG, SUBMITTED]))
    assert "What sakura-works in 2027 says about 1a." in text_of(public.content)
    assert Version.objects.get(report=site.submitted).published_by == site.people["secretariat"]


def test_a_second_click_publishes_nothing_twice(site, reviewing):
    reviewing.post(_desk("publish", site.submitted))
    response = reviewing.post(_desk("publish", site.submitted), follow=True)
    assert "nothing was done twice" in text_of(response.content)
    assert Version.objects.filter(report=site.submitted).count() == 1


def test_after_a_decision_the_other_one_comes_too_late(site, reviewing):
    reviewing.post(_desk("publish", site.submitted))
    response = reviewing.post(_desk("send-back", site.submitted), {"reason": "Too late"}, follow=True)
    assert "does not stand there any more" in text_of(response.content)
    assert _status(site.submitted) == ReportStatus.PUBLISHED


def test_returning(site, reviewing, mailoutbox):
    response = reviewing.post(_desk("send-back", site.submitted), {"reason": "Mend 1a."}, follow=True)
    assert "Returned. The team has been told." in text_of(response.content)
    assert _status(site.submitted) == ReportStatus.RETURNED
    event = Event.objects.filter(report=site.submitted).first()
    assert (event.name, event.data["reason"]) == ("returned", "Mend 1a.")
    assert reviewing.get(_desk("report", site.submitted)).status_code == 404
    builders.run_jobs()
    told = {address for mail in mailoutbox if "Mend 1a." in mail.body for address in mail.to}
    assert told == {"ophelia@people.example", "edgar@people.example"}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 5001], ids=["empty", "spaces", "long"])
def test_a_report_goes_back_with_a_reason_only(site, reviewing, reason):
    response = reviewing.post(_desk("send-back", site.submitted), {"reason": reason})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert _status(site.submitted) == ReportStatus.IN_REVIEW
    kept = [area.text.strip() for area in parse(response.content).xpath("//textarea[@name='reason']")]
    assert kept == [reason.strip()]


@pytest.mark.parametrize("name,data", [("publish", {}), ("send-back", {"reason": "Mend."})])
def test_nobody_decides_about_their_own_organisation(site, reviewing, name, data):
    builders.make_member(site.organisation, MemberRole.VIEWER, user=site.people["secretariat"])
    said = text_of(reviewing.get(_desk("report", site.submitted)).content)
    assert "You can’t decide about this report" in said
    response = reviewing.post(_desk(name, site.submitted), data, follow=True)
    assert "may not decide about a report of your own organisation" in text_of(response.content)
    assert _status(site.submitted) == ReportStatus.IN_REVIEW


def test_a_closed_account_has_no_desk(site, desk):
    site.people["secretariat"].is_active = False
    site.people["secretariat"].save()
    assert desk.get(QUEUE).headers["Location"] == f"/account/login/?next={QUEUE}"


def test_a_published_report_is_shown_as_readers_see_it(site, desk):
    response = desk.get(_desk("report", site.published))
    assert response.context["document"].sha256 == site.versions[-1].sha256
    assert response.context["transitions"] == ["withdraw", "delist"]


def test_a_returned_organisation_is_nowhere_to_be_read(site):
    assert RETURNED_ORG not in text_of(site.client("anonymous").get(reverse("public:register")).content)


def test_the_grounds_of_eligibility_stand_beside_completeness(site, desk):
    said = text_of(desk.get(_desk("report", site.submitted)).content)
    assert "Jurisdiction Met Canada is an eligible jurisdiction: Member of the OECD. Provisional" in said


def test_the_queue_marks_whose_jurisdiction_is_not_eligible(site, desk):
    assert "No eligible jurisdiction" not in text_of(desk.get(QUEUE).content)
    Organisation.objects.filter(slug=ORG).update(country="BG")
    assert "Bulgaria No eligible jurisdiction" in text_of(desk.get(QUEUE).content)


def test_a_report_from_elsewhere_is_not_published(site, desk):
    builders.reviewed_report(site.submitted, by=site.people["secretariat"])
    Organisation.objects.filter(slug=ORG).update(country="BG")
    page = desk.get(_desk("report", site.submitted))
    assert text_of(page.content).count("Bulgaria is not on the list of eligible jurisdictions.") == 2
    assert not parse(page.content).xpath(f"//form[@action='{_desk('publish', site.submitted)}']//button")
    response = desk.post(_desk("publish", site.submitted), follow=True)
    assert "Bulgaria is not on the list of eligible jurisdictions." in text_of(response.content)
    assert _status(site.submitted) == ReportStatus.IN_REVIEW
