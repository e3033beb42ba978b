"""The drafting page as a browser without JavaScript uses it: one button saves a whole section."""

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.frameworks import load
from reports.models import AnswerRevision
from tests import builders
from tests.reports.views.pages import parse, text_of
from tests.reports.views.site import DRAFT, ORG, SUBMITTED

SECTIONS = load().sections


def _address(section: str = "1", cycle: str = DRAFT) -> str:
    return reverse("workspace:section", args=[ORG, cycle, section])


def _standing(report, code: str) -> AnswerRevision:
    return report.answers.by_code()[code]


def _textareas(response) -> dict[str, str]:
    """Return the text fields of the page as they would be sent again."""
    return {area.name: (area.text or "").lstrip("\n") for area in parse(response.content).iter("textarea")}


def _hidden(response, name: str) -> str:
    return parse(response.content).xpath(f"//input[@name='{name}']")[0].get("value")


@pytest.fixture
def writer(site):
    return site.client("editor")


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_it_shows_every_question_with_what_was_saved(site, writer, section):
    response = writer.get(_address(section.code))
    answers = site.draft.answers.by_code()
    asked = [question for question in section.questions if question.answerable]
    assert _textareas(response) == {f"{q.code}-text": answers[q.code].text for q in asked} | {
        f"{q.code}-summary": "" for q in asked
    }
    assert {_hidden(response, f"{q.code}-base") for q in asked} == {"1"}
    ticked = {
        (box.get("name"), box.get("value"))
        for box in parse(response.content).xpath("//input[@checked]")
        if "-practice-" not in box.get("name")
    }
    assert ticked == {(f"{q.code}-choices", choice) for q in asked for choice in answers[q.code].choices}
    said = text_of(response.content)
    assert [q.code for q in section.questions if " ".join(q.prompt.split()) not in said] == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.code)
def test_one_button_saves_all_answers(site, writer, section):
    data = {}
    for question in section.questions:
        if question.answerable:
            data |= {f"{question.code}-text": f"Rewritten {question.code}.", f"{question.code}-base": "1"}
            if question.options:
                data[f"{question.code}-choices"] = [question.options[-1].id]
    response = writer.post(_address(section.code), data)
    assert (response.status_code, response.headers["Location"]) == (302, _address(section.code))
    assert "Saved" in text_of(writer.get(_address(section.code)).content)
    for question in section.questions:
        if question.answerable:
            saved = _standing(site.draft, question.code)
            assert (saved.text, saved.number, saved.saved_by) == (
                f"Rewritten {question.code}.",
                2,
                site.people["editor"],
            )
            assert saved.choices == [option.id for option in question.options[-1:]]


def test_line_ends_and_indents_come_back_as_they_were_typed(site, writer):
    typed = "First\r\n\r\n\r\n   - one  \r\n      - two\r\n\r\n    code   here >\r\n< there"
    assert writer.post(_address(), {"1a-text": typed, "1a-base": "1"}).status_code == 302
    assert _textareas(writer.get(_address()))["1a-text"] == typed.replace("\r\n", "\n")


def test_what_was_not_sent_is_left_alone(site, writer):
    before = {code: answer.pk for code, answer in site.draft.answers.by_code().items()}
    writer.post(_address(), {"1a-text": "New", "1a-base": "1"})
    after = {code: answer.pk for code, answer in site.draft.answers.by_code().items()}
    assert [code for code in before if before[code] != after[code]] == ["1a"]


def test_what_was_emptied_is_emptied(site, writer):
    writer.post(_address(), {"1d-text": "", "1d-base": "1"})
    assert (_standing(site.draft, "1d").text, _standing(site.draft, "1d").choices) == ("", [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"1a-text": "x" * 200_001},
        {"1a-text": "half a \ufffd word"},
        {"1a-text": "kept", "1a-base": "no number"},
    ],
    ids=["too long", "unreadable", "base"],
)
def test_a_refused_answer_keeps_what_was_typed_and_the_others_are_saved(site, writer, wrong):
    data = {"1a-base": "1", "1b-text": "Good", "1b-base": "1"} | wrong
    response = writer.post(_address(), data)
    assert response.status_code == 422
    assert _textareas(response)["1a-text"] == wrong["1a-text"]
    assert _standing(site.draft, "1a").number == 1
    assert _standing(site.draft, "1b").text == "Good"
    assert "Some answers were not saved" in text_of(response.content)
    repaired = {
        "1a-text": "Mended",
        "1a-base": "1",
        "1b-text": "Good",
        "1b-base": _hidden(response, "1b-base"),
    }
    assert writer.post(_address(), repaired).status_code == 302
    assert [_standing(site.draft, code).number for code in ("1a", "1b")] == [2, 2]


def test_two_writers_see_both_texts_and_decide(site, writer):
    save_answer(
        report=site.draft, code="1a", choices=[], text="Theirs *first*.", base=1, by=site.people["owner"]
    )
    response = writer.post(_address(), {"1a-text": "Mine", "1a-base": "1", "1b-text": "Mine", "1b-base": "1"})
    assert response.status_code == 409
    assert _standing(site.draft, "1a").text == "Theirs *first*."
    assert _standing(site.draft, "1b").text == "Mine"
    assert _textareas(response)["1a-text"] == "Mine"
    said = text_of(response.content)
    assert "Theirs *first*." in said
    assert "saved by Ophelia" in said
    again = {"1a-text": "Mine, knowingly", "1a-base": _hidden(response, "1a-base")}
    assert writer.post(_address(), again).status_code == 302
    assert _standing(site.draft, "1a").text == "Mine, knowingly"
    assert _standing(site.draft, "1a").base.text == "Theirs *first*."


def test_a_conflict_about_a_tick_names_their_options(site, writer):
    save_answer(report=site.draft, code="1d", choices=["no"], text="", base=1, by=site.people["owner"])
    response = writer.post(_address(), {"1d-text": "", "1d-choices": "yes", "1d-base": "1"})
    assert response.status_code == 409
    theirs = parse(response.content).xpath("//article[@id='1d']//*[@class='theirs']/p")
    said = [" ".join(place.text_content().split()) for place in theirs[1:]]
    assert said == ["Beside the text, they chose: No", "You chose: Yes"]
    mine = parse(response.content).xpath("//input[@name='1d-choices'][@checked]")
    assert [box.get("value") for box in mine] == ["yes"]


def test_the_same_text_twice_is_saved_once(site, writer):
    for _ in range(2):
        assert writer.post(_address(), {"1a-text": "Twice", "1a-base": "1"}).status_code == 302
    assert _standing(site.draft, "1a").number == 2


def test_a_text_typed_while_the_report_was_sent_is_not_lost(site, writer):
    """It can't be saved any more, and the page says so with the text on it, ready to be copied."""
    response = writer.post(_address(cycle=SUBMITTED), {"1a-text": "An hour of *work*", "1a-base": "1"})
    assert response.status_code == 422
    assert _standing(site.submitted, "1a").number == 1
    said = text_of(response.content)
    assert "An hour of *work*" in said
    assert "can no longer be edited" in said


def test_a_viewer_reads_and_cannot_write(site):
    viewer = site.client("viewer")
    page = viewer.get(_address())
    assert _textareas(page) == {}
    assert parse(page.content).xpath("//main//form") == []
    assert "What sakura-works in 2026 says about `1a`." in text_of(page.content)
    refused = viewer.post(_address(), {"1a-text": "Viewer's", "1a-base": "1"})
    assert refused.status_code == 403
    assert [heading.text_content() for heading in parse(refused.content).iter("h1")] != []
    assert _standing(site.draft, "1a").number == 1


def test_a_report_that_was_sent_is_for_reading(site, writer):
    page = writer.get(_address(cycle=SUBMITTED))
    assert _textareas(page) == {}
    assert "What sakura-works in 2027 says about `1a`." in text_of(page.content)


@pytest.mark.parametrize("code", ["8", "1a", "-1", "00", "1%00", "%E2%82%AC", "9" * 300])
def test_an_unknown_section_is_not_there(site, writer, code):
    assert writer.get(f"/workspace/{ORG}/{DRAFT}/section/{code}/").status_code == 404


def test_the_last_published_answer_stands_beside(site, writer):
    page = parse(writer.get(_address()).content)
    beside = page.xpath("//article[@id='1a']//*[@class='item-beside']//*[@class='as-typed']")
    assert [place.text_content() for place in beside] == ["What sakura-old in 2025 says about `1a`."]


def test_an_empty_report_asks_for_everything(site):
    owner = site.people["stranger"]
    builders.make_report(owner.memberships.get().organisation, cycle=builders.make_cycle("2029"))
    response = site.client("stranger").get(reverse("workspace:section", args=["elsewhere", "2029", "1"]))
    assert set(_textareas(response).values()) == {""}
    assert parse(response.content).xpath("//*[@class='conflict']") == []
