"""What a version changed against the one before: every change is there, and nothing of a withdrawn report."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.actions.answers import save_answer
from reports.enums import ReportStatus
from reports.models import Report
from reports.workflow import effects
from tests import builders
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import FORMER, ORG, PUBLISHED

LINK = {"title": "Model card", "address": "https://birch.example/card", "accessed_on": "2025-02-03"}


def _address(number, org="birch"):
    return reverse("public:version-changes", args=[org, PUBLISHED, number])


@pytest.fixture
def reader(site):
    return site.client("anonymous")


@pytest.fixture(scope="module")
def corrected(built_site, module_database):
    """A report of two versions; the second says why, and changes text, practice and evidence of 1a."""
    organisation = builders.make_organisation("birch", name="Birch")
    report = builders.make_report(organisation, cycle=builders.make_cycle(PUBLISHED))
    owner = builders.owner_of(organisation)
    practice = report.framework.question("1a").practices[0].id
    said = {"choices": [], "by": owner, "report": report, "code": "1a"}
    save_answer(**said, base=None, text="Forty <b>people</b> look.", practices={practice: "planned"})
    builders.fill_report(report, owner, leave_out={"1a"})
    first = builders.published_version(report, by=built_site.people["secretariat"])
    report = Report.objects.get(pk=report.pk)
    Report.objects.filter(pk=report.pk).update(status=ReportStatus.DRAFT)
    said["report"] = report
    report.refresh_from_db()
    save_answer(
        **said, base=1, text="Fifty <b>people</b> look.", practices={practice: "in_place"}, evidence=[LINK]
    )
    report.correction_reason = "The number was that of last year."
    effects.freeze_version(report, built_site.people["secretariat"], timezone.now())
    report.status = ReportStatus.PUBLISHED
    report.save()
    return first, report.current_version


def test_each_change_is_marked_and_said(reader, corrected):
    content = reader.get(_address(2)).content
    (entry,) = parse(content).xpath("//article[contains(@class, 'entry')]")
    assert entry.get("id") == "1a"
    label = corrected[0].report.framework.question("1a").practices[0].label
    assert [(mark.tag, mark.text_content()) for mark in entry.xpath(".//del | .//ins")] == [
        ("del", f"removed: {label}: Planned"),
        ("ins", f"added: {label}: In place"),
        ("ins", "added: Model card · https://birch.example/card · 2025-02-03"),
        ("del", "removed: Forty"),
        ("ins", "added: Fifty"),
    ]
    assert "<b>people</b>" in entry.text_content(), "what was typed is shown as it was typed"
    said = text_of(content)
    assert "The number was that of last year." in said
    assert "1 edited, 0 new, 0 taken out, 47 unchanged" in said


def test_a_first_version_says_that_it_is_the_first(reader, corrected):
    content = reader.get(_address(1)).content
    assert "This is the first version of the report" in text_of(content)
    assert parse(content).xpath("//ins | //del") == []


def test_a_change_of_the_profile_alone_is_one_too(reader):
    content = reader.get(_address(2, ORG)).content
    assert [mark.text_content() for mark in parse(content).xpath("//ins | //del")] == [
        "removed: Name: Sakura Works",
        "added: Name: Sakura Works K.K.",
    ]
    assert "Every answer is word for word as it was." in text_of(content)


def test_versions_lead_to_what_they_changed(reader, corrected):
    report, old = (
        reader.get(reverse(f"public:{name}", args=["birch", PUBLISHED, *number])).content
        for name, number in (("report", ()), ("version", (1,)))
    )
    assert _address(2) in links(report)
    assert _address(1) not in links(report), "a first version changed nothing"
    assert _address(2) in links(old), "the notice says what was changed since"
    assert _address(2) in links(reader.get(reverse("public:organisation", args=["birch"])).content)


@pytest.mark.parametrize("number", [0, 3, 99])
def test_a_version_that_is_not_there_changed_nothing(reader, corrected, number):
    assert reader.get(_address(number)).status_code == 404


def test_a_former_address_leads_on(reader):
    response = reader.get("/ja" + _address(2, FORMER))
    assert (response.status_code, response.headers["Location"]) == (302, "/ja" + _address(2, ORG))
