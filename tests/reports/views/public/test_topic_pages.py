"""A topic for a peer group: who answers, words marked, short first, side by side, as files, and links."""

import csv
import io
import re

import pytest
from django.core.paginator import Paginator
from django.urls import reverse

from reports.frameworks import load
from reports.models import PublishedAnswer
from reports.views.public import peers
from tests.reports.views.pages import breaches, links, parse, text_of
from tests.reports.views.public.shelf import AOBA, BIRCH, CLINIC, publish
from tests.reports.views.site import ORG

TOPIC = "risk-classification"
PAGE, TABLE, JSON = (reverse(f"public:question{name}", args=[TOPIC]) for name in ("", "-csv", "-json"))
PRACTICES = [practice.id for practice in load("haip-2.0").topic(TOPIC).practices]
LONG = (
    "We sort every **ri**sk by hand & say `risk < harm` where it is one. Then we wait. "
    + "The committee reads what was written, asks the authors, and decides. " * 12
    + "\n\nA last risk stands [here](https://wren.example/?risk=1)[^1].\n\n[^1]: Risks of *wren*."
)


@pytest.fixture(scope="module")
def written(shelf):
    """One more report on the shelf, with a long answer without a summary."""
    publish(
        "wren",
        "2024",
        {"1a": LONG},
        shelf.people["secretariat"],
        roles="is_deployer",
        country="FR",
        name="Wren",
    )
    return shelf


@pytest.fixture
def ask(written, db):
    """Return the response to a query."""

    def ask(query="view=", path=PAGE, prefix=""):
        response = written.client("anonymous").get(f"{prefix}{path}?{query}")
        assert response.status_code == 200
        return response

    return ask


def _slugs(response):
    return [peer.version.organisation_slug for peer in response.context["peers"]]


def _rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("query", "slugs", "words"),
    [
        ("", [BIRCH, CLINIC, ORG, "wren", AOBA], "All 5 published reports"),
        ("country=FR", [CLINIC, "wren"], "2 reports: Country: France"),
        ("country=FR&country=JP", [CLINIC, "wren", AOBA], "3 reports: Country: France, Country: Japan"),
        ("cycle=2024&role=deployer", [BIRCH, "wren"], "2 reports: Role: Deployer, Cycle: Cycle 2024"),
        (
            "practice=risk-tiers&language=ja",
            [AOBA],
            "1 report: Language of the answers: Japanese",
        ),
        ("standard=iso-iec-42001", [CLINIC], "1 report: Standard cited"),
        ("q=Birch", [BIRCH, CLINIC], "2 reports: Words: Birch"),
        ("org=wren", ["wren"], "1 report: Organisation: Wren"),
        ("standing=withdrawn", [BIRCH, CLINIC, ORG, "wren", AOBA], "All 5 published reports"),
        ("country=FR&country=XX", [CLINIC, "wren"], "2 reports: Country: France"),
    ],
)
def test_a_group_is_chosen_as_in_the_register(ask, query, slugs, words):
    response = ask(query or "view=")
    assert _slugs(response) == slugs
    assert words in text_of(response.content)
    assert ("This group is small" in text_of(response.content)) == (len(slugs) < 3)
    assert {row["slug"] for row in _rows(ask(query, TABLE))} == set(slugs)


def test_what_is_chosen_can_be_taken_off_and_everything_else_stays(ask):
    response = ask("country=FR&cycle=2024&view=side&term=risk&page=1")
    off = [chip.get("href") for chip in parse(response.content).find_class("chip")]
    assert off == [
        f"{PAGE}?cycle=2024&view=side&term=risk",
        f"{PAGE}?country=FR&view=side&term=risk",
        f"{PAGE}?view=side&term=risk",
    ]
    values = [link.get("href") for link in parse(response.content).find_class("facet-value")]
    assert f"{PAGE}?country=FR&country=JP&cycle=2024&view=side&term=risk" in values
    assert all(value.startswith(PAGE) and "view=side&term=risk" in value for value in values)


def test_how_many_answer_is_said_of_those_that_were_asked(ask):
    assert "5 of 5 reports that were asked answer this. Together that is 5 answers." in text_of(ask().content)
    # Nobody but sakura-works answers 2a; agents are a topic of 2.0, under which nobody reports.
    other = reverse("public:question", args=["risk-identification"])
    said = text_of(ask(path=reverse("public:question", args=["data-quality-and-bias"])).content)
    assert "1 of 5 reports that were asked answer this." in said
    said = text_of(ask(path=reverse("public:question", args=["agent-controls"])).content)
    assert "0 of 0 reports that were asked" in said
    assert other.startswith("/questions/")


def test_a_group_without_answers_says_what_to_do(ask):
    said = text_of(ask("country=FR", reverse("public:question", args=["data-quality-and-bias"])).content)
    assert "No report of this group answers this" in said
    assert "0 of 2 reports that were asked answer this." in said


def test_answers_stand_stacked_or_side_by_side(ask):
    stacked, side = (parse(ask(query).content) for query in ("country=FR", "country=FR&view=side"))
    assert len(stacked.xpath("//div[@class='peers-stacked']/article")) == 2
    assert not stacked.find_class("compare-frame")
    (frame,) = side.find_class("compare-frame")
    assert (frame.get("tabindex"), frame.get("role"), frame.get("aria-label")) == (
        "0",
        "region",
        "Answers side by side",
    )
    assert len(frame.xpath(".//article")) == 2
    for page, current in ((stacked, "Stacked"), (side, "Side by side")):
        assert page.xpath("//ul[@class='switch']//a[@aria-current]/text()") == [current]
        assert page.xpath("//ul[@class='switch']//a/@href") == [
            f"{PAGE}?country=FR#answers",
            f"{PAGE}?country=FR&view=side#answers",
        ]
    assert _slugs(ask("view=up")) == _slugs(ask("view=side"))


def test_a_long_answer_shows_its_beginning_first_and_short_ones_whole(ask):
    page = parse(ask("country=FR").content)
    clinic, wren = page.xpath("//article")
    assert not clinic.xpath(".//details[contains(@class, 'answer-full')]")
    assert "Le risque est évalué" in clinic.find_class("prose")[0].text_content()
    (excerpt,) = wren.find_class("excerpt")
    said = " ".join(excerpt.text_content().split())
    assert said.startswith(
        "Beginning: We sort every risk by hand & say risk < harm where it is one. Then we wait."
    )
    assert said.endswith("…")
    (full,) = wren.find_class("answer-full")
    assert full.get("open") is None
    assert "A last risk stands here" in full.text_content()
    assert re.match(r"Whole answer, \d+ words", " ".join(full.find("summary").text_content().split()))


def test_words_are_marked_in_all_answers_and_counted(ask):
    response = ask("term=risk")
    said = text_of(response.content)
    # Clinic says "risque", which is another word; Aoba writes Japanese; Birch says nothing of it.
    assert "“risk” stands in 1 of 5 answers, in 1 report." in said
    (wren,) = parse(response.content).xpath("//article[.//mark]")
    assert "".join(mark.text for mark in wren.iter("mark")) == "riskriskriskRisks"
    assert [dict(mark.attrib) for mark in wren.iter("mark")] == [{}] * 5
    assert wren.find_class("answer-full")[0].get("open") is not None
    assert not wren.find_class("excerpt")
    (link,) = wren.xpath(".//div[@class='prose']//a[starts-with(@href, 'https:')]")
    assert link.get("href") == "https://wren.example/?risk=1"
    assert not wren.xpath(".//mark/*")


@pytest.mark.parametrize(
    ("term", "slugs"),
    [
        ("ＲＩＳＫ", ["wren"]),
        ("risks", ["wren"]),
        ('"risks"', ["wren"]),
        ('"committee decides"', []),
        ("committee decides", ["wren"]),
        ("危険", [AOBA]),
        ("evalue", [CLINIC]),
        ("ai", [BIRCH, AOBA]),
        ("-risk committee", ["wren"]),
        # What stands over answers does not count: the name of the topic, the organisation.
        ("classification", []),
        ("wren", ["wren"]),
        ("clinique", []),
        ("forgotten", []),
    ],
)
def test_a_term_is_folded_as_in_search_and_sought_in_what_is_said(ask, term, slugs):
    response = ask(f"term={term}")
    marked = [
        peer.version.organisation_slug
        for peer in response.context["peers"]
        if any(answer.place for answer in peer.answers)
    ]
    assert marked == slugs
    assert (response.context["term"].answers, response.context["term"].reports) == (len(slugs), len(slugs))
    holding = {row["slug"] for row in _rows(ask(f"term={term}", TABLE)) if row["holds_term"] == "yes"}
    assert holding == set(slugs)
    assert len(parse(response.content).xpath("//article[.//mark]")) == len(slugs)


def test_from_each_answer_with_the_words_one_goes_to_the_next_over_all_pages(ask, monkeypatch):
    monkeypatch.setattr(peers, "PER_PAGE", 2)
    pages = [ask(f"term=le OR&page={page}") for page in (1, 2, 3)]
    assert [_slugs(page) for page in pages] == [[BIRCH, CLINIC], [ORG, "wren"], [AOBA]]
    first, second = (parse(ask(f"term=the&page={page}").content) for page in (1, 2))
    # Birch and Wren say it, one on each of the first two pages.
    assert first.xpath("//p[@class='term-found']/a/@href")[0] == f"{PAGE}?term=the#found-1"
    assert [each.get("class") for each in first.xpath("//*[@id='found-1']")] == ["peer-answer"]
    assert first.find_class("term-next")[0].xpath("a/@href") == [f"{PAGE}?term=the&page=2#found-1"]
    assert "No further answer has these words." in text_of(ask("term=the&page=2").content)
    assert second.find_class("term-next")[0].xpath("a/@href") == [f"{PAGE}?term=the#found-1"]
    assert not parse(ask("term=the&page=3").content).find_class("term-next")


def test_the_next_answer_on_the_same_page_is_an_anchor(ask, written):
    response = ask("term=AI OR", path=reverse("public:question", args=["incident-learning"]))
    assert response.context["term"].answers == 0
    page = parse(ask("term=says", path=reverse("public:question", args=["information-security"])).content)
    anchors = page.xpath("//div[starts-with(@id, 'found-')]/@id")
    assert len(anchors) > 1
    nexts = [link for each in page.find_class("term-next") for link in each.xpath("a/@href")]
    assert nexts[:-1] == [f"#{anchor}" for anchor in anchors[1:]]


@pytest.mark.parametrize("term", ["%3Cscript%3E", "%22", "-", "%00", "%3Cmark%3E", "a" * 900, "&amp;"])
def test_odd_terms_break_nothing(ask, term):
    response = ask(f"term={term}")
    assert breaches(response.content) == []
    assert not parse(response.content).xpath("//mark/*")
    assert b"<script>" not in response.content
    ask(f"term={term}", TABLE)
    ask(f"term={term}", JSON)


def test_a_term_without_a_word_says_so(ask):
    assert "There is no word to look for in what was typed." in text_of(ask("term=---").content)


def test_the_form_keeps_the_group_and_pages_keep_everything(ask, monkeypatch):
    monkeypatch.setattr(peers, "PER_PAGE", 1)
    page = parse(ask("country=FR&view=side&term=risk").content)
    (form,) = page.find_class("topic-term")
    assert [(each.get("name"), each.get("value")) for each in form.iter("input")] == [
        ("term", "risk"),
        ("country", "FR"),
        ("view", "side"),
    ]
    assert page.xpath("//nav[@class='pager']//a/@href") == ["?country=FR&view=side&term=risk&page=2"]
    assert page.xpath("//a[@rel='next' and contains(@class, 'topic-after')]/@href")[0].endswith(
        "?country=FR&view=side&term=risk"
    )


def test_it_leads_to_the_comparison_and_to_the_benchmark_of_the_group(ask):
    found = links(ask("cycle=2024").content)
    names = ",".join(f"{slug}/2024" for slug in (BIRCH, "wren", AOBA))
    assert f"{reverse('public:compare')}?r={names}&section=1" in found
    assert f"{reverse('public:benchmark')}?cycle=2024" in found
    assert f"{reverse('public:register')}?cycle=2024" in found
    alone = links(ask("org=wren").content)
    assert not [link for link in alone if link.startswith(reverse("public:compare") + "?r=")]


def test_the_files_have_as_many_rows_as_the_page_says_over_all_its_pages(ask, monkeypatch):
    monkeypatch.setattr(peers, "PER_PAGE", 2)
    for path in (PAGE, reverse("public:question", args=["information-security"])):
        page = ask("", path)
        number = page.context["answering"].answers
        table, data = ask("", f"{path}answers.csv"), ask("", f"{path}answers.json").json()
        assert len(_rows(table)) == len(data["answers"]) == number > 0
        (reports,) = {
            len({each["slug"] for each in data["answers"]}),
            page.context["page_obj"].paginator.count,
        }
        assert isinstance(page.context["page_obj"].paginator, Paginator)
        assert data["reports_answering"] + data["reports_unasked"] == reports


def test_a_row_holds_the_answer_with_its_practices(ask):
    rows = {row["slug"]: row for row in _rows(ask("term=four", TABLE))}
    birch = rows[BIRCH]
    assert birch["answer"].startswith("Losses of 100% are possible; see <script>alert(1)</script>")
    assert (birch["organisation"], birch["code"], birch["asked"], birch["holds_term"]) == (
        "Birch Bank",
        "1a",
        "yes",
        "no",
    )
    assert birch["address"] == f"http://testserver{reverse('public:report', args=[BIRCH, '2024'])}#1a"
    states = {practice: birch[f"practice:{practice}"] for practice in PRACTICES}
    assert states == dict.fromkeys(PRACTICES, "not_reported") | {
        "risk-tiers": "planned",
        "risk-taxonomy": "not_in_place",
    }
    items = {item["slug"]: item for item in ask("", JSON).json()["answers"]}
    assert items[BIRCH]["practices"] == states
    assert items[BIRCH]["holds_term"] is None
    assert (
        items["wren"]["words"]
        == PublishedAnswer.objects.get(version__report__organisation__slug="wren").words
    )


def test_no_cell_is_a_formula(written, ask):
    publish("sums", "2024", {"1a": "=1+1"}, written.people["secretariat"], roles="is_deployer", name="@sums")
    (row,) = [row for row in _rows(ask("", TABLE)) if row["slug"] == "sums"]
    assert (row["answer"], row["organisation"]) == ("'=1+1", "'@sums")


def test_a_topic_that_there_is_not_has_no_files(written, db):
    reader = written.client("anonymous")
    for name in ("", "-csv", "-json"):
        assert reader.get(reverse(f"public:question{name}", args=["no-such-topic"])).status_code == 404


def test_the_list_says_what_is_known_of_each_topic(ask):
    page = parse(ask(path=reverse("public:questions")).content)
    rows = {
        " ".join(row.find(".//a").text_content().split()): " ".join(row.text_content().split())
        for row in page.find_class("topic-row")
    }
    topic = load("haip-2.0").topic(TOPIC)
    assert (
        f"{len(topic.practices)} practices · answered by 5 of 5 reports that were asked" in rows[topic.label]
    )
    assert "1.0: 1a · 2.0 (provisional): Q1" in rows[topic.label]
    agents = rows[load("haip-2.0").topic("agent-controls").label]
    assert "asked provisionally only" in agents
    assert "answered by 0 of 0 reports that were asked" in agents
    assert "asked provisionally only" not in rows[topic.label]
