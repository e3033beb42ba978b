"""A published report is taken off the register, with a reason, and every address says so."""

import pytest
from django.urls import reverse

from reports.enums import MemberRole, ReportStatus
from reports.models import Event, Organisation, Rendition, Report
from tests import builders
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import ORG, PUBLISHED, PUBLISHED_PDF

REASON = "The organisation asked for it: <b>wrong</b> figures in 2b."
AT = [ORG, PUBLISHED]
ADDRESSES = [
    reverse("public:report", args=AT),
    *(reverse("public:version", args=[*AT, number]) for number in (1, 2)),
    reverse("public:report-json", args=AT),
    reverse("public:version-json", args=[*AT, 1]),
    reverse("public:report-file", args=[*AT, ".pdf"]),
    reverse("public:version-file", args=[*AT, 1, ".pdf"]),
    reverse("public:version-logo", args=[*AT, 1]),
    reverse("public:version-picture", args=[*AT, 1]),
    reverse("public:version-similar", args=[*AT, 2, "1a"]),
    reverse("public:version-cite", args=[*AT, 2]),
    reverse("public:version-cite-bibtex", args=[*AT, 2]),
]


def _withdraw(site, reason=REASON):
    path = reverse("secretariat:withdraw", args=[site.published.pk])
    return site.client("secretariat").post(path, {"reason": reason}, follow=True)


def test_the_form_asks_first_and_a_reason_is_needed(site):
    desk = site.client("secretariat")
    path = reverse("secretariat:withdraw", args=[site.published.pk])
    assert "Leave it as it is" in text_of(desk.get(path).content)
    response = desk.post(path, {"reason": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert Report.objects.get(pk=site.published.pk).status == ReportStatus.PUBLISHED


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_address_says_that_when_and_why_and_nothing_of_what_it_said(site, address):
    _withdraw(site)
    response = site.client("anonymous").get(address)
    assert response.status_code == 410
    said = text_of(response.content)
    assert "The report for Cycle 2025 was withdrawn" in said
    assert "The organisation asked for it: <b>wrong</b> figures in 2b." in said
    assert not parse(response.content).xpath("//dd//b")
    assert "says about" not in said
    assert "Sibyl" not in said
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "public, no-cache")


def test_a_stored_file_is_handed_out_no_more(site):
    rendition = Rendition.objects.get(version=site.versions[0], face="pdf")
    path = reverse("public:version-stored-file", args=[*AT, 1, rendition.sha256[:16], ".pdf"])
    reader = site.client("anonymous")
    assert reader.get(path).content == PUBLISHED_PDF
    _withdraw(site)
    response = reader.get(path)
    assert response.status_code == 410
    assert PUBLISHED_PDF not in response.content


def test_a_version_that_never_was_is_still_not_there(site):
    _withdraw(site)
    assert site.client("anonymous").get(reverse("public:version", args=[*AT, 3])).status_code == 404


@pytest.mark.parametrize(
    "name,args",
    [("home", []), ("register", []), ("questions", []), ("question", ["risk-classification"]), ("feed", [])],
)
def test_lists_feeds_and_counts_forget_it_at_once(site, name, args):
    reader = site.client("anonymous")
    path = reverse(f"public:{name}", args=args)
    named = reverse("public:report", args=AT)
    before = reader.get(path).content.decode()
    assert named in before or name == "questions"
    _withdraw(site)
    after = reader.get(path).content.decode()
    assert named not in after
    assert after != before


def test_desk_workspace_and_log_know_it(site):
    shown = text_of(_withdraw(site).content)
    assert "Withdrawn. Its addresses say when and why; the team has been told." in shown
    assert "What sakura-old in 2025 says about 1a." in shown, "the desk still reads what was published"
    report = Report.objects.get(pk=site.published.pk)
    assert (report.status, report.current_version, report.unlisting_reason) == (
        ReportStatus.WITHDRAWN,
        None,
        REASON,
    )
    assert report.unlisted_by == site.people["secretariat"]
    event = Event.objects.filter(report=report).latest("pk")
    assert (event.name, event.data["before"], event.data["after"]) == ("withdrawn", "published", "withdrawn")
    overview = site.client("viewer").get(reverse("workspace:report", args=AT))
    assert "Withdrawn from the register on" in text_of(overview.content)
    assert "The organisation asked for it: <b>wrong</b> figures in 2b." in text_of(overview.content)
    assert "The secretariat has the report." not in text_of(overview.content)


def test_twice_is_once(site):
    _withdraw(site)
    count = Event.objects.count()
    said = text_of(_withdraw(site).content)
    assert "nothing was done twice" in said and "not used" not in said
    assert Event.objects.count() == count


@pytest.mark.parametrize("typed", ["Asked for <again>\nby letter.", "x" * 2001])
def test_a_reason_that_comes_too_late_can_be_copied(site, typed):
    _withdraw(site)
    count = Event.objects.count()
    response = _withdraw(site, typed)
    assert response.status_code == 422
    (shown,) = parse(response.content).find_class("as-typed")
    assert shown.text_content() == typed
    assert (
        Event.objects.count() == count and Report.objects.get(pk=site.published.pk).unlisting_reason == REASON
    )


def test_nobody_withdraws_the_report_of_their_own_organisation(site):
    builders.make_member(site.organisation, MemberRole.VIEWER, user=site.people["secretariat"])
    said = text_of(_withdraw(site).content)
    assert "You may not decide about a report of your own organisation." in said
    assert Report.objects.get(pk=site.published.pk).status == ReportStatus.PUBLISHED
    assert site.client("anonymous").get(ADDRESSES[0]).status_code == 200


def test_where_the_jurisdiction_is_not_eligible_it_is_not_listed_again_and_the_reason_is_kept(site):
    _withdraw(site)
    desk, path = site.client("secretariat"), reverse("secretariat:relist", args=[site.published.pk])
    Organisation.objects.filter(slug=ORG).update(country="BG")
    page = desk.get(path)
    assert "Bulgaria is not on the list of eligible jurisdictions." in text_of(page.content)
    assert not parse(page.content).xpath("//textarea")
    response = desk.post(path, {"reason": "It has moved."})
    assert response.status_code == 422
    assert parse(response.content).findtext(".//textarea").strip() == "It has moved."
    assert Report.objects.get(pk=site.published.pk).status == ReportStatus.WITHDRAWN
