"""One rule says what a report still lacks, on every page and at submission."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import completeness
from reports.completeness import Progress
from reports.enums import QuestionKind
from reports.frameworks import load

FRAMEWORK = load("haip-1.0", "en")


@dataclass
class Words:
    choices: list[str] = field(default_factory=list)
    text: str = ""


def _first(kind):
    return next(question for question in FRAMEWORK.questions if question.kind == kind)


COMPLETE = {
    question.code: Words([question.options[0].id] if question.options else [], "Something.")
    for question in FRAMEWORK.answerable
}


@pytest.mark.parametrize(
    ("kind", "words", "is_answered"),
    [
        (QuestionKind.TEXT, Words(text="Yes."), True),
        (QuestionKind.TEXT, Words(text=" \n\t\u3000 "), False),
        (QuestionKind.TEXT, Words(), False),
        (QuestionKind.TEXT, None, False),
        (QuestionKind.YES_NO, Words(["yes"]), True),
        (QuestionKind.YES_NO, Words(["no"]), True),
        (QuestionKind.YES_NO, Words(["no"], "Because."), True),
        (QuestionKind.YES_NO, Words([], "Yes, in words only."), False),
        (QuestionKind.YES_NO, None, False),
        (QuestionKind.CHOICE, Words(["entity"]), True),
        (QuestionKind.CHOICE, Words([], "In words only."), False),
        (QuestionKind.CHECKLIST, Words(["red-team-results"]), True),
        (QuestionKind.CHECKLIST, Words([], "None of these, because."), True),
        (QuestionKind.CHECKLIST, Words([], "  "), False),
        (QuestionKind.CHECKLIST, None, False),
        (QuestionKind.GROUP, Words(["yes"], "A heading asks nothing."), False),
    ],
)
def test_what_counts_as_an_answer(kind, words, is_answered):
    assert completeness.is_answered(_first(kind), words) is is_answered


def test_the_framework_has_every_kind():
    assert {question.kind for question in FRAMEWORK.questions} == set(QuestionKind)


def test_headings_and_the_statement_ask_nothing_and_all_else_does():
    asked = {question.code for section in FRAMEWORK.sections for question in completeness.asked(section)}
    assert {question.code for question in FRAMEWORK.questions} - asked == {"statement", "2g"}
    assert "scope" in asked


def test_an_empty_report_lacks_everything_in_printed_order():
    problems = completeness.problems(FRAMEWORK, {})
    assert [problem.question.code for problem in problems] == [
        question.code for question in FRAMEWORK.questions if question.code not in {"statement", "2g"}
    ]
    assert all(problem.blocking for problem in problems)
    assert completeness.report_progress(FRAMEWORK, {}) == Progress(asked=47, answered=0)


def test_a_complete_report_lacks_nothing():
    assert completeness.problems(FRAMEWORK, COMPLETE) == []
    progress = completeness.report_progress(FRAMEWORK, COMPLETE)
    assert (progress.answered, progress.todo, progress.percent) == (47, 0, 100)


def test_each_problem_says_what_to_do():
    messages = {problem.question.kind: problem.message for problem in completeness.problems(FRAMEWORK, {})}
    assert messages == {
        QuestionKind.CHOICE: "Choose one of the options.",
        QuestionKind.TEXT: "Not answered yet.",
        QuestionKind.YES_NO: "Choose yes or no.",
        QuestionKind.CHECKLIST: "Tick what applies, or say in words why nothing does.",
    }


@pytest.mark.parametrize("code", [code for code in COMPLETE if code != "statement"])
def test_one_missing_answer_is_named_and_progress_stays_below_100(code):
    words = {**COMPLETE, code: Words()}
    assert [problem.question.code for problem in completeness.problems(FRAMEWORK, words)] == [code]
    section = FRAMEWORK.section(FRAMEWORK.question(code).section)
    for progress in (
        completeness.report_progress(FRAMEWORK, words),
        completeness.section_progress(section, words),
    ):
        assert progress.todo == 1
        assert progress.percent < 100


@pytest.mark.parametrize(
    ("asked", "answered", "percent"),
    [(0, 0, 100), (1, 0, 0), (1, 1, 100), (3, 1, 33), (3, 2, 66), (1000, 999, 99)],
)
def test_percent_is_rounded_down(asked, answered, percent):
    assert Progress(asked, answered).percent == percent


def test_answers_to_questions_that_are_not_asked_count_nothing():
    words = {"9z": Words(["yes"], "Old."), "2g": Words([], "Old."), "statement": Words([], "Optional.")}
    assert completeness.report_progress(FRAMEWORK, words) == Progress(47, 0)


ANY_WORDS = st.none() | st.builds(
    Words,
    choices=st.lists(st.sampled_from(["yes", "no", "entity", "capability-limits"]), max_size=2),
    text=st.sampled_from(["", " ", "\n", "word", "言葉"]),
)


@given(st.dictionaries(st.sampled_from([question.code for question in FRAMEWORK.questions]), ANY_WORDS))
def test_form_progress_and_submission_never_disagree(words):
    problems = completeness.problems(FRAMEWORK, words)
    whole = completeness.report_progress(FRAMEWORK, words)
    parts = [completeness.section_progress(section, words) for section in FRAMEWORK.sections]
    assert len(problems) == whole.todo
    assert (problems == []) == (whole.answered == whole.asked) == (whole.percent == 100)
    assert whole.asked == sum(part.asked for part in parts)
    assert whole.answered == sum(part.answered for part in parts)
    lacking = {problem.question.code for problem in problems}
    for section in FRAMEWORK.sections:
        for question in completeness.asked(section):
            answered = completeness.is_answered(question, words.get(question.code))
            assert answered == (question.code not in lacking)


@given(st.sets(st.sampled_from([code for code in COMPLETE if code != "statement"])))
def test_exactly_what_was_left_out_is_missing(left_out):
    words = {code: given for code, given in COMPLETE.items() if code not in left_out}
    problems = completeness.problems(FRAMEWORK, words)
    assert {problem.question.code for problem in problems} == left_out
    assert (completeness.report_progress(FRAMEWORK, words).percent == 100) == (not left_out)
