"""Words and codes must match both ways; the message says which word of which question is wrong."""

import pytest

from reports.frameworks import FrameworkError
from reports.frameworks.files import Files
from reports.frameworks.loader import read_framework

WORDING = "mini-1.0.en.toml"
GUIDANCE = "mini-1.0.guidance.en.toml"
PREFACE = "preface.toml"
PREFACE_WORDING = "preface.en.toml"
LAST = '[questions."1c"]\nprompt = "What else?"\n'
STRANGER = '\n[questions."9z"]\nprompt = "Who asked?"\n'

FAULTS = {
    "missing prompt": (WORDING, LAST, "", ", section 1, question 1c: the prompt is missing"),
    "prompt key missing": (
        WORDING,
        'prompt = "What else?"',
        'parts = ["Else?"]',
        ", question 1c: prompt is missing",
    ),
    "blank prompt": (WORDING, '"What else?"', '" "', ", question 1c: prompt is empty"),
    "prompt for an unknown code": (
        WORDING,
        LAST,
        LAST + STRANGER,
        ", question 9z: prompt for an unknown code",
    ),
    "prompt is a number": (
        WORDING,
        '"What else?"',
        "1",
        ", question 1c: prompt must be a string, not a number",
    ),
    "question is a string": (
        WORDING,
        LAST,
        '[questions]\n"1c" = "What else?"\n',
        ", question 1c: 1c must be a table, not a string",
    ),
    "unknown key of a question": (
        WORDING,
        LAST,
        LAST + 'hint = "None"\n',
        ", question 1c: unknown key 'hint'",
    ),
    "blank part": (WORDING, '["And why?"]', '[""]', ", question 1b.i: parts holds an empty string"),
    "parts is a string": (
        WORDING,
        '["And why?"]',
        '"And why?"',
        ", question 1b.i: parts must be a list of strings",
    ),
    "missing section title": (WORDING, '1 = "Risk"\n', "", ", section 1: the title is missing"),
    "title of an unknown section": (
        WORDING,
        '1 = "Risk"\n',
        '1 = "Risk"\n8 = "Luck"\n',
        ": unknown section '8'",
    ),
    "missing title": (WORDING, 'title = "A small framework"\n', "", ": title is missing"),
    "sections is a string": (
        WORDING,
        '[sections]\n1 = "Risk"\n',
        'sections = "Risk"\n',
        ": sections must be a table, not a string",
    ),
    "topics of its own": (
        WORDING,
        "[yes_no]\n",
        '[topics]\nrisk = "Risks"\n\n[yes_no]\n',
        ": unknown key 'topics'",
    ),
    "text with a control character": (
        WORDING,
        '"What else?"',
        '"What\\u0000 else?"',
        ", question 1c: prompt holds the control character U+0000",
    ),
    "text too long": (
        WORDING,
        '"What else?"',
        f'"{"?" * 20_001}"',
        ", question 1c: prompt is longer than 20000 characters",
    ),
    "two labels": (
        WORDING,
        LAST,
        LAST + 'label = "Else"\n',
        ", section 1, question 1c: a question with a topic gets its label from the topic",
    ),
    "missing option label": (
        WORDING,
        'second = "Second"\n',
        "",
        ", section 1, question 1b.i: option second has no label",
    ),
    "label of an unknown option": (
        WORDING,
        'second = "Second"\n',
        'second = "Second"\nthird = "Third"\n',
        ", section 1, question 1b.i: unknown option 'third'",
    ),
    "option label on a text question": (
        WORDING,
        LAST,
        LAST + 'options = { first = "First" }\n',
        ", section 1, question 1c: unknown option 'first'",
    ),
    "option label on a yes-no question": (
        WORDING,
        'prompt = "Are there risks?"\n',
        'prompt = "Are there risks?"\noptions = { yes = "Aye" }\n',
        ", section 1, question 1a: yes and no get their labels from [yes_no]",
    ),
    "option without a label": (
        WORDING,
        'label = "First", ',
        "",
        ", question 1b.i: label is missing",
    ),
    "unknown key of an option": (
        WORDING,
        'label = "First", ',
        'label = "First", score = 1, ',
        ", question 1b.i: unknown key 'score'",
    ),
    "no word for no": (WORDING, 'no = "No"\n', "", ", section 1, question 1a: option no has no label"),
    "locale of another file": (
        WORDING,
        'locale = "en"',
        'locale = "fr"',
        ": locale 'fr' does not match the name of the file",
    ),
    "unknown key of the file": (WORDING, "[sections]", "[chapters]", ": unknown key 'chapters'"),
    "wording is not TOML": (
        WORDING,
        'locale = "en"',
        "locale",
        ", line 1: not TOML: Expected '=' after a key in a key/value pair (at line 1, column 7)",
    ),
    "help for an unknown code": (
        GUIDANCE,
        '[questions."1b.i"]',
        '[questions."9z"]',
        ", question 9z: help for an unknown code",
    ),
    "help is a string": (
        GUIDANCE,
        '["Help of its own."]',
        '"Help of its own."',
        ", question 1b.i: help must be a list of strings",
    ),
    "unknown key of a question's help": (
        GUIDANCE,
        'help = ["Help of its own."]',
        'hint = ["Help of its own."]',
        ", question 1b.i: unknown key 'hint'",
    ),
    "guidance locale of another file": (
        GUIDANCE,
        'locale = "en"',
        'locale = "fr"',
        ": locale 'fr' does not match the name of the file",
    ),
    "preface without a label": (
        PREFACE_WORDING,
        'label = "Scope"\n',
        "",
        ", section 0, question scope: no label: neither a topic nor a label of its own",
    ),
    "preface without its title": (
        PREFACE_WORDING,
        '0 = "About this report"\n',
        "",
        ", section 0: the title is missing",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_refuses_faulty_words(directory, replace, fault):
    name, old, new, message = FAULTS[fault]
    replace(name, old, new)
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), "mini-1.0")
    assert str(caught.value) == name + message


def test_refuses_a_code_that_the_preface_uses(directory, replace):
    replace("mini-1.0.toml", 'code = "1c"', 'code = "scope"')
    replace(WORDING, '"1c"', '"scope"')
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), "mini-1.0")
    assert (
        str(caught.value) == "mini-1.0.toml, section 1, question scope: the code stands in preface.toml too"
    )


def test_refuses_a_section_that_the_preface_uses(directory, replace):
    replace(PREFACE, 'code = "0"', 'code = "1"')
    replace(PREFACE_WORDING, "0 =", "1 =")
    with pytest.raises(FrameworkError) as caught:
        read_framework(Files(directory), "mini-1.0")
    assert str(caught.value) == "mini-1.0.toml, section 1: the section stands in preface.toml too"
