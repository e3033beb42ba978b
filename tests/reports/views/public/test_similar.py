"""Passages of others that are like an answer: the page, its words, and what it never says."""

import pytest
from django.urls import reverse

from reports.models import PublishedAnswer
from tests import builders
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.public.shelf import publish
from tests.reports.views.site import ORG, PUBLISHED

OWN = (
    "Red teams probe every watermark with adversarial patches before the quarterly audit of provenance. "
    "Findings reach the safety board."
)
LIKE = "Adversarial patches: our red teams try <them> on each watermark, says the audit of provenance."
FILLER = "Gardens and orchards surround the office. " * 30


@pytest.fixture(scope="module")
def written(shelf):
    """Two reports that say alike things, and a Japanese one of each."""
    desk = shelf.people["secretariat"]
    publish(
        "wren",
        "2024",
        {"1a": OWN, "1b": "Yes.", "1c": "Quokkas vex jumbled foxgloves under xylophones."},
        desk,
        roles="is_deployer",
        name="Wren Works",
    )
    publish("lark", "2024", {"1b": f"{FILLER}\n\n{LIKE}"}, desk, roles="is_deployer", name="Lark <b>Ltd</b>")
    publish(
        "kiri",
        "2024",
        {"1a": "赤チームが電子透かしを敵対的パッチで試し、監査部門が来歴情報を検証する。"},
        desk,
        roles="is_deployer",
        language="ja",
        name="きり",
    )
    publish(
        "fuji",
        "2024",
        {"1a": "電子透かしへの敵対的パッチを赤チームが試行し、来歴情報は監査部門が扱う。"},
        desk,
        roles="is_deployer",
        language="ja",
        name="ふじ",
    )
    return shelf


@pytest.fixture
def reader(written, db):
    return written.client("anonymous")


def _page(slug, code, cycle="2024", number=1):
    return reverse("public:version-similar", args=[slug, cycle, number, code])


def test_what_others_say_alike_stands_with_its_words_marked(reader):
    response = reader.get(_page("wren", "1a"))
    assert [each.version.organisation_name for each in response.context["similar"]] == ["Lark <b>Ltd</b>"]
    (item,) = parse(response.content).find_class("similar")[0]
    (link,) = item.xpath(".//h2/a")
    assert link.get("href") == f"{reverse('public:report', args=['lark', '2024'])}#1b"
    said = text_of(response.content)
    assert "Adversarial patches: our red teams try <them> on each watermark" in said
    marked = [mark.text for mark in item.xpath(".//mark")]
    assert {"Adversarial", "patches", "watermark", "audit", "provenance"} <= set(marked)
    assert "our" not in marked
    assert said.count("Gardens") < 3
    assert "Words in both: Adversarial · patches · red · teams" in said
    assert OWN in said


def test_it_says_how_it_was_found_and_nothing_is_called_a_score(reader):
    said = text_of(reader.get(_page("wren", "1a")).content)
    assert "By words alone" in said
    assert "cannot say whether two organisations do the same, or which does it better" in said
    assert "score" not in said.lower()
    assert "%" not in said


def test_japanese_passages_are_found_and_marked(reader):
    response = reader.get(_page("kiri", "1a"))
    (item,) = parse(response.content).find_class("similar")[0]
    assert item.xpath("string(.//h2/a/span)") == "ふじ"
    assert {"電子透", "敵対的パッチ", "来歴情報", "監査部門"} <= {mark.text for mark in item.xpath(".//mark")}
    (passage,) = item.find_class("passage")
    assert passage.get("lang") == "ja"


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("1b", "This answer is too short to look for others like it"),
        ("1c", "No other organisation uses the rarer words of this answer"),
    ],
)
def test_where_nothing_is_found_the_page_says_so(reader, code, title):
    response = reader.get(_page("wren", code))
    assert (response.status_code, response.context["similar"]) == (200, [])
    assert title in text_of(response.content)
    assert reverse("public:question", args=["risk-classification"]) in links(
        reader.get(_page("wren", "1a")).content
    )


@pytest.mark.parametrize("code", ["9z", "1a'", "2g", "<b>", "1d", "\0"])
def test_an_answer_that_is_not_there_has_no_page(reader, code):
    assert reader.get(_page("wren", code)).status_code == 404


def test_the_report_leads_there_from_each_answer_in_words_of_its_newest_version(written, reader):
    found = links(reader.get(reverse("public:report", args=["wren", "2024"])).content)
    assert {_page("wren", code) for code in ("1a", "1b", "1c")} <= set(found)
    assert _page("wren", "2a") not in found
    newest = links(reader.get(reverse("public:report", args=[ORG, PUBLISHED])).content)
    assert _page(ORG, "1a", PUBLISHED, 2) in newest
    older = links(reader.get(reverse("public:version", args=[ORG, PUBLISHED, 1])).content)
    assert not [link for link in older if "/similar/" in link]
    assert reader.get(_page(ORG, "1a", PUBLISHED, 1)).status_code == 200


def test_more_of_everything_costs_no_more_queries(written, reader, django_assert_num_queries):
    # The version, the answer, how often its words stand anywhere, candidates, and what is shown of them.
    with django_assert_num_queries(5):
        one = reader.get(_page("wren", "1a") + "?fresh")
    for number in range(2):
        publish(
            f"more-{number}",
            "2024",
            {"1a": LIKE, "1b": LIKE},
            written.people["secretariat"],
            roles="is_deployer",
        )
    with django_assert_num_queries(5):
        more = reader.get(_page("wren", "1a") + "?fresh")
    assert [len(each.context["similar"]) for each in (one, more)] == [1, 3]


def test_a_summary_alone_is_too_short(written, reader):
    PublishedAnswer.objects.filter(version__report__organisation__slug="wren", code="1a").update(plain="")
    assert reader.get(_page("wren", "1a") + "?fresh").context["is_too_short"]


def test_a_draft_is_never_found(written, reader):
    report = builders.make_report(builders.make_organisation("drafting"), cycle=builders.make_cycle("2024"))
    builders.fill_report(report)
    said = text_of(reader.get(_page(ORG, "1a", PUBLISHED, 2)).content)
    assert "drafting" not in said
