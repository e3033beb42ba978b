"""What stands around the answers of a report: at a glance, terms, peers, the last cycle, evidence."""

import json

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.documents import build
from reports.frameworks import glossary
from reports.models import Organisation, PublishedAnswer, Report, Version
from reports.views.public.around import _since as stands
from tests import builders
from tests.reports.documents.samples import make_source
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import ORG, PUBLISHED

HERE = ("aoba", "2027")
LINK = {"title": "Model card", "address": "https://aoba.example/card", "accessed_on": "2027-02-03"}


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def _publish(site, cycle, answers, *, language="en"):
    """Publish a report of `aoba` with these answers, and the usual ones to whatever else there is."""
    organisation = Organisation.objects.filter(slug="aoba").first()
    organisation = organisation or builders.make_organisation("aoba", name="Aoba")
    report = builders.make_report(organisation, cycle=builders.make_cycle(cycle), language=language)
    owner = builders.owner_of(organisation)
    for code, given in answers.items():
        save_answer(report=report, code=code, base=None, by=owner, **{"choices": [], "text": ""} | given)
    builders.fill_report(report, owner, leave_out=answers)
    return builders.published_version(report, by=site.people["secretariat"])


@pytest.fixture(scope="module")
def two_cycles(built_site, module_database):
    """The last cycle, and this one: two answers edited, one as it was; the others name their cycle."""
    said = {
        "1a": {"text": "We follow ISO/IEC 42001 in all things."},
        "1b": {"text": "Word for word."},
        "1c": {"text": "See NIST AI RMF."},
    }
    now = said | {
        "1a": {"text": "We follow ISO/IEC 42001 in most things.", "evidence": [LINK]},
        "1c": {"text": "See NIST AI RMF.", "summary": "Seen."},
    }
    return _publish(built_site, "2026", said), _publish(built_site, "2027", now)


def _entry(content, anchor):
    (entry,) = parse(content).xpath(f"//article[@id='{anchor}']")
    return entry


def _since(content, anchor):
    return " ".join(
        " ".join(each.text_content().split()) for each in _entry(content, anchor).find_class("entry-since")
    )


def test_the_last_cycle_stands_under_each_answer(reader, two_cycles):
    before, _now = two_cycles
    content = reader.get(reverse("public:report", args=HERE)).content
    edited = _entry(content, "1a").find_class("entry-since")[0]
    marks = [(mark.tag, mark.text_content()) for mark in edited.xpath(".//del | .//ins")]
    assert marks == [
        ("ins", "added: Model card · https://aoba.example/card · 2027-02-03"),
        ("del", "removed: all"),
        ("ins", "added: most"),
    ]
    assert f"{before.url}#1a" in edited.xpath(".//a/@href")
    assert _since(content, "1b").startswith("Unchanged since Cycle 2026 · The answer in Cycle 2026")
    assert "added: Seen." in _since(content, "1c")
    assert "What changed since Cycle 2026" in _since(content, "1d")


def test_an_answer_that_only_one_cycle_gives_is_new_or_gone():
    then = make_source({"1a": "Said then.", "1b": "Both."})
    now = build(make_source({"1b": "Both.", "1c": "Said now."}))
    last = Version(source=json.dumps(then), language="en")
    last.is_redacted = False
    found = stands(now, last)
    assert {code: since.kind for code, since in found.items()} == {
        "1a": "gone",
        "1b": "unchanged",
        "1c": "new",
    }
    assert [piece.text for piece in found["1a"].changed.text.pieces] == ["Said then."]


def test_a_first_report_or_another_framework_has_no_last_cycle(site, reader, two_cycles):
    before, _now = two_cycles
    content = reader.get(before.url).content
    assert parse(content).find_class("entry-since") == []
    report = builders.make_report(
        before.report.organisation, cycle=builders.make_cycle("2029"), framework_id="haip-2.0"
    )
    newer = builders.published_version(report, by=site.people["secretariat"])
    assert parse(reader.get(newer.url).content).find_class("entry-since") == []


def test_a_report_in_another_language_is_linked_and_not_compared(site, reader, two_cycles):
    _before, now = two_cycles
    japanese = _publish(site, "2028", {"1a": {"text": "すべて守ります。"}}, language="ja")
    content = reader.get(japanese.url).content
    assert parse(content).xpath("//div[@class='entry-since']//*[self::ins or self::del]") == []
    assert _since(content, "1a").startswith("The answer in Cycle 2027, in English")
    assert _entry(content, "1a").find_class("entry-since")[0].xpath(".//a/@href") == [f"{now.url}#1a"]


def test_withdrawn_words_are_compared_with_nothing(site, reader, two_cycles):
    before, now = two_cycles
    report = Report.objects.get(pk=before.report_id)
    report.status, report.current_version = "withdrawn", None
    report.unlisted_at, report.unlisted_by = now.published_at, site.people["secretariat"]
    report.save()
    content = reader.get(now.url).content
    assert parse(content).find_class("entry-since") == []
    assert "in all things" not in text_of(content)


def test_the_report_at_a_glance(reader, two_cycles):
    _before, now = two_cycles
    PublishedAnswer.objects.filter(version=now).update(words=0)
    PublishedAnswer.objects.filter(version=now, code="2a").update(words=5500)
    response = reader.get(now.url)
    (strip,) = parse(response.content).find_class("glance")
    facts = {
        " ".join(dt.text_content().split()): " ".join(dt.getnext().text_content().split())
        for dt in strip.iter("dt")
    }
    answers = sum(question.answerable for question in now.report.framework.questions)
    assert (facts["Reading time"], facts["Evidence"]) == ("about 25 minutes", "1 link")
    assert facts["Answers"] == f"{answers} given of {answers} asked"
    named = strip.xpath(".//ul//a")
    assert [link.get("href") for link in named] == ["#1a", "#1c"]
    assert [link.findtext("span[@lang='en']") for link in named] == ["ISO/IEC 42001", "NIST AI RMF"]
    assert "not a score" in strip.text_content()


def test_all_evidence_stands_at_the_end_with_its_answer(reader, two_cycles):
    page = parse(reader.get(two_cycles[1].url).content)
    (section,) = page.xpath("//section[@aria-labelledby='all-evidence']")
    assert section.xpath(".//dt/a/@href") == ["#1a"]
    (link,) = section.xpath(".//dd/a")
    assert (link.get("href"), link.text) == (LINK["address"], LINK["title"])
    assert "accessed 3 February 2027" in section.text_content()
    assert len(page.xpath("//nav//a[@href='#all-evidence']")) == 2
    assert page.xpath("//div[@class='report-body']//section[@aria-labelledby='all-evidence']")


def test_without_evidence_there_is_no_list_of_it(reader, two_cycles):
    page = parse(reader.get(two_cycles[0].url).content)
    assert page.xpath("//*[@id='all-evidence'] | //a[@href='#all-evidence']") == []


def test_each_section_says_how_long_it_takes_and_explains_its_terms(reader, two_cycles):
    term = next(each for each in glossary("en") if each.id == "red-teaming")
    PublishedAnswer.objects.filter(version=two_cycles[1], code="2a").update(plain=term.forms[0], words=440)
    page = parse(reader.get(two_cycles[1].url).content)
    (section,) = page.xpath("//section[@aria-labelledby='section-2']")
    facts = section.find_class("section-facts")[0]
    assert "About 2 minutes" in facts.text_content()
    explained = {a.get("href"): a.getparent().getnext().text_content() for a in facts.xpath(".//dt/a")}
    assert explained[f"{reverse('public:glossary')}#{term.id}"] == term.definition
    assert "2 min" in page.xpath("string(//nav//a[@href='#section-2'])")


def test_an_answer_leads_to_its_peers_and_says_how_many_there_are(site, reader, two_cycles):
    _before, now = two_cycles
    links = _entry(reader.get(now.url).content, "1a").find_class("entry-links")[0]
    said = " ".join(links.text_content().split())
    address = reverse("public:question", args=["risk-classification"])
    assert f"{address}#peer-{now.pk}" in links.xpath(".//a/@href")
    assert "3 reports" in said, "two of aoba, one of the site"
    old = _entry(reader.get(reverse("public:version", args=(ORG, PUBLISHED, 1))).content, "1a").find_class(
        "entry-links"
    )[0]
    assert address in old.xpath(".//a/@href"), "a superseded version is nobody's peer"
    peers = parse(reader.get(address).content)
    assert peers.xpath(f"//article[@id='peer-{now.pk}']")


def test_a_page_of_a_draft_has_none_of_this(site):
    client = site.client("owner")
    page = parse(client.get(reverse("workspace:preview", args=(ORG, "2026"))).content)
    for name in ("glance", "entry-since", "entry-links", "section-facts", "all-evidence"):
        assert page.find_class(name) == []
    assert parse(client.get(reverse("public:report", args=(ORG, PUBLISHED))).content).find_class("glance")
