"""Replacing words in many answers: one state for each, over nobody's words, ids never touched."""

import pytest

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.errors import Refused
from reports.actions.replacing import PLACES, Replaced, replace_in_answers, reworded, words_of
from reports.models import AnswerRevision, Event
from reports.text.markdown import MAX_LENGTH
from reports.text.replacing import Search
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db

SAID = {
    "choices": ["risk"],
    "text": "A risk; see [[risk]].",
    "summary": "Risk.",
    "practices": {"risk-tiers": "planned"},
    "tools": [{"name": "Risk meter", "address": "https://risk.example/", "purpose": "risk"}],
    "evidence": [{"title": "The risk", "address": "https://a.example/risk", "accessed_on": "2026-01-01"}],
}


def save(report, by, text, *, code="1a", base=None, **said):
    return save_answer(report=report, code=code, choices=[], text=text, base=base, by=by, **said)


def replace(report, by, find, replacement, bases, **ways):
    return replace_in_answers(
        report=report, search=Search(find), replacement=replacement, bases=bases, by=by, **ways
    )


def texts(report):
    return {code: (words.number, words.text) for code, words in report.answers.by_code().items()}


def test_each_answer_with_a_hit_gets_one_state(report, owner, editor):
    for code, text in (("1a", "Risk and risk."), ("1b", "No danger."), ("1c", "risk")):
        save(report, owner, text, code=code)
    done = replace(report, editor, "risk", "hazard", {"1a": 1, "1b": 1, "1c": 1})
    assert done == Replaced(changed=("1a", "1c"))
    assert texts(report) == {"1a": (2, "hazard and hazard."), "1b": (1, "No danger."), "1c": (2, "hazard")}
    assert report.answers.by_code()["1a"].saved_by == editor
    event = Event.objects.get(report=report, name="replaced")
    assert event.data == {"find": "risk", "replacement": "hazard", "codes": ["1a", "1c"]}
    assert (event.organisation, event.actor.user) == (report.organisation, editor)


def test_only_chosen_answers_change(report, owner):
    save(report, owner, "risk")
    save(report, owner, "risk", code="1b")
    assert replace(report, owner, "risk", "hazard", {"1b": 1}).changed == ("1b",)
    assert texts(report)["1a"] == (1, "risk")


@pytest.mark.parametrize("base", [None, 2, 99])
def test_an_answer_that_changed_since_is_left_alone_and_named(report, owner, base):
    save(report, owner, "risk")
    save(report, owner, "risk", code="1b")
    done = replace(report, owner, "risk", "hazard", {"1a": base, "1b": 1})
    assert done == Replaced(changed=("1b",), stale=("1a",))
    assert texts(report) == {"1a": (1, "risk"), "1b": (2, "hazard")}


def test_every_part_but_ids_is_searched():
    assert reworded(SAID, Search("risk"), "hazard") == {
        "choices": ["risk"],
        "text": "A hazard; see [[risk]].",
        "summary": "hazard.",
        "practices": {"risk-tiers": "planned"},
        "tools": [{"name": "hazard meter", "address": "https://hazard.example/", "purpose": "hazard"}],
        "evidence": [
            {"title": "The hazard", "address": "https://a.example/hazard", "accessed_on": "2026-01-01"}
        ],
    }
    assert SAID["tools"][0]["name"] == "Risk meter", "what was given is left as it is"
    assert reworded(SAID, Search("2026-01-01"), "2027-01-01") == SAID
    assert reworded(SAID, Search("planned"), "in_place") == SAID


@pytest.mark.parametrize("place", PLACES)
def test_one_part_can_be_searched_alone(place):
    changed = reworded(SAID, Search("risk"), "hazard", [place])
    assert [part for part in SAID if changed[part] != SAID[part]] == [place]
    assert {words.part for words in words_of(SAID, [place])} == {place}


@pytest.mark.parametrize(
    "find,replacement,reason",
    [
        ("https://", "ftp://", "would not be a web address"),
        ("https", "javascript", "would not be a web address"),
        ("a.example", "a b", "would not be a web address"),
        ("https://a.example/risk", "", "which is needed there"),
        ("The risk", " ", "which is needed there"),
        ("Risk meter", "x" * 201, "longer than 200 characters"),
        ("A risk", "x" * (MAX_LENGTH - 12), "longer than 200,000 characters"),
    ],
)
def test_what_could_not_be_stored_is_refused_for_that_answer_only(report, owner, find, replacement, reason):
    save(report, owner, SAID["text"], tools=SAID["tools"], evidence=SAID["evidence"])
    save(report, owner, f"Only text: {find}", code="1b")
    done = replace(report, owner, find, replacement, {"1a": 1, "1b": 1})
    assert (done.changed, done.stale, list(done.refused)) == (("1b",), (), ["1a"])
    assert reason in done.refused["1a"]
    assert report.answers.by_code()["1a"].number == 1


def test_an_address_that_was_faulty_before_is_nobodys_fault_now():
    said = SAID | {"tools": [{"name": "Risk", "address": "nowhere", "purpose": ""}]}
    assert reworded(said, Search("risk"), "hazard")["tools"][0] == {
        "name": "hazard",
        "address": "nowhere",
        "purpose": "",
    }


def test_a_text_is_stored_as_the_form_would_store_it():
    said = SAID | {"text": "One two\n\nlast", "summary": "One two"}
    changed = reworded(said, Search("two"), "")
    assert (changed["text"], changed["summary"]) == ("One\n\nlast", "One")
    assert reworded(said, Search("last"), "")["text"] == "One two"


def test_carried_over_words_are_still_to_be_reviewed(report, owner):
    save(report, owner, "risk", carried={"cycle": "2025", "framework": "haip-1.0", "items": []})
    replace(report, owner, "risk", "hazard", {"1a": 1})
    assert report.answers.by_code()["1a"].carried == {"cycle": "2025", "framework": "haip-1.0", "items": []}


def test_nothing_found_leaves_no_trace(report, owner):
    save(report, owner, "risk")
    before = stored_rows()
    assert replace(report, owner, "danger", "hazard", {"1a": 1, "1b": None, "9z": 1}) == Replaced()
    assert replace(report, owner, "risk", "risk", {"1a": 1}) == Replaced()
    assert replace(report, owner, "risk", "hazard", {}) == Replaced()
    assert stored_rows() == before


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_replace(request, report, owner, person):
    save(report, owner, "risk")
    actor = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused):
        replace(report, actor, "risk", "hazard", {"1a": 1})
    assert stored_rows() == before


def test_a_report_that_left_the_team_does_not_change(report, owner):
    save(report, owner, "risk")
    workflow.apply("discard", report=report, actor=owner)
    with pytest.raises(Refused, match="can no longer be edited"):
        replace(report, owner, "risk", "hazard", {"1a": 1})
    assert AnswerRevision.objects.get().text == "risk"
