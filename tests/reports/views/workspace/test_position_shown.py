"""Every number of a position is that of the frozen JSON of others, every link leads to their passages."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.documents.source import draft_source
from reports.enums import ReportStatus
from reports.models import Report, StoredPage
from reports.views.workspace.board_paper_contents import contents_of
from reports.workflow import effects
from tests import builders
from tests.reports.benchmark import positions, registers
from tests.reports.views.pages import breaches, links, parse, text_of

HEADS = {"practice", "length", "evidence", "standard"}
HUSH = "Murmurwort"
"""Stands in the draft of another organisation."""


@pytest.fixture(scope="module")
def register(built_site, django_db_blocker):
    """Six reports beside that of the common site, one withdrawn besides, one with a superseded version."""
    with django_db_blocker.unblock(), builders.rolled_back():
        registers.write_register(4, built_site.people["secretariat"], reports=6, keen=True)
        yield


@pytest.fixture
def report(register, db):
    """A draft of the organisation of the first report, with one answer."""
    return _draft("random-4-0", "We ask people.")


@pytest.fixture
def ask(report):
    """Return the response to a query about the draft, to a member."""

    def ask(query="", *, of=report, prefix=""):
        client = Client()
        client.force_login(builders.owner_of(of.organisation))
        response = client.get(f"{prefix}{_page(of)}?{query}")
        assert response.status_code == 200
        return response

    return ask


def _draft(slug, text):
    organisation = Report.objects.filter(organisation__slug=slug)[0].organisation
    report = builders.make_report(organisation, cycle=builders.make_cycle("2026"), framework_id="haip-1.0")
    save_answer(
        report=report,
        code="1a",
        choices=[],
        text=text,
        practices={practice.id: "not_applicable" for practice in report.framework.question("1a").practices},
        base=None,
        by=builders.owner_of(organisation),
    )
    return report


def _page(report):
    return reverse("workspace:position", args=[report.organisation.slug, report.cycle.slug])


def _rows(response):
    """Return key -> the numbers that the page says of the peers, and what it says of the report."""
    rows = {}
    for row in parse(response.content).iter("tr"):
        name = row.get("id", "")
        if name.startswith("gap-"):
            chart = _chart_of(row)
            ours, theirs = (" ".join(cell.text_content().split()) for cell in row.findall("td"))
            number, of = map(int, re.search(r"(\d+) of (\d+)", theirs).groups())
            key = name.removeprefix("gap-").replace("-", ":", 1)
            assert key not in rows
            rows[key] = (number, of), ours.removeprefix("Your report ")
            assert chart.findtext("title") == row.findtext("th/span") and chart.findtext("desc") in theirs
            for bar in chart.xpath("rect[contains(@class, 'part-share')]"):
                assert float(bar.get("width").rstrip("%")) == pytest.approx(100 * number / of, abs=0.001)
    return rows


def _chart_of(row):
    """Return the chart of a row, taken out of it: its words say again what stands beside it."""
    (chart,) = row.iter("svg")
    holder = chart.getparent()
    tail, chart.tail = chart.tail, None
    holder.remove(chart)
    holder.text = (holder.text or "") + (tail or "")
    return chart


def _others(fits=lambda source: True):
    return registers.sources(lambda each: each["organisation"]["slug"] != "random-4-0" and fits(each))


def _expected(source, peers):
    found = positions.gaps_of(source, peers)
    return {key: each[:2] for key, each in found.items()}


def test_every_number_is_that_of_the_frozen_json(ask, report):
    rows = _rows(ask())
    expected = positions.gaps_of(draft_source(report), _others())
    assert {key: numbers for key, (numbers, _ours) in rows.items()} == {
        key: each[:2] for key, each in expected.items()
    }
    assert {key.partition(":")[0] for key in rows} == HEADS
    states = {
        "not_reported": "Not reported",
        "not_in_place": "Not in place",
        "not_applicable": "Not applicable",
    }
    for key, (_numbers, ours) in rows.items():
        if key.startswith("practice:"):
            assert ours.startswith(states[expected[key][2]])


def test_numbers_are_said_of_those_that_were_asked_and_heads_count_their_rows(ask):
    page = parse(ask().content)
    for row in page.xpath("//tr[starts-with(@id, 'gap-')]"):
        _chart_of(row)
    said = {"practice": "in place or planned", "evidence": "at least one link"}
    for kind, what in said.items():
        cells = page.xpath(f"//tr[starts-with(@id, 'gap-{kind}-')]/td[2]")
        assert cells
        for cell in cells:
            words = " ".join(cell.text_content().split())
            assert re.search(rf"^Peers \d+ of \d+ reports that were asked: {what}", words)
    (count,) = page.xpath("//h2[@id='more']/span")
    assert int(count.text) == len(page.xpath("//tr[starts-with(@id, 'rare-')]"))


def test_a_paper_names_first_what_fewest_report_besides(ask, report):
    for question in [each for each in report.framework.answerable if each.practices and each.code != "1a"]:
        save_answer(
            report=report,
            code=question.code,
            choices=[],
            text="",
            practices={practice.id: "in_place" for practice in question.practices},
            base=None,
            by=builders.owner_of(report.organisation),
        )
    gaps = [row.gap.peers for part in ask().context["rare"] for row in part.gaps]
    every = sorted(((each.number, each.of) for each in gaps), key=lambda each: each[0] / each[1])
    assert every[0][0] / every[0][1] < every[-1][0] / every[-1][1]
    named = [tuple(map(int, re.findall(r"\d+", gap["theirs"]))) for gap in contents_of(report, {})["rare"]]
    assert [number / of for number, of in named] == [number / of for number, of in every[: len(named)]]


def test_a_group_that_the_address_chooses(ask, report):
    countries = Counter(source["organisation"]["country"] for source in _others())
    [(country, most)] = countries.most_common(1)
    peers = _others(lambda source: source["organisation"]["country"] == country)
    assert 3 <= most == len(peers) < len(_others())
    response = ask(f"country={country}")
    assert response.context["size"] == response.context["group"].size == len(peers)
    assert {key: numbers for key, (numbers, _ours) in _rows(response).items()} == _expected(
        draft_source(report), peers
    )
    rows = parse(response.content).xpath("//tr[starts-with(@id, 'gap-practice-')]/td[2]/a/@href")
    assert rows
    assert all(link.startswith("/questions/") and link.endswith(f"/?country={country}") for link in rows)


def test_own_reports_are_never_among_the_peers(ask):
    response = ask()
    assert response.context["size"] == response.context["group"].size == 6
    main = parse(response.content).get_element_by_id("main")
    assert "6 published reports of other organisations" in main.text_content()
    assert not [link for link in links(response.content) if link.startswith("/reports/random-4-0/")]
    counted = {box.name: sum(value.count for value in box.shown) for box in response.context["group"].boxes}
    assert counted["country"] == counted["cycle"] == counted["framework"] == counted["language"] == 6
    # Not even where the address asks for them.
    unknown = ask("org=random-4-0").context["found"].unknown
    assert [each.value for each in unknown] == ["random-4-0"]


def test_the_facets_of_the_database_leave_own_reports_out(ask):
    [box] = [box for box in ask().context["group"].boxes if box.name == "standard"]
    cited = {value.label: value.count for value in box.shown}
    expected = sorted(
        sum(standard in positions.standards_of(peer) for peer in _others())
        for standard in set().union(*map(positions.standards_of, _others()))
    )
    assert sorted(cited.values()) == expected


def test_what_was_withdrawn_counts_nowhere(ask):
    withdrawn = Report.objects.get(status=ReportStatus.WITHDRAWN).organisation
    response = ask("standing=withdrawn")
    assert response.context["size"] == 6
    assert withdrawn.slug not in response.content.decode()


def test_a_draft_of_others_is_no_peer(ask):
    before = _rows(ask())
    _draft("random-4-1", f"{HUSH} and the OECD AI Principles. " * 90)
    response = ask()
    assert _rows(response) == before
    assert HUSH not in response.content.decode()


def test_a_published_report_is_read_as_published(ask):
    source = next(each for each in registers.sources() if each["organisation"]["slug"] == "random-4-0")
    own = Report.objects.get(organisation__slug="random-4-0", status=ReportStatus.PUBLISHED)
    response = ask(of=own)
    assert {key: numbers for key, (numbers, _ours) in _rows(response).items()} == _expected(source, _others())
    assert "Your published report beside" in text_of(response.content)


def test_what_does_not_apply_stands_apart(ask):
    page = parse(ask().content)
    apart = "You say that these do not apply to you"
    heads = {}
    for row in page.xpath("//tr[starts-with(@id, 'gap-practice-')]"):
        above = row.xpath("preceding::h3[not(contains(@class, 'topic-name'))]")
        heads.setdefault(above[-1].text_content() if above else "", set()).add(
            row.findall("td")[0].text_content().split("To the")[0].replace("Your report", "").strip()
        )
    assert heads[apart] == {"Not applicable"}
    assert "Not applicable" not in heads[""]


def test_every_link_of_a_gap_leads_to_a_passage(ask, client):
    page = parse(ask().content)
    found = set()
    for row in page.xpath("//tr[starts-with(@id, 'gap-')]"):
        found |= {link for _element, _attribute, link, _at in row.iterlinks()}
    passages = {link for link in found if link.startswith("/reports/")}
    assert passages
    for link in [*sorted(passages), *sorted(found - passages)[:5]]:
        path, _hash, anchor = link.partition("#")
        if urlsplit(path).path.startswith("/workspace/"):
            continue
        response = client.get(path)
        assert response.status_code == 200, link
        if anchor:
            parse(response.content).get_element_by_id(anchor)


def test_links_to_the_own_question_lead_there(ask, report):
    page = parse(ask().content)
    link = page.xpath("//tr[starts-with(@id, 'gap-practice-')]/td[1]/a/@href")[0]
    path, _hash, anchor = link.partition("#")
    client = Client()
    client.force_login(builders.owner_of(report.organisation))
    parse(client.get(path).content).get_element_by_id(anchor)


def test_a_small_group_is_named(ask):
    named = {}
    for query in ("", "country=JP", "country=FR", "country=CA", "country=CA&country=JP", "sector=health"):
        response = ask(query)
        named[response.context["size"]] = "This group is small" in text_of(response.content)
    assert {True, False} == {named[size] for size in named if size}
    assert all(is_named is (0 < size < 3) for size, is_named in named.items())


def test_one_peer_makes_no_most(ask):
    only = _others()[0]["organisation"]["slug"]
    response = ask(f"org={only}")
    assert response.context["size"] == 1
    assert {key.partition(":")[0] for key in _rows(response)} <= {"standard"}
    assert "This group is small" in text_of(response.content)


def test_nobody_fits(ask):
    response = ask("q=nobodysaysthisword")
    assert response.context["size"] == 0
    assert "No report of another organisation fits all of this" in text_of(response.content)
    assert _rows(response) == {}


@pytest.mark.parametrize(
    "query", ["country=%00&country=JP", "q=%22&sector=%F0", "role=x&section=9&by=", "page=-1&sort=best"]
)
def test_bad_queries_are_left_out(ask, query):
    assert ask(query).context["size"] <= 6


def test_it_asks_as_often_for_few_as_for_many(ask, report, django_assert_num_queries):
    one = next(each for each in _others() if positions.standards_of(each))["organisation"]["slug"]
    client = Client()
    client.force_login(builders.owner_of(report.organisation))
    for query in ("", f"org={one}"):
        # Session, person and report; three for the group, five for what is counted of it, one for the
        # draft, one for what is planned.
        with django_assert_num_queries(13):
            client.get(f"{_page(report)}?{query}")
    builders.fill_report(report, leave_out=["1a"])
    with django_assert_num_queries(13):
        client.get(_page(report))


def test_nothing_breaks_the_policy_and_nothing_is_stored(ask):
    response = ask(prefix="/ja")
    assert breaches(response.content) == []
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert not StoredPage.objects.filter(address__contains="position").exists()


def test_an_empty_draft_is_said_to_be_empty(ask, report):
    organisation = Report.objects.filter(organisation__slug="random-4-1")[0].organisation
    empty = builders.make_report(organisation, cycle=builders.make_cycle("2027"))
    response = ask(of=empty)
    assert "Your report is still empty" in text_of(response.content)
    assert "Your report is still empty" not in text_of(ask().content)
    assert "length:risk-classification" in _rows(response)


def test_a_report_published_since_is_a_peer(ask, report):
    before = ask().context["size"]
    other = _draft("random-4-1", "A new one.")
    effects.freeze_version(other, builders.owner_of(report.organisation), other.created_at)
    other.status = ReportStatus.PUBLISHED
    other.save()
    assert ask().context["size"] == before + 1
