"""Starting, attesting and discarding a report."""

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.enums import ReportStatus
from reports.models import Cycle, Report
from tests import builders
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import DRAFT, FREE, ORG, PUBLISHED, SUBMITTED

ATTEST = {"name": "Ada Attests", "title": "Head of AI", "agreed": "on"}


def _page(name: str, cycle: str = DRAFT) -> str:
    return reverse(f"workspace:{name}", args=[ORG, cycle])


def _report(cycle: str = DRAFT) -> Report:
    return Report.objects.filter(organisation__slug=ORG, cycle__slug=cycle).latest("pk")


def _start(site, client, **data: str):
    path = reverse("workspace:report-new", args=[ORG])
    wish = {"cycle": Cycle.objects.get(slug=FREE).pk, "framework": "haip-1.0", "language": "ja"}
    return client.post(path, wish | data)


def test_a_report_is_started_once_per_cycle(site):
    editor = site.client("editor")
    response = _start(site, editor)
    assert response.headers["Location"] == _page("report", FREE)
    assert (_report(FREE).language, _report(FREE).created_by) == ("ja", site.people["editor"])
    again = _start(site, editor)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["cycle"])
    assert Report.objects.filter(organisation=site.organisation, cycle__slug=FREE).count() == 1


@pytest.mark.parametrize(
    "data,field",
    [
        ({"cycle": "0"}, "cycle"),
        ({"cycle": ""}, "cycle"),
        ({"framework": ""}, "framework"),
        ({"framework": "haip-9"}, "framework"),
        ({"source": "0"}, "source"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_report_that_cannot_be_started(site, data, field):
    response = _start(site, site.client("owner"), **data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_a_report_starts_from_a_published_one(site):
    page = site.client("editor").get(reverse("workspace:report-new", args=[ORG]))
    assert "version 2.0 (provisional)" in text_of(page.content)
    said = list(page.context["form"].fields["source"].queryset)
    assert said == [site.published]
    response = _start(site, site.client("editor"), framework="haip-2.0", source=str(site.published.pk))
    assert response.headers["Location"] == _page("report", FREE)
    report = _report(FREE)
    assert report.framework_id == "haip-2.0"
    words = report.answers.by_code()["risk-classification"]
    assert "sakura-old in 2025" in words.text
    assert words.carried["items"] == ["1a"]


def test_a_cycle_with_a_report_is_not_offered(site):
    response = site.client("owner").get(reverse("workspace:report-new", args=[ORG]))
    offered = [cycle.slug for cycle in response.context["cycles"]]
    assert FREE in offered
    assert {PUBLISHED, DRAFT, SUBMITTED}.isdisjoint(offered)


def test_the_overview_counts_what_is_missing_and_links_to_it(site):
    empty = builders.make_report(site.organisation, cycle=builders.make_cycle(FREE))
    builders.fill_report(empty, leave_out={"1a", "3a.iii", "scope"})
    response = site.client("viewer").get(_page("report", FREE))
    assert (response.context["progress"].asked, response.context["progress"].todo) == (47, 3)
    assert [problem.question.code for problem in response.context["problems"]] == ["scope", "1a", "3a.iii"]
    targets = {place.get("href") for place in parse(response.content).iter("a")}
    section = reverse("workspace:section", args=[ORG, FREE, "3"])
    assert f"{section}#3a-iii" in targets


def test_the_overview_says_how_much_has_changed_since_the_last_cycle(site):
    said = text_of(site.client("viewer").get(_page("report")).content)
    assert "Against Cycle 2025: 0 unchanged, 48 edited, 0 new" in said
    first = text_of(site.client("viewer").get(_page("report", PUBLISHED)).content)
    assert "Against" not in first


def test_a_report_with_a_long_summary_is_not_sent(site):
    words = {"code": "1a", "choices": [], "text": "Said.", "summary": "word " * 61}
    save_answer(report=site.draft, base=1, by=site.people["owner"], **words)
    response = site.client("owner").post(_page("submit"), ATTEST)
    assert response.status_code == 422
    assert "The short summary has 61 words; at most 60 fit." in text_of(response.content)
    assert _report().status == ReportStatus.DRAFT


def test_an_owner_attests_and_sends(site):
    response = site.client("owner").post(_page("submit"), ATTEST, follow=True)
    assert "Submitted. The secretariat has been told." in text_of(response.content)
    report = _report()
    assert (report.status, report.submitted_by) == (ReportStatus.SUBMITTED, site.people["owner"])
    assert (report.attestations.get().name, report.attestations.get().title) == ("Ada Attests", "Head of AI")


def test_a_second_click_sends_nothing_twice(site):
    owner = site.client("owner")
    owner.post(_page("submit"), ATTEST)
    response = owner.post(_page("submit"), ATTEST, follow=True)
    assert "nothing was sent twice" in text_of(response.content)
    assert _report().attestations.count() == 1


@pytest.mark.parametrize("field", ["name", "title", "agreed"])
def test_an_attestation_is_whole(site, field):
    response = site.client("owner").post(_page("submit"), ATTEST | {field: ""})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert _report().status == ReportStatus.DRAFT


def test_an_incomplete_report_is_not_sent(site):
    report = builders.make_report(site.organisation, cycle=builders.make_cycle(FREE))
    builders.fill_report(report, leave_out={"7d"})
    response = site.client("owner").post(_page("submit", FREE), ATTEST)
    assert response.status_code == 422
    assert [problem.question.code for problem in response.context["problems"]] == ["7d"]
    assert "1 thing is missing" in text_of(response.content)
    assert _report(FREE).status == ReportStatus.DRAFT


@pytest.mark.parametrize("name", ["submit", "discard"])
@pytest.mark.parametrize("cycle", [SUBMITTED, PUBLISHED])
def test_what_can_no_longer_be_done_leads_back(site, name, cycle):
    owner = site.client("owner")
    assert owner.get(_page(name, cycle)).headers["Location"] == _page("report", cycle)
    before = _report(cycle).status
    assert owner.post(_page(name, cycle), ATTEST).headers["Location"] == _page("report", cycle)
    assert _report(cycle).status == before


def test_a_draft_is_discarded_after_a_question(site):
    owner = site.client("owner")
    assert _report().status == ReportStatus.DRAFT
    assert "Discard" in text_of(owner.get(_page("discard")).content)
    response = owner.post(_page("discard"), follow=True)
    assert "The draft was discarded." in text_of(response.content)
    assert _report().status == ReportStatus.DISCARDED
    cycles = owner.get(reverse("workspace:report-new", args=[ORG])).context["cycles"]
    assert DRAFT in [cycle.slug for cycle in cycles]


def test_why_a_report_came_back_is_on_its_page(site):
    desk = site.client("secretariat")
    desk.post(reverse("secretariat:start-review", args=[site.submitted.pk]))
    desk.post(reverse("secretariat:send-back", args=[site.submitted.pk]), {"reason": "Mend *1a*, please."})
    said = text_of(site.client("viewer").get(_page("report", SUBMITTED)).content)
    assert "Mend *1a*, please." in said
    assert "Returned with a reason" in said


def test_a_section_beyond_the_framework_is_not_there(site):
    assert site.client("owner").get(reverse("workspace:report", args=[ORG, "1999"])).status_code == 404
