"""Version 2.0: what is known stands under its number and is marked as reported; the rest is provisional."""

import re
from collections import Counter

import pytest

from reports.enums import AIRole, QuestionKind
from reports.frameworks import load

# number: code, and how much of the item is known
NUMBERED = {
    "Q1": ("risk-classification", "both"),
    "1A": ("capability-thresholds.text", "both"),
    "Q2": ("risk-evaluation", "both"),
    "2A": ("risk-evaluation.text", "number"),
    "Q3": ("incident-learning", "number"),
    "3A": ("incident-learning.text", "number"),
    "Q4": ("disclosure-incentives", "both"),
    "Q6": ("systemic-risk-collaboration", "both"),
    "Q7": ("risk-mitigation", "number"),
    "7A": ("review-triggers.text", "both"),
    "Q8": ("fitness-testing", "number"),
    "8A": ("fitness-testing.text", "part"),
    "Q11": ("information-security", "part"),
    "11A": ("asset-protection.text", "number"),
    "11B": ("vulnerability-management.text", "number"),
    "11C": ("insider-threat.text", "number"),
    "11D": ("personnel-vetting.text", "both"),
    "Q14": ("agent-controls", "both"),
    "14A": ("agent-controls.text", "both"),
    "Q21": ("oversight-bodies", "both"),
    "21A": ("final-accountability.text", "both"),
    "Q22": ("staff-training", "both"),
    "22A": ("concern-channels.text", "part"),
    "Q23": ("incident-records", "both"),
}
# Reported as options or subjects of a numbered question, or (gist) with a number that is not known.
WITHOUT_NUMBER = {
    "capability-thresholds": "both",
    "multi-agent-risk": "both",
    "independent-expertise": "part",
    "post-deployment-monitoring": "gist",
    "agent-emergency-control": "gist",
    "incident-reporting": "both",
}


@pytest.fixture(scope="module")
def framework():
    return load("haip-2.0", "en")


@pytest.fixture(scope="module")
def asked(framework):
    """Return the questions of sections 1 to 7."""
    return [question for question in framework.questions if question.section != "0"]


def test_the_framework_is_provisional(framework):
    assert (framework.version, framework.status, framework.is_provisional) == ("2.0", "provisional", True)


def test_sections_are_those_of_version_1(framework):
    first = load("haip-1.0", "en")
    assert [(s.code, s.title) for s in framework.sections] == [(s.code, s.title) for s in first.sections]


def test_only_the_actions_of_section_1_are_reported(framework):
    assert [s.code for s in framework.sections if s.actions_status == "reported"] == ["1"]
    assert framework.section("1").actions == (1, 4, 6, 10)


def test_every_known_item_stands_under_its_number(asked):
    assert {q.number: (q.code, q.known) for q in asked if q.number} == NUMBERED
    assert {q.status for q in asked if q.number} == {"reported"}


def test_what_is_known_without_a_number_is_reported_too(asked):
    found = {q.code: q.known for q in asked if q.status == "reported" and not q.number}
    assert found == WITHOUT_NUMBER


def test_nothing_provisional_carries_a_number_or_claims_to_be_known(asked):
    provisional = [q for q in asked if q.status == "provisional"]
    assert len(provisional) == 64 - len(NUMBERED) - len(WITHOUT_NUMBER)
    assert [q.code for q in provisional if q.number or q.known] == []


def test_nothing_is_called_official(asked):
    assert {q.status for q in asked} == {"reported", "provisional"}
    assert [q.code for q in asked if q.official] == []


def test_numbers_go_up_through_the_form(asked):
    numbers = [int(q.number[1:]) for q in asked if q.number.startswith("Q")]
    assert numbers == sorted(numbers)
    followers = [(int(q.number[:-1]), q.parent) for q in asked if q.number and not q.number.startswith("Q")]
    codes = {number: code for number, (code, _known) in NUMBERED.items()}
    assert [parent for number, parent in followers if parent != codes[f"Q{number}"]] == []


def test_sections_4_starts_with_question_21(framework):
    assert framework.section("4").questions[0].number == "Q21"
    before = [q.number for s in framework.sections[:4] for q in s.questions if q.number.startswith("Q")]
    assert max(int(number[1:]) for number in before) < 21


def test_counts_main_questions_and_items(framework, asked):
    mains = Counter(q.section for q in asked if q.parent is None)
    assert mains.total() == 28
    assert set(mains) == set("1234567")
    assert len(asked) == 64
    assert len(framework.answerable) == len(framework.questions) == 66


def test_main_questions_are_options_and_follow_ups_mostly_text(asked):
    kinds = Counter((q.kind, q.parent is None) for q in asked)
    assert kinds == {
        (QuestionKind.OPTIONS, True): 28,
        (QuestionKind.OPTIONS, False): 5,
        (QuestionKind.TEXT, False): 31,
    }


def test_a_code_is_a_topic_and_text_marks_a_follow_up(asked):
    for question in asked:
        topic, dot, rest = question.code.partition(".")
        assert question.topics[0] == topic
        assert (dot + rest == ".text") == (question.kind == QuestionKind.TEXT)


def test_every_question_says_for_which_roles_it_is(asked):
    assert [q.code for q in asked if not q.recommended_for] == []
    order = list(AIRole.values)
    for question in asked:
        assert list(question.recommended_for) == sorted(question.recommended_for, key=order.index)


def test_every_role_is_asked_in_every_section(framework):
    for section in framework.sections[1:]:
        assert {role for q in section.questions for role in q.recommended_for} == set(AIRole.values)


def test_a_deployer_is_not_asked_how_models_are_made(framework):
    roles = {q.code: set(q.recommended_for) for q in framework.questions}
    assert roles["capability-thresholds"] == {"model_developer"}
    assert "deployer" not in roles["training-data-disclosure"]
    assert "model_developer" not in roles["use-policy"]
    assert "deployer" in roles["agent-controls"]


def test_every_topic_of_the_framework_has_an_item_of_its_own(framework):
    assert [topic.id for topic in framework.topics if not framework.questions_on(topic.id)] == []
    assert len(framework.topics) == 58


def test_tools_are_asked_for_once(asked):
    assert [q.code for q in asked if q.takes_tools] == ["tools-and-metrics.text"]


def test_everything_has_a_prompt_a_reason_help_and_an_outline(asked):
    for question in asked:
        assert re.fullmatch(r"[A-Z].*[.?]", question.prompt), question.code
        assert question.why and question.help and question.outline, question.code


def test_anchors_are_unique_and_safe_as_html_ids(framework):
    anchors = [question.anchor for question in framework.questions]
    assert len(set(anchors)) == len(anchors)
    assert [anchor for anchor in anchors if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", anchor)] == []


def test_essentials_are_a_third_of_the_topics(framework):
    essential = {topic.id for topic in framework.topics if topic.essential}
    assert len(essential) == 21
    assert {q.topics[0] for q in framework.answerable if q.essential} == essential
