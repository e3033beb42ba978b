"""What was issued as version 1.0: counts, codes, kinds, topics."""

import re
from collections import Counter

import pytest

from reports.enums import QuestionKind
from reports.frameworks import load

# topic: codes of which it is the primary topic / codes whose answers often speak of it too
TOPICS = {
    "risk-classification": ("1a", ""),
    "capability-thresholds": ("", "1a"),
    "risk-evaluation": ("1b", ""),
    "fitness-testing": ("1c", ""),
    "incident-learning": ("1d", ""),
    "risk-metrics": ("1e", ""),
    "tools-and-metrics": ("", "1e"),
    "reporting-channels": ("", "1e 1f"),
    "disclosure-incentives": ("", "1e"),
    "independent-expertise": ("1f", ""),
    "risk-standards": ("1g", ""),
    "systemic-risk-collaboration": ("1h", ""),
    "risk-mitigation": ("2a", ""),
    "review-triggers": ("", "4a"),
    "testing-to-action": ("2b", ""),
    "secure-testing": ("2c", ""),
    "data-quality-and-bias": ("2d", ""),
    "ip-protection": ("2e", ""),
    "privacy-and-leakage": ("2f", ""),
    "information-security": ("2g 2g.i 2g.iv", ""),
    "asset-protection": ("2g.ii", ""),
    "vulnerability-management": ("2g.iii", ""),
    "insider-threat": ("2g.v", ""),
    "supply-chain": ("", "2a"),
    "post-deployment-monitoring": ("2h", "1b"),
    "model-documentation": ("3a 3a.i 3a.ii", ""),
    "documentation-contents": ("3a.iii", ""),
    "evaluation-sharing": ("3b", ""),
    "privacy-disclosure": ("3c", ""),
    "training-data-disclosure": ("3d", ""),
    "other-transparency": ("3e", ""),
    "downstream-information": ("", "3a.iii"),
    "governance-integration": ("4a", ""),
    "oversight-bodies": ("", "4a"),
    "final-accountability": ("", "4a"),
    "staff-training": ("4b", ""),
    "policy-communication": ("4c", ""),
    "incident-records": ("4d", ""),
    "risk-information-sharing": ("4e", ""),
    "incident-reporting": ("4f", "4e"),
    "practice-sharing": ("4g", ""),
    "management-standards": ("4h", ""),
    "ai-interaction-notice": ("5a", ""),
    "content-provenance": ("5b", ""),
    "safety-research": ("6a", ""),
    "provenance-research": ("6b", ""),
    "safety-collaboration": ("6c", ""),
    "societal-risk-research": ("6d", ""),
    "beneficial-applications": ("7a", ""),
    "ai-literacy": ("7b", ""),
    "sdg-priorities": ("7c", ""),
    "civil-society-work": ("7d", ""),
}


@pytest.fixture(scope="module")
def framework():
    return load("haip-1.0", "en")


@pytest.fixture(scope="module")
def official(framework):
    """Return the questions of sections 1 to 7."""
    return [question for question in framework.questions if question.section != "0"]


def test_sections_have_their_official_titles(framework):
    assert [(section.code, section.title) for section in framework.sections] == [
        ("0", "About this report"),
        ("1", "Risk identification and evaluation"),
        ("2", "Risk management and information security"),
        ("3", "Transparency reporting on advanced AI systems"),
        ("4", "Organizational governance, incident management and transparency"),
        ("5", "Content authentication & provenance mechanisms"),
        ("6", "Research & investment to advance AI safety & mitigate societal risks"),
        ("7", "Advancing human and global interests"),
    ]


def test_sections_name_the_actions_of_the_code(framework):
    assert [section.actions for section in framework.sections] == [
        (),
        (1, 4, 6, 10),
        (1, 2, 6, 11),
        (3,),
        (4, 5, 10),
        (7, 10),
        (8,),
        (9,),
    ]


def test_codes_stand_in_printed_order(framework):
    codes = [" ".join(question.code for question in section.questions) for section in framework.sections]
    assert codes == [
        "scope statement",
        "1a 1b 1c 1d 1e 1f 1g 1h",
        "2a 2b 2c 2d 2e 2f 2g 2g.i 2g.ii 2g.iii 2g.iv 2g.v 2h",
        "3a 3a.i 3a.ii 3a.iii 3b 3c 3d 3e",
        "4a 4b 4c 4d 4e 4f 4g 4h",
        "5a 5b",
        "6a 6b 6c 6d",
        "7a 7b 7c 7d",
    ]


def test_counts_lettered_questions_and_answerable_items(framework, official):
    lettered = Counter(question.section for question in official if question.parent is None)
    assert lettered == {"1": 8, "2": 8, "3": 5, "4": 8, "5": 2, "6": 4, "7": 4}
    assert lettered.total() == 39
    assert sum(question.answerable for question in official) == 46
    assert len(framework.answerable) == 48


def test_kinds(official):
    kinds: dict[str, list[str]] = {}
    for question in official:
        kinds.setdefault(question.kind, []).append(question.code)
    assert kinds.pop(QuestionKind.GROUP) == ["2g"]
    assert kinds.pop(QuestionKind.CHECKLIST) == ["3a.iii"]
    assert " ".join(kinds.pop(QuestionKind.YES_NO)) == "1d 2g.v 3a 3c 3d 4b 4c 4d 4f 4h 5b"
    assert len(kinds.pop(QuestionKind.TEXT)) == 34
    assert kinds == {}


def test_sub_items_name_their_parent(official):
    parents = {question.code: question.parent for question in official if question.parent}
    assert parents == dict.fromkeys(["2g.i", "2g.ii", "2g.iii", "2g.iv", "2g.v"], "2g") | dict.fromkeys(
        ["3a.i", "3a.ii", "3a.iii"], "3a"
    )


def test_all_that_can_be_answered_is_required_but_the_statement(framework):
    assert [q.code for q in framework.answerable if not q.required] == ["statement"]


def test_the_checklist_has_its_five_boxes(framework):
    assert [option.id for option in framework.question("3a.iii").options] == [
        "safety-evaluation-results",
        "effects-assessment",
        "red-team-results",
        "capability-limits",
        "technical-instructions",
    ]
    assert all(option.definition for option in framework.question("3a.iii").options)


def test_every_yes_no_question_offers_yes_and_no(official):
    offered = {q.code: [o.id for o in q.options] for q in official if q.kind == QuestionKind.YES_NO}
    assert len(offered) == 11
    assert set(map(tuple, offered.values())) == {("yes", "no")}


def test_the_preface_offers_three_scopes(framework):
    scope, statement = framework.section("0").questions
    assert (scope.code, scope.kind, scope.required) == ("scope", QuestionKind.CHOICE, True)
    assert [option.id for option in scope.options] == ["group", "entity", "product-family"]
    assert (statement.code, statement.kind, statement.required) == ("statement", QuestionKind.TEXT, False)
    assert (scope.topics, statement.topics) == ((), ())


def test_topics_have_exactly_the_codes_of_the_catalogue(framework, official):
    found = {
        topic.id: (
            " ".join(q.code for q in official if q.topics[0] == topic.id),
            " ".join(q.code for q in official if topic.id in q.topics[1:]),
        )
        for topic in framework.topics
    }
    assert found == TOPICS


def test_a_label_is_that_of_the_primary_topic(framework, official):
    labels = {topic.id: topic.label for topic in framework.topics}
    assert [q.label for q in official] == [labels[q.topics[0]] for q in official]
    assert len(set(labels.values())) == len(labels) == 52


def test_questions_that_ask_for_several_things_show_all_of_them(framework):
    assert {q.code: 1 + len(q.parts) for q in framework.questions if q.parts} == {
        "scope": 2,
        "1e": 3,
        "1f": 2,
        "2f": 2,
        "4a": 2,
    }


def test_prompts_are_sentences_and_differ(framework):
    prompts = [prompt for question in framework.questions for prompt in (question.prompt, *question.parts)]
    assert len(set(prompts)) == len(prompts) == 49 + 6
    assert [prompt for prompt in prompts if not re.fullmatch(r"[A-Z].*[.?]", prompt)] == []


def test_everything_that_is_answered_has_help(framework):
    assert [question.code for question in framework.questions if not question.help] == ["2g"]


def test_anchors_are_unique_and_safe_as_html_ids(framework):
    anchors = [question.anchor for question in framework.questions]
    assert len(set(anchors)) == len(anchors) == 49
    assert [anchor for anchor in anchors if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", anchor)] == []
    assert framework.question("2g.iii").anchor == "2g-iii"
