"""Building files: once is enough, twice does no harm, and a failure is told."""

import hashlib
import subprocess

import pytest
from django_tasks_db.models import DBTaskResult

from reports.actions.answers import save_answer
from reports.actions.reports import request_draft_pdf
from reports.documents.canonical import canonical, sha256
from reports.documents.pdf import RENDERER_VERSION
from reports.documents.source import draft_source
from reports.jobs.files import build_draft_pdf, build_pdf
from reports.models import DraftPdf, Rendition, Report
from tests import builders
from tests.builders import run_jobs

pytestmark = pytest.mark.django_db


def text_of(pdf):
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def failures():
    return list(DBTaskResult.objects.failed().values_list("task_path", "exception_class_path"))


def test_building_a_version_twice_leaves_one_file(report, secretariat):
    version = builders.published_version(report, by=secretariat)
    build_pdf.enqueue(version.pk)
    assert run_jobs(only="build_pdf") == 2
    rendition = Rendition.objects.get(version=version, face=Rendition.Face.PDF)
    content = bytes(rendition.content)
    assert content.startswith(b"%PDF-")
    assert rendition.sha256 == hashlib.sha256(content).hexdigest()
    assert rendition.renderer == RENDERER_VERSION
    shown = text_of(content)
    assert "sakura-works in 2026" in shown
    assert version.sha256[:8] in shown


def test_the_pdf_of_a_draft_holds_the_words_that_its_fingerprint_names(report, owner):
    """Words may change between the request and the worker's turn."""
    requested = request_draft_pdf(report=report, by=owner)
    save_answer(report=report, code="1a", choices=[], text="Written meanwhile.", base=None, by=owner)
    assert run_jobs() == 1
    built = DraftPdf.objects.get(pk=requested.pk)
    assert (built.state, built.error) == ("ready", "")
    assert "Written meanwhile." in text_of(bytes(built.content))
    assert built.source_sha256 == sha256(canonical(draft_source(report)))
    assert request_draft_pdf(report=report, by=owner) == built
    assert run_jobs() == 0
    before = DraftPdf.objects.values().get(pk=built.pk)
    save_answer(report=report, code="1b", choices=[], text="Later still.", base=None, by=owner)
    build_draft_pdf.enqueue(built.pk)
    assert run_jobs() == 1
    assert DraftPdf.objects.values().get(pk=built.pk) == before, "a task that runs twice builds once"


def test_a_request_that_was_replaced_is_passed_over(report, owner):
    first = request_draft_pdf(report=report, by=owner)
    save_answer(report=report, code="1a", choices=[], text="New.", base=None, by=owner)
    second = request_draft_pdf(report=report, by=owner)
    Report.objects.update(framework_id="haip-9.9")  # so that nothing is rendered here
    assert run_jobs(may_fail=True) == 2
    assert not DraftPdf.objects.filter(pk=first.pk).exists()
    assert DBTaskResult.objects.failed().count() == 1
    assert DBTaskResult.objects.failed().get().args_kwargs["args"] == [second.pk]


def test_a_draft_that_cannot_be_built_says_so(report, owner):
    requested = request_draft_pdf(report=report, by=owner)
    Report.objects.filter(pk=report.pk).update(framework_id="haip-9.9")
    assert run_jobs(may_fail=True) == 1
    failed = DraftPdf.objects.get(pk=requested.pk)
    assert (failed.state, failed.error, failed.content) == ("failed", "FrameworkError", None)
    assert failures() == [("reports.jobs.files.build_draft_pdf", "reports.frameworks.errors.FrameworkError")]


def test_a_failed_one_is_tried_anew_on_request(report, owner):
    requested = request_draft_pdf(report=report, by=owner)
    Report.objects.filter(pk=report.pk).update(framework_id="haip-9.9")
    run_jobs(may_fail=True)
    Report.objects.filter(pk=report.pk).update(framework_id="haip-1.0")
    again = request_draft_pdf(report=Report.objects.get(pk=report.pk), by=owner)
    assert again.pk != requested.pk
    assert list(DraftPdf.objects.all()) == [again]
    assert again.state == "waiting"


def test_a_version_that_is_not_there_fails_visibly():
    build_pdf.enqueue(4711)
    assert run_jobs(may_fail=True) == 1
    assert failures() == [("reports.jobs.files.build_pdf", "reports.models.version.Version.DoesNotExist")]
