"""A report at a glance and by section: what is counted is what stands there."""

import pytest

from reports.documents import build
from reports.documents.reading import Practices, glance, parts
from reports.frameworks import Term
from tests.reports.documents.samples import make_source

LINK = {"title": "Card", "address": "https://e.example/card", "accessed_on": "2026-03-01"}
OTHER = {"title": "Site", "address": "https://e.example/site", "accessed_on": ""}


def document(answers, **more):
    return build(make_source(answers, **more), draft=True)


def at_a_glance(answers, *, words=None, cited=(), **more):
    return glance(document(answers, **more), words=words or {}, cited=cited)


def test_answers_given_are_counted_of_those_asked():
    shown = document({})
    asked = [entry for entry in shown.entries if entry.asked and not entry.is_group]
    found = at_a_glance({"1a": "One.", "1b": "Two.", "1c": " "})
    assert (found.given, found.asked) == (2, len(asked))


def test_what_is_not_asked_of_the_roles_counts_on_neither_side():
    deployer = {"framework_id": "haip-2.0", "ai_roles": ["deployer"]}
    entries = [entry for entry in document({}, **deployer).entries if not entry.is_group]
    not_asked = next(entry.code for entry in entries if not entry.asked)
    found = at_a_glance({not_asked: "Said all the same."}, **deployer)
    assert (found.given, found.asked) == (0, sum(entry.asked for entry in entries))


def test_the_reading_time_is_that_of_all_answers():
    assert at_a_glance({"1a": "x"}, words={"1a": 2000, "1b": 3500}).minutes == 25


def test_practices_are_counted_by_state_of_all_that_were_asked_about():
    answers = {"risk-classification": {"practices": {"risk-register": "in_place"}}}
    found = at_a_glance(answers, framework_id="haip-2.0")
    shown = document(answers, framework_id="haip-2.0")
    asked = sum(len(entry.practices) for entry in shown.entries if entry.kind == "options" and entry.asked)
    assert found.practices == Practices(in_place=1, planned=0, asked=asked)


def test_under_1_0_only_what_was_stated_was_asked_about():
    assert at_a_glance({"1a": "Words."}).practices is None
    practices = [each.id for each in document({}).entry("1a").practices]
    stated = {"practices": {practices[0]: "planned", practices[1]: "in_place", practices[2]: "not_in_place"}}
    assert at_a_glance({"1a": stated}).practices == Practices(1, 1, len(practices))


def test_a_standard_leads_to_the_first_answer_that_names_it():
    cited = [("iso-iec-42001", "1b"), ("nist-ai-rmf", "1c"), ("iso-iec-42001", "1d"), ("gone", "1a")]
    found = at_a_glance({"1a": "x"}, cited=[*cited, ("iso-iec-42001", "not-a-question")]).standards
    assert [(each.standard.name, each.entry.code, each.answers) for each in found] == [
        ("ISO/IEC 42001", "1b", 2),
        ("NIST AI RMF", "1c", 1),
    ]


def test_evidence_stands_by_answer():
    found = at_a_glance({"1a": {"text": "x", "evidence": [LINK, OTHER]}, "1c": {"evidence": [LINK]}})
    assert [(each.entry.code, [link.title for link in each.links]) for each in found.evidence] == [
        ("1a", ["Card", "Site"]),
        ("1c", ["Card"]),
    ]
    assert found.links == 3
    assert at_a_glance({"1a": "x"}).links == 0


@pytest.mark.parametrize("where", ["answer", "prompt"])
def test_terms_of_a_section_stand_in_its_questions_or_its_answers(where):
    shown = document({"1a": "x"})
    form = "zebra test" if where == "answer" else shown.entry("1a").prompt.split(".")[0]
    term = Term("zebra", "Zebra", (form,), "A definition.", "Source", "")
    found = parts(shown, words={"1a": 440, "2a": 221}, plain={"1a": "We run a zebra test."}, glossary=(term,))
    assert {code: part.terms for code, part in found.items() if part.terms} == {"1": (term,)}
    assert {code: part.minutes for code, part in found.items() if part.minutes} == {"1": 2, "2": 1}
    assert list(found) == [section.code for section in shown.sections]
