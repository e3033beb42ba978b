"""One question, every peer's answer side by side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.enums import PracticeState
from reports.frameworks import load
from reports.models import PublishedAnswer, StatedPractice
from reports.views.public import peers
from reports.views.public import questions as views
from tests import builders
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import ORG, PUBLISHED
from tests.reports.views.test_queries import STORING

OLD, NEW = load("haip-1.0"), load("haip-2.0")
TOPICS = {
    topic: {
        framework.id: [asked for asked in framework.answerable if topic in asked.topics]
        for framework in (OLD, NEW)
    }
    for topic in dict.fromkeys(
        topic for framework in (OLD, NEW) for question in framework.answerable for topic in question.topics
    )
}
ONE = "risk-classification"


def _page(topic: str) -> str:
    return reverse("public:question", args=[topic])


@pytest.fixture
def reader(site):
    return site.client("anonymous")


@pytest.fixture
def peer(site):
    """Another organisation with a published report, for another cycle."""
    organisation = builders.make_organisation("aoba", name="Aoba", country="JP")
    report = builders.make_report(organisation, cycle=builders.make_cycle("2024"), language="ja")
    return builders.published_version(report, by=site.people["secretariat"])


@pytest.fixture
def newer(site):
    """A third organisation with a published report under 2.0."""
    organisation = builders.make_organisation("kaede", name="Kaede")
    report = builders.make_report(organisation, cycle=builders.make_cycle("2024"), framework_id="haip-2.0")
    return builders.published_version(report, by=site.people["secretariat"])


def _said(peer):
    return [said.question.code for said in peer.answers]


def test_every_topic_shows_each_peers_answers(site, reader, newer):
    versions = {"haip-1.0": site.versions[-1], "haip-2.0": newer}
    marks = {"haip-1.0": "sakura-old in 2025", "haip-2.0": "kaede in 2024"}
    for topic, asked in TOPICS.items():
        response = reader.get(_page(topic))
        assert {each.framework.id: each.questions for each in response.context["asked"]} == {
            framework_id: questions for framework_id, questions in asked.items() if questions
        }
        assert {shown.version: _said(shown) for shown in response.context["peers"]} == {
            versions[framework_id]: [question.code for question in questions]
            for framework_id, questions in asked.items()
            if questions
        }
        text = text_of(response.content)
        for framework_id, questions in asked.items():
            for question in questions:
                assert f"What {marks[framework_id]} says about {question.code}." in text
                assert " ".join(question.prompt.split()) in text


def test_all_topics_are_listed_with_how_many_answer(reader, peer, newer):
    response = reader.get(reverse("public:questions"))
    assert {link for link in links(response.content) if link.startswith("/questions/")} >= set(
        map(_page, TOPICS)
    )
    rows = {
        row.topic.id: (row.answers_count, row.asked_count, row.unasked)
        for section in response.context["sections"]
        for row in section["topics"]
    }
    asked = {topic: 2 * bool(asked["haip-1.0"]) + bool(asked["haip-2.0"]) for topic, asked in TOPICS.items()}
    assert rows == {topic: (number, number, 0) for topic, number in asked.items()}
    text = text_of(response.content)
    assert "1.0: 1a · 2.0 (provisional): Q1" in text
    assert "Controls on AI agents 2.0 (provisional): Q14, 14A" in text


def test_the_number_of_reports_counts_each_report_once(reader, peer):
    """Two of three items on a topic, answered by different reports, make two reports and not one."""
    codes = [question.code for question in TOPICS["information-security"]["haip-1.0"]]
    kept, dropped = codes[0], codes[1]
    builders.unsay(PublishedAnswer.objects.filter(version=peer, code=kept))
    builders.unsay(PublishedAnswer.objects.exclude(version=peer).filter(code=dropped))
    response = reader.get(reverse("public:questions"))
    (row,) = (
        row
        for section in response.context["sections"]
        for row in section["topics"]
        if row.topic.id == "information-security"
    )
    assert (row.answers_count, row.asked_count) == (2, 2)


def test_an_answer_leads_to_its_place_in_the_report(reader):
    (target,) = parse(reader.get(_page(ONE)).content).xpath("//p[@class='peer-answer-head']/a/@href")[:1]
    path, _, anchor = target.partition("#")
    assert path == reverse("public:report", args=[ORG, PUBLISHED])
    assert parse(reader.get(path).content).xpath(f"//article[@id='{anchor}']")


def test_a_cycle_narrows_the_peers(site, reader, peer):
    both = reader.get(_page(ONE))
    assert {shown.version for shown in both.context["peers"]} == {peer, site.versions[-1]}
    one = reader.get(_page(ONE), {"cycle": "2024"})
    assert [shown.version for shown in one.context["peers"]] == [peer]
    unknown = reader.get(_page(ONE), {"cycle": "1999"})
    assert len(unknown.context["peers"]) == 2
    assert "No report has this value: Cycle “1999”" in text_of(unknown.content)


def test_only_the_version_that_counts_speaks(site, reader):
    assert [shown.version.number for shown in reader.get(_page(ONE)).context["peers"]] == [2]


def test_choices_are_shown_by_their_labels(site, reader):
    topic = "incident-learning"
    answers = reader.get(_page(topic)).context["peers"][0].answers
    assert [said.choices for said in answers if said.question.code == "1d"] == [["Yes"]]


def test_a_topic_that_nobody_answered_says_so(site, reader):
    builders.unsay(PublishedAnswer.objects.all())
    response = reader.get(_page(ONE))
    assert (response.status_code, response.context["peers"]) == (200, [])
    assert "No published report answers this yet" in text_of(response.content)


def test_a_draft_is_no_peer(site, reader):
    report = builders.make_report(builders.make_organisation("drafting"))
    owner = builders.owner_of(report.organisation)
    save_answer(report=report, code="1a", choices=[], text="Only a draft", base=None, by=owner)
    assert "Only a draft" not in text_of(reader.get(_page(ONE)).content)


def _table(response):
    """Return the table of practices as practice -> cells, and its columns."""
    page = parse(response.content)
    heads = [" ".join(th.text_content().split()) for th in page.xpath("//table//thead//th")][1:]
    rows = {row[0].text: [cell.text_content() for cell in row[1:]] for row in page.xpath("//table//tbody/tr")}
    return heads, rows


def test_practices_stand_in_words_above_the_answers(reader, newer):
    response = reader.get(_page(ONE))
    heads, rows = _table(response)
    labels = [practice.label for practice in NEW.topic(ONE).practices]
    assert heads == ["Kaede Cycle 2024 · framework 2.0 (provisional)"]
    states = ["In place", "Planned", "Not in place", "Not applicable"]
    assert rows == {
        label: [states[place] if place < len(states) else "Not reported"]
        for place, label in enumerate(labels)
    }
    assert "Reports that say nothing of any practice here are not in the table." in text_of(response.content)
    frame, columns = parse(response.content).xpath(
        "//div[contains(@class, 'practice-frame')] | //div[contains(@class, 'peers-stacked')]"
    )
    assert (frame.get("class"), columns.get("class")) == ("practice-frame", "peers-stacked")


def test_a_report_under_1_0_can_say_where_it_stands_too(site, reader):
    owner = builders.make_user()
    organisation = builders.make_organisation("aoba", owner=owner, name="Aoba")
    report = builders.make_report(organisation, cycle=builders.make_cycle("2024"))
    builders.fill_report(report, leave_out={"1a"})
    practice = OLD.topic(ONE).practices[2]
    save_answer(
        report=report,
        code="1a",
        choices=[],
        text="x",
        practices={practice.id: "planned"},
        base=None,
        by=owner,
    )
    builders.published_version(report, by=site.people["secretariat"])
    heads, rows = _table(reader.get(_page(ONE)))
    assert heads == ["Aoba Cycle 2024 · framework 1.0"]
    assert {label: cells for label, cells in rows.items() if cells != ["Not reported"]} == {
        practice.label: ["Planned"]
    }
    # 1a names this topic too, but what it says of practices belongs to its own topic.
    response = reader.get(_page("capability-thresholds"))
    assert response.context["practices"] == []
    asked = [line.text_content() for line in parse(response.content).find_class("asked-version")]
    assert asked[0] == "Framework 1.0 does not ask this by itself. It is touched on in:"
    assert asked[-1] == "In framework 2.0 (provisional)"


def test_without_practices_there_is_no_table(reader):
    response = reader.get(_page(ONE))
    assert response.context["practices"] == []
    assert not parse(response.content).find_class("practice-table")


@pytest.mark.parametrize(
    ("topic", "relation"),
    [
        ("risk-classification", "like"),
        # 2A is known by its number only; a wider question; a subject filled in by this project.
        ("risk-evaluation", "like"),
        ("disclosure-incentives", "related"),
        ("data-quality-and-bias", "related"),
        ("agent-controls", ""),
    ],
)
def test_how_versions_compare_is_said(reader, newer, topic, relation):
    response = reader.get(_page(topic))
    assert response.context["relation"] == relation
    said = text_of(response.content)
    assert ("like with like" in said) == (relation == "like")
    assert ("related questions" in said) == (relation == "related")


def test_one_version_alone_needs_no_comparison(reader, peer):
    assert reader.get(_page(ONE)).context["relation"] == ""


def test_an_answer_without_words_says_so(site, reader):
    owner = builders.make_user()
    organisation = builders.make_organisation("aoba", owner=owner)
    report = builders.make_report(organisation, framework_id="haip-2.0")
    builders.fill_report(report, leave_out={"risk-classification", "tools-and-metrics.text"})
    tools = [{"name": "Scale", "address": "", "purpose": ""}]
    practice = NEW.topic(ONE).practices[0].id
    for code, given in (
        ("risk-classification", {"practices": {practice: "in_place"}}),
        ("tools-and-metrics.text", {"tools": tools}),
    ):
        save_answer(report=report, code=code, choices=[], text="", base=None, by=owner, **given)
    builders.published_version(report, by=site.people["secretariat"])
    assert "Answered by practices, without words of its own." in text_of(reader.get(_page(ONE)).content)
    assert "Names tools or metrics" in text_of(reader.get(_page("tools-and-metrics")).content)


def test_summary_and_evidence_stand_beside_the_words(site, reader):
    owner = builders.make_user()
    report = builders.make_report(builders.make_organisation("aoba", owner=owner))
    builders.fill_report(report, leave_out={"1a"})
    link = {"title": "Model card", "address": "https://aoba.example/card", "accessed_on": "2026-02-03"}
    said = {"choices": [], "text": "", "summary": "In a word.", "evidence": [link]}
    save_answer(report=report, code="1a", base=None, by=owner, **said)
    save_answer(report=report, code="1a", base=1, by=owner, **said | {"text": "At length."})
    version = builders.published_version(report, by=site.people["secretariat"])
    (peer,) = parse(reader.get(_page(ONE)).content).xpath(f"//article[@id='peer-{version.pk}']")
    assert " ".join(peer.find_class("summary")[0].text_content().split()) == "In short: In a word."
    (evidence,) = peer.find_class("evidence")[0].iter("a")
    assert (evidence.get("href"), evidence.text) == (link["address"], link["title"])
    assert "accessed 3 February 2026" in peer.text_content()


def test_footnotes_of_peers_do_not_meet(site, reader):
    for slug in ("aoba", "birch"):
        owner = builders.make_user()
        report = builders.make_report(builders.make_organisation(slug, owner=owner))
        builders.fill_report(report, leave_out={"1a"})
        text = f"So it is[^1].\n\n[^1]: Says {slug}."
        save_answer(report=report, code="1a", choices=[], text=text, base=None, by=owner)
        builders.published_version(report, by=site.people["secretariat"])
    page = parse(reader.get(_page(ONE)).content)
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    notes = {}
    for mark in page.xpath("//a[@role='doc-noteref']"):
        (note,) = page.xpath(f"//*[@id='{mark.get('href')[1:]}']")
        notes[mark.xpath("string(ancestor::article//h3)")] = note.text_content().split(".")[0]
    assert notes == {"Aoba": "Says aoba", "Birch": "Says birch"}


def test_the_topics_before_and_after_keep_the_cycle(reader, peer):
    listed = [
        row.topic.id
        for section in reader.get(reverse("public:questions")).context["sections"]
        for row in section["topics"]
    ]
    seen = [listed[0]]
    while True:
        page = parse(reader.get(_page(seen[-1]), {"cycle": "2024"}).content)
        before, after = (
            page.xpath(f"//nav[@class='topic-nav']/a[@rel='{rel}']/@href") for rel in ("prev", "next")
        )
        assert before == ([f"{_page(seen[-2])}?cycle=2024"] if len(seen) > 1 else [])
        if not after:
            break
        seen.append(next(topic for topic in listed if after == [f"{_page(topic)}?cycle=2024"]))
    assert seen == listed
    for query in ({}, {"cycle": "1999"}, {"cycle": '"><script>'}):
        page = parse(reader.get(_page(seen[1]), query).content)
        assert page.xpath("//a[@rel='next']/@href") == [_page(seen[2])]


@pytest.mark.parametrize("more", [0, 2])
def test_more_peers_cost_no_more_queries(site, reader, newer, more, django_assert_num_queries):
    for number in range(more):
        for framework_id in ("haip-1.0", "haip-2.0"):
            report = builders.make_report(
                cycle=builders.make_cycle(f"203{number}"), framework_id=framework_id
            )
            builders.published_version(report, by=site.people["secretariat"])
    with django_assert_num_queries(6 + STORING):
        assert len(reader.get(_page(ONE)).context["peers"]) == 2 + 2 * more
    with django_assert_num_queries(2 + STORING):
        reader.get(reverse("public:questions"))


def _shown(response):
    return [shown.version.pk for shown in response.context["peers"]]


def test_many_peers_stand_on_several_pages_and_their_practices_are_counted(
    site, reader, peer, newer, monkeypatch
):
    alone = text_of(reader.get(_page(ONE)).content)
    monkeypatch.setattr(peers, "PER_PAGE", 2)
    monkeypatch.setattr(views, "MOST_SIDE_BY_SIDE", 2)
    with CaptureQueriesContext(connection) as queries:
        first = reader.get(_page(ONE), {"page": 1})
    assert len(queries) == 7
    second = reader.get(_page(ONE), {"page": 2})
    # Aoba, Kaede, Sakura: by name, over both pages, and the number is that of all.
    assert [_shown(first), _shown(second)] == [[peer.pk, newer.pk], [site.versions[-1].pk]]
    for response in (first, second):
        assert "3 of 3 reports that were asked answer this." in text_of(response.content)
        assert response.context["relation"] == "like"
        assert response.context["practices"] == []
    assert {link for link in links(first.content) if link.startswith("?page=")} == {"?page=2"}
    assert {link for link in links(second.content) if link.startswith("?page=")} == {"?page=1"}
    assert _shown(reader.get(_page(ONE), {"page": "99"})) == _shown(second)
    assert _shown(reader.get(_page(ONE), {"page": "\0"})) == _shown(first)

    stated = StatedPractice.objects.filter(version__in=[peer, newer, site.versions[-1]])
    rows = {practice.id: row for practice, row in first.context["practice_counts"]}
    assert list(rows) == [practice.id for practice in NEW.topic(ONE).practices]
    for practice, row in rows.items():
        of_it = [each.state for each in stated.filter(practice=practice)]
        assert row.states == tuple(of_it.count(state) for state in PracticeState.values)
        assert (row.asked, row.not_reported) == (3, 3 - len(of_it))
    assert sum(map(sum, (row.states for row in rows.values()))) > 0
    assert "In place" in text_of(first.content) and "How many of the reports that were asked" not in alone


def test_pages_and_counts_stay_within_the_chosen_cycle(site, reader, peer, newer, monkeypatch):
    monkeypatch.setattr(peers, "PER_PAGE", 1)
    monkeypatch.setattr(views, "MOST_SIDE_BY_SIDE", 1)
    response = reader.get(_page(ONE), {"cycle": "2024", "page": 2})
    assert _shown(response) == [newer.pk]
    assert {link for link in links(response.content) if link.startswith("?") and "page=" in link} == {
        "?cycle=2024&page=1"
    }
    counted = response.context["practice_counts"]
    of_2024 = StatedPractice.objects.filter(version__in=[peer, newer])
    for practice, row in counted:
        assert sum(row.states) == of_2024.filter(practice=practice.id).count()
        assert sum(row.states) + row.not_reported == 2
