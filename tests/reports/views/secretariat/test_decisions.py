"""Review, delisting and listing again, as the desk does them. Publishing and returning: `test_desk`."""

import pytest
from django.urls import reverse

from reports import workflow
from reports.enums import MemberRole, ReportStatus
from reports.models import Report, Version
from tests import builders
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import ORG, PUBLISHED, SUBMITTED

QUEUE = reverse("secretariat:queue")
AT = [ORG, PUBLISHED]


def _desk(name: str, report: Report) -> str:
    return reverse(f"secretariat:{name}", args=[report.pk])


@pytest.fixture
def desk(site):
    return site.client("secretariat")


def test_a_review_has_a_reviewer_and_cannot_be_taken_back(site, desk):
    assert "nobody reviews it yet" in text_of(desk.get(QUEUE).content)
    said = text_of(desk.post(_desk("start-review", site.submitted), follow=True).content)
    assert "You are its reviewer." in said and "Go to the decision" in said
    assert "reviewed by " + str(site.people["secretariat"]) in text_of(desk.get(QUEUE).content)
    path = reverse("workspace:take-back", args=[ORG, SUBMITTED])
    said = text_of(site.client("owner").post(path, follow=True).content)
    assert "can't be taken back any more" in said
    assert Report.objects.get(pk=site.submitted.pk).status == ReportStatus.IN_REVIEW


def test_nothing_is_decided_before_the_review_begins(site, desk):
    said = text_of(desk.post(_desk("publish", site.submitted), follow=True).content)
    assert "nothing was done twice" in said
    assert Report.objects.get(pk=site.submitted.pk).status == ReportStatus.SUBMITTED


def test_a_second_click_and_an_old_page_lead_back_to_the_queue(site, desk):
    path = reverse("workspace:take-back", args=[ORG, SUBMITTED])
    site.client("owner").post(path)
    for name, typed in (("start-review", {}), ("send-back", {"reason": "Say more in 2b."})):
        response = desk.post(_desk(name, site.submitted), typed, follow=True)
        assert response.redirect_chain == [(QUEUE, 302)]
        assert "nothing was done twice" in text_of(response.content)
    assert desk.post(_desk("start-review", site.draft)).status_code == 404


def test_a_reason_that_comes_too_late_can_be_copied(site, desk):
    response = desk.post(_desk("send-back", site.published), {"reason": "Say <more>\nin 2b."})
    assert response.status_code == 422
    (typed,) = parse(response.content).find_class("as-typed")
    assert typed.text_content() == "Say <more>\nin 2b."


def test_a_review_is_given_to_a_colleague(site, desk):
    colleague = builders.make_user("Corinne", is_secretariat=True)
    desk.post(_desk("start-review", site.submitted))
    path = _desk("review-give", site.submitted)
    said = text_of(desk.post(path, {"reviewer": colleague.pk}, follow=True).content)
    assert f"The review was given to {colleague}." in said
    for wrong in ("", "0", site.people["owner"].pk, "x" * 300):
        said = text_of(desk.post(path, {"reviewer": wrong}, follow=True).content)
        assert "Choose somebody of the secretariat." in said
    builders.make_member(site.organisation, MemberRole.VIEWER, user=site.people["secretariat"])
    said = text_of(desk.post(path, {"reviewer": colleague.pk}, follow=True).content)
    assert "you may not decide about it" in said
    assert Report.objects.get(pk=site.submitted.pk).reviewer == colleague


def test_delisting_says_so_at_the_address_and_listing_again_undoes_it(site, desk):
    reader, address = site.client("anonymous"), reverse("public:report", args=AT)
    assert reader.get(address).status_code == 200
    hint = "Everybody who opens the report’s address reads this."
    assert hint in text_of(desk.get(_desk("delist", site.published)).content)
    said = text_of(
        desk.post(_desk("delist", site.published), {"reason": "Not renewed."}, follow=True).content
    )
    assert "Delisted. Its addresses say when and why" in said
    gone = reader.get(address)
    assert gone.status_code == 410
    assert "The report for Cycle 2025 was delisted" in text_of(gone.content)
    assert "Not renewed." in text_of(gone.content)
    register = reader.get(reverse("public:register"), {"standing": "delisted"})
    assert "delisted on" in text_of(register.content)
    shown = text_of(desk.get(_desk("report", site.published)).content)
    assert "Delisted on" in shown and "List again" in shown
    assert hint not in text_of(desk.get(_desk("relist", site.published)).content)
    desk.post(_desk("relist", site.published), {"reason": "Renewed."})
    assert reader.get(address).status_code == 200
    assert Version.objects.current().filter(report=site.published).exists()


@pytest.mark.parametrize("name", ["delist", "relist"])
def test_each_asks_for_a_reason(site, desk, name):
    if name == "relist":
        workflow.apply("delist", report=site.published, actor=site.people["secretariat"], reason="No.")
    response = desk.post(_desk(name, site.published), {"reason": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])


def test_what_cannot_be_done_now_leads_back(site, desk):
    response = desk.get(_desk("relist", site.published))
    assert response.headers["Location"] == _desk("report", site.published)


def test_a_correction_is_told_from_a_first_report(site, desk):
    owner = site.people["owner"]
    workflow.apply("correct", report=site.published, actor=owner, reason="A figure was wrong.")
    shown = text_of(desk.get(_desk("report", site.published)).content)
    assert "Its team prepares a correction." in shown
    workflow.apply("submit", report=site.published, actor=owner, **builders.ATTESTATION)
    assert "a correction" in text_of(desk.get(QUEUE).content)
    shown = text_of(desk.get(_desk("report", site.published)).content)
    assert "A correction of version 2, which readers have meanwhile" in shown
    assert "A figure was wrong." in shown


def test_an_empty_reason_that_comes_too_late_leads_nowhere(site, desk):
    response = desk.post(_desk("send-back", site.published), {"reason": " "})
    assert not parse(response.content).xpath("//a[@href='#decision']")
