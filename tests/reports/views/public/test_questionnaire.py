"""The blank questionnaire as files: built once by the queue, in the language of the address, and kept."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from docx import Document

from reports import renditions_blank
from reports.actions.questionnaires import request_questionnaire
from reports.frameworks import configure, load
from reports.models import QuestionnaireFile
from tests import builders
from tests.builders import stored_rows
from tests.reports.views.pages import breaches, links, text_of
from tests.reports.workflow.test_races import race

pytestmark = pytest.mark.django_db

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FACES = {"pdf": "application/pdf", "docx": WORD}
each_face = pytest.mark.parametrize("face", FACES)


def _path(face="docx", framework="haip-1.0", prefix=""):
    return prefix + reverse(f"public:questionnaire-{face}", args=[framework])


def _jobs():
    return DBTaskResult.objects.filter(task_path="reports.jobs.files.build_questionnaire")


def run_jobs(**options):
    """Run the jobs that build questionnaires, and no others that the tests of this package left waiting."""
    return builders.run_jobs(only="build_questionnaire", **options)


def _paragraphs(response):
    return [block.text for block in Document(io.BytesIO(response.content)).paragraphs]


@pytest.fixture
def wordings(tmp_path):
    """An empty directory of official wording, in use until the test ends."""
    configure(frameworks=settings.HAIP_FRAMEWORK_DIR, wordings=tmp_path)
    yield tmp_path
    configure(frameworks=settings.HAIP_FRAMEWORK_DIR, wordings=settings.HAIP_WORDING_DIR)


def _write_wording(directory: Path, words: str) -> None:
    """Provide official wording of 1a, as an operator who then restarts the site."""
    (directory / "haip-1.0.en.toml").write_text(
        f'locale = "en"\nsource = "A body"\n[questions]\n"1a" = "{words}"\n'
    )
    configure(frameworks=settings.HAIP_FRAMEWORK_DIR, wordings=directory)


@each_face
def test_the_first_request_queues_it_and_renders_nothing(client, face):
    response = client.get(_path(face))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "3"
    assert response.headers["Refresh"] == f"3; url={_path(face)}"
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    assert f"haip-1.0-questionnaire-en.{face}" in text_of(response.content)
    assert "This page looks again by itself every few seconds." in text_of(response.content)
    assert breaches(response.content) == []
    assert reverse("public:framework", args=["haip-1.0"]) in links(response.content)
    (file,) = QuestionnaireFile.objects.all()
    assert (file.framework_id, file.locale, file.face, file.content) == ("haip-1.0", "en", face, None)


def test_many_requests_are_one_job(client):
    for _ in range(3):
        assert client.get(_path()).status_code == 503
        assert client.head(_path()).status_code == 503
    assert _jobs().count() == QuestionnaireFile.objects.count() == 1


@each_face
def test_then_it_is_sent_and_kept(client, face):
    client.get(_path(face))
    assert run_jobs() == 1
    response = client.get(_path(face))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == FACES[face]
    way = "inline" if face == "pdf" else "attachment"
    assert response.headers["Content-Disposition"] == f'{way}; filename="haip-1.0-questionnaire-en.{face}"'
    file = QuestionnaireFile.objects.get()
    assert response.content == bytes(file.content)
    assert response.headers["ETag"] == f'"{file.sha256}"'
    again = client.get(_path(face), headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert _jobs().count() == 1
    assert response.content.startswith(b"%PDF-" if face == "pdf" else b"PK")


@pytest.mark.parametrize(
    ("prefix", "locale", "framework"),
    [("", "en", "haip-2.0"), ("/ja", "ja", "haip-2.0"), ("/fr", "fr", "haip-1.0")],
)
def test_the_address_chooses_language_and_framework(client, prefix, locale, framework):
    assert client.get(_path(framework=framework, prefix=prefix)).status_code == 503
    run_jobs()
    response = client.get(_path(framework=framework, prefix=prefix))
    assert f'filename="{framework}-questionnaire-{locale}.docx"' in response.headers["Content-Disposition"]
    said = _paragraphs(response)
    assert said[0] == load(framework, locale).title
    assert load(framework, locale).answerable[2].prompt in said
    assert f"http://testserver{prefix}/framework/{framework}/" in said
    other = "/fr" if locale != "fr" else "/ja"
    assert client.get(_path(framework=framework, prefix=other)).status_code == 503, "each language is a file"


@each_face
@pytest.mark.parametrize("framework", ["haip-9.9", "haip-1.0.official", "..", "%2e%2e"])
def test_a_framework_that_is_not_there_is_not_found(client, face, framework):
    before = stored_rows()
    assert client.get(f"/framework/{framework}/questionnaire.{face}").status_code == 404
    assert stored_rows() == before


def test_nothing_but_the_address_makes_files(client):
    for query in ("?x=1", "?locale=de", "?face=odt"):
        client.get(_path() + query, headers={"Accept-Language": "de", "Host": "localhost"})
    client.cookies["django_language"] = "ja"
    client.get(_path())
    assert QuestionnaireFile.objects.count() == 1


def test_changed_wording_makes_a_new_file_and_drops_the_old_one(client, wordings):
    client.get(_path())
    client.get(_path(prefix="/ja"))
    run_jobs()
    old = client.get(_path())
    others = QuestionnaireFile.objects.exclude(locale="en")
    kept = others.get().pk
    _write_wording(wordings, "Official words of 1a.")
    assert client.get(_path()).status_code == 503
    assert QuestionnaireFile.objects.filter(locale="en").count() == 2, "the old one until there is a new one"
    assert run_jobs() == 1
    new = client.get(_path())
    assert new.headers["ETag"] != old.headers["ETag"]
    assert "Official words of 1a." in _paragraphs(new)
    assert "Official words of 1a." not in _paragraphs(old)
    assert QuestionnaireFile.objects.filter(locale="en").count() == 1
    assert others.get().pk == kept


def test_a_file_tells_the_words_that_are_in_it(client, wordings, caplog):
    """The wording may change between the request and the worker's turn."""
    client.get(_path())
    _write_wording(wordings, "Changed meanwhile.")
    assert run_jobs() == 1
    (file,) = QuestionnaireFile.objects.all()
    assert file.source_sha256 == renditions_blank.digest_of(
        renditions_blank.sheet_of(load("haip-1.0")), file.face
    )
    assert "Changed meanwhile." in _paragraphs(client.get(_path()))
    assert _jobs().count() == 1
    assert "haip-1.0-questionnaire-en.docx says something newer" in caplog.text


def test_a_job_that_runs_twice_or_too_late_does_nothing(client, wordings):
    client.get(_path())
    DBTaskResult.objects.create(**_copy(_jobs().get()))
    assert run_jobs() == 2
    before = QuestionnaireFile.objects.values().get()
    client.get(_path("pdf"))
    QuestionnaireFile.objects.filter(face="pdf").delete()
    assert run_jobs() == 1
    assert QuestionnaireFile.objects.values().get() == before


def _copy(job):
    names = ("task_path", "args_kwargs", "queue_name", "backend_name", "priority", "run_after")
    return {name: getattr(job, name) for name in names}


def _ended(status, minutes):
    moment = timezone.now() - timedelta(minutes=minutes)
    _jobs().update(status=status, started_at=moment, finished_at=moment)


def test_a_failure_is_told_and_tried_anew_after_a_while(client):
    client.get(_path())
    _ended(TaskResultStatus.FAILED, minutes=9)
    response = client.get(_path())
    assert response.status_code == 503
    assert "It could not be made." in text_of(response.content)
    assert _jobs().count() == 1
    _ended(TaskResultStatus.FAILED, minutes=11)
    response = client.get(_path())
    assert "It could not be made." not in text_of(response.content)
    assert _jobs().count() == 2
    client.get(_path())
    assert _jobs().count() == 2
    assert run_jobs() == 1
    assert client.get(_path()).status_code == 200


@pytest.mark.parametrize(("minutes", "jobs"), [(9, 1), (11, 2)])
def test_a_job_of_a_worker_that_died_is_given_up(client, minutes, jobs):
    client.get(_path())
    _jobs().update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(minutes=minutes))
    client.get(_path())
    assert _jobs().count() == jobs


def test_a_job_that_waits_is_waited_for(client):
    client.get(_path())
    _jobs().update(enqueued_at=timezone.now() - timedelta(days=1))
    client.get(_path())
    assert _jobs().count() == 1


def test_a_job_that_was_cleared_away_is_queued_anew(client):
    client.get(_path())
    _jobs().delete()
    client.get(_path())
    assert run_jobs() == 1
    assert client.get(_path()).status_code == 200


def test_the_database_keeps_one_row_of_a_kind_and_no_half_built_file(client):
    client.get(_path())
    row = QuestionnaireFile.objects.values("framework_id", "locale", "face", "source_sha256").get()
    for spoilt in (row, row | {"locale": "fr", "face": "odt"}, row | {"locale": "fr", "content": b"x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuestionnaireFile.objects.create(**spoilt)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_requests_of_one_moment_are_one_job():
    framework = load("haip-1.0")
    files = race(*[lambda: request_questionnaire(framework=framework, face="pdf") for _ in range(20)])
    assert {type(file).__name__ for file in files} == {"QuestionnaireFile"}
    assert len({file.pk for file in files}) == 1
    assert QuestionnaireFile.objects.count() == _jobs().count() == 1
    _jobs().delete()
    race(*[lambda: request_questionnaire(framework=framework, face="pdf") for _ in range(20)])
    assert _jobs().count() == 1
