"""Asking for the files of a draft: one of each kind, of the present words, for members."""

import pytest
from django_tasks_db.models import DBTaskResult

from reports.actions.answers import save_answer
from reports.actions.draft_files import request_draft_file
from reports.actions.errors import Refused
from reports.documents.faces import DRAFT_FACES
from reports.enums import Face
from reports.jobs.progress import progress_of
from reports.models import DraftFile
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


def ask(report, by, face=Face.PDF):
    return request_draft_file(report=report, face=face, by=by)


def change(report, by):
    save_answer(report=report, code="1a", choices=[], text="New.", base=None, by=by)


def test_an_unchanged_draft_gets_the_file_it_has(report, owner, viewer):
    first = ask(report, owner)
    before = stored_rows()
    assert ask(report, viewer) == first
    assert stored_rows() == before
    assert (first.requested_by, progress_of(first).state) == (owner, "waiting")


def test_a_changed_draft_gets_a_new_file_in_place_of_the_old(report, owner, editor):
    first = ask(report, owner)
    DraftFile.objects.update(
        content=b"old", sha256="ab" * 32, size=3, pages=4, built_at=first.requested_at, renderer="1"
    )
    change(report, owner)
    second = ask(report, editor)
    stored = DraftFile.objects.get()
    assert stored == second == first
    assert stored.requested_by == editor
    assert stored.source_sha256 != first.source_sha256
    assert (stored.content, stored.sha256, stored.size, stored.pages, stored.built_at) == (
        None,
        "",
        0,
        0,
        None,
    )
    assert stored.job != first.job


def test_each_kind_of_file_is_one_of_its_own(report, owner):
    files = [ask(report, owner, face) for face in DRAFT_FACES]
    assert {file.face for file in DraftFile.objects.all()} == set(DRAFT_FACES)
    assert len({file.job for file in files}) == len(DRAFT_FACES)


def test_the_file_of_another_draft_stays(report, organisation, owner):
    other = builders.make_report(organisation, cycle=builders.make_cycle("2027"))
    kept = ask(other, owner)
    ask(report, owner)
    change(report, owner)
    ask(report, owner)
    assert other.draft_files.get() == kept
    assert other.draft_files.get().job == kept.job
    assert report.draft_files.count() == 1


def test_one_that_failed_or_was_cleared_away_is_tried_anew(report, owner):
    first = ask(report, owner)
    DBTaskResult.objects.filter(pk=first.job).update(status="FAILED")
    second = ask(report, owner)
    assert second.job != first.job
    DBTaskResult.objects.filter(pk=second.job).delete()
    assert ask(report, owner).job not in {first.job, second.job}


@pytest.mark.parametrize("person", ["stranger", "secretariat"])
def test_the_files_of_a_draft_are_for_members_only(request, report, person):
    actor = request.getfixturevalue(person)
    before = stored_rows()
    with pytest.raises(Refused):
        ask(report, actor)
    assert stored_rows() == before
