"""States of practices and tools in use, as a form takes and gives them back."""

import pytest

from reports.enums import PracticeState
from reports.forms.answers import AnswerForm
from reports.frameworks import load
from reports.models import AnswerRevision
from reports.models.answer import MOST_ROWS

NEWER = load("haip-2.0", "en")
OLDER = load("haip-1.0", "en")
RISKS = NEWER.question("risk-classification")
TOOLS = NEWER.question("tools-and-metrics.text")


def form_of(question, **data):
    return AnswerForm(question, data={f"{question.code}-{name}": value for name, value in data.items()})


def tool(row, **parts):
    return {f"tool-{row}-{part}": parts.get(part, "") for part in ("name", "address", "purpose")}


@pytest.mark.parametrize("state", PracticeState.values)
def test_a_state_is_taken(state):
    form = form_of(RISKS, **{"practice-risk-tiers": state})
    assert form.is_valid()
    assert form.words() == {
        "practices": {"risk-tiers": state},
        "tools": None,
        "evidence": None,
        "summary": None,
        "choices": [],
        "text": "",
        "base": None,
    }


@pytest.mark.parametrize("data", [{"practice-risk-tiers": "not_reported"}, {"practice-risk-tiers": ""}])
def test_what_is_not_reported_is_not_stored(data):
    form = form_of(RISKS, **data)
    assert form.is_valid()
    assert form.words()["practices"] == {}


@pytest.mark.parametrize("state", ["done", "IN_PLACE", "in_place ", "\x00", "1"])
def test_an_invented_state_is_refused_at_its_practice_and_the_text_kept(state):
    form = form_of(RISKS, **{"practice-risk-tiers": state, "text": "Kept."})
    assert not form.is_valid()
    assert list(form.errors) == ["practice-risk-tiers"]
    assert form["text"].value() == "Kept."


def test_an_invented_practice_is_not_stored():
    sent = {
        "practice-invented": "in_place",
        "practice-model-card": "in_place",
        "practice-risk-tiers": "planned",
    }
    form = form_of(RISKS, **sent)
    assert form.is_valid()
    assert form.words()["practices"] == {"risk-tiers": "planned"}


@pytest.mark.parametrize("question", [RISKS, TOOLS], ids=lambda question: question.code)
def test_what_was_not_on_the_page_stays_as_it_stands(question):
    form = form_of(question, text="Words only.")
    assert form.is_valid()
    assert (form.words()["practices"], form.words()["tools"]) == (None, None)


@pytest.mark.parametrize("framework", [OLDER, NEWER], ids=lambda framework: framework.id)
def test_practices_stand_once_at_the_first_item_of_their_topic(framework):
    for question in framework.answerable:
        fields = [name for name in AnswerForm(question).fields if name.startswith("practice-")]
        home = question.practices_at == question.code
        assert len(fields) == (len(framework.topic(question.topics[0]).practices) if home else 0)


def test_a_question_without_practices_leaves_them_as_they_stand():
    assert OLDER.question("2g.iv").practices == ()
    form = form_of(OLDER.question("2g.iv"), text="Each year.")
    assert form.is_valid()
    assert (form.words()["practices"], form.words()["tools"]) == (None, None)


def test_the_form_shows_what_stands():
    stored = [{"name": "A", "address": "https://a.example/", "purpose": "Testing"}]
    revision = AnswerRevision(number=2, practices={"risk-tiers": "planned"}, tools=stored)
    form = AnswerForm(RISKS, revision=revision)
    assert form["practice-risk-tiers"].value() == "planned"
    assert form["practice-risk-register"].value() == "not_reported"
    shown = AnswerForm(TOOLS, revision=revision)
    assert [shown[f"tool-0-{part}"].value() for part in ("name", "address", "purpose")] == [
        *stored[0].values()
    ]
    assert [name for name in shown.fields if name.endswith("-name")] == [
        "tool-0-name",
        "tool-1-name",
        "tool-2-name",
    ]


def test_every_state_is_offered_with_the_definition_beside_it():
    field = AnswerForm(RISKS).fields["practice-risk-tiers"]
    assert [value for value, _ in field.choices] == [*PracticeState.values, "not_reported"]
    assert field.help_text == RISKS.practices[0].definition
    assert not field.required


def test_tools_are_taken_and_blank_rows_left_out():
    form = form_of(
        TOOLS,
        **tool(0, name="Inspect", address="https://inspect.example/", purpose="Evaluations"),
        **tool(1),
        **tool(2, name="社内ベンチマーク"),
    )
    assert form.is_valid(), form.errors
    assert form.words()["tools"] == [
        {"name": "Inspect", "address": "https://inspect.example/", "purpose": "Evaluations"},
        {"name": "社内ベンチマーク", "address": "", "purpose": ""},
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.example/", "a.example", "https://", "https://a b/", "x" * 301]
)
def test_an_address_that_is_none_is_refused_at_its_field(address):
    form = form_of(TOOLS, **tool(0, name="A", address=address))
    assert list(form.errors) == ["tool-0-address"]
    assert form["tool-0-address"].value() == address


@pytest.mark.parametrize("part", ["address", "purpose"])
def test_a_tool_needs_a_name(part):
    given = {"address": "https://a.example/", "purpose": "Testing"}[part]
    form = form_of(TOOLS, **tool(0, **{part: given}))
    assert list(form.errors) == ["tool-0-name"]
    assert form[f"tool-0-{part}"].value() == given


def test_more_tools_than_fit_are_not_read():
    data = {name: value for row in range(MOST_ROWS + 5) for name, value in tool(row, name=f"T{row}").items()}
    form = form_of(TOOLS, **data)
    assert form.is_valid()
    assert len(form.words()["tools"]) == MOST_ROWS


def test_only_the_question_that_asks_for_tools_takes_them():
    assert [question.code for question in NEWER.answerable if question.takes_tools] == [
        "tools-and-metrics.text"
    ]
    form = form_of(RISKS, **tool(0, name="A"))
    assert form.is_valid()
    assert form.words()["tools"] is None
