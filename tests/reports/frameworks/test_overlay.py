"""Official wording from an operator: TOML or CSV, by code, with its source."""

import pytest

from reports.frameworks import FrameworkError
from reports.frameworks.files import Files
from reports.frameworks.loader import read_framework
from reports.frameworks.overlay import Overlay, check_name, overlay_names, read_overlay

NAME = "mini-1.0.en.csv"
TOML = 'locale = "en"\nsource = "A printed form"\n\n[questions]\n"1a" = " Which risks? "\n1c = "What else?"\n'


def read(wordings, content, name=NAME):
    for path in wordings.iterdir():
        path.unlink()
    data = content if isinstance(content, bytes) else content.encode()
    (wordings / name).write_bytes(data)
    return read_overlay(wordings, "mini-1.0", "en")


def test_reads_csv(wordings):
    overlay = read_overlay(wordings, "mini-1.0", "en")
    assert overlay == Overlay(
        file="wordings/mini-1.0.en.csv",
        source="A printed form",
        texts={"1a": "Which risks?", "1c": "What else,\nand why?"},
        lines={"1a": 3, "1c": 4},
    )


def test_reads_toml(wordings):
    overlay = read(wordings, TOML, "mini-1.0.en.toml")
    assert overlay == Overlay(
        file="wordings/mini-1.0.en.toml",
        source="A printed form",
        texts={"1a": "Which risks?", "1c": "What else?"},
        lines={"1a": 5, "1c": 6},
    )


@pytest.mark.parametrize(
    "content",
    [
        "code,text\n1a,Which risks?\n",
        "\ufeffcode,text\n1a,Which risks?\n",
        "Code, Text\r\n1a,Which risks?\r\n",
        "code,text\r1a,Which risks?\r",
        'code,text\n\n,\n"1a","Which risks?"',
        'code,text\n"1a",  Which risks?  \n\n\n',
    ],
)
def test_reads_csv_as_programs_write_it(wordings, content):
    assert read(wordings, content).texts == {"1a": "Which risks?"}


def test_line_ends_of_windows_are_not_kept_in_a_text(wordings):
    assert read(wordings, 'code,text\r\n1a,"Which\r\nrisks?"\r\n').texts == {"1a": "Which\nrisks?"}


def test_lines_are_those_where_rows_begin(wordings):
    content = 'code,text\n1a,"One\ntwo\nthree"\n\n1c,Four\n'
    assert read(wordings, content).lines == {"1a": 2, "1c": 6}


@pytest.mark.parametrize("directory_of", [lambda path: None, lambda path: path])
def test_no_file_is_no_wording(tmp_path, directory_of):
    assert read_overlay(directory_of(tmp_path), "mini-1.0", "en") == Overlay()
    assert overlay_names(directory_of(tmp_path / "nowhere")) == []


def test_another_language_is_left_alone(wordings):
    assert read_overlay(wordings, "mini-1.0", "fr") == Overlay()


def test_names_only_what_is_meant_as_wording(wordings):
    for name in ("README.md", ".hidden.csv", "b.TOML", "mini-1.0.en.csv~"):
        (wordings / name).touch()
    assert overlay_names(wordings) == ["b.TOML", NAME]


def test_wording_stands_beside_the_question_and_names_its_source(directory, wordings):
    framework = read_framework(Files(directory), "mini-1.0", wordings=wordings)
    assert framework.official_source == "A printed form"
    assert {q.code: q.official for q in framework.questions if q.official} == {
        "1a": "Which risks?",
        "1c": "What else,\nand why?",
    }
    assert framework.question("1a").prompt == "Are there risks?"


def test_wording_for_an_unknown_code_is_refused_with_its_own_line(directory, wordings):
    read(wordings, "code,text\n1a,Which?\n9z,Who?\n")
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), "mini-1.0", wordings=wordings)
    message = "wordings/mini-1.0.en.csv, line 3, question 9z: wording for an unknown code"
    assert str(caught.value) == message
    assert str(Files(directory).located(caught.value)) == message


def test_the_same_wording_twice_is_refused(wordings):
    (wordings / "mini-1.0.en.toml").write_text(TOML, encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        read_overlay(wordings, "mini-1.0", "en")
    assert str(caught.value) == (
        "wordings/mini-1.0.en.csv, line 1: the same wording stands in mini-1.0.en.toml too"
    )


def test_a_name_says_framework_and_language(wordings):
    assert check_name(wordings, "mini-1.0.pt-br.toml", ("mini-1.0",)) == ("mini-1.0", "pt-br")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("mini.csv", "the name must be <framework>.<locale>.toml or .csv"),
        ("mini-1.0.csv", "the name must be <framework>.<locale>.toml or .csv"),
        ("mini-1.0.en.CSV", "the name must be <framework>.<locale>.toml or .csv"),
        ("mini-2.0.en.csv", "unknown framework 'mini-2.0'"),
        ("mini-1.0.EN.csv", "'EN' is not a locale"),
        ("mini-1.0.english.csv", "'english' is not a locale"),
    ],
)
def test_refuses_a_name_that_says_neither(wordings, name, problem):
    with pytest.raises(FrameworkError) as caught:
        check_name(wordings, name, ("mini-1.0",))
    assert str(caught.value) == f"wordings/{name}, line 1: {problem}"
