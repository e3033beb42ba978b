"""An organisation with everything that it published: versions, withdrawn reports without words, practices."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from reports.enums import ReportStatus
from reports.models import PublishedAnswer, RegisterState, Report
from reports.renewal import due_on
from tests import builders
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import FORMER, ORG, PUBLISHED

REASON = "Entered under the wrong organisation."


def _page(org=ORG):
    return reverse("public:organisation", args=[org])


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def _withdraw(site, version):
    report = Report.objects.get(pk=version.report_id)
    report.status, report.current_version = ReportStatus.WITHDRAWN, None
    report.unlisted_at, report.unlisted_by = timezone.now(), site.people["secretariat"]
    report.unlisting_reason = REASON
    report.save()


@pytest.fixture
def newer(site):
    """A report of the same organisation for a later cycle, under 2.0."""
    cycle = builders.make_cycle("2030")
    report = builders.make_report(site.organisation, cycle=cycle, framework_id="haip-2.0")
    return builders.published_version(report, by=site.people["secretariat"])


def _timeline(content):
    """Return each report of the timeline as its words."""
    items = parse(content).xpath("//ol[@class='timeline']/li")
    return [" ".join(" ".join(item.itertext()).split()) for item in items]


def test_cycles_and_versions_stand_newest_first(site, reader, newer):
    PublishedAnswer.objects.filter(version=site.versions[1], code="1a").update(words=4400)
    response = reader.get(_page())
    first, second = _timeline(response.content)
    assert first.startswith("Cycle 2030 framework 2.0 (provisional) English about")
    assert second.startswith("Cycle 2025 framework 1.0 English about 21 minutes Version 2")
    assert second.index("Version 2") < second.index("Reason: The name was wrong.") < second.index("Version 1")
    for version in (newer, *site.versions):
        version.report.organisation.slug = ORG
        assert {version.permanent_url, version.json_url, version.pdf_url} <= links(response.content)


def test_the_profile_is_that_of_the_newest_listed_report(site, reader, newer):
    facts = parse(reader.get(_page()).content).find_class("facts")[0]
    assert [each.text_content() for each in facts] == [
        *("Country", "Canada", "Website", "https://sakura-old.example", "Sector", "Software and IT services"),
        *("Size", "50 to 249 employees", "Roles in AI", "Model developer, Deployer"),
    ]


def test_practices_are_counted_for_the_two_newest_cycles(site, reader, newer):
    rows = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in parse(reader.get(_page()).content).xpath("//table//tr")
    ]
    stated = newer.stated_practices
    counts = [str(stated.filter(state=state).count()) for state in ("in_place", "planned")]
    assert rows == [
        ["State", "Cycle 2030", "Cycle 2025"],
        ["In place", counts[0], "0"],
        ["Planned", counts[1], "0"],
    ]
    assert counts[0] != "0"


def test_without_practices_there_is_no_table(reader):
    assert parse(reader.get(_page()).content).xpath("//table") == []


def test_a_withdrawn_report_leaves_its_date_and_its_reason_and_no_word(site, reader, newer):
    _withdraw(site, newer)
    content = reader.get(_page()).content
    first, _second = _timeline(content)
    day = timezone.now().strftime("%-d %B %Y")
    assert first == (
        "Cycle 2030 Withdrawn framework 2.0 (provisional) English "
        f"Taken out of the register on {day}. Reason: {REASON}"
    )
    assert newer.json_url not in links(content)
    assert parse(content).xpath("//table") == [], "what it stated is counted no more"


def test_where_all_is_withdrawn_nothing_of_it_is_shown(site, reader):
    _withdraw(site, site.versions[1])
    content = reader.get(_page()).content
    assert len(_timeline(content)) == 1
    assert [link for link in links(content) if link.endswith(("/logo", ".json", ".pdf"))] == []
    assert "minutes" not in text_of(content)


def test_a_former_address_leads_on_and_others_are_not_there(reader):
    response = reader.get(_page(FORMER))
    assert response.headers["Location"] == _page()
    assert reader.get(_page("elsewhere")).status_code == 404
    assert reverse("public:organisation-feed", args=[ORG]) in links(reader.get(_page()).content)
    assert reverse("public:report", args=[ORG, PUBLISHED]) in links(reader.get(_page()).content)


def test_only_the_newest_listed_report_is_to_be_renewed(site, reader, newer):
    first, second = _timeline(reader.get(_page()).content)
    due = date_format(due_on(newer.published_at))
    assert f"renewal due {due}" in first
    assert "renewal due" not in second
    _withdraw(site, newer)
    RegisterState.objects.advance()
    first, second = _timeline(reader.get(_page()).content)
    assert "renewal due" not in first
    assert f"renewal due {date_format(due_on(site.versions[0].published_at))}" in second


def test_the_fact_says_the_same_on_every_day(site, reader):
    """Pages are stored: nothing in them may depend on the day of reading."""
    said = set()
    for years in (0, 5):
        moment = timezone.now() + timedelta(days=365 * years)
        with time_machine.travel(moment, tick=False):
            RegisterState.objects.advance()
            said.add(_timeline(reader.get(_page()).content)[0])
    assert len(said) == 1
