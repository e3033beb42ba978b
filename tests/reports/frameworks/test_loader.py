"""Files become one framework: preface first, words joined to codes, languages never mixed."""

import pytest

from reports.enums import QuestionKind
from reports.frameworks import Crosswalk, FrameworkError, Option, Practice, Question, framework_ids, load
from reports.frameworks.files import Files
from reports.frameworks.loader import read_framework

STEMS = ("mini-1.0", "preface", "topics")


def translate(directory, stem):
    """Write the wording of a file in French: every string is left but the locale's name."""
    content = (directory / f"{stem}.en.toml").read_text(encoding="utf-8")
    (directory / f"{stem}.fr.toml").write_text(content.replace('"en"', '"fr"'), encoding="utf-8")


def test_joins_words_to_codes(directory):
    framework = read_framework(Files(directory), "mini-1.0")
    assert (framework.id, framework.title, framework.version) == ("mini-1.0", "A small framework", "1.0")
    assert (framework.locale, framework.status) == ("en", "provisional")
    assert [(topic.id, topic.label, topic.section) for topic in framework.topics] == [
        ("risk", "Risks", "1"),
        ("limits", "Limits", "1"),
    ]
    assert framework.question("1b.i") == Question(
        code="1b.i",
        anchor="1b-i",
        section="1",
        kind=QuestionKind.CHECKLIST,
        topics=("limits",),
        parent="1b",
        required=True,
        prompt="Which limits?",
        parts=("And why?",),
        options=(Option("first", "First", "The first of two."), Option("second", "Second")),
        help=("Help of its own.",),
        actions=(),
        label="Limits",
        number="",
        status="provisional",
        practices=(
            Practice("draw-limits", "Draw", "Limits are drawn."),
            Practice("test-limits", "Test", "Limits are tested."),
            Practice("show-limits", "Show", "Limits are shown."),
        ),
        practices_at="1b.i",
        crosswalks=(
            Crosswalk("iso-42001", "Two", "https://two.example/", (("6.1.2", ""),)),
            Crosswalk("japan-aigb", "Three", "https://three.example/", (("C-2", "Safety"),)),
        ),
    )


def test_puts_the_preface_first(directory):
    framework = read_framework(Files(directory), "mini-1.0")
    assert [(s.code, s.title, s.actions) for s in framework.sections] == [
        ("0", "About this report", ()),
        ("1", "Risk", (1, 4)),
    ]
    assert [q.code for q in framework.questions] == ["scope", "1a", "1b", "1b.i", "1c"]
    assert [q.code for q in framework.answerable] == ["scope", "1a", "1b.i", "1c"]


def test_gives_yes_no_its_options(directory):
    question = read_framework(Files(directory), "mini-1.0").question("1a")
    assert question.options == (Option("yes", "Yes"), Option("no", "No"))


def test_help_comes_from_the_primary_topic(directory):
    framework = read_framework(Files(directory), "mini-1.0")
    assert framework.question("1a").help == ("Risk help.",)
    assert framework.question("1c").help == ("Limit help.", "More limit help.")
    assert framework.question("scope").help == ()


def test_help_may_be_missing(directory):
    (directory / "topics.guidance.en.toml").unlink()
    framework = read_framework(Files(directory), "mini-1.0")
    assert framework.question("1a").help == framework.question("1c").help == ()
    assert framework.question("1b.i").help == ("Help of its own.",)


def test_practices_stand_at_the_first_item_with_an_answer(directory):
    framework = read_framework(Files(directory), "mini-1.0")
    assert {q.code: (len(q.practices), q.practices_at) for q in framework.questions} == {
        "scope": (0, ""),
        "1a": (3, "1a"),
        "1b": (0, "1b.i"),
        "1b.i": (3, "1b.i"),
        "1c": (0, "1b.i"),
    }


def test_why_outline_and_essential_come_from_the_primary_topic(directory):
    framework = read_framework(Files(directory), "mini-1.0")
    risk, limits = framework.question("1a"), framework.question("1c")
    assert (risk.why, risk.outline, risk.essential) == ("Risk comes first.", ("What", "Who"), True)
    assert (limits.why, limits.outline, limits.essential) == ("", (), False)


def test_an_operators_file_stands_in_for_its_namesake(directory, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    text = (directory / "mini-1.0.en.toml").read_text(encoding="utf-8")
    (own / "mini-1.0.en.toml").write_text(text.replace("What else?", "What more?"), encoding="utf-8")
    both = read_framework(Files(own, directory), "mini-1.0")
    assert both.question("1c").prompt == "What more?"
    assert both.question("1a") == read_framework(Files(directory), "mini-1.0").question("1a")


@pytest.mark.parametrize(
    "name", ["mini-1.0.en.toml", "preface.en.toml", "preface.toml", "topics.toml", "topics.en.toml"]
)
def test_a_missing_file_is_named(directory, name):
    (directory / name).unlink()
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), "mini-1.0")
    assert str(caught.value) == f"{name}: the file is missing"


@pytest.mark.parametrize("locale", ["en", "EN", "en-GB", "en_GB", "ja", "", "../en", "x", "toml", "guidance"])
def test_falls_back_to_english(directory, locale):
    assert read_framework(Files(directory), "mini-1.0", locale) == read_framework(
        Files(directory), "mini-1.0", "en"
    )


@pytest.mark.parametrize("locale", ["fr", "fr-CA", "FR"])
def test_uses_a_language_that_has_all_files(directory, locale):
    for stem in (*STEMS, "crosswalks"):
        translate(directory, stem)
    assert read_framework(Files(directory), "mini-1.0", locale).locale == "fr"


@pytest.mark.parametrize("stem", STEMS)
def test_never_mixes_two_languages(directory, stem):
    for other in set(STEMS) - {stem}:
        translate(directory, other)
    assert read_framework(Files(directory), "mini-1.0", "fr").locale == "en"


def test_help_is_not_borrowed_from_another_language(directory):
    for stem in (*STEMS, "crosswalks"):
        translate(directory, stem)
    assert read_framework(Files(directory), "mini-1.0", "fr").locale == "fr"
    assert read_framework(Files(directory), "mini-1.0", "fr").question("1a").help == ()
    translate(directory, "topics.guidance")
    assert read_framework(Files(directory), "mini-1.0", "fr").question("1a").help == ("Risk help.",)


@pytest.mark.parametrize("framework_id", ["mini-2.0", "preface", "mini-1.0.en", "../mini-1.0", ""])
def test_refuses_an_unknown_framework(directory, framework_id):
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), framework_id)
    assert str(caught.value) == f"{framework_id}.toml: unknown framework, known are: mini-1.0"


def test_load_reads_once():
    assert load("haip-1.0", "en") is load("haip-1.0", "en")
    assert load() == load("haip-1.0", "en")
    assert load("haip-1.0", "de").locale == "en"


def test_load_refuses_an_unknown_framework():
    with pytest.raises(
        FrameworkError, match=r"^haip-9\.9\.toml: unknown framework, known are: haip-1\.0, haip-2\.0$"
    ):
        load("haip-9.9")


def test_framework_ids_lists_what_load_reads():
    assert framework_ids() == ("haip-1.0", "haip-2.0")
    assert [load(framework_id).id for framework_id in framework_ids()] == ["haip-1.0", "haip-2.0"]
