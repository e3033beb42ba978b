"""How saved states are told: which belong together, and what differs between two."""

from datetime import UTC, datetime, timedelta

from reports.frameworks import load
from reports.models import AnswerRevision
from reports.views.workspace.states import bursts, changes, in_words

START = datetime(2026, 3, 1, 14, 0, tzinfo=UTC)
QUESTION = load("haip-2.0").question("risk-classification")


def state(number, minutes, by=1, **marks):
    return AnswerRevision(number=number, saved_at=START + timedelta(minutes=minutes), saved_by_id=by, **marks)


def numbers(*states):
    newest_first = sorted(states, key=lambda each: -each.number)
    return [[each.number for each in burst.states] for burst in bursts(newest_first)]


def test_what_one_person_saved_within_ten_minutes_is_one_burst():
    assert numbers(state(1, 0), state(2, 4), state(3, 10)) == [[3, 2, 1]]
    assert numbers(state(1, 0), state(2, 4), state(3, 10.1)) == [[3, 2], [1]]
    assert numbers(*(state(number, 4 * number) for number in range(1, 6))) == [[5, 4, 3], [2, 1]]


def test_another_person_begins_another_burst():
    assert numbers(state(1, 0), state(2, 1, by=2), state(3, 2), state(4, 3)) == [[4, 3], [2], [1]]


def test_what_was_restored_or_carried_over_stands_by_itself():
    marks = {"carried": {"cycle": "2025"}}
    assert numbers(state(1, 0, **marks), state(2, 1), state(3, 2)) == [[3, 2], [1]]
    assert numbers(state(1, 0), state(2, 1, restores_id=7), state(3, 2), state(4, 3)) == [[4, 3], [2], [1]]
    assert numbers(state(1, 0, **marks), state(2, 1, **marks)) == [[2], [1]]
    assert numbers() == []


def test_a_burst_knows_its_ends():
    (burst,) = bursts([state(2, 5), state(1, 0)])
    assert (burst.newest.number, burst.oldest.number) == (2, 1)


def tool(name, purpose=""):
    return {"name": name, "address": "", "purpose": purpose}


def link(title, address, day=""):
    return {"title": title, "address": address, "accessed_on": day}


def differing(old, new):
    return {
        change.label: (change.removed, change.added, change.changed)
        for change in changes(QUESTION, AnswerRevision(**old), AnswerRevision(**new))
    }


def test_what_differs_in_lists():
    old = {
        "choices": ["a", "b"],
        "practices": {"risk-tiers": "planned", "long-gone": "in_place"},
        "tools": [tool("One"), tool("Two", "old")],
        "evidence": [link("T", "https://a.example/"), link("Gone", "https://b.example/")],
    }
    new = {
        "choices": ["b", "c"],
        "practices": {"risk-tiers": "in_place"},
        "tools": [tool("One"), tool("Two", "new"), tool("One")],
        "evidence": [link("T", "https://a.example/", "2026-01-01")],
    }
    assert differing(old, new) == {
        "Choices": (("a",), ("c",), ()),
        "Practices": (
            ("long-gone: In place",),
            (),
            (("Tiered risk levels: Planned", "Tiered risk levels: In place"),),
        ),
        "Tools": ((), ("One",), (("Two · old", "Two · new"),)),
        "Evidence": (
            ("Gone · https://b.example/",),
            (),
            (("T · https://a.example/", "T · https://a.example/ · 2026-01-01"),),
        ),
    }
    assert differing(new, new) == {}
    assert differing(old | {"text": "A", "summary": "B"}, old) == {}, "words are compared elsewhere"


def test_practices_stand_in_the_order_of_the_question():
    offered = [practice.id for practice in QUESTION.practices[:3]]
    said = AnswerRevision(practices=dict.fromkeys(["gone", *reversed(offered)], "planned"))
    assert [key for key, _words in in_words(QUESTION, said, "practices")] == [*offered, "gone"]
