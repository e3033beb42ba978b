"""Reports side by side: which stand there, what each says of a topic, and what of it differs."""

from collections import Counter

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from reports.comparing.address import MOST
from reports.comparing.chosen import name_of
from reports.enums import PracticeState
from tests.reports.views.pages import breaches, parse, text_of
from tests.reports.views.public.comparable import (
    BANK,
    FR,
    FULL,
    JA,
    NEWER,
    SIX,
    SUMS,
    TWIN,
    WITHDRAWN,
)
from tests.reports.views.site import DRAFT, FORMER, ORG, PUBLISHED

PAGE = reverse("public:compare")


@pytest.fixture
def ask(compared, db):
    def ask(*names, prefix="", **parameters):
        response = compared.client("anonymous").get(prefix + PAGE, {"r": ",".join(names), **parameters})
        assert response.status_code == 200
        return response

    return ask


def _lines(response):
    return {line.id: line for *_section, lines in response.context["shown"] for line in lines}


def _states(response):
    return {name: [cell.state for cell in line.cells] for name, line in _lines(response).items()}


def _names(response):
    return [name_of(version) for version, _without in response.context["columns"]]


def _practices(line):
    return {row.practice.id: (row.states, row.differs) for row in line.practices}


def _left_out(response):
    return [(each.name, each.why) for each in response.context["left_out"]]


def test_reports_stand_in_the_order_of_the_address(ask):
    assert _names(ask(BANK, JA, FULL)) == [BANK, JA, FULL]
    assert _names(ask(FULL, JA)) == [FULL, JA]


def test_the_form_sends_each_report_by_itself(ask, compared):
    response = compared.client("anonymous").get(PAGE, {"r": [BANK, JA], "q": ""})
    assert _names(response) == [BANK, JA]
    assert response.context["canonical"] == f"{PAGE}?r={BANK},{JA}"


def test_each_cell_says_whether_somebody_was_asked_and_answered(ask):
    response = ask(BANK, JA, NEWER)
    states = _states(response)
    assert states["risk-classification"] == ["answered"] * 3
    assert states["risk-evaluation"] == ["answered", "not_answered", "not_answered"]
    # 1a touches on it; under 2.0 only model developers are asked.
    assert states["capability-thresholds"] == ["in_passing", "in_passing", "not_asked"]
    assert states["multi-agent-risk"][:2] == ["not_in_framework", "not_in_framework"]
    text = text_of(response.content)
    assert "Framework 1.0 does not ask this by itself. It is touched on in: 1a" in text
    assert "Not asked of this role: Deployer" in text
    assert "Framework 1.0 does not ask this." in text
    assert "Not answered" in text


def test_practices_stand_with_their_states_and_are_marked_where_they_differ(ask):
    practices = _practices(_lines(ask(BANK, JA, NEWER))["risk-classification"])
    assert practices["risk-tiers"] == (["planned", "in_place", "in_place"], True)
    assert practices["risk-taxonomy"] == (["not_in_place", "planned", "not_reported"], True)
    del practices["risk-tiers"], practices["risk-taxonomy"]
    assert [*practices.values()] == [(["not_reported"] * 3, False)] * len(practices)


def test_who_was_not_asked_makes_no_practice_differ(ask):
    (row, *_rest) = _lines(ask(FULL, NEWER))["capability-thresholds"].practices
    assert (row.states, row.differs) == (["not_in_framework", "not_asked"], False)


def test_an_answer_stands_under_its_own_question_in_its_language(ask):
    page = parse(ask(BANK, JA, NEWER).content)
    cells = page.xpath("//tbody[@id='topic-risk-classification']/tr[@class='compare-answers']/td")
    codes = [cell.xpath(".//p[@class='cell-question']/span[@class='entry-code']")[0].text for cell in cells]
    assert codes == ["1a", "1a", "Q1"]
    assert [cell.xpath(".//div[@class='prose']")[0].get("lang") for cell in cells] == ["en", "ja", "en"]
    assert "四段階" in cells[1].text_content()
    short, long = cells[0], cells[2]
    assert short.xpath(".//details") == []
    assert "Kaede sorts." in long.xpath(".//p[@class='summary']")[0].text_content()
    assert long.xpath(".//details/div[@class='prose']")[0].text_content().count("risks and") == 80
    assert "2.0 (provisional)" in page.xpath("//thead")[0].text_content()


def test_notes_of_two_reports_keep_apart_and_markup_stays_text(ask):
    response = ask(SUMS, NEWER, BANK)
    ids = Counter(parse(response.content).xpath("//@id"))
    assert [each for each, number in ids.items() if number > 1] == []
    assert sum("fn" in each for each in ids) == 4
    assert breaches(response.content) == []
    assert "<script>alert(1)" in text_of(response.content)


def test_only_differences_leaves_out_what_all_answer_alike(ask):
    whole, some = ask(FULL, TWIN, section="all"), ask(FULL, TWIN, section="all", only="differences")
    assert len(_lines(whole)) > len(_lines(some))
    assert {state for states in _states(some).values() for state in states} == {"in_passing"}
    assert _states(whole).items() >= _states(some).items()
    differing = len(_lines(some))
    assert f"In {differing} of {len(_lines(whole))} topics here" in text_of(some.content)
    alike = ask(FULL, TWIN, section="5", only="differences")
    assert _lines(alike) == {}
    assert "No differences in this section" in text_of(alike.content)
    # One practice that is said otherwise is a difference, and so is an answer that is missing.
    assert "risk-classification" in _lines(ask(BANK, JA, only="differences"))
    assert "risk-evaluation" in _lines(ask(FULL, FR, only="differences"))


def test_one_section_stands_on_the_page_and_all_without_whole_answers(ask):
    first, second, every = ask(FULL, JA), ask(FULL, JA, section="2"), ask(FULL, JA, section="all")
    assert {line.section for line in _lines(first).values()} == {"1"}
    assert {line.section for line in _lines(second).values()} == {"2"}
    assert {line.section for line in _lines(every).values()} == {*"01234567"}
    assert parse(first.content).xpath("//div[@class='prose']")
    assert parse(every.content).xpath("//div[@class='prose']") == []
    assert "What sakura-old in 2025 says about 2a." in text_of(every.content)


def test_what_does_not_stand_there_is_named(ask):
    draft = f"{ORG}/{DRAFT}"
    response = ask(WITHDRAWN, BANK, BANK, "nobody/1999", draft, "<b>/%", JA)
    assert _names(response) == [BANK, JA]
    assert _left_out(response) == [
        (WITHDRAWN, "withdrawn"),
        (BANK, "repeated"),
        ("nobody/1999", "unknown"),
        (draft, "unknown"),
        ("<b>/%", "unknown"),
    ]
    text = text_of(response.content)
    assert "Gone Ltd, Cycle 2024: withdrawn on 5 March 2026" in text
    assert "Forgotten words" not in text
    assert "No listed report has the address “<b>/%”." in text


def test_at_most_six_stand_there(ask):
    response = ask(*SIX, SUMS)
    assert _names(response) == [*SIX]
    assert _left_out(response) == [(SUMS, "too_many")]
    assert "Sums, Cycle 2024: left out, at most 6 reports are compared" in text_of(response.content)


def test_a_former_address_leads_to_todays(ask):
    response = ask(f"{FORMER}/{PUBLISHED}", JA)
    assert _names(response) == [FULL, JA]
    assert _left_out(response) == []


@pytest.mark.parametrize("names", [(), (BANK,), (BANK, BANK), (BANK, WITHDRAWN), ("nobody/1999",)], ids=str)
def test_with_fewer_than_two_the_page_says_how_to_choose(ask, names):
    response = ask(*names)
    page = parse(response.content)
    (form,) = page.xpath("//main//form")
    assert (form.get("method"), form.get("action")) == ("get", PAGE)
    ticked = page.xpath("//input[@name='r'][@checked]/@value")
    assert ticked == [BANK] * (BANK in names)
    offered = page.xpath("//input[@name='r'][not(@checked)]/@value")
    assert {*offered} == {*SIX, SUMS} - {*ticked}
    assert WITHDRAWN not in offered
    assert ("A comparison needs two reports at least" in text_of(response.content)) == bool(names)


def test_reports_are_found_by_name_while_others_stay_chosen(ask):
    page = parse(ask(BANK, JA, choose="yes", q="ＣＬＩＮＩＱＵＥ").content)
    assert page.xpath("//input[@name='r'][@checked]/@value") == [BANK, JA]
    assert page.xpath("//input[@name='r'][not(@checked)]/@value") == [FR]


@pytest.mark.parametrize(
    ("parameters", "canonical"),
    [
        ({}, ""),
        ({"section": "1", "only": "everything", "x": "y"}, ""),
        ({"section": "99"}, ""),
        ({"section": "3", "only": "differences"}, "&section=3&only=differences"),
        ({"only": "differences", "section": "all"}, "&section=all&only=differences"),
    ],
    ids=str,
)
@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_each_comparison_has_one_address(ask, parameters, canonical, prefix):
    response = ask(BANK, JA, prefix=prefix, **parameters)
    (link,) = parse(response.content).xpath("//link[@rel='canonical']/@href")
    assert link == f"http://testserver{prefix}{PAGE}?r={BANK},{JA}{canonical}"


@pytest.mark.parametrize("names", [SIX[:2], SIX], ids=len)
@pytest.mark.parametrize("section", ["", "all"])
def test_two_queries_are_enough_for_any_comparison(ask, django_assert_num_queries, names, section):
    with django_assert_num_queries(2):
        ask(*names, section=section)


@pytest.mark.parametrize(
    "query",
    [
        "r=",
        "r=,,,/,//",
        "r=%00/%00,a/%00",
        "r=%FF%FE/2026",
        "r=%ED%A0%80/2026",
        "r=../../etc,a/b/c,A/%EF%BC%91",
        "r=" + "a/b," * 3000,
        "r=" + "x" * 100_000,
        "&".join(f"r=a{number}/2026" for number in range(400)),
        f"r={BANK},{JA}&section=%00&only=%00",
        f"r={BANK},{JA}&section={'9' * 5000}",
        f"r={BANK},{JA}&choose=yes&page={'9' * 5000}&q=%00",
        f"r={BANK},{JA}&page=-1&q=" + "x" * 5000,
        f"r[]={BANK}&r={BANK}%0d%0a,{JA}",
    ],
    ids=lambda query: query[:24],
)
def test_no_query_breaks_the_page(compared, db, query):
    client = compared.client("anonymous")
    for name in ("compare", "compare-csv", "compare-json"):
        assert client.get(reverse(f"public:{name}"), QUERY_STRING=query).status_code == 200


def test_the_basket_takes_as_many_as_are_compared(db):
    (bar,) = parse(render_to_string("components/basket.html").encode()).xpath("//*[@data-basket-bar]")
    assert bar.get("data-most") == str(MOST)


def test_every_state_of_a_practice_has_its_words(ask):
    assert ask(BANK, JA).context["states"] == {state.value: state.label for state in PracticeState}
