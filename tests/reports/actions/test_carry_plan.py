"""Over generated reports: every word, practice and tool of the source is found afterwards, in its order.

Belongs here: the plan, without a database. Not here: what is written (`test_carry_over`).
"""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.actions.carry_plan import EVIDENCE, TOOL, Plan, plan_carry_over, read_items
from reports.enums import PracticeState, QuestionKind
from reports.forms.answers import MAX_CHARACTERS
from reports.frameworks import Framework, Question, load
from reports.text import clean
from reports.text.joining import bold_lines, rows_list
from reports.text.markdown import MAX_LENGTH, parse

OLD, NEW = load("haip-1.0", "en"), load("haip-2.0", "en")
STATES = st.sampled_from(PracticeState.values)
PIECES = st.sampled_from(
    [
        *("words", "リスクを評価します。", "Évaluation", "[^1]", "[^note]", "`[^1]`", "[^a-z]", "**bold**"),
        *("\\", "`", "\n\n", "\n", "\n\n[^1]: A note.\n", "\n\n[^note]: 注記。\n", "\n#### Heading\n"),
        *("\n```\ncode [^1]\n```\n", "\n```\nopen\n", "\n- item\n- item\n", "\n・点\n・点\n"),
        "\n| a | b |\n|---|---|\n| 1[^1] | 2 |\n",
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join).map(clean)
TOOLS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Bench", "試験 道具"]),
            "address": st.sampled_from(["", "https://b.example"]),
            "purpose": st.sampled_from(["", "Measures harm"]),
        }
    ),
    max_size=2,
)
LINKS = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["System card", "安全 報告書"]),
            "address": st.sampled_from(["https://c.example", "https://d.example"]),
            "accessed_on": st.sampled_from(["", "2026-03-01"]),
        }
    ),
    max_size=2,
)
SUMMARIES = st.sampled_from(["", "In short: yes.", "要約 です。"])


def test_the_limit_is_that_of_the_form():
    assert MAX_LENGTH == MAX_CHARACTERS


def frozen(question: Question, answer: dict | None, states: dict[str, str]) -> dict[str, Any]:
    """Return a question as `freeze` writes it, as far as carrying over reads it."""
    return {
        "code": question.code,
        "number": question.number,
        "label": question.label,
        "anchor": question.anchor,
        "kind": question.kind.value,
        "topics": list(question.topics),
        "options": [{"id": option.id, "label": option.label} for option in question.options],
        "practices": [
            {"id": practice.id, "label": practice.label, "state": states.get(practice.id, "not_reported")}
            for practice in question.practices
        ],
        "answer": answer,
    }


def source_of(sections: list[dict], framework: str = "haip-1.0") -> dict[str, Any]:
    return {"report": {"framework": framework}, "sections": sections}


CODES = [question.code for question in OLD.answerable]
CROWDED = ["2g.i", "2g.iv", "3a", "3a.i", "3a.ii", "3a.iii", "scope"]
"""Where several answers have one topic, and what has options."""


@st.composite
def sources(draw: st.DrawFn, *, huge: bool = False) -> dict[str, Any]:
    """A report on 1.0 with a handful of answers of any kind, practices and tools, and perhaps a question
    that nobody knows; of the others nothing is said.
    """
    said = draw(st.sets(st.sampled_from(CODES), max_size=4) | st.sets(st.sampled_from(CROWDED), max_size=7))
    sections = []
    for section in OLD.sections:
        questions = [
            frozen(question, *(draw(_said(question, huge)) if question.code in said else (None, {})))
            for question in section.questions
        ]
        sections.append({"code": section.code, "title": section.title, "questions": questions})
    sections[-1]["questions"] += draw(st.lists(_unknown("8x"), max_size=1))
    return source_of(sections)


def _said(question: Question, huge: bool) -> st.SearchStrategy:
    ids = [option.id for option in question.options]
    most = len(ids) if question.kind == QuestionKind.CHECKLIST else 1
    choices = st.lists(st.sampled_from(ids), unique=True, max_size=most) if ids else st.just([])
    text = st.just("") | TEXTS.map(lambda words: f"start-{question.code} {words} end-{question.code}")
    if huge:
        lengths = st.sampled_from([0, 60_000, 120_000, MAX_LENGTH - 200])
        text = st.tuples(text, lengths).map(lambda pair: f"{pair[0]}\n\n" + "Long words. " * (pair[1] // 12))
    answer = st.fixed_dictionaries(
        {
            "choices": choices,
            "text": text.map(clean),
            "summary": SUMMARIES,
            "tools": TOOLS,
            "evidence": LINKS,
        }
    )
    practices = [practice.id for practice in question.practices]
    states = st.dictionaries(st.sampled_from(practices), STATES, max_size=3) if practices else st.just({})
    return st.tuples(st.none() | answer, states)


def _unknown(code: str) -> st.SearchStrategy:
    topics = st.sampled_from([[], ["no-such-topic"], ["risk-metrics"]])

    def asked(said: tuple[list[str], str]) -> dict[str, Any]:
        answer = {"choices": [], "text": f"start-{code} {said[1]}"}
        known = frozen(OLD.question("1a"), answer, {})
        return known | {"code": code, "number": code, "topics": said[0]}

    return st.tuples(topics, TEXTS).map(asked)


def without(framework: Framework, topics: set[str]) -> Framework:
    """Return the framework as if it did not ask about these topics."""
    sections = tuple(
        replace(section, questions=tuple(q for q in section.questions if not topics & set(q.topics[:1])))
        for section in framework.sections
    )
    return replace(framework, sections=sections)


def tokens(text: str) -> list[str]:
    """Return the words in their order; which label a footnote has does not count."""
    return re.sub(r"\[\^[^\] \n]+\]", "[^]", text).split()


def assert_nothing_is_lost(source: dict[str, Any], target: Framework, plan: Plan) -> None:
    written = [answer.text for answer in plan.answers.values()]
    places = ["\0".join(tokens(text)) for text in [*written, *(text.text for text in plan.unplaced)]]

    def stands(words: str) -> bool:
        wanted = "\0".join(tokens(words))
        return not wanted or any(f"\0{wanted}\0" in f"\0{place}\0" for place in places)

    tools = [tool for answer in plan.answers.values() for tool in answer.tools]
    links = [link for answer in plan.answers.values() for link in answer.evidence]
    summaries = [answer.summary for answer in plan.answers.values()]
    reported = {
        pid: (code, state) for code, said in plan.answers.items() for pid, state in said.practices.items()
    }
    homes = {practice.id: question.code for question in target.questions for practice in question.practices}
    for question in (question for section in source["sections"] for question in section["questions"]):
        code, answer = question["code"], question["answer"] or {"choices": [], "text": "", "tools": []}
        assert stands(answer["text"]), code
        options = {option["id"]: option["label"] for option in question["options"]}
        labels = bold_lines([options[choice] for choice in answer["choices"]])
        kept = plan.answers.get(code)
        summary = answer.get("summary", "")
        bodies = [f"{labels}\n\n{answer['text']}", f"{labels}\n\n{summary}\n\n{answer['text']}"]
        assert (kept and kept.choices == answer["choices"]) or any(map(stands, bodies)), code
        assert all(tool in tools or stands(rows_list([tool], TOOL)) for tool in answer.get("tools", []))
        assert summary in summaries or stands(summary), code
        found = answer.get("evidence", [])
        assert all(link in links or stands(rows_list([link], EVIDENCE)) for link in found)
        for practice in question["practices"]:
            if (state := practice["state"]) != "not_reported":
                line = f"- {practice['label']}: {PracticeState(state).label}"
                where = (homes.get(practice["id"]), state)
                assert reported.get(practice["id"]) == where or stands(line), practice


def assert_well_formed(target: Framework, plan: Plan) -> None:
    for code, answer in plan.answers.items():
        question = target.question(code)
        assert question.answerable
        assert len(answer.text) <= MAX_LENGTH
        assert set(answer.practices) <= {practice.id for practice in question.practices}
        assert set(answer.choices) <= {option.id for option in question.options}
        assert not answer.tools or question.takes_tools
        assert answer.items
        marks = [
            mark for token in parse(answer.text) for mark in token.children or [] if "label" in mark.meta
        ]
        if any(answer.text.startswith(f"**{name} ") for name in answer.items):
            anchors = ("2g-", "3a-", "1")
            assert all(mark.meta["label"].startswith(anchors) for mark in marks), "a note kept a shared label"
    assert all(text.text.strip() and text.origin and text.label for text in plan.unplaced)


def check(source: dict[str, Any], target: Framework) -> None:
    plan = plan_carry_over(source, target)
    assert_nothing_is_lost(source, target, plan)
    assert_well_formed(target, plan)


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
TOPICS = st.sets(st.sampled_from(sorted({topic.id for topic in NEW.topics})), max_size=25)


@settings(max_examples=15, suppress_health_check=SLOW)
@given(sources())
def test_every_word_arrives(source):
    check(source, NEW)


@settings(max_examples=10, suppress_health_check=SLOW)
@given(sources(), TOPICS)
def test_every_word_arrives_where_topics_are_gone(source, gone):
    target = without(NEW, gone)
    check(source, target)
    origins = {text.origin for text in plan_carry_over(source, target).unplaced}
    homeless = {item.name for item in read_items(source) if item.text and set(item.topics[:1]) & gone}
    assert homeless <= origins


@settings(max_examples=5, suppress_health_check=SLOW)
@given(sources())
def test_the_same_framework_takes_every_answer_as_it_is(source):
    plan = plan_carry_over(source, OLD)
    check(source, OLD)
    for item in read_items(source):
        if item.code in {question.code for question in OLD.answerable} and not item.tools:
            said = plan.answers[item.code]
            assert (said.choices, said.text, said.practices) == (list(item.choices), item.text, item.states)


@settings(max_examples=3, suppress_health_check=SLOW)
@given(sources(huge=True))
def test_every_word_of_very_long_answers_arrives(source):
    check(source, NEW)


@pytest.mark.long
@settings(max_examples=1500, suppress_health_check=SLOW)
@given(sources(), TOPICS)
def test_every_word_arrives_many_times(source, gone):
    check(source, NEW)
    check(source, without(NEW, gone))
    check(source, without(OLD, gone))


@pytest.mark.long
@settings(max_examples=100, suppress_health_check=SLOW)
@given(sources(huge=True), TOPICS)
def test_every_word_of_very_long_answers_arrives_many_times(source, gone):
    check(source, NEW)
    check(source, without(NEW, gone))
