"""Building files: once is enough, twice does no harm, and a failure is told."""

import hashlib
import subprocess

import pytest
from django_tasks_db.models import DBTaskResult

from reports.actions.answers import save_answer
from reports.actions.draft_files import request_draft_file
from reports.documents.canonical import canonical, sha256
from reports.documents.faces import PUBLISHED, WRITERS
from reports.documents.source import draft_source
from reports.enums import Face
from reports.jobs import files
from reports.jobs.files import build_draft_file, build_rendition, queue_renditions, versions_without_files
from reports.jobs.progress import progress_of
from reports.models import DraftFile, Rendition, Report
from tests import builders
from tests.builders import run_jobs

pytestmark = pytest.mark.django_db


def text_of(pdf):
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def failures():
    return list(DBTaskResult.objects.failed().values_list("task_path", "exception_class_path"))


def test_every_file_of_a_version_is_built_once_and_stays_while_it_is_built_anew(report, secretariat):
    version = builders.published_version(report, by=secretariat)
    assert run_jobs(only="build_rendition") == len(PUBLISHED)
    rows = {row.face: row for row in version.renditions.all()}
    assert set(rows) == set(PUBLISHED)
    for face, row in rows.items():
        content = bytes(row.content)
        assert (row.sha256, row.size) == (hashlib.sha256(content).hexdigest(), len(content))
        assert row.renderer == WRITERS[face].renderer
        assert row.built_at is not None
    shown = text_of(bytes(rows[Face.PDF].content))
    assert "sakura-works in 2026" in shown
    assert version.sha256[:8] in shown

    before = Rendition.objects.get(version=version, face=Face.PDF)
    Rendition.objects.filter(pk=before.pk).update(content=b"spoilt")
    queue_renditions(version)
    waiting = Rendition.objects.get(pk=before.pk)
    assert waiting.is_ready
    assert bytes(waiting.content) == b"spoilt"
    assert waiting.job != before.job
    assert run_jobs(only="build_rendition") == len(PUBLISHED)
    after = Rendition.objects.get(pk=before.pk)
    assert (after.sha256, bytes(after.content)) == (before.sha256, bytes(before.content))


@pytest.mark.parametrize("when", ["built", "asked for anew"])
def test_a_task_that_comes_late_changes_nothing(report, secretariat, when):
    version = builders.published_version(report, by=secretariat)
    row = Rendition.objects.get(version=version, face=Face.PDF)
    if when == "built":
        built = builders.as_if_built(b"as it was built") | {"renderer": WRITERS[Face.PDF].renderer}
        Rendition.objects.filter(pk=row.pk).update(**built)
    before = Rendition.objects.values().get(pk=row.pk)
    late = build_rendition.enqueue(row.pk)
    if when == "built":
        Rendition.objects.filter(pk=row.pk).update(job=late.id)
        before["job"] = late.id
    DBTaskResult.objects.exclude(pk=late.id).delete()
    assert run_jobs() == 1
    assert Rendition.objects.values().get(pk=row.pk) == before


def test_versions_of_an_older_release_are_found(report, secretariat):
    version = builders.published_version(report, by=secretariat)
    assert versions_without_files() == []
    version.renditions.filter(face=PUBLISHED[-1]).delete()
    assert versions_without_files() == [version]
    queue_renditions(version)
    assert versions_without_files() == []


def test_the_file_of_a_draft_holds_the_words_that_its_fingerprint_names(report, owner):
    """Words may change between the request and the worker's turn."""
    requested = request_draft_file(report=report, face=Face.PDF, by=owner)
    save_answer(report=report, code="1a", choices=[], text="Written meanwhile.", base=None, by=owner)
    assert run_jobs() == 1
    built = DraftFile.objects.get(pk=requested.pk)
    assert built.is_ready
    assert "Written meanwhile." in text_of(bytes(built.content))
    assert built.source_sha256 == sha256(canonical(draft_source(report)))
    assert request_draft_file(report=report, face=Face.PDF, by=owner) == built
    assert run_jobs() == 0


def test_a_request_that_was_replaced_is_passed_over(report, owner):
    """The older task would otherwise bring words that no longer stand, and call them the present ones."""
    first = request_draft_file(report=report, face=Face.PDF, by=owner)
    save_answer(report=report, code="1a", choices=[], text="New.", base=None, by=owner)
    second = request_draft_file(report=report, face=Face.PDF, by=owner)
    DBTaskResult.objects.filter(pk=second.job).delete()
    assert run_jobs() == 1
    assert str(DBTaskResult.objects.get().pk) == first.job
    assert not DraftFile.objects.get().is_ready


def test_a_draft_that_cannot_be_built_says_so(report, owner):
    requested = request_draft_file(report=report, face=Face.PDF, by=owner)
    Report.objects.filter(pk=report.pk).update(framework_id="haip-9.9")
    assert run_jobs(may_fail=True) == 1
    failed = DraftFile.objects.get(pk=requested.pk)
    assert progress_of(failed).state == "failed"
    assert failures() == [("reports.jobs.files.build_draft_file", "reports.frameworks.errors.FrameworkError")]


@pytest.mark.parametrize("task", [build_rendition, build_draft_file])
def test_a_row_that_is_not_there_is_passed_over(task):
    task.enqueue(4711)
    assert run_jobs() == 1


def test_pages_are_noted_now_and_then(report, owner, monkeypatch):
    """A PDF of many pages tells how far it is, and only the task whose turn it is does so."""
    file = request_draft_file(report=report, face=Face.PDF, by=owner)
    monkeypatch.setattr(files, "PAUSE", 0)
    files._noting(file)(12)
    assert DraftFile.objects.get().pages == 12
    monkeypatch.setattr(files, "PAUSE", 3600)
    files._noting(file)(13)
    DraftFile.objects.update(job="another")
    monkeypatch.setattr(files, "PAUSE", 0)
    files._noting(file)(14)
    assert DraftFile.objects.get().pages == 12
