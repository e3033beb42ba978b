"""What a framework answers when asked."""

from dataclasses import FrozenInstanceError

import pytest

from reports.enums import QuestionKind
from reports.frameworks import FrameworkError
from reports.frameworks.loader import read_framework


@pytest.fixture
def framework(directory):
    return read_framework(directory, "mini-1.0")


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


def test_nothing_can_be_changed(framework):
    with pytest.raises(FrozenInstanceError):
        framework.title = "Another"
    with pytest.raises(FrozenInstanceError):
        framework.question("1a").prompt = "Another"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"file": "a.toml"}, "a.toml: wrong"),
        ({"file": "a.toml", "section": "2"}, "a.toml, section 2: wrong"),
        ({"file": "a.toml", "question": "2g.i"}, "a.toml, question 2g.i: wrong"),
        ({"file": "a.toml", "section": "2", "question": "2g.i"}, "a.toml, section 2, question 2g.i: wrong"),
    ],
)
def test_an_error_names_its_place(place, message):
    assert str(FrameworkError("wrong", **place)) == message
