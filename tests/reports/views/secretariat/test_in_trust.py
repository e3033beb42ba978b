"""The pages on which the secretariat enters what was published elsewhere, and who else may see them."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from reports.actions.members import accept_invitation, invite_member
from reports.enums import MemberRole
from reports.models import Organisation, Report
from tests import builders
from tests.builders import TRANSCRIBED, rolled_back

pytestmark = pytest.mark.django_db
PROFILE = {
    "name": "Newlake",
    "slug": "newlake",
    "country": "JP",
    "website": "https://newlake.example",
    "sector": "education",
    "is_deployer": "on",
}
SAID = "We class each use by the harm it can do."


@pytest.fixture(scope="module")
def site(module_database):
    desk = builders.make_user("in-trust-desk", is_secretariat=True)
    report = builders.transcribed_report(
        "oldlake-in-trust", by=desk, said=SAID, cycle=builders.make_cycle("2031")
    )
    client = Client()
    client.force_login(desk)
    return SimpleNamespace(desk=desk, report=report, client=client)


@pytest.fixture(autouse=True)
def _undone(site):
    with rolled_back():
        yield


def at(name, report, *more):
    return reverse(f"workspace:{name}", args=[report.organisation.slug, report.cycle.slug, *more])


def start(site, **changes):
    data = {
        "transcribed_from": "elsewhere.example/reports/7",
        "originally_published_on": "2025-04-22",
        "cycle": builders.make_cycle("2032").pk,
        "framework": "haip-1.0",
        "language": "en",
    }
    address = reverse("workspace:report-new", args=[site.report.organisation.slug])
    return site.client.post(address, data | changes)


def test_an_organisation_is_entered_without_a_member(site):
    answer = site.client.post(reverse("secretariat:in-trust-new"), PROFILE)
    assert answer.url == reverse("workspace:organisation", args=["newlake"])
    entered = Organisation.objects.get(slug="newlake")
    assert (entered.in_trust, entered.memberships.count()) == (True, 0)
    assert "Newlake" in site.client.get(reverse("secretariat:in-trust")).text
    assert site.client.get(answer.url).status_code == 200


def test_a_taken_address_is_said_at_the_field_and_what_was_typed_is_kept(site):
    answer = site.client.post(
        reverse("secretariat:in-trust-new"), PROFILE | {"slug": site.report.organisation.slug}
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["slug"]
    assert "https://newlake.example" in answer.text


def test_source_and_day_are_asked_and_kept(site):
    assert start(site).status_code == 302
    report = Report.objects.get(cycle__slug="2032")
    assert report.transcribed_from == "https://elsewhere.example/reports/7"
    assert f"{report.originally_published_on}" == "2025-04-22"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"transcribed_from": ""}, "transcribed_from"),
        ({"transcribed_from": "javascript:alert(1)"}, "transcribed_from"),
        ({"originally_published_on": ""}, "originally_published_on"),
        ({"originally_published_on": "2999-01-01"}, "originally_published_on"),
        ({"originally_published_on": "22/4"}, "originally_published_on"),
    ],
)
def test_a_source_that_is_none_is_said_at_its_field(site, changes, field):
    answer = start(site, **changes)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_it_is_published_as_transcribed(site):
    page = site.client.get(at("transcribe", site.report))
    assert TRANSCRIBED["transcribed_from"] in page.text
    assert site.client.post(at("transcribe", site.report)).url == at("report", site.report)
    public = Client().get(reverse("public:report", args=["oldlake-in-trust", "2031"]))
    assert "Transcribed from" in public.text
    assert "Published there on 22 April 2025" in public.text
    assert "Attested by" not in public.text
    assert SAID in public.text
    row = Client().get(reverse("public:register") + "?q=oldlake")
    assert "transcribed; published elsewhere on 22 April 2025" in row.text
    table = Client().get(reverse("public:results-csv") + "?q=oldlake")
    assert "https://elsewhere.example/reports/7,2025-04-22" in table.text


def test_an_empty_one_is_not_published(site):
    empty = builders.transcribed_report("empty-in-trust", by=site.desk)
    answer = site.client.post(at("transcribe", empty))
    assert answer.status_code == 422
    assert "Write at least one answer" in answer.text


def test_nobody_attests_it(site):
    assert site.client.get(at("submit", site.report)).url == at("report", site.report)
    attested = {"name": "Sam", "title": "Clerk", "agreed": "on"}
    assert site.client.post(at("submit", site.report), attested).url == at("report", site.report)
    assert Report.objects.get(pk=site.report.pk).status == "draft"
    assert 'name="agreed"' not in site.client.get(at("report", site.report)).text


PAGES = ("report", "preview", "check", "transcribe", "discard", "trail-json", "draft-files")


@pytest.mark.parametrize("name", PAGES)
def test_the_draft_is_the_secretariats_alone(site, name):
    stranger = Client()
    stranger.force_login(builders.owner_of(builders.make_organisation()))
    assert stranger.get(at(name, site.report)).status_code == 404
    assert site.client.get(at(name, site.report)).status_code == 200
    assert Client().get(at(name, site.report)).status_code == 302


def test_whoever_joins_has_it_and_the_secretariat_has_it_no_more(site):
    invitation = invite_member(
        organisation=site.report.organisation,
        email="olga-in-trust@people.example",
        role=MemberRole.OWNER,
        by=site.desk,
    )
    olga = builders.make_user("olga-in-trust")
    accept_invitation(token=builders.token_of(invitation), by=olga)
    client = Client()
    client.force_login(olga)
    assert client.get(at("report", site.report)).status_code == 200
    assert [site.client.get(at(name, site.report)).status_code for name in PAGES] == [404] * len(PAGES)
    assert site.client.get(reverse("workspace:members", args=["oldlake-in-trust"])).status_code == 404
    assert "oldlake" not in site.client.get(reverse("secretariat:in-trust")).text.lower()
