"""The files of a draft: asked for, waited for, opened, by members."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from reports.actions.answers import save_answer
from reports.documents.faces import DRAFT_FACES, WRITERS
from reports.enums import Face
from reports.models import DraftFile
from tests import builders
from tests.reports.views.pages import links, text_of, words_sent
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, SECRETS, SUBMITTED

PAGE = reverse("workspace:draft-files", args=[ORG, DRAFT])


def _file(pk: int, cycle: str = DRAFT) -> str:
    return reverse("workspace:draft-file", args=[ORG, cycle, pk])


def _row(response, face):
    return next(row for row in response.context["rows"] if row["face"] == face)


@pytest.fixture
def none_yet(site):
    DraftFile.objects.all().delete()
    DBTaskResult.objects.all().delete()


@pytest.mark.parametrize("face", DRAFT_FACES)
def test_a_file_is_asked_for_made_and_opened(site, none_yet, face):
    viewer = site.client("viewer")
    assert [row["progress"] for row in viewer.get(PAGE).context["rows"]] == [None] * len(DRAFT_FACES)
    waiting = viewer.post(PAGE, {"face": face}, follow=True)
    assert waiting.redirect_chain == [(PAGE, 302)]
    assert _row(waiting, face)["progress"].state == "waiting"
    assert "Next in the queue." in text_of(waiting.content)
    assert waiting.headers["Refresh"] == f"3; url={PAGE}"
    file = DraftFile.objects.get()
    assert viewer.get(_file(file.pk)).status_code == 404
    builders.run_jobs(only="build_draft_file")
    ready = viewer.get(PAGE)
    assert "Refresh" not in ready.headers
    assert _file(file.pk) in links(ready.content)
    sent = viewer.get(_file(file.pk))
    assert sent.headers["Content-Type"] == WRITERS[face].media_type
    name = f"draft-{ORG}-{DRAFT}{WRITERS[face].ending}"
    assert sent.headers["Content-Disposition"].endswith(f'; filename="{name}"')
    assert "no-store" in sent.headers["Cache-Control"]
    # Whoever has a reading link gets such a file too: it holds the draft's own words and no other secret.
    said = words_sent(sent)
    found = [word for word in SECRETS if "".join(word.split()) in said]
    # Where each changed word is marked, the two readings of a sentence stand in one another.
    assert found == ([] if face == Face.DIFFERENCES else ["sakura-works in 2026"])
    assert "saysabout" in said


def test_an_unchanged_draft_is_not_written_twice(site, none_yet):
    viewer = site.client("viewer")
    viewer.post(PAGE, {"face": Face.PDF})
    first = DraftFile.objects.get().job
    viewer.post(PAGE, {"face": Face.PDF})
    assert DraftFile.objects.get().job == first
    save_answer(report=site.draft, code="1a", choices=[], text="New", base=1, by=site.people["owner"])
    viewer.post(PAGE, {"face": Face.PDF})
    assert DraftFile.objects.get().job != first


def test_a_file_of_older_words_says_so(site):
    viewer = site.client("viewer")
    assert "Answers have changed since." not in text_of(viewer.get(PAGE).content)
    save_answer(report=site.draft, code="1a", choices=[], text="New", base=1, by=site.people["owner"])
    page = viewer.get(PAGE)
    assert "Answers have changed since." in text_of(page.content)
    assert _file(site.draft_file.pk) in links(page.content), "the old one can still be opened"


def test_a_file_that_could_not_be_made_is_said_to_be(site, none_yet):
    viewer = site.client("viewer")
    viewer.post(PAGE, {"face": Face.PDF})
    DBTaskResult.objects.filter(pk=DraftFile.objects.get().job).update(status="FAILED")
    response = viewer.get(PAGE)
    assert "It could not be made." in text_of(response.content)
    assert "Refresh" not in response.headers
    viewer.post(PAGE, {"face": Face.PDF})
    assert _row(viewer.get(PAGE), Face.PDF)["progress"].state == "waiting"


def test_a_worker_that_died_in_the_middle_is_told(site, none_yet):
    viewer = site.client("viewer")
    viewer.post(PAGE, {"face": Face.PDF})
    job = DBTaskResult.objects.filter(pk=DraftFile.objects.get().job)
    job.update(status="RUNNING", worker_ids=["dead"])
    DraftFile.objects.update(pages=12)
    assert "Being made: 12 pages laid out so far." in text_of(viewer.get(PAGE).content)
    job.update(status="READY")
    assert "A try before this one came to no end" in text_of(viewer.get(PAGE).content)


@pytest.mark.parametrize("face", ["", "logo", "odt", "\0"])
def test_a_face_that_there_is_not_makes_nothing(site, none_yet, face):
    assert site.client("viewer").post(PAGE, {"face": face}).status_code == 302
    assert not DraftFile.objects.exists()


def test_the_file_of_another_report_is_not_there(site):
    assert site.client("owner").get(_file(site.draft_file.pk, SUBMITTED)).status_code == 404
    stranger = site.client("stranger")
    path = reverse("workspace:draft-file", args=[ELSEWHERE, DRAFT, site.draft_file.pk])
    assert stranger.get(path).status_code == 404
