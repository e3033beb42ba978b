"""Workers that are killed at random, in the middle of a file: nothing is lost, nothing is there twice."""

import io
import json
import random
import subprocess
import time
from datetime import timedelta

import pikepdf
import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports.actions.draft_files import request_draft_file
from reports.documents.canonical import canonical, sha256
from reports.documents.faces import PUBLISHED
from reports.enums import Face
from reports.jobs.beats import DEAD_AFTER
from reports.jobs.files import build_rendition
from reports.jobs.progress import progress_of
from reports.jobs.reaper import Reaped, reap
from reports.jobs.worker import Worker
from reports.models import DraftFile, Organisation, Rendition, Report, Version
from tests import builders
from tests.reports.jobs.crew import Crew

OPTIONS = ("--interval", "0.2", "--beat-every", "0.5", "--dead-after", "6")
PATIENCE = 20
"""Seconds for each file."""

TO_DO = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@pytest.fixture
def crew(transactional_db, tmp_path):
    made = Crew(tmp_path, *OPTIONS)
    yield made
    made.kill()


def published(count):
    """Return so many small versions, each of a report and an organisation of its own, with its PDF queued."""
    model = builders.published_version()
    DBTaskResult.objects.all().delete()
    Rendition.objects.all().delete()
    report = model.report
    with transaction.atomic():
        versions = [_copy(model, report, number) for number in range(1, count + 1)]
        for version in versions:
            rendition = Rendition.objects.create(version=version, face=Face.PDF)
            job = build_rendition.enqueue(rendition.pk)
            Rendition.objects.filter(pk=rendition.pk).update(job=job.id)
        # The rest is there already: the workers would see to it that nothing is missing.
        Rendition.objects.bulk_create(
            Rendition(version=version, face=face, **builders.as_if_built(b"-"))
            for version in [model, *versions]
            for face in PUBLISHED
            if version is model or face != Face.PDF
        )
    return versions


def _copy(model, report, number):
    """Return a version like the model, of one question, of another organisation."""
    name = f"Harbour {number:03} of many"
    source = json.loads(model.source)
    source["sections"] = source["sections"][1:2]
    source["sections"][0]["questions"] = source["sections"][0]["questions"][:1]
    source["organisation"]["name"] = name
    data = canonical(source)
    organisation = Organisation.objects.get(pk=report.organisation_id)
    organisation.pk, organisation.slug, organisation.name = None, f"harbour-{number:03}", name
    organisation._state.adding = True
    organisation.save()
    copy = Report.objects.get(pk=report.pk)
    copy.pk, copy.organisation, copy.status, copy.current_version = None, organisation, "submitted", None
    copy._state.adding = True
    copy.save()
    version = Version.objects.get(pk=model.pk)
    version.pk, version.report, version.organisation_name = None, copy, name
    version.source, version.sha256 = data.decode(), sha256(data)
    version._state.adding = True
    version.save()
    Report.objects.filter(pk=copy.pk).update(status="published", current_version=version)
    return version


def killed_until_done(crew, chance, *, kills, pauses):
    """Let three workers do all jobs, and kill one of them now and then, so many in all at most."""
    for _ in range(3):
        crew.start()
    deadline = time.monotonic() + PATIENCE * DBTaskResult.objects.count()
    while DBTaskResult.objects.filter(status__in=TO_DO).exists():
        assert time.monotonic() < deadline, f"not done in time:\n{crew.logged()}"
        time.sleep(chance.uniform(*pauses))
        busy = DBTaskResult.objects.running().exists()
        if busy and len(crew.killed) < kills:
            crew.kill_one(chance)


def read(pdf):
    """Return the words of a sound PDF, with single spaces between them."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
    words = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return " ".join(words.decode().split())


def check_each_is_there_once(versions):
    found = Rendition.objects.filter(version__in=versions).exclude(renderer="tests").select_related("version")
    assert sorted(found.values_list("version_id", "face")) == sorted(
        (version.pk, Face.PDF) for version in versions
    )
    for rendition in found:
        content = bytes(rendition.content)
        assert (rendition.sha256, rendition.size) == (sha256(content), len(content))
        words = read(content)
        assert rendition.version.organisation_name in words
        assert rendition.version.sha256[:8] in words


def check_the_queue_is_done(crew, versions):
    jobs = list(DBTaskResult.objects.all())
    assert {job.status for job in jobs} == {TaskResultStatus.SUCCESSFUL}
    assert {str(job.pk) for job in jobs} == set(
        Rendition.objects.filter(version__in=versions, face=Face.PDF).values_list("job", flat=True)
    )
    begun = sum(len(job.worker_ids) for job in jobs)
    assert len(versions) <= begun <= len(versions) + len(crew.killed)
    return begun


def check_nobody_complained(crew):
    log = crew.logged()
    assert "Traceback" not in log
    assert [line for line in log.splitlines() if " ERROR " in line or " CRITICAL " in line] == []
    warnings = [line for line in log.splitlines() if " WARNING " in line]
    expected = ("put back: worker", "shutting down gracefully")
    assert [line for line in warnings if not any(part in line for part in expected)] == []


def run(crew, count, *, kills, pauses):
    """Build so many files while workers are killed, check all of it, and print the figures."""
    seed = random.randrange(10**6)  # noqa: S311
    versions = published(count)
    began = time.monotonic()
    killed_until_done(crew, random.Random(seed), kills=kills, pauses=pauses)  # noqa: S311
    took = time.monotonic() - began
    assert crew.end() == [0, 0, 0]
    print(f"seed {seed}: {count} files in {took:.0f} s, {len(crew.killed)} workers killed")  # noqa: T201
    check_each_is_there_once(versions)
    begun = check_the_queue_is_done(crew, versions)
    check_nobody_complained(crew)
    print(f"{begun} tries, {crew.logged().count('put back: worker')} jobs put back")  # noqa: T201
    assert len(crew.killed) > 0


def test_twelve_files_survive_killed_workers(crew):
    run(crew, 12, kills=2, pauses=(0.3, 1.5))


@pytest.mark.long
def test_a_hundred_files_survive_killed_workers(crew):
    run(crew, 100, kills=10**6, pauses=(3, 12))


def test_a_page_that_waits_outlives_the_worker_of_its_file(crew):
    report = builders.make_report()
    DBTaskResult.objects.all().delete()
    asked = request_draft_file(report=report, face=Face.PDF, by=builders.owner_of(report.organisation))

    def progress():
        return progress_of(DraftFile.objects.get(pk=asked.pk))

    assert (progress().state, progress().tries) == ("waiting", 0)
    first = crew.start()
    deadline = time.monotonic() + 120
    while progress().state != "running":
        assert time.monotonic() < deadline, first.log.read_text()
        time.sleep(0.01)
    first.kill()
    assert (progress().state, progress().tries) == ("running", 1), "nobody knows yet"
    assert reap() == Reaped()
    assert reap(now=timezone.now() + DEAD_AFTER + timedelta(seconds=1)) == Reaped(again=1)
    assert (progress().state, progress().tries) == ("waiting", 1)
    Worker(worker_id="second", interval=0, batch=True).run()
    assert progress().state == "ready"
    assert bytes(DraftFile.objects.get(pk=asked.pk).content).startswith(b"%PDF-")
