"""What is asked first, what is more, what is not asked; marks of origin, and words that were carried over."""

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.models import Organisation
from tests import builders
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import ORG

CYCLE = "2031"


@pytest.fixture
def newer(site):
    return builders.make_report(site.organisation, cycle=builders.make_cycle(CYCLE), framework_id="haip-2.0")


def _become(site, size: str, *roles: str) -> None:
    held = {f"is_{role}": role in roles for role in ("model_developer", "application_developer", "deployer")}
    Organisation.objects.filter(pk=site.organisation.pk).update(size_band=size, **held)


def _section(site, section: str = "1"):
    response = site.client("editor").get(reverse("workspace:section", args=[ORG, CYCLE, section]))
    assert response.status_code == 200
    return response


def test_a_small_deployer_sees_the_essentials_then_more_then_what_is_not_asked(site, newer):
    _become(site, "1-9", "deployer")
    response = _section(site)
    page = parse(response.content)
    inside = [place.get("id") for place in page.xpath("//details[@class='not-asked']//article")]
    assert inside == [q.anchor for q in newer.framework.section("1").questions if _unasked(q)]
    order = [
        place.get("id") for place in page.xpath("//article[@data-answer] | //*[@id='first' or @id='more']")
    ]
    assert order[0] == "first"
    assert order.index("first") < order.index("risk-evaluation-text") < order.index("more")
    assert order.index("more") < order.index("incident-learning") < order.index(inside[0])


def _unasked(question) -> bool:
    return bool(question.recommended_for) and "deployer" not in question.recommended_for


@pytest.mark.parametrize(
    ("size", "roles"), [("250+", ["deployer"]), ("1-9", ["model_developer", "deployer"])]
)
def test_every_item_of_the_section_is_on_the_page_once(site, newer, size, roles):
    _become(site, size, *roles)
    for section in newer.framework.sections:
        found = [
            place.get("id") for place in parse(_section(site, section.code).content).xpath("//main//article")
        ]
        assert sorted(found) == sorted(question.anchor for question in section.questions)


def test_a_large_organisation_is_asked_in_printed_order(site, newer):
    _become(site, "250+", "model_developer", "application_developer", "deployer")
    page = parse(_section(site).content)
    assert page.xpath("//*[@id='first' or @id='more']") == []
    found = [place.get("id") for place in page.xpath("//article[@data-answer]")]
    assert found == [question.anchor for question in newer.framework.section("1").questions]


def test_not_asked_is_never_called_unanswered_or_to_do(site, newer):
    _become(site, "250+", "deployer")
    page = parse(_section(site).content)
    for place in page.xpath("//details[@class='not-asked']//article"):
        said = place.xpath(".//*[@data-answered]")[0]
        assert said.text_content().strip() == said.get("data-no") == "Not asked of your roles"
    overview = site.client("editor").get(reverse("workspace:report", args=[ORG, CYCLE]))
    assert "Capability and risk thresholds" not in text_of(overview.content)


def test_the_overview_names_the_essentials_first(site, newer):
    _become(site, "10-49", "deployer")
    response = site.client("editor").get(reverse("workspace:report", args=[ORG, CYCLE]))
    steps = response.context["steps"]
    essential = {q.family for q in newer.framework.questions if q.essential}
    asked_first = {problem.question.family for problem in steps["first"]} - {"scope"}
    assert asked_first <= essential
    assert not {problem.question.family for problem in steps["more"]} & asked_first
    assert {problem.question.code for problem in steps["more"]} >= {"incident-learning", "ai-literacy.text"}
    assert len(steps["first"]) + len(steps["more"]) == response.context["progress"].todo
    assert "First: the essentials for a small organisation" in text_of(response.content)


def test_a_report_on_the_provisional_version_says_so_and_marks_each_item(site, newer):
    said = text_of(_section(site).content)
    assert "This version is provisional" in said
    page = parse(_section(site).content)
    assert "Reported, unconfirmed" in page.get_element_by_id("risk-classification").text_content()
    assert "Provisional" in page.get_element_by_id("risk-metrics").text_content()
    assert "Q5" not in said


def test_practices_are_asked_once_and_the_other_place_leads_there(site, newer):
    page = parse(_section(site).content)
    follow_up = page.get_element_by_id("risk-evaluation-text")
    assert follow_up.xpath(".//fieldset[@class='practice']") == []
    assert "#risk-evaluation" in follow_up.xpath(".//a/@href")
    main = page.get_element_by_id("risk-evaluation")
    assert len(main.xpath(".//fieldset[@class='practice']")) == 10
    assert main.xpath(".//fieldset[@class='practice']//input[@checked]/@value") == ["not_reported"] * 10


def test_carried_words_are_marked_and_kept_by_a_button_without_javascript(site, newer):
    save_answer(
        report=newer,
        code="risk-evaluation",
        choices=[],
        text="From last year.",
        base=None,
        by=site.people["owner"],
        carried={"cycle": "2025", "framework": "haip-1.0", "items": ["1b"]},
    )
    response = _section(site)
    assert "Carried over, please review · from your report for 2025 (1b)" in text_of(response.content)
    check = site.client("editor").get(reverse("workspace:check", args=[ORG, CYCLE]))
    assert "Carried over, please review." in text_of(check.content)
    response = site.client("editor").post(
        reverse("workspace:section", args=[ORG, CYCLE, "1"]),
        {
            "risk-evaluation-text": "From last year.",
            "risk-evaluation-base": "1",
            "risk-metrics-text": "Typed meanwhile.",
            "keep": "risk-evaluation",
        },
    )
    assert response.status_code == 302
    words = newer.answers.by_code()
    assert (words["risk-evaluation"].carried, words["risk-evaluation"].text) == ({}, "From last year.")
    assert words["risk-metrics"].text == "Typed meanwhile."


def test_the_enter_key_presses_save_and_nothing_else(site, newer):
    buttons = parse(_section(site).content).xpath("//form[@data-section-form]//button[@type='submit']")
    assert buttons[0].get("name") is None
    assert buttons[0].get("tabindex") == "-1"


def test_a_reader_of_the_team_sees_the_states_in_words(site, newer):
    save_answer(
        report=newer,
        code="risk-classification",
        choices=[],
        text="",
        practices={"risk-tiers": "planned"},
        base=None,
        by=site.people["owner"],
    )
    response = site.client("viewer").get(reverse("workspace:section", args=[ORG, CYCLE, "1"]))
    assert "Tiered risk levels: Planned" in text_of(response.content)
    state = reverse("workspace:revision", args=[ORG, CYCLE, "risk-classification", 1])
    assert "Tiered risk levels: Planned" in text_of(site.client("viewer").get(state).content)
