"""Every fault of a structure file is refused, and the message says where it stands."""

import pytest

from reports.frameworks import FrameworkError
from reports.frameworks.loader import read_framework

FILE = "mini-1.0.toml"
LAST = 'code = "1c"\nkind = "text"\ntopics = ["limits"]\nrequired = true\n'
CHILD = 'kind = "checklist"\ntopics = ["limits"]\nparent = "1b"\n'
SUB_ITEM = LAST.replace("required", 'parent = "{}"\nrequired')

FAULTS = {
    "unknown kind": (
        LAST,
        LAST.replace('"text"', '"essay"'),
        ", section 1, question 1c: unknown kind 'essay'",
    ),
    "duplicate code": ('code = "1c"', 'code = "1a"', ", section 1, question 1a: the code stands twice"),
    "badly formed code": ('code = "1c"', 'code = "1-C"', ", section 1: code '1-C' is not well formed"),
    "missing code": ('code = "1c"\n', "", ", section 1: code is missing"),
    "unknown parent": (
        LAST,
        SUB_ITEM.format("9z"),
        ", section 1, question 1c: parent '9z' does not stand before it in the section",
    ),
    "parent after its child": (
        'topics = ["limits"]\nrequired = false',
        'topics = ["limits"]\nparent = "1c"\nrequired = false',
        ", section 1, question 1b: parent '1c' does not stand before it in the section",
    ),
    "own parent": (
        LAST,
        SUB_ITEM.format("1c"),
        ", section 1, question 1c: parent '1c' does not stand before it in the section",
    ),
    "sub-item of a sub-item": (
        LAST,
        SUB_ITEM.format("1b.i"),
        ", section 1, question 1c: parent '1b.i' is itself a sub-item",
    ),
    "sub-item apart from its parent": (
        LAST,
        SUB_ITEM.format("1a"),
        ", section 1, question 1c: does not stand directly under its parent '1a'",
    ),
    "group without sub-items": (
        CHILD,
        CHILD.replace('parent = "1b"\n', ""),
        ", section 1, question 1b: a group needs sub-items",
    ),
    "required group": (
        "required = false",
        "required = true",
        ", section 1, question 1b: a group has no answer and can't be required",
    ),
    "options on a text question": (
        LAST,
        LAST + 'options = ["first"]\n',
        ", section 1, question 1c: a text question takes no options",
    ),
    "options on a yes-no question": (
        'kind = "yes_no"\n',
        'kind = "yes_no"\noptions = ["yes", "no"]\n',
        ", section 1, question 1a: a yes_no question takes no options",
    ),
    "checklist without options": (
        'options = ["first", "second"]\n',
        "",
        ", section 1, question 1b.i: a checklist question needs options",
    ),
    "choice without options": (
        LAST,
        LAST.replace('"text"', '"choice"'),
        ", section 1, question 1c: a choice question needs options",
    ),
    "duplicate option": (
        '["first", "second"]',
        '["first", "first"]',
        ", section 1, question 1b.i: option first stands twice",
    ),
    "badly formed option": (
        '["first", "second"]',
        '["first", "The second"]',
        ", section 1, question 1b.i: option id 'The second' is not well formed",
    ),
    "option id too long": (
        '["first", "second"]',
        f'["first", "{"s" * 41}"]',
        f", section 1, question 1b.i: option id '{'s' * 41}' is not well formed",
    ),
    "unknown topic": (
        '["risk", "limits"]',
        '["risk", "luck"]',
        ", section 1, question 1a: unknown topic 'luck'",
    ),
    "duplicate topic of a question": (
        '["risk", "limits"]',
        '["risk", "risk"]',
        ", section 1, question 1a: topic risk stands twice",
    ),
    "duplicate topic": ('id = "limits"', 'id = "risk"', ": topic risk stands twice"),
    "badly formed topic": ('id = "limits"', 'id = "Limits!"', ": id 'Limits!' is not well formed"),
    "topic id too long": (
        'id = "limits"',
        f'id = "{"l" * 41}"',
        f": topic id '{'l' * 41}' is longer than 40 characters",
    ),
    "topic under an unknown section": (
        'id = "limits"\nsection = "1"',
        'id = "limits"\nsection = "8"',
        ": topic limits stands under unknown section '8'",
    ),
    "duplicate section": (
        LAST,
        LAST + '\n[[sections]]\ncode = "1"\n',
        ": section 1 stands twice",
    ),
    "unknown status": ('"provisional"', '"perhaps"', ": unknown status 'perhaps'"),
    "missing version": ('version = "1.0"\n', "", ": version is missing"),
    "unknown key of the file": ('version = "1.0"\n', 'version = "1.0"\nyear = 1\n', ": unknown key 'year'"),
    "unknown key of a topic": ('id = "limits"', 'id = "limits"\nv1 = 1', ": unknown key 'v1'"),
    "unknown key of a section": (
        "actions = [1, 4]",
        "actions = [1, 4]\naction = 1",
        ", section 1: unknown key 'action'",
    ),
    "unknown key of a question": (
        LAST,
        LAST + "optional = true\n",
        ", section 1, question 1c: unknown key 'optional'",
    ),
    "code is a number": ('code = "1c"', "code = 1", ", section 1: code must be a string, not a number"),
    "required is a string": (
        LAST,
        LAST.replace("true", '"true"'),
        ", section 1, question 1c: required must be true or false, not a string",
    ),
    "required is missing": (
        LAST,
        LAST.replace("required = true\n", ""),
        ", section 1, question 1c: required is missing",
    ),
    "topics is a string": (
        LAST,
        LAST.replace('["limits"]', '"limits"'),
        ", section 1, question 1c: topics must be a list of strings",
    ),
    "topics holds a number": (
        LAST,
        LAST.replace('["limits"]', "[1]"),
        ", section 1, question 1c: topics must be a list of strings",
    ),
    "actions holds strings": (
        "actions = [1, 4]",
        'actions = ["1"]',
        ", section 1: actions must be a list of whole numbers",
    ),
    "actions holds true": (
        "actions = [1, 4]",
        "actions = [true]",
        ", section 1: actions must be a list of whole numbers",
    ),
    "blank kind": (LAST, LAST.replace('"text"', '" "'), ", section 1, question 1c: kind is empty"),
    "not TOML": ('id = "mini-1.0"', "id = mini", ": not TOML: Invalid value (at line 1, column 6)"),
    "id of another framework": (
        'id = "mini-1.0"',
        'id = "mini-2.0"',
        ": the id 'mini-2.0' is not the file's name",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), FAULTS.values(), ids=FAULTS)
def test_refuses_a_faulty_structure(directory, replace, old, new, message):
    replace(FILE, old, new)
    with pytest.raises(FrameworkError) as caught:
        read_framework(directory, "mini-1.0")
    assert str(caught.value) == FILE + message


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "no sections"),
        ('sections = "1"\n', "sections must be an array of tables, not a string"),
        ("sections = [1]\n", "expected a table, found a number"),
        ("topics = 1\n", "topics must be an array of tables, not a number"),
    ],
)
def test_refuses_a_file_without_proper_sections(directory, content, problem):
    head = 'id = "mini-1.0"\nversion = "1.0"\nstatus = "provisional"\n'
    (directory / FILE).write_text(head + content, encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        read_framework(directory, "mini-1.0")
    assert str(caught.value) == f"{FILE}: {problem}"


def test_refuses_a_file_that_is_not_utf_8(directory):
    (directory / FILE).write_bytes(b'id = "\xff"')
    with pytest.raises(FrameworkError, match=r"^mini-1\.0\.toml: not TOML: .*utf-8"):
        read_framework(directory, "mini-1.0")


def test_an_error_keeps_its_place_for_code_to_read(directory, replace):
    replace(FILE, LAST, LAST.replace('"text"', '"essay"'))
    with pytest.raises(FrameworkError) as caught:
        read_framework(directory, "mini-1.0")
    error = caught.value
    assert (error.file, error.section, error.question) == (FILE, "1", "1c")
    assert error.problem == "unknown kind 'essay'"
