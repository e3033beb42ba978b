"""Where a fault stands: the line is found from what the error says and the text of the file."""

import pytest

from reports.frameworks import FrameworkError
from reports.frameworks.tables import MAX_BYTES, parse_table, read_text
from tests.reports.frameworks import conftest

STRUCTURE, WORDING, TOPICS = conftest.STRUCTURE, conftest.WORDING, conftest.TOPICS


def line_of(text, part, *, nth=1):
    """Return the number of the nth line that holds the part."""
    return [number for number, line in enumerate(text.splitlines(), 1) if part in line][nth - 1]


@pytest.mark.parametrize(
    ("text", "place", "part", "nth"),
    [
        (STRUCTURE, {"question": "1c"}, 'code = "1c"', 1),
        (STRUCTURE, {"question": "1b"}, 'code = "1b"', 1),
        (STRUCTURE, {"question": "1b.i"}, 'code = "1b.i"', 1),
        (STRUCTURE, {"section": "1"}, 'code = "1"', 1),
        (STRUCTURE, {"section": "1", "question": "1c", "key": "kind"}, 'kind = "text"', 1),
        (STRUCTURE, {"section": "1", "question": "1b", "key": "required"}, "required = false", 1),
        (STRUCTURE, {"section": "1", "key": "actions"}, "actions = [1, 4]", 1),
        (STRUCTURE, {"key": "status"}, 'status = "provisional"', 1),
        (STRUCTURE, {"question": "9z"}, 'id = "mini-1.0"', 1),
        (STRUCTURE, {"section": "1", "question": "9z"}, 'code = "1"', 1),
        (STRUCTURE, {"question": "1c", "key": "options"}, 'code = "1c"', 1),
        (STRUCTURE + '\n[[sections.questions]]\ncode = "1a"\n', {"question": "1a"}, 'code = "1a"', 2),
        (WORDING, {"question": "1b.i"}, '[questions."1b.i"]', 1),
        (WORDING, {"question": "1b.i", "key": "second"}, 'second = "Second"', 1),
        (WORDING, {"question": "1b.i", "key": "prompt"}, 'prompt = "Which', 1),
        (WORDING, {"question": "1b", "key": "prompt"}, 'prompt = "Limits.', 1),
        (WORDING, {"key": "title"}, 'title = "A small', 1),
        (WORDING, {"key": "1"}, '1 = "Risk"', 1),
        (WORDING, {"question": "1b.i", "key": "definition"}, "definition =", 1),
        (WORDING, {"key": "yes_no"}, "[yes_no]", 1),
        (TOPICS, {"question": "limits", "key": "test-limits"}, '"test-limits"', 1),
        (TOPICS, {"question": "limits", "key": "section"}, "section =", 2),
        (TOPICS, {"question": "risk", "key": "mini-1.0"}, "relations", 1),
        (conftest.TOPICS_WORDING, {"question": "risk", "key": "label"}, 'label = "Risks"', 1),
        (conftest.TOPICS_WORDING, {"question": "risk", "key": "rank-risks"}, "rank-risks", 1),
        (conftest.TOPICS_WORDING, {"question": "limits"}, "[topics.limits]", 1),
        (conftest.TOPICS_WORDING, {"key": "limits"}, "[topics.limits]", 1),
        (conftest.GLOSSARY, {"question": "limit", "key": "url"}, "url =", 1),
    ],
)
def test_finds_the_line(text, place, part, nth):
    error = FrameworkError("wrong", file="a.toml", **place).located(text)
    assert error.line == line_of(text, part, nth=nth)
    assert str(error).startswith(f"a.toml, line {error.line}")
    assert (error.section, error.question) == (place.get("section", ""), place.get("question", ""))


def test_a_line_that_is_known_is_not_looked_for():
    error = FrameworkError("wrong", file="a.toml", question="1c", line=3)
    assert error.located(STRUCTURE) is error


def test_a_key_is_not_looked_for_in_the_next_block():
    text = '[questions."1a"]\nprompt = "One"\n[questions."1b"]\nlabel = "Two"\n'
    assert FrameworkError("wrong", file="a.toml", question="1a", key="label").located(text).line == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = two\n", 2),
        ('a = 1\n\nb = "two\n', 3),
        ("a = 1\nb = [1,\n2\n\n\n", 3),
        ('a = 1\nb = """two\n', 2),
        ("a = 1\na = 2\n", 2),
        ('a = 1\r\nb = "\x00"\r\n', 2),
        ("a = " + "[" * 3000, 1),
        ("a = " + "1" * 5000, 1),
    ],
)
def test_what_is_no_toml_has_a_line(text, line):
    with pytest.raises(FrameworkError, match=r"^a\.toml, line \d+: not TOML") as caught:
        parse_table(text, "a.toml")
    assert caught.value.line == line


def test_what_is_not_utf_8_has_a_line(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"a = 1\nb = 2\nc = '\xe9'\n")
    with pytest.raises(FrameworkError) as caught:
        read_text(tmp_path / "a.toml")
    assert str(caught.value) == "a.toml, line 3: not UTF-8"


def test_a_byte_order_mark_does_no_harm(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert read_text(tmp_path / "a.toml") == "a = 1\n"


def test_a_huge_file_is_not_read(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(FrameworkError) as caught:
        read_text(tmp_path / "a.toml")
    assert str(caught.value) == "a.toml, line 1: the file is larger than 5000000 bytes"
    (tmp_path / "a.toml").write_bytes(b"#" * MAX_BYTES)
    assert len(read_text(tmp_path / "a.toml")) == MAX_BYTES


def test_a_directory_is_no_file(tmp_path):
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(FrameworkError) as caught:
        read_text(tmp_path / "a.toml")
    assert str(caught.value) == "a.toml, line 1: not a file"
