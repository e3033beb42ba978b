"""Correcting a published report, taking a submission back, and approval, as the team does them."""

import pytest
from django.urls import reverse

from reports.actions.organisations import change_profile
from reports.documents.source import content_sha256
from reports.enums import ReportStatus
from reports.models import Approval, Report
from tests import builders
from tests.reports.views.pages import text_of
from tests.reports.views.site import DRAFT, ORG, PUBLISHED, SUBMITTED

DONE = [ORG, PUBLISHED]


@pytest.fixture
def owner(site):
    return site.client("owner")


def _path(name, cycle=PUBLISHED):
    return reverse(f"workspace:{name}", args=[ORG, cycle])


def test_a_correction_opens_the_answers_and_keeps_the_page(site, owner):
    assert "Correct the published report" in text_of(owner.get(_path("report")).content)
    said = text_of(owner.post(_path("correct"), {"reason": "A figure was wrong."}, follow=True).content)
    assert "Change what is to be corrected" in said
    assert "This is a correction" in said and "A figure was wrong." in said
    assert "Drop the correction" in said and "Discard this draft" not in said
    assert site.client("anonymous").get(reverse("public:report", args=DONE)).status_code == 200
    assert owner.get(_path("discard")).status_code == 302


@pytest.mark.parametrize("reason", ["", " ", "x" * 2001])
def test_a_correction_needs_a_reason(site, owner, reason):
    response = owner.post(_path("correct"), {"reason": reason})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert Report.objects.get(pk=site.published.pk).status == ReportStatus.PUBLISHED


def test_dropping_a_correction(site, owner):
    owner.post(_path("correct"), {"reason": "A figure was wrong."})
    assert "Drop the correction?" in text_of(owner.get(_path("drop-correction")).content)
    said = text_of(owner.post(_path("drop-correction"), follow=True).content)
    assert "The published version stays as it is." in said
    said = text_of(owner.post(_path("drop-correction"), follow=True).content)
    assert "can't be dropped any more" in said
    assert owner.get(_path("drop-correction")).status_code == 302


def test_a_second_click_starts_nothing_twice(site, owner):
    owner.post(_path("correct"), {"reason": "One."})
    said = text_of(owner.post(_path("correct"), {"reason": "Two."}, follow=True).content)
    assert "its correction has begun already" in said
    assert Report.objects.get(pk=site.published.pk).correction_reason == "One."


def test_taking_back_opens_the_answers_again(site, owner):
    assert "Take the submission back" in text_of(owner.get(_path("report", SUBMITTED)).content)
    said = text_of(owner.post(_path("take-back", SUBMITTED), follow=True).content)
    assert "Taken back. The answers can be changed again." in said
    assert Report.objects.get(pk=site.submitted.pk).status == ReportStatus.DRAFT


def test_approval_is_asked_for_shown_and_given(site, owner):
    change_profile(organisation=site.organisation, by=site.people["owner"], requires_approval=True)
    builders.fill_report(site.draft, leave_out=set(site.draft.answers.by_code()))
    said = text_of(owner.get(_path("submit", DRAFT)).content)
    assert "Not approved yet" in said
    refused = owner.post(_path("submit", DRAFT), {"name": "Ada", "title": "Head", "agreed": "on"})
    assert refused.status_code == 422 and "Not approved yet" in text_of(refused.content)
    editor = site.client("editor")
    page = editor.get(_path("approval", DRAFT))
    assert "Nobody has approved anything yet." in text_of(page.content)
    said = text_of(
        editor.post(_path("approval", DRAFT), {"seen": page.context["present"]}, follow=True).content
    )
    assert "Approved: these very answers may be attested" in said
    assert "You have approved these answers." in text_of(editor.get(_path("approval", DRAFT)).content)
    assert "Not approved yet" not in text_of(owner.get(_path("submit", DRAFT)).content)


@pytest.mark.parametrize("seen", ["", "0" * 64, "ä" * 500])
def test_what_changed_meanwhile_is_not_approved(site, seen):
    said = text_of(site.client("editor").post(_path("approval", DRAFT), {"seen": seen}, follow=True).content)
    assert "have changed since you opened this page" in said
    assert not Approval.objects.exists()


def test_a_viewer_sees_approvals_and_gives_none(site):
    viewer = site.client("viewer")
    assert "Approve the answers as they stand now" not in text_of(
        viewer.get(_path("approval", DRAFT)).content
    )
    seen = content_sha256(site.draft.answers.by_code())
    viewer.post(_path("approval", DRAFT), {"seen": seen})
    assert not Approval.objects.exists()
