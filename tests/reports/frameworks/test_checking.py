"""Rules between files: one error for each faulty file, sorted by file, each told once."""

import pytest

from reports.frameworks.checking import languages, problems
from reports.frameworks.files import DATA, Files
from tests.reports.frameworks import conftest

EN = [name for name in conftest.FILES if ".en." in name and ".guidance." not in name]


def said(directory, wordings=None):
    return [str(error) for error in problems(Files(directory), wordings)]


def translate(directory, locale="fr", *, without=()):
    """Write every file of words in another language, or all but some."""
    for name in EN:
        new = name.replace(".en.", f".{locale}.")
        if new not in without:
            text = (directory / name).read_text(encoding="utf-8")
            (directory / new).write_text(
                text.replace('locale = "en"', f'locale = "{locale}"'), encoding="utf-8"
            )


def test_the_shipped_files_are_sound():
    assert problems(Files(DATA)) == []
    assert languages(Files(DATA)) == ["en", "fr", "ja"]


def test_a_small_framework_with_wording_is_sound(directory, wordings):
    assert said(directory, wordings) == []
    translate(directory)
    assert said(directory, wordings) == []
    assert languages(Files(directory)) == ["en", "fr"]


@pytest.mark.parametrize("name", [name.replace(".en.", ".fr.") for name in EN])
def test_a_language_that_is_begun_must_be_complete(directory, name):
    translate(directory, without=[name])
    assert said(directory) == [f"{name}: the file is missing, while there are others in fr"]


def test_one_file_of_a_language_asks_for_all_others(directory):
    translate(directory, without=[name.replace(".en.", ".fr.") for name in EN if name != "topics.en.toml"])
    missing = sorted(name.replace(".en.", ".fr.") for name in EN if name != "topics.en.toml")
    assert said(directory) == [
        f"{name}: the file is missing, while there are others in fr" for name in missing
    ]


def test_a_second_framework_must_have_every_language(directory):
    translate(directory)
    for name in ("mini-1.0.toml", "mini-1.0.en.toml"):
        text = (directory / name).read_text(encoding="utf-8").replace("mini-1.0", "mini-2.0")
        (directory / name.replace("1.0", "2.0")).write_text(text, encoding="utf-8")
    assert said(directory) == ["mini-2.0.fr.toml: the file is missing, while there are others in fr"]


@pytest.mark.parametrize("name", ["preface.toml", "topics.toml", "code-of-conduct.toml"])
def test_a_shape_that_is_missing_is_named_once(directory, name):
    (directory / name).unlink()
    assert said(directory) == [f"{name}: the file is missing"]


def test_help_may_be_missing_in_a_language(directory):
    translate(directory)
    (directory / "topics.guidance.en.toml").unlink()
    assert said(directory) == []


def test_a_fault_that_all_frameworks_meet_is_told_once(directory, replace):
    for name in ("mini-1.0.toml", "mini-1.0.en.toml"):
        text = (directory / name).read_text(encoding="utf-8").replace("mini-1.0", "mini-2.0")
        (directory / name.replace("1.0", "2.0")).write_text(text, encoding="utf-8")
    replace("topics.en.toml", "rank-risks =", "rate-risks =")
    assert said(directory) == ["topics.en.toml, line 7, question risk: unknown practice 'rate-risks'"]


def test_every_faulty_file_is_told(directory, replace, wordings):
    translate(directory)
    replace("mini-1.0.en.toml", '[questions."1c"]', '[questions."9z"]')
    replace("mini-1.0.fr.toml", 'title = "A small framework"', "title = 1")
    replace("topics.fr.toml", 'label = "Limits"', 'label = ""')
    replace("glossary.fr.toml", "[terms.limit]", "[terms.border]")
    replace("preface.en.toml", 'one = "One"', 'one = "One"\nsix = "Six"')
    (wordings / "mini-1.0.en.csv").write_text("code;text\n", encoding="utf-8")
    assert said(directory, wordings) == [
        "glossary.fr.toml, line 9, question border: term border is not in en",
        "mini-1.0.en.toml, line 25, question 9z: prompt for an unknown code",
        "mini-1.0.fr.toml, line 2: title must be a string, not a number",
        "preface.en.toml, line 12, section 0, question scope: unknown option 'six'",
        "topics.fr.toml, line 11, question limits: label is empty",
        "wordings/mini-1.0.en.csv, line 1: the first row must be code,text",
    ]


def test_a_term_that_is_missing_in_a_language_is_named(directory):
    translate(directory)
    text = (directory / "glossary.fr.toml").read_text(encoding="utf-8")
    (directory / "glossary.fr.toml").write_text(text[: text.index("[terms.limit]")], encoding="utf-8")
    assert said(directory) == ["glossary.fr.toml, line 1: term limit is missing"]


def test_a_topic_needs_a_question_in_some_framework(directory, replace):
    for name, old, new in (
        ("topics.toml", 'id = "limits"', 'id = "odds"\nsection = "1"\n\n[[topics]]\nid = "limits"'),
        ("topics.en.toml", "[topics.limits]", '[topics.odds]\nlabel = "Odds"\n\n[topics.limits]'),
    ):
        replace(name, old, new)
    assert said(directory) == [
        "topics.toml, line 12, question odds: no question of any framework is about this topic"
    ]


def test_a_relation_names_a_framework_that_there_is(directory, replace):
    replace("topics.toml", '"mini-1.0" = "wider"', '"mini-9.0" = "wider"')
    assert said(directory) == ["topics.toml, line 7, question risk: relation to unknown framework 'mini-9.0'"]


def test_rules_between_files_wait_until_the_files_are_sound(directory, replace):
    replace("mini-1.0.toml", 'version = "1.0"', "version = 1")
    replace("topics.toml", '"mini-1.0" = "wider"', '"mini-9.0" = "wider"')
    assert said(directory) == ["mini-1.0.toml, line 2: version must be a string, not a number"]


@pytest.mark.parametrize(
    "name",
    [
        "topic.toml",
        "mini-3.0.en.toml",
        "topics.guidance.toml",
        "mini-1.0.EN.toml",
        "glossary.guidance.en.toml",
        "a.csv",
    ],
)
def test_a_file_that_nobody_would_read_is_a_fault(directory, name):
    (directory / name).write_text('locale = "en"\n', encoding="utf-8")
    assert said(directory) == [f"{name}, line 1: no file of the questionnaire has this name"]


@pytest.mark.parametrize("name", ["README.md", ".mini-1.0.toml.swp", ".hidden.toml", "notes.txt"])
def test_other_files_may_stand_beside(directory, wordings, name):
    (directory / name).touch()
    (wordings / name).touch()
    assert said(directory, wordings) == []


def test_an_operators_file_is_checked_in_place_of_its_namesake(directory, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "mini-1.0.en.toml").write_text('locale = "en"\ntitle = "Ours"\n', encoding="utf-8")
    found = problems(Files(own, directory))
    assert [(error.file, error.problem) for error in found] == [("mini-1.0.en.toml", "the title is missing")]


def test_a_directory_that_is_not_there_is_one_error(directory, tmp_path):
    nowhere = tmp_path / "nowhere"
    message = f"{nowhere}: the directory can't be read: No such file or directory"
    assert [str(error) for error in problems(Files(nowhere, directory))] == [message]
    assert [str(error) for error in problems(Files(directory), nowhere)] == [message]


def test_nothing_at_all_is_told_file_by_file(tmp_path):
    names = [error.file for error in problems(Files(tmp_path))]
    assert names == ["preface.en.toml", "preface.toml", "topics.en.toml", "topics.toml"]
