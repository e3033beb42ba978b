"""Every fault of a structure file is refused, and the message says where it stands."""

import pytest

from reports.frameworks import FrameworkError
from reports.frameworks.files import Files
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
    "duplicate section": (
        LAST,
        LAST + '\n[[sections]]\ncode = "1"\n',
        ": section 1 stands twice",
    ),
    "unknown status": ('"provisional"', '"perhaps"', ": unknown status 'perhaps'"),
    "missing version": ('version = "1.0"\n', "", ": version is missing"),
    "unknown key of the file": ('version = "1.0"\n', 'version = "1.0"\nyear = 1\n', ": unknown key 'year'"),
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
    "unknown action": (
        "actions = [1, 4]",
        "actions = [1, 12]",
        ", section 1: actions holds 12, which there is not",
    ),
    "unknown role": (
        LAST,
        LAST + 'recommended_for = ["poet"]\n',
        ", section 1, question 1c: unknown role 'poet'",
    ),
    "duplicate role": (
        LAST,
        LAST + 'recommended_for = ["deployer", "deployer"]\n',
        ", section 1, question 1c: role deployer stands twice",
    ),
    "unknown status of a question": (
        LAST,
        LAST + 'status = "rumoured"\n',
        ", section 1, question 1c: unknown status 'rumoured'",
    ),
    "reported, but not how much is known": (
        LAST,
        LAST + 'status = "reported"\n',
        ", section 1, question 1c: known is given for reported questions, and only for these",
    ),
    "known, but not reported": (
        LAST,
        LAST + 'known = "both"\n',
        ", section 1, question 1c: known is given for reported questions, and only for these",
    ),
    "a number that nobody reported": (
        LAST,
        LAST + 'number = "Q3"\n',
        ", section 1, question 1c: a provisional question has no official number",
    ),
    "two addresses": (
        'code = "1c"',
        'code = "1b-i"',
        ", section 1, question 1b-i: address 1b-i stands twice",
    ),
    "options question without a topic": (
        LAST,
        LAST.replace('"text"', '"options"').replace('topics = ["limits"]\n', ""),
        ", section 1, question 1c: an options question needs a topic, whose practices are its options",
    ),
    "options question after the one that has the practices": (
        LAST,
        LAST.replace('"text"', '"options"'),
        ", section 1, question 1c: the practices of topic limits stand under question 1b.i",
    ),
    "unknown status of a section's actions": (
        "actions = [1, 4]",
        'actions = [1, 4]\nactions_status = "guess"',
        ", section 1: unknown actions_status 'guess'",
    ),
    "actions holds true": (
        "actions = [1, 4]",
        "actions = [true]",
        ", section 1: actions must be a list of whole numbers",
    ),
    "blank kind": (LAST, LAST.replace('"text"', '" "'), ", section 1, question 1c: kind is empty"),
    "not TOML": ('id = "mini-1.0"', "id = mini", ", line 1: not TOML: Invalid value (at line 1, column 6)"),
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
        read_framework(Files(directory), "mini-1.0")
    assert str(caught.value) == FILE + message


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "no sections"),
        ('sections = "1"\n', "sections must be an array of tables, not a string"),
        ("sections = [1]\n", "sections must be an array of tables"),
        ("topics = 1\n", "unknown key 'topics'"),
    ],
)
def test_refuses_a_file_without_proper_sections(directory, content, problem):
    head = 'id = "mini-1.0"\nversion = "1.0"\nstatus = "provisional"\n'
    (directory / FILE).write_text(head + content, encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), "mini-1.0")
    assert str(caught.value) == f"{FILE}: {problem}"


def test_refuses_a_file_that_is_not_utf_8(directory):
    (directory / FILE).write_bytes(b'id = "\xff"')
    with pytest.raises(FrameworkError, match=r"^mini-1\.0\.toml, line 1: not UTF-8$"):
        read_framework(Files(directory), "mini-1.0")


def test_an_error_keeps_its_place_for_code_to_read(directory, replace):
    replace(FILE, LAST, LAST.replace('"text"', '"essay"'))
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), "mini-1.0")
    error = caught.value
    assert (error.file, error.section, error.question) == (FILE, "1", "1c")
    assert error.problem == "unknown kind 'essay'"
