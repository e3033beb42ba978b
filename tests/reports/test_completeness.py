"""One rule says what a report still lacks, on every page and at submission."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import completeness
from reports.completeness import Problem, Progress
from reports.enums import QuestionKind
from reports.frameworks import load

FRAMEWORK = load("haip-1.0", "en")
NEWER = load("haip-2.0", "en")
ROLES = ("model_developer", "application_developer", "deployer")


@dataclass
class Words:
    choices: list[str] = field(default_factory=list)
    text: str = ""
    summary: str = ""
    practices: dict[str, str] = field(default_factory=dict)
    tools: list[dict[str, str]] = field(default_factory=list)
    carried: dict[str, str] = field(default_factory=dict)


def _first(kind):
    return next(q for f in (FRAMEWORK, NEWER) for q in f.questions if q.kind == kind)


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
        (QuestionKind.OPTIONS, Words(practices={"risk-tiers": "planned"}), True),
        (QuestionKind.OPTIONS, Words(practices={"risk-tiers": "not_applicable"}), True),
        (QuestionKind.OPTIONS, Words(text="In words only."), True),
        (QuestionKind.OPTIONS, Words(text=" "), False),
        (QuestionKind.OPTIONS, None, False),
        (QuestionKind.TEXT, Words(practices={"risk-tiers": "in_place"}), False),
        (QuestionKind.YES_NO, Words(practices={"risk-tiers": "in_place"}), False),
        (QuestionKind.GROUP, Words(["yes"], "A heading asks nothing."), False),
    ],
)
def test_what_counts_as_an_answer(kind, words, is_answered):
    assert completeness.is_answered(_first(kind), words) is is_answered


def test_the_frameworks_have_every_kind():
    kinds = {question.kind for framework in (FRAMEWORK, NEWER) for question in framework.questions}
    assert kinds == set(QuestionKind)


def test_tools_alone_answer_the_question_that_asks_for_tools():
    question = NEWER.question("tools-and-metrics.text")
    assert question.takes_tools
    assert completeness.is_answered(question, Words(tools=[{"name": "A", "address": "", "purpose": ""}]))
    assert not completeness.is_answered(question, Words())


def test_a_question_is_asked_of_the_roles_it_is_recommended_for():
    thresholds, notice = NEWER.question("capability-thresholds.text"), NEWER.question("ai-interaction-notice")
    assert [completeness.is_asked(thresholds, [role]) for role in ROLES] == [True, False, False]
    assert [completeness.is_asked(notice, [role]) for role in ROLES] == [False, True, True]
    assert completeness.is_asked(thresholds, ["deployer", "model_developer"])
    assert completeness.is_asked(FRAMEWORK.question("1a"), ["deployer"])
    assert completeness.is_asked(thresholds, ())


@pytest.mark.parametrize("roles", [(role,) for role in ROLES] + [ROLES, ROLES[1:]])
def test_required_is_exactly_what_is_recommended_for_a_role_that_is_held(roles):
    asked = {q.code for section in NEWER.sections for q in completeness.asked(section, roles)}
    expected = {
        q.code
        for q in NEWER.answerable
        if (q.section == "0" and q.code == "scope")
        or (q.section != "0" and set(q.recommended_for) & set(roles) and (q.kind == "text" or not q.parent))
    }
    assert asked == expected
    problems = completeness.problems(NEWER, {}, roles)
    assert {problem.question.code for problem in problems} == asked
    assert completeness.report_progress(NEWER, {}, roles) == Progress(len(asked), 0)


def test_a_deployer_is_asked_less_than_a_developer_and_all_roles_most():
    counts = [completeness.report_progress(NEWER, {}, (role,)).asked for role in ROLES]
    assert counts == [58, 59, 36]
    assert completeness.report_progress(NEWER, {}, ROLES).asked == 60


def test_without_a_role_everything_is_asked_and_the_roles_are_missing():
    problems = completeness.problems(NEWER, {}, ())
    assert [p.message for p in problems if p.question is None] == [
        "Say in the profile which roles your organisation has in AI."
    ]
    assert len(problems) == 1 + completeness.report_progress(NEWER, {}, ROLES).asked
    assert all(problem.question for problem in completeness.problems(FRAMEWORK, {}, ()))


@pytest.mark.parametrize(
    ("unplaced", "said"), [(1, "1 carried-over text has"), (3, "3 carried-over texts have")]
)
def test_texts_without_a_place_keep_a_complete_report_from_being_sent(unplaced, said):
    problems = completeness.problems(FRAMEWORK, COMPLETE, (), unplaced=unplaced)
    assert [(problem.question, problem.blocking) for problem in problems] == [(None, True)]
    assert problems[0].message.startswith(said)


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("", None),
        ("word " * 60, None),
        ("—  " + "word - " * 60, None),
        ("安" * 60, None),
        ("word " * 61, "The short summary has 61 words; at most 60 fit. Shorten it."),
        ("安全" * 35, "The short summary has 70 words; at most 60 fit. Shorten it."),
    ],
)
def test_a_short_summary_is_short(summary, said):
    words = {**COMPLETE, "1b": Words([], "Something.", summary=summary)}
    found = completeness.problems(FRAMEWORK, words, ())
    expected = [Problem(FRAMEWORK.question("1b"), said)] if said else []
    assert found == expected
    assert all(problem.blocking for problem in found)


def test_a_long_summary_blocks_beside_an_answer_that_is_missing_or_optional():
    words = {**COMPLETE, "1b": Words(summary="word " * 61), "statement": Words(summary="word " * 62)}
    found = [(p.question.code, p.message) for p in completeness.problems(FRAMEWORK, words, ())]
    assert found == [
        ("statement", "The short summary has 62 words; at most 60 fit. Shorten it."),
        ("1b", "Not answered yet."),
        ("1b", "The short summary has 61 words; at most 60 fit. Shorten it."),
    ]


def test_what_was_carried_over_is_to_review_and_blocks_nothing():
    words = {**COMPLETE, "1b": Words([], "Old.", carried={"cycle": "2025"})}
    assert completeness.problems(FRAMEWORK, words, ()) == []
    found = completeness.to_review(FRAMEWORK, words)
    assert [(problem.question.code, problem.blocking) for problem in found] == [("1b", False)]


@pytest.mark.parametrize("essentials_first", [True, False])
@pytest.mark.parametrize("roles", [(role,) for role in ROLES] + [ROLES])
def test_arranging_a_section_loses_and_repeats_nothing(roles, essentials_first):
    for section in (*NEWER.sections, *FRAMEWORK.sections):
        arranged = completeness.arranged(section, {}, roles, essentials_first=essentials_first)
        items = (*arranged.first, *arranged.more, *arranged.not_asked)
        assert sorted(q.code for q in items) == sorted(q.code for q in section.questions)
        assert [q.code for q in arranged.not_asked] == [
            q.code for q in section.questions if not completeness.is_asked(q, roles)
        ]
        assert essentials_first or arranged.more == ()


def test_a_small_deployer_is_asked_the_essentials_first_with_their_follow_ups():
    arranged = completeness.arranged(NEWER.section("1"), {}, ("deployer",), essentials_first=True)
    assert [q.code for q in arranged.first] == [
        "risk-classification",
        "risk-evaluation",
        "multi-agent-risk",
        "risk-evaluation.text",
        "reporting-channels.text",
    ]
    assert [q.code for q in arranged.more] == [
        "incident-learning",
        "incident-learning.text",
        "tools-and-metrics.text",
        "systemic-risk-collaboration",
    ]


def test_what_is_answered_although_it_is_not_asked_keeps_its_place():
    words = {"capability-thresholds.text": Words(text="We have lines too.")}
    arranged = completeness.arranged(NEWER.section("1"), words, ("deployer",), essentials_first=False)
    assert "capability-thresholds.text" in [q.code for q in arranged.first]
    assert "capability-thresholds" in [q.code for q in arranged.not_asked]


def test_headings_and_the_statement_ask_nothing_and_all_else_does():
    asked = {question.code for section in FRAMEWORK.sections for question in completeness.asked(section, ())}
    assert {question.code for question in FRAMEWORK.questions} - asked == {"statement", "2g"}
    assert "scope" in asked


def test_an_empty_report_lacks_everything_in_printed_order():
    problems = completeness.problems(FRAMEWORK, {}, ())
    assert [problem.question.code for problem in problems] == [
        question.code for question in FRAMEWORK.questions if question.code not in {"statement", "2g"}
    ]
    assert all(problem.blocking for problem in problems)
    assert completeness.report_progress(FRAMEWORK, {}, ()) == Progress(asked=47, answered=0)


def test_a_complete_report_lacks_nothing():
    assert completeness.problems(FRAMEWORK, COMPLETE, ()) == []
    progress = completeness.report_progress(FRAMEWORK, COMPLETE, ())
    assert (progress.answered, progress.todo, progress.percent) == (47, 0, 100)


def test_each_problem_says_what_to_do():
    messages = {
        problem.question.kind: problem.message for problem in completeness.problems(FRAMEWORK, {}, ())
    }
    assert messages == {
        QuestionKind.CHOICE: "Choose one of the options.",
        QuestionKind.TEXT: "Not answered yet.",
        QuestionKind.YES_NO: "Choose yes or no.",
        QuestionKind.CHECKLIST: "Tick what applies, or say in words why nothing does.",
    }


@pytest.mark.parametrize("code", [code for code in COMPLETE if code != "statement"])
def test_one_missing_answer_is_named_and_progress_stays_below_100(code):
    words = {**COMPLETE, code: Words()}
    assert [problem.question.code for problem in completeness.problems(FRAMEWORK, words, ())] == [code]
    section = FRAMEWORK.section(FRAMEWORK.question(code).section)
    for progress in (
        completeness.report_progress(FRAMEWORK, words, ()),
        completeness.section_progress(section, words, ()),
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
    assert completeness.report_progress(FRAMEWORK, words, ()) == Progress(47, 0)


ANY_WORDS = st.none() | st.builds(
    Words,
    choices=st.lists(st.sampled_from(["yes", "no", "entity", "capability-limits"]), max_size=2),
    text=st.sampled_from(["", " ", "\n", "word", "言葉"]),
)


@given(st.dictionaries(st.sampled_from([question.code for question in FRAMEWORK.questions]), ANY_WORDS))
def test_form_progress_and_submission_never_disagree(words):
    problems = completeness.problems(FRAMEWORK, words, ())
    whole = completeness.report_progress(FRAMEWORK, words, ())
    parts = [completeness.section_progress(section, words, ()) for section in FRAMEWORK.sections]
    assert len(problems) == whole.todo
    assert (problems == []) == (whole.answered == whole.asked) == (whole.percent == 100)
    assert whole.asked == sum(part.asked for part in parts)
    assert whole.answered == sum(part.answered for part in parts)
    lacking = {problem.question.code for problem in problems}
    for section in FRAMEWORK.sections:
        for question in completeness.asked(section, ()):
            answered = completeness.is_answered(question, words.get(question.code))
            assert answered == (question.code not in lacking)


@given(st.sets(st.sampled_from([code for code in COMPLETE if code != "statement"])))
def test_exactly_what_was_left_out_is_missing(left_out):
    words = {code: given for code, given in COMPLETE.items() if code not in left_out}
    problems = completeness.problems(FRAMEWORK, words, ())
    assert {problem.question.code for problem in problems} == left_out
    assert (completeness.report_progress(FRAMEWORK, words, ()).percent == 100) == (not left_out)
