"""What a framework answers when asked."""

from dataclasses import FrozenInstanceError

import pytest

from reports.enums import QuestionKind
from reports.frameworks import FrameworkError
from reports.frameworks.files import Files
from reports.frameworks.loader import read_framework


@pytest.fixture
def framework(directory):
    return read_framework(Files(directory), "mini-1.0")


def test_finds_questions_and_sections_by_code(framework):
    assert framework.question("1a").code == "1a"
    assert framework.section("1").questions[0] is framework.question("1a")


@pytest.mark.parametrize("code", ["1z", "1B", "1b-i", ""])
def test_an_unknown_question_is_a_key_error(framework, code):
    with pytest.raises(KeyError):
        framework.question(code)


@pytest.mark.parametrize("code", ["9", "", "1a"])
def test_an_unknown_section_is_a_key_error(framework, code):
    with pytest.raises(KeyError):
        framework.section(code)


def test_only_a_group_is_not_answerable(framework):
    kinds = {q.kind: q.answerable for q in framework.questions}
    assert kinds == {
        QuestionKind.CHOICE: True,
        QuestionKind.YES_NO: True,
        QuestionKind.GROUP: False,
        QuestionKind.CHECKLIST: True,
        QuestionKind.TEXT: True,
    }


def test_finds_topics_and_the_questions_on_them(framework):
    assert framework.topic("risk").label == "Risks"
    assert [q.code for q in framework.questions_on("limits")] == ["1b", "1b.i", "1c"]
    assert [q.code for q in framework.questions_on("risk")] == ["1a"]
    assert framework.questions_on("luck") == ()
    with pytest.raises(KeyError):
        framework.topic("luck")


def test_a_topic_says_how_a_framework_compares_with_it(framework):
    assert framework.topic("risk").relation("mini-1.0") == "wider"
    assert framework.topic("risk").relation("other-1.0") == "same"


def test_a_sub_item_belongs_to_its_parent(framework):
    assert {q.code: q.family for q in framework.questions} == {
        "scope": "scope",
        "1a": "1a",
        "1b": "1b",
        "1b.i": "1b",
        "1c": "1c",
    }


def test_a_provisional_framework_says_so(framework):
    assert framework.is_provisional


def test_nothing_can_be_changed(framework):
    with pytest.raises(FrozenInstanceError):
        framework.title = "Another"
    with pytest.raises(FrozenInstanceError):
        framework.question("1a").prompt = "Another"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"file": "a.toml", "line": 3, "question": "2g.i"}, "a.toml, line 3, question 2g.i: wrong"),
        ({"file": "a.toml"}, "a.toml: wrong"),
        ({"file": "a.toml", "section": "2"}, "a.toml, section 2: wrong"),
        ({"file": "a.toml", "question": "2g.i"}, "a.toml, question 2g.i: wrong"),
        ({"file": "a.toml", "section": "2", "question": "2g.i"}, "a.toml, section 2, question 2g.i: wrong"),
    ],
)
def test_an_error_names_its_place(place, message):
    assert str(FrameworkError("wrong", **place)) == message
