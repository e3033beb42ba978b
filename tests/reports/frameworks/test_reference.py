"""The glossary and the Code of Conduct: read in each language, English where there is none."""

import re

import pytest

from reports.frameworks import Action, FrameworkError, Term, code_of_conduct, glossary, load
from reports.frameworks.files import Files
from reports.frameworks.reference import read_code_of_conduct, read_glossary

LOCALES = ("en", "fr", "ja")


def test_reads_terms_in_the_order_of_the_file(directory):
    assert read_glossary(Files(directory), "en") == (
        Term("risk", "risk", ("risk", "risks"), "What may go wrong.", "Own words", ""),
        Term("limit", "limit", ("limit",), "What is not crossed.", "Own words", "https://limit.example/"),
    )


def test_reads_actions_and_principles(directory):
    code = read_code_of_conduct(Files(directory), "en")
    assert (code.locale, code.title, code.url) == ("en", "A small code", "https://code.example/")
    assert code.actions == (Action(1, "Look", "Look before you leap.", ("1",)),)
    assert code.principles == (Action(12, "Care", "Take care.", ()),)


@pytest.mark.parametrize("read", [read_glossary, read_code_of_conduct])
def test_falls_back_to_english(directory, read):
    assert read(Files(directory), "fr") == read(Files(directory), "en")


GLOSSARY, SHAPE, CODE = "glossary.en.toml", "code-of-conduct.toml", "code-of-conduct.en.toml"
FAULTS = [
    (GLOSSARY, 'term = "risk"\n', "", ", question risk: term is missing"),
    (GLOSSARY, "[terms.risk]", "[terms.Risk]", ": term id 'Risk' is not well formed"),
    (GLOSSARY, '["limit"]', '"limit"', ", question limit: forms must be a list of strings"),
    (GLOSSARY, "https://l", "//l", ", question limit: url '//limit.example/' is not well formed"),
    (SHAPE, "number = 12", 'number = "12"', ": number must be a whole number, not a string"),
    (CODE, 'label = "Care"\n', "", ", question 12: label is missing"),
    (CODE, "[actions.1]", "[actions.2]", ", question 1: label is missing"),
    (CODE, 'locale = "en"', 'locale = "ja"', ": locale 'ja' does not match the name of the file"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_refuses_a_faulty_file(directory, replace, fault):
    name, old, new, message = fault
    replace(name, old, new)
    read = read_glossary if name == GLOSSARY else read_code_of_conduct
    with pytest.raises(FrameworkError) as caught:
        read(Files(directory), "en")
    assert str(caught.value) == name + message


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_whole_code(locale):
    code = code_of_conduct(locale)
    assert code.locale == locale
    assert [action.number for action in code.actions] == list(range(1, 12))
    assert [principle.number for principle in code.principles] == [12]
    assert code.title and code.intro
    assert all(action.label and action.text for action in (*code.actions, *code.principles))


def test_sections_of_an_action_and_actions_of_a_section_agree():
    sections = {
        action.number: {section.code for section in load().sections if action.number in section.actions}
        for action in code_of_conduct().actions
    }
    assert {action.number: set(action.sections) for action in code_of_conduct().actions} == sections


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_terms(locale):
    terms = glossary(locale)
    assert [term.id for term in terms] == [term.id for term in glossary("en")]
    assert len(terms) > 20
    assert [term.id for term in terms if not term.forms] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_spelling_leads_to_two_terms(locale):
    forms = [form.lower() for term in glossary(locale) for form in {*map(str.lower, term.forms)}]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_definition_is_closed(locale):
    assert [t.id for t in glossary(locale) if not re.search(r"[.?。)）]$", t.definition)] == []
