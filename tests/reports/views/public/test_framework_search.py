"""Which questions fit the filters in the address, and what is said of filters that cannot be read."""

import pytest

from reports.frameworks import load
from reports.views.public.framework_search import Filters, matching, plain, read_filters

OLD, NEW = load("haip-1.0"), load("haip-2.0")


def _codes(framework, **given: str) -> list[str]:
    return [question.code for question in matching(framework, read_filters(given))]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Filters()),
        ({"q": " a  b ", "role": "deployer", "action": "3"}, Filters("a  b", "deployer", 3)),
        ({"q": "a\x00b\u202ec\td"}, Filters("a b c d")),
        ({"role": " model_developer "}, Filters(role="model_developer")),
        ({"action": " 11 "}, Filters(action=11)),
        ({"action": "０３"}, Filters(action=3)),
    ],
)
def test_what_is_read(given, expected):
    assert read_filters(given) == expected


@pytest.mark.parametrize("action", ["0", "12", "-1", "1.0", "one", "9" * 5000, "1 1", "\x00", "1\x00"])
def test_an_action_that_is_none_is_named(action):
    filters = read_filters({"action": action})
    assert (filters.action, len(filters.notes)) == (0, 1)
    assert "actions 1 to 11" in str(filters.notes[0])


@pytest.mark.parametrize("role", ["Deployer", "model-developer", "x" * 5000, "' OR 1=1"])
def test_a_role_that_is_none_is_named(role):
    filters = read_filters({"role": role})
    assert (filters.role, len(filters.notes)) == ("", 1)


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("", ()),
        (" , . 、「」", ()),
        ("Red-Teaming, INCIDENT?", ("red-teaming", "incident")),
        ("ＡＩ　ｒｉｓｋ", ("ai", "risk")),
        ("Évaluation", ("evaluation",)),
        ("ガイド", ("ガイド",)),
        ("ｶﾞｲﾄﾞ", ("ガイド",)),
        ("2g.i", ("2g.i",)),
    ],
)
def test_words_are_compared_without_width_case_and_accents(q, words):
    assert Filters(q=q).words == words


def test_japanese_marks_are_no_accents():
    assert plain("が") != plain("か")


def test_all_words_must_stand_somewhere_in_the_question():
    """In the number, the label, the prompt, its parts, options or practices; not all in the same place."""
    assert _codes(OLD, q="1c") == ["1c"]
    assert _codes(OLD, q="1C RED-TEAMING") == ["1c"]
    assert _codes(OLD, q="1c incident") == []
    question = OLD.question("1d")
    assert "1d" in _codes(OLD, q=f"{question.practices[0].label} 1d")
    assert "1d" in _codes(OLD, q=f"1d {question.practices[0].definition}")
    assert "3a.iii" in _codes(OLD, q=f"3a.iii {OLD.question('3a.iii').options[0].label}")


def test_a_latin_word_is_found_from_its_start():
    assert "1A" in {NEW.question(code).number for code in _codes(NEW, q="1a")}
    assert "11A" not in {NEW.question(code).number for code in _codes(NEW, q="1a")}
    assert _codes(OLD, q="eaming") == []
    assert "1c" in _codes(OLD, q="teaming")


def test_a_japanese_word_is_found_anywhere():
    framework = load("haip-1.0", "ja")
    assert framework.locale == "ja"
    question = framework.question("1c")
    middle = question.prompt[3:9]
    assert "1c" in [found.code for found in matching(framework, Filters(q=middle))]


def test_a_sub_item_is_read_with_its_heading_and_the_heading_is_not_counted():
    prompt = OLD.question("2g").prompt
    found = _codes(OLD, q=prompt)
    assert "2g" not in found
    assert found == [q.code for q in OLD.questions if q.parent == "2g"]


def test_a_role_leaves_what_everybody_is_asked():
    assert len(_codes(OLD, role="deployer")) == len(OLD.answerable)
    found = _codes(NEW, role="deployer")
    assert "scope" in found
    assert "capability-thresholds" not in found
    assert len(found) < len(NEW.answerable)


def test_an_action_leaves_the_questions_that_report_on_it():
    assert _codes(OLD, action="9") == ["7a", "7b", "7c", "7d"]


def test_a_pattern_is_only_a_word():
    assert _codes(OLD, q=".*") == _codes(OLD)
    assert _codes(OLD, q="r.sk") == _codes(OLD, q="(risk|x)") == _codes(OLD, q="[a-z]+a") == []
