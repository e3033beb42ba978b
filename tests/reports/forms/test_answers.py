"""The form of one answer: what it takes from each kind of question, and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.enums import QuestionKind
from reports.forms.answers import CHOICE_FIELDS, MAX_CHARACTERS, AnswerForm
from reports.frameworks import load
from reports.models import AnswerRevision
from reports.text import clean

FRAMEWORK = load("haip-1.0", "en")
NEWER = load("haip-2.0", "en")
CODES = {
    QuestionKind.TEXT: "2g.i",
    QuestionKind.YES_NO: "1d",
    QuestionKind.CHECKLIST: "3a.iii",
    QuestionKind.CHOICE: "scope",
    QuestionKind.OPTIONS: "risk-classification",
}
QUESTIONS = {
    kind: (NEWER if kind == QuestionKind.OPTIONS else FRAMEWORK).question(code)
    for kind, code in CODES.items()
}
BOXES = [option.id for option in FRAMEWORK.question("3a.iii").options]


def form_of(kind, **data):
    code = CODES[kind]
    return AnswerForm(QUESTIONS[kind], data={f"{code}-{name}": value for name, value in data.items()})


def words_of(kind, **data):
    form = form_of(kind, **data)
    assert form.is_valid(), form.errors
    words = form.words()
    return {name: words[name] for name in ("choices", "text", "base")}


def errors_of(form):
    assert not form.is_valid()
    return {name: [str(message) for message in messages] for name, messages in form.errors.items()}


def test_every_answerable_kind_is_tried_here():
    assert {kind: question.kind for kind, question in QUESTIONS.items()} == {k: k for k in CODES}
    assert set(CODES) == set(QuestionKind) - {QuestionKind.GROUP}
    assert set(CHOICE_FIELDS) == set(CODES) - {QuestionKind.TEXT, QuestionKind.OPTIONS}


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        (QuestionKind.TEXT, {}, {"choices": [], "text": "", "base": None}),
        (QuestionKind.TEXT, {"text": "A.", "base": "3"}, {"choices": [], "text": "A.", "base": 3}),
        (QuestionKind.TEXT, {"text": "A.", "choices": "yes"}, {"choices": [], "text": "A.", "base": None}),
        (QuestionKind.YES_NO, {"choices": "no"}, {"choices": ["no"], "text": "", "base": None}),
        (QuestionKind.YES_NO, {"choices": ""}, {"choices": [], "text": "", "base": None}),
        (QuestionKind.YES_NO, {"text": "A."}, {"choices": [], "text": "A.", "base": None}),
        (QuestionKind.CHOICE, {"choices": "entity"}, {"choices": ["entity"], "text": "", "base": None}),
        (QuestionKind.CHOICE, {}, {"choices": [], "text": "", "base": None}),
        (QuestionKind.CHECKLIST, {}, {"choices": [], "text": "", "base": None}),
        (
            QuestionKind.CHECKLIST,
            {"choices": [BOXES[3], BOXES[0]], "text": "A.", "base": "1"},
            {"choices": [BOXES[0], BOXES[3]], "text": "A.", "base": 1},
        ),
        (QuestionKind.CHECKLIST, {"choices": BOXES}, {"choices": BOXES, "text": "", "base": None}),
    ],
)
def test_words_have_the_shape_that_is_saved(kind, data, words):
    assert words_of(kind, **data) == words


@pytest.mark.parametrize(
    ("kind", "choices"),
    [
        (QuestionKind.YES_NO, "maybe"),
        (QuestionKind.YES_NO, "Yes"),
        (QuestionKind.CHOICE, "yes"),
        (QuestionKind.CHOICE, "group\x00"),
        (QuestionKind.CHECKLIST, ["yes"]),
        (QuestionKind.CHECKLIST, [BOXES[0], "invented"]),
        (QuestionKind.CHECKLIST, [""]),
    ],
)
def test_only_options_of_the_question_are_taken(kind, choices):
    form = form_of(kind, choices=choices, text="Kept.")
    assert list(errors_of(form)) == ["choices"]
    assert form["text"].value() == "Kept."


@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize("base", ["0", "-1", "1.5", "abc", "99999999999999999999", "1;2", "٣٣x", "\x00"])
def test_a_base_that_is_no_revision_number_is_refused(kind, base):
    assert list(errors_of(form_of(kind, text="Text.", base=base))) == ["base"]


@pytest.mark.parametrize("kind", CODES)
def test_a_text_of_the_full_length_is_taken(kind):
    text = "a" * MAX_CHARACTERS
    assert words_of(kind, text=text)["text"] == text


@pytest.mark.parametrize("length", [MAX_CHARACTERS + 1, 1_048_576])
def test_a_longer_text_is_refused_with_its_length_and_nothing_is_cut(length):
    text = "あ" * length
    form = form_of(QuestionKind.TEXT, text=text)
    assert errors_of(form) == {
        "text": [f"This answer has {length:,} characters; at most 200,000 can be saved. Nothing was cut."]
    }
    assert form["text"].value() == text
    assert text in form.as_p()


def test_what_is_not_stored_does_not_count():
    assert words_of(QuestionKind.TEXT, text="a" * MAX_CHARACTERS + "\n" * 500)["text"] == "a" * MAX_CHARACTERS


@pytest.mark.parametrize(
    "text", ["caf\ufffd", "\ufffd", "ok\r\n\ufffd" + "a" * MAX_CHARACTERS, "half a pair \ud83d."]
)
def test_unreadable_characters_are_refused_and_the_text_is_kept(text):
    form = form_of(QuestionKind.TEXT, text=text)
    errors = errors_of(form)
    assert list(errors) == ["text"]
    assert "could not be read" in errors["text"][0]
    assert form["text"].value() == text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\x00b", "ab"),
        ("a\x08\x1b[31mb\x7f", "a[31mb"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\ufeffwith a mark", "with a mark"),
        ("\n\n  * kept indent\n\n", "  * kept indent"),
        ("tab\there", "tab\there"),
        ("e\u0301 Ａ ﬁ ㎏", "e\u0301 Ａ ﬁ ㎏"),
        ("👩\u200d🔬 𠮷", "👩\u200d🔬 𠮷"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_invisible_characters_go_and_words_stay(typed, stored):
    assert words_of(QuestionKind.TEXT, text=typed)["text"] == stored


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufffd")))
def test_any_text_is_taken_and_what_was_saved_comes_back_unchanged(text):
    stored = words_of(QuestionKind.TEXT, text=text)["text"]
    assert stored == clean(text)
    assert words_of(QuestionKind.TEXT, text=stored)["text"] == stored


@pytest.mark.parametrize(
    ("kind", "choices", "initial"),
    [
        (QuestionKind.TEXT, [], ""),
        (QuestionKind.YES_NO, ["yes"], "yes"),
        (QuestionKind.YES_NO, [], ""),
        (QuestionKind.CHOICE, ["entity"], "entity"),
        (QuestionKind.CHECKLIST, BOXES[:2], BOXES[:2]),
    ],
)
def test_the_form_shows_what_stands(kind, choices, initial):
    form = AnswerForm(
        FRAMEWORK.question(CODES[kind]),
        revision=AnswerRevision(number=4, choices=choices, text="Standing **text**."),
    )
    assert form["text"].value() == "Standing **text**."
    assert form["base"].value() == 4
    if kind != QuestionKind.TEXT:
        assert form["choices"].value() == initial


def test_the_form_of_an_answer_that_never_was_is_empty():
    form = AnswerForm(FRAMEWORK.question("1d"))
    assert [form[name].value() for name in ("choices", "text", "base")] == [None, None, None]


@pytest.mark.parametrize("code", [question.code for question in FRAMEWORK.answerable])
def test_every_question_has_a_form_with_named_fields(code):
    question = FRAMEWORK.question(code)
    form = AnswerForm(question)
    expected = ["text", "base"] if question.kind == QuestionKind.TEXT else ["choices", "text", "base"]
    stated = [f"practice-{practice.id}" for practice in question.practices]
    evidence = [f"evidence-0-{part}" for part in ("title", "address", "accessed_on")]
    assert list(form.fields) == [*expected, "summary", *stated, *evidence]
    for name in expected:
        assert form[name].html_name == f"{code}-{name}"
        assert form.fields[name].widget.attrs["aria-describedby"] == f"prompt-{question.anchor}"
    assert form.fields["text"].label == ("Answer" if question.kind == QuestionKind.TEXT else "Explanation")
    if "choices" in form.fields:
        assert form.fields["choices"].choices == [(o.id, o.label) for o in question.options]


def test_two_forms_on_one_page_do_not_mix():
    data = {"1a-text": "One.", "1b-text": "Two."}
    forms = [AnswerForm(FRAMEWORK.question(code), data=data) for code in ("1a", "1b")]
    assert [form.is_valid() and form.words()["text"] for form in forms] == ["One.", "Two."]
