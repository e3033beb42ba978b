"""The page of a draft's reading links: who makes them, what it shows, and who may see it."""

import pytest
import time_machine
from django.urls import reverse

from reports.actions.reading_links import create_link, reading_address, record_visit, revoke_link
from reports.models import ReadingLink
from tests import builders
from tests.builders import stored_rows
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, PUBLISHED, SUBMITTED

HOSTILE = '<script>alert(1)</script>"><b>\u202egnitropeR{{ x }}%s'


def _page(cycle: str = DRAFT, org: str = ORG) -> str:
    return reverse("workspace:reading-links", args=[org, cycle])


def _revoke(link: ReadingLink, cycle: str = DRAFT, org: str = ORG) -> str:
    return reverse("workspace:reading-link-revoke", args=[org, cycle, link.pk])


def _addresses(response) -> list[str]:
    return [field.get("value") for field in parse(response.content).xpath("//input[@readonly]")]


@pytest.mark.parametrize("role", ["editor", "owner"])
def test_a_link_is_made_and_its_address_shown(site, settings, role):
    settings.SITE_URL = "https://reports.example"
    client = site.client(role)
    response = client.post(_page(), {"reader": "Counsel", "days": "3"}, follow=True)
    assert response.redirect_chain == [(_page(), 302)]
    link = ReadingLink.objects.get(reader="Counsel")
    assert (link.report, link.created_by) == (site.draft, site.people[role])
    assert (link.expires_at - link.created_at).days == 3
    assert _addresses(response)[0] == f"https://reports.example{reading_address(link)}"
    assert "The link for Counsel is made." in text_of(response.content)


def test_fourteen_days_are_proposed(site):
    (days,) = parse(site.client("owner").get(_page()).content).xpath("//input[@name='days']")
    assert days.get("value") == "14"


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"reader": "", "days": "14"}, ["reader"]),
        ({"reader": "x" * 201, "days": "14"}, ["reader"]),
        ({"reader": "Counsel", "days": "0"}, ["days"]),
        ({"reader": "Counsel", "days": "91"}, ["days"]),
        ({"reader": "Counsel", "days": "soon"}, ["days"]),
        ({"reader": "\ufffe", "days": "14"}, ["__all__"]),
        ({}, ["reader", "days"]),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_kept(site, data, wrong):
    before = stored_rows()
    response = site.client("owner").post(_page(), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, wrong)
    (reader,) = parse(response.content).xpath("//input[@name='reader']")
    assert reader.get("value", "") == data.get("reader", "")
    assert stored_rows() == before


def test_the_list_says_who_made_who_reads_and_how_often(site):
    for second in range(60):
        with time_machine.travel(f"2026-03-01T12:00:{second:02}Z", tick=False):
            record_visit(
                link=site.reading_link, face="pdf" if second else "json", network=f"192.0.{second}.0/24"
            )
    response = site.client("owner").get(_page())
    said = text_of(response.content)
    for words in ("Rosalind Reader", "made by Edgar", "Opened 60 times", "The last 50:", "Open until"):
        assert words in said
    networks = [code.text for code in parse(response.content).xpath("//table//code")]
    assert networks == [f"192.0.{second}.0/24" for second in range(59, 9, -1)]


def test_an_unopened_link_says_so(site):
    said = text_of(site.client("owner").get(_page()).content)
    assert "Not opened yet" in said
    assert "Opened" not in said


def test_a_link_is_revoked_once(site):
    owner = site.client("owner")
    response = owner.post(_revoke(site.reading_link), follow=True)
    said = text_of(response.content)
    assert "The link for Rosalind Reader is revoked." in said
    assert "Revoked by Ophelia" in said
    assert _addresses(response) == []
    before = stored_rows()
    site.client("editor").post(_revoke(site.reading_link))
    assert {name: rows for name, rows in stored_rows().items() if name != "django_session"} == before
    assert site.client("anonymous").get(reading_address(site.reading_link)).status_code == 410


def test_an_expired_link_stands_in_the_list_without_its_address(site):
    ReadingLink.objects.update(expires_at=site.reading_link.created_at)
    response = site.client("owner").get(_page())
    assert "Expired" in text_of(response.content)
    assert _addresses(response) == []


def test_a_viewer_reads_no_address(site):
    """A link would give away, to anybody and in their name, what a viewer may only read."""
    viewer = site.client("viewer")
    assert viewer.get(_page()).status_code == 403
    for name in ("report", "preview"):
        response = viewer.get(reverse(f"workspace:{name}", args=[ORG, DRAFT]))
        assert _page() not in response.content.decode()
        assert _page() in site.client("editor").get(response.request["PATH_INFO"]).content.decode()


def test_the_link_of_another_report_is_not_there(site):
    stranger = site.people["stranger"]
    theirs = stranger.memberships.get().organisation.reports.get()
    link = create_link(report=theirs, reader="Theirs", days=14, by=stranger)
    before = stored_rows()
    assert site.client("owner").post(_revoke(link)).status_code == 404
    assert site.client("owner").post(_revoke(link, org=ELSEWHERE)).status_code == 404
    assert site.client("stranger").post(_revoke(site.reading_link, org=ELSEWHERE)).status_code == 404
    assert site.client("owner").post(_revoke(site.reading_link, cycle=SUBMITTED)).status_code == 404
    assert stored_rows() == before
    assert "Theirs" not in site.client("owner").get(_page()).content.decode()


def test_a_published_report_shows_its_closed_links_and_makes_no_more(site):
    builders.published_version(site.draft, by=site.people["secretariat"])
    owner = site.client("owner")
    response = owner.get(_page())
    assert "Closed: the report is published" in text_of(response.content)
    assert (_addresses(response), parse(response.content).xpath("//input[@name='reader']")) == ([], [])
    before = stored_rows()
    for cycle in (DRAFT, PUBLISHED):
        response = owner.post(_page(cycle), {"reader": "Counsel", "days": "14"})
        assert response.status_code == 422
        assert "This report is no draft any more." in text_of(response.content)
    assert stored_rows() == before


def test_a_report_that_waits_can_be_read_by_link_too(site):
    site.client("owner").post(_page(SUBMITTED), {"reader": "Counsel", "days": "14"})
    link = ReadingLink.objects.get(report=site.submitted)
    response = site.client("anonymous").get(reading_address(link))
    assert "sakura-works in 2027" in response.content.decode()


@pytest.mark.parametrize("markup", [HOSTILE, "x" * 200])
def test_markup_in_the_name_of_a_reader_stays_text(site, markup):
    owner = site.client("owner")
    made = owner.post(_page(), {"reader": markup, "days": "14"}, follow=True)
    link = ReadingLink.objects.get(reader=markup)
    read = site.client("anonymous").get(reading_address(link))
    revoked = owner.post(_revoke(link), follow=True)
    for response in (made, read, revoked):
        assert response.status_code == 200
        assert b"<b>" not in response.content
        assert b"alert(1)</script>" not in response.content
        assert markup in [bdi.text for bdi in parse(response.content).iter("bdi")]


def test_the_secretariat_is_not_told_who_reads_a_draft(site):
    link = create_link(report=site.submitted, reader="Rosalind", days=14, by=site.people["owner"])
    revoke_link(link=link, by=site.people["owner"])
    page = reverse("workspace:report", args=[ORG, SUBMITTED])
    desk = reverse("secretariat:report", args=[site.submitted.pk])
    team, secretariat = site.client("owner").get(page), site.client("secretariat").get(desk)
    for words in ("Reading link made", "Reading link revoked"):
        assert words in text_of(team.content)
        assert words not in text_of(secretariat.content)
    assert "Attested and submitted" in text_of(secretariat.content)


def test_the_preview_says_that_others_can_read_it(site):
    preview = reverse("workspace:preview", args=[ORG, DRAFT])
    assert "1 reading link is open" in text_of(site.client("viewer").get(preview).content)
    revoke_link(link=site.reading_link, by=site.people["owner"])
    assert "only members see this" in text_of(site.client("viewer").get(preview).content)
