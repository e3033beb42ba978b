"""One question, every peer's answer side by side; and the blank questionnaire."""

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.frameworks import load
from reports.models import PublishedAnswer
from tests import builders
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import ORG, PUBLISHED

FRAMEWORK = load()
TOPICS = {
    topic: [asked for asked in FRAMEWORK.answerable if topic in asked.topics]
    for topic in dict.fromkeys(topic for question in FRAMEWORK.answerable for topic in question.topics)
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


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_shows_each_peers_answers(site, reader, topic):
    response = reader.get(_page(topic))
    assert response.context["questions"] == TOPICS[topic]
    (shown,) = response.context["peers"]
    assert shown["version"] == site.versions[-1]
    assert [answer["code"] for answer in shown["answers"]] == [question.code for question in TOPICS[topic]]
    for question in TOPICS[topic]:
        assert f"What sakura-old in 2025 says about {question.code}." in text_of(response.content)


def test_all_topics_are_listed_with_how_many_answer(reader, peer):
    response = reader.get(reverse("public:questions"))
    assert {link for link in links(response.content) if link.startswith("/questions/")} >= set(
        map(_page, TOPICS)
    )
    rows = [row for section in response.context["sections"] for row in section["topics"]]
    assert {row["answers_count"] for row in rows} == {2}


def test_an_answer_leads_to_its_place_in_the_report(reader):
    (target,) = parse(reader.get(_page(ONE)).content).xpath("//p[@class='peer-answer-head']/a/@href")[:1]
    path, _, anchor = target.partition("#")
    assert path == reverse("public:report", args=[ORG, PUBLISHED])
    assert parse(reader.get(path).content).xpath(f"//article[@id='{anchor}']")


def test_a_cycle_narrows_the_peers(site, reader, peer):
    both = reader.get(_page(ONE))
    assert {shown["version"] for shown in both.context["peers"]} == {peer, site.versions[-1]}
    assert [slug for slug, _ in both.context["cycles"]] == ["2025", "2024"]
    one = reader.get(_page(ONE), {"cycle": "2024"})
    assert [shown["version"] for shown in one.context["peers"]] == [peer]
    unknown = reader.get(_page(ONE), {"cycle": "1999"})
    assert len(unknown.context["peers"]) == 2


def test_only_the_version_that_counts_speaks(site, reader):
    assert [shown["version"].number for shown in reader.get(_page(ONE)).context["peers"]] == [2]


def test_choices_are_shown_by_their_labels(site, reader):
    topic = next(topic for topic, asked in TOPICS.items() if any(q.code == "1d" for q in asked))
    answers = reader.get(_page(topic)).context["peers"][0]["answers"]
    assert [answer["choices"] for answer in answers if answer["code"] == "1d"] == [["Yes"]]


def test_a_topic_that_nobody_answered_says_so(site, reader):
    PublishedAnswer.objects.all().delete()
    response = reader.get(_page(ONE))
    assert (response.status_code, response.context["peers"]) == (200, [])
    assert "No published report answers this yet" in text_of(response.content)


def test_a_draft_is_no_peer(site, reader):
    report = builders.make_report(builders.make_organisation("drafting"))
    owner = builders.owner_of(report.organisation)
    save_answer(report=report, code="1a", choices=[], text="Only a draft", base=None, by=owner)
    assert "Only a draft" not in text_of(reader.get(_page(ONE)).content)


def test_the_blank_questionnaire_is_whole(reader):
    said = text_of(reader.get(reverse("public:framework", args=["haip-1.0"])).content)
    missing = [q.code for q in FRAMEWORK.questions if " ".join(q.prompt.split()) not in said]
    assert missing == []
    assert [section.title for section in FRAMEWORK.sections if section.title not in said] == []
