"""Private notes: who writes and takes down when, once each, and no word of them changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports import workflow
from reports.actions.errors import Refused
from reports.actions.notes import take_down_note, write_note
from reports.actions.typed import MAX_LENGTH
from reports.enums import ReportStatus
from reports.models import Event, Note
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


def _texts(report):
    return {code: [note.text for note in notes] for code, notes in report.notes.by_code().items()}


def test_a_note_stands_beside_its_answer_with_who_and_when(report, owner, editor):
    events = Event.objects.count()
    note = write_note(report=report, code="1a", text="Ask the lawyers.", by=editor)
    write_note(report=report, code="1b", text="Numbers of May.", by=owner)
    write_note(report=report, code="1a", text="They say yes.", by=owner)
    assert _texts(report) == {"1a": ["Ask the lawyers.", "They say yes."], "1b": ["Numbers of May."]}
    assert (note.written_by, timezone.now() - note.written_at < timedelta(minutes=1)) == (editor, True)
    assert Event.objects.count() == events, "the secretariat reads the log"


def test_a_form_that_was_sent_twice_writes_once(report, owner):
    first = write_note(report=report, code="1a", text="Ask.\r\n", by=owner)
    before = stored_rows()
    assert write_note(report=report, code="1a", text="\nAsk.", by=owner) == first
    assert stored_rows() == before


def test_the_same_words_may_be_meant_again(report, owner, editor):
    def write(code="1a", by=owner):
        return write_note(report=report, code=code, text="Ask.", by=by)

    notes = [write(), write(by=editor), write(code="1b")]
    Note.objects.filter(pk=notes[0].pk).update(written_at=timezone.now() - timedelta(seconds=61))
    notes.append(write())
    take_down_note(note=notes[-1], by=owner)
    notes.append(write())
    assert len({note.pk for note in notes}) == 5


def test_a_note_is_taken_down_once_and_kept(report, owner, editor):
    note = write_note(report=report, code="1a", text="Ask.", by=owner)
    taken = take_down_note(note=note, by=editor)
    assert _texts(report) == {}
    before = stored_rows()
    assert take_down_note(note=note, by=owner).taken_down_by == editor
    assert stored_rows() == before
    stored = Note.objects.get()
    assert (stored.text, stored.written_by, stored.taken_down_at) == ("Ask.", owner, taken.taken_down_at)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \t\u3000\r\n\u00a0", "empty"),
        ("\x00\x01\ufeff", "empty"),
        ("x" * (MAX_LENGTH + 1), "has 5,001 characters; at most 5,000"),
        ("字" * (MAX_LENGTH + 1), "has 5,001 characters"),
        ("a \ufffd b", "could not be read"),
        ("a \ud800 b", "could not be read"),
    ],
    ids=["empty", "spaces", "unseen", "too long", "too long in Japanese", "unreadable", "half a character"],
)
def test_what_can_not_be_stored_as_it_was_meant_is_refused(report, owner, text, reason):
    before = stored_rows()
    with pytest.raises(Refused, match=reason):
        write_note(report=report, code="1a", text=text, by=owner)
    assert stored_rows() == before


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("x" * MAX_LENGTH, "x" * MAX_LENGTH),
        ("<b>&amp;</b> {{ x }}\r\n\r\n  **no**", "<b>&amp;</b> {{ x }}\n\n  **no**"),
        ("a\x00b\x1b", "ab"),
        ("社外秘 🔒", "社外秘 🔒"),
    ],
    ids=["the longest", "markup", "NUL", "Japanese"],
)
def test_every_other_word_is_kept_as_typed(report, owner, text, stored):
    assert write_note(report=report, code="1a", text=text, by=owner).text == stored


@pytest.mark.parametrize("code", ["", "2g", "9z", "risk-classification", "x" * 5000, "1a\x00"])
def test_a_note_stands_beside_questions_that_take_an_answer_only(report, owner, code):
    before = stored_rows()
    with pytest.raises(Refused, match="no such question"):
        write_note(report=report, code=code, text="Ask.", by=owner)
    assert stored_rows() == before


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_write_and_take_down(request, report, owner, person):
    note = write_note(report=report, code="1a", text="Ask.", by=owner)
    actor = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused, match="may no longer write notes"):
        write_note(report=report, code="1a", text="Mine.", by=actor)
    with pytest.raises(Refused, match="may no longer write notes"):
        take_down_note(note=note, by=actor)
    assert stored_rows() == before


def test_notes_go_on_while_the_report_waits_is_returned_and_is_published(report, owner, secretariat):
    report = builders.submitted_report(report)
    for number in range(3):
        note = write_note(report=report, code="1a", text=f"In its step {number}.", by=owner)
        take_down_note(note=note, by=owner)
        if number == 0:
            report = builders.returned_report(report, by=secretariat, reason="Mend 1a.")
        elif number == 1:
            report = builders.published_version(report, by=secretariat).report
    assert (report.status, report.notes.count()) == (ReportStatus.PUBLISHED, 3)


def test_a_discarded_draft_takes_no_note(report, owner):
    note = write_note(report=report, code="1a", text="Ask.", by=owner)
    seen = note.report
    workflow.apply("discard", report=report, actor=owner)
    before = stored_rows()
    with pytest.raises(Refused):
        write_note(report=seen, code="1a", text="Late.", by=owner)
    with pytest.raises(Refused):
        take_down_note(note=note, by=owner)
    assert stored_rows() == before
