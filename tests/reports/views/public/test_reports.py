"""A published report: page, PDF, JSON and logo, every version of it, under every address it ever had."""

import hashlib
import json

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from reports import renditions
from reports.completeness import is_asked
from reports.frameworks import load
from reports.models import FormerSlug, Version
from reports.renewal import due_on
from tests import builders
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import FORMER, ORG, PUBLISHED

REPORT = (ORG, PUBLISHED)
CURRENT = ("report", "report-json")
NUMBERED = ("version", "version-json", "version-logo")


def _address(name: str, org: str = ORG, *, number: int = 1) -> str:
    args = (org, PUBLISHED) if name in CURRENT else (org, PUBLISHED, number)
    return reverse(f"public:{name}", args=args)


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def test_every_answer_stands_at_its_own_anchor(site, reader):
    page = parse(reader.get(_address("report")).content)
    for question in site.published.framework.questions:
        (entry,) = page.xpath(f"//article[@id='{question.anchor}']")
        said = " ".join(entry.text_content().split())
        assert said.startswith(f"{question.number} {question.label}".strip())
        if question.answerable:
            assert f"What sakura-old in 2025 says about {question.code}." in said
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    inside = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#") and len(link) > 1}
    assert inside - set(ids) == set()


def test_who_reports_and_who_attests(site, reader):
    said = text_of(reader.get(_address("report")).content)
    for fact in ("Sakura Works K.K.", "Canada", "Ada Attests", "Head of responsible AI", "Cycle 2025"):
        assert fact in said


def _facts(page):
    """Return the facts of the report as label -> words."""
    labels = page.xpath("//dl[@class='facts']/dt")
    return {label.text_content(): " ".join(label.getnext().text_content().split()) for label in labels}


def test_until_when_it_is_to_be_renewed(site, reader):
    first, current = site.versions
    assert (first.number, current.number) == (1, 2)
    said = _facts(parse(reader.get(_address("report")).content))
    # A correction is no renewal.
    assert said["Renewal due"] == date_format(due_on(first.published_at))
    assert "Renewal due" not in _facts(parse(reader.get(_address("version")).content))
    later = builders.make_report(site.organisation, cycle=builders.make_cycle("2030"))
    builders.published_version(later, by=site.people["secretariat"])
    assert "Renewal due" not in _facts(parse(reader.get(_address("report")).content))


@pytest.fixture
def newer(site):
    """A published report under 2.0, of a deployer that answered one question that it was not asked."""
    organisation = builders.make_organisation("kaede", is_model_developer=False)
    report = builders.make_report(organisation, framework_id="haip-2.0")
    not_asked = {q.code for q in report.framework.answerable if not is_asked(q, report.ai_roles)}
    builders.fill_report(report, leave_out=not_asked - {"capability-thresholds.text"})
    return builders.published_version(report, by=site.people["secretariat"])


def test_a_report_under_2_0_shows_practices_tools_and_marks(reader, newer):
    content = reader.get(newer.url).content
    page = parse(content)
    (entry,) = page.xpath("//article[@id='risk-classification']")
    said = " ".join(entry.text_content().split())
    practices = load("haip-2.0").question("risk-classification").practices
    assert said.startswith("Q1 Risk definition and classification Reported, unconfirmed Our wording:")
    assert f"In place {practices[0].label} Planned {practices[1].label} Not in place" in said
    assert f"Not reported: {len(practices) - 4}" in said
    assert "What kaede in 2026 says about risk-classification." in said
    (tool,) = page.xpath("//article[@id='tools-and-metrics-text']//tbody//a")
    assert (tool.text, tool.get("href")) == ("Scale of kaede in 2026", "https://tools.example/scale")


def test_what_is_not_asked_of_the_roles_is_one_quiet_line(reader, newer):
    page = parse(reader.get(newer.url).content)
    (empty,) = page.xpath("//article[@id='capability-thresholds']")
    said = " ".join(empty.text_content().split())
    assert "Recommended for: Model developer Not asked of this role." in said
    (answered,) = page.xpath("//article[@id='capability-thresholds-text']")
    assert "Not asked" not in answered.text_content()
    assert "says about capability-thresholds.text" in answered.text_content()
    everything = text_of(reader.get(newer.url).content)
    assert "Not answered" not in everything
    assert "this one is optional" not in everything


def test_a_provisional_framework_is_never_named_without_saying_so(reader, newer):
    said = text_of(reader.get(newer.url).content)
    assert said.count("2.0 (provisional)") == 2, "in the facts and in the citation"
    assert "Version 2.0 is provisional." in said
    for path in ("/reports/", "/reports/kaede/"):
        assert "framework 2.0 (provisional)" in text_of(reader.get(path).content)


def test_the_outline_names_what_has_no_number(reader, newer):
    page = parse(reader.get(newer.url).content)
    shown = {
        link.get("href")[1:]: link.text_content()
        for link in page.xpath("//nav[contains(@class,'outline-frame')]//ul//a")
    }
    asked = [q for q in load("haip-2.0").answerable if q.section != "0"]
    assert shown == {question.anchor: question.number or question.label for question in asked}


def test_no_number_means_the_newest_version(site, reader):
    assert reader.get(_address("report")).context["version"] == site.versions[-1]
    newest = reader.get(_address("report-json"))
    assert newest.content == site.versions[-1].source.encode()


def test_a_superseded_version_stays_and_points_to_the_newer_one(site, reader):
    old = reader.get(_address("version", number=1))
    assert (old.status_code, old.context["version"], old.context["newer"]) == (
        200,
        site.versions[0],
        _address("report"),
    )
    assert "This is version 1, which has been superseded." in text_of(old.content)
    assert _address("report") in links(old.content)
    assert parse(old.content).findtext(".//h1") == "Sakura Works", "the name of that day"
    new = reader.get(_address("version", number=2))
    assert (new.context["newer"], [version.number for version in new.context["earlier"]]) == (None, [1])
    assert "superseded" not in text_of(new.content)
    assert _address("version", number=1) in links(new.content)


def test_each_version_names_its_own_address_for_search_engines(site, reader):
    for name, number, canonical in (
        ("report", 2, _address("report")),
        ("version", 2, _address("report")),
        ("version", 1, _address("version")),
    ):
        page = parse(reader.get(_address(name, number=number)).content)
        assert page.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{canonical}"]


@pytest.mark.parametrize("number", [1, 2])
def test_the_hash_on_the_page_is_that_of_the_file(site, reader, number):
    page = reader.get(_address("version", number=number))
    file = reader.get(_address("version-json", number=number))
    (shown,) = parse(page.content).xpath("//*[@id='sha256']/text()")
    assert hashlib.sha256(file.content).hexdigest() == shown == site.versions[number - 1].sha256
    assert file.headers["Content-Type"] == "application/json"
    assert file.headers["Content-Disposition"] == f'inline; filename="haip-{ORG}-2025-v{number}.json"'
    assert file.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(file.content)["report"]["version"] == number


@pytest.mark.parametrize("name", [*CURRENT, *NUMBERED])
@pytest.mark.parametrize("language", ["", "/ja", "/fr"])
def test_a_former_address_leads_on_everywhere(site, reader, name, language):
    for version in site.versions:
        renditions.derive_logo(version)
    response = reader.get(language + _address(name, FORMER))
    assert (response.status_code, response.headers["Location"]) == (302, language + _address(name))


def test_a_chain_of_former_addresses_leads_to_the_last(site, reader):
    with transaction.atomic():
        FormerSlug.objects.create(organisation=site.organisation, slug="sakura-oldest")
    response = reader.get(_address("report", "sakura-oldest"), follow=True)
    assert response.redirect_chain == [(_address("report"), 302)]


def test_a_former_address_without_such_a_report_is_not_there(reader):
    path = reverse("public:report", args=[FORMER, "1999"])
    assert reader.get(path, follow=True).status_code == 404


def test_the_logo_is_that_of_the_version(site, reader):
    response = reader.get(_address("version-logo"))
    assert response.headers["Content-Type"] == "image/png"
    frozen = json.loads(site.versions[0].source)["organisation"]["logo"]
    assert hashlib.sha256(response.content).hexdigest() == frozen["sha256"]
    assert _address("version-logo", number=2) in links(reader.get(_address("report")).content)


def test_a_report_without_a_logo_has_none(site, reader):
    version = builders.published_version(by=site.people["secretariat"])
    page = reader.get(version.url)
    assert (page.status_code, version.logo_url) == (200, None)
    assert not [link for link in links(page.content) if link.endswith("/logo")]
    path = reverse("public:version-logo", args=[version.organisation_slug, version.cycle_slug, 1])
    assert reader.get(path).status_code == 404


def test_a_page_shows_what_was_frozen_not_what_is_said_today(site, reader):
    """Name, country and answers are those of the day; only the address follows the organisation."""
    before = reader.get(_address("version")).content
    site.organisation.name, site.organisation.country = "Renamed", "JP"
    site.organisation.save()
    assert reader.get(_address("version")).content == before


def test_an_answer_holds_no_markup_of_its_writer(site, reader):
    words = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    report = builders.make_report(cycle=builders.make_cycle("2029"))
    builders.fill_report(report, leave_out={"1a"})
    owner = builders.owner_of(report.organisation)
    builders.save_answer(report=report, code="1a", choices=[], text=words, base=None, by=owner)
    version = builders.published_version(report, by=site.people["secretariat"])
    entry = parse(reader.get(version.url).content).xpath("//article[@id='1a']//div[@class='prose']")[0]
    assert [child.tag for child in entry.iter()] == ["div", "p"]
    assert "<script>alert(1)</script>" in entry.text_content()
    assert Version.objects.get(pk=version.pk).answers.get(code="1a").html.count("<script") == 0
