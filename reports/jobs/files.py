"""Tasks that build files: of a published version, of a draft, the blank questionnaire, a comparison.

A task finds its row by number and its own id on it; a row that names another task has been asked for anew
since, and is left to that one. So a task that runs twice, or late, does no harm.
"""

import time
from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef
from django_tasks import TaskContext, task

from reports import renditions, renditions_blank, renditions_comparison
from reports.documents.faces import PUBLISHED, WRITERS
from reports.models import ComparisonFile, DraftFile, QuestionnaireFile, Rendition, Version
from reports.models.files import BuiltFile

PAUSE = 1.0
"""Seconds between two notes of how many pages are laid out."""


@task(takes_context=True)
def build_rendition(context: TaskContext, rendition_id: int) -> None:
    """Build a file of a published version."""
    known = Rendition.objects.select_related("version__report__organisation", "version__report__cycle")
    rendition = known.without_bytes().filter(pk=rendition_id, job=context.task_result.id).first()
    if rendition is None or (rendition.is_ready and rendition.renderer == WRITERS[rendition.face].renderer):
        return
    renditions.derive_file(rendition, on_page=_noting(rendition))


@task(takes_context=True, priority=10)
def build_draft_file(context: TaskContext, draft_file_id: int) -> None:
    """Build a file of a draft: somebody looks at a page that waits for it."""
    known = DraftFile.objects.select_related("report__organisation", "report__cycle").without_bytes()
    file = known.filter(pk=draft_file_id, job=context.task_result.id).first()
    if file is None or file.is_ready:
        return
    renditions.derive_draft_file(file, on_page=_noting(file))


@task(priority=5)
def build_questionnaire(file_id: int) -> None:
    """Build a blank questionnaire; whoever asks again after a failure queues a new task."""
    file = QuestionnaireFile.objects.filter(pk=file_id).first()
    # Built already, or replaced by one that says something newer.
    if file is None or file.is_ready:
        return
    renditions_blank.derive_questionnaire(file)


@task(takes_context=True, priority=-10)
def build_comparison(context: TaskContext, file_id: int) -> None:
    """Build a comparison. Anybody may ask for any, so whatever else is in the queue goes first."""
    known = ComparisonFile.objects.without_bytes()
    file = known.filter(pk=file_id, job=context.task_result.id).first()
    # Built already, dropped, or asked for anew since.
    if file is None or file.is_ready:
        return
    renditions_comparison.derive_comparison(file, on_page=_noting(file))


def queue_renditions(version: Version, faces: Iterable[str] = PUBLISHED) -> None:
    """Queue these files of a published version; what is there stays until the new one is built.

    To be called in a transaction: the queue is a table of this database, so that the tasks exist exactly if
    the rows do.
    """
    for face in faces:
        rendition, _created = Rendition.objects.without_bytes().get_or_create(version=version, face=face)
        job = build_rendition.enqueue(rendition.pk)
        Rendition.objects.filter(pk=rendition.pk).update(job=job.id, renderer="", pages=0)


def versions_without_files() -> list[Version]:
    """Return the versions of which a file was never even queued, such as those of an older release."""
    lacking = Version.objects.none()
    for face in PUBLISHED:
        there = Rendition.objects.filter(version=OuterRef("pk"), face=face)
        lacking |= Version.objects.filter(~Exists(there))
    return list(lacking.defer("source").order_by("pk"))


def _noting(file: BuiltFile) -> Callable[[int], None]:
    """Return a function that writes down now and then how many pages are laid out."""
    noted = time.monotonic()

    def note(pages: int) -> None:
        nonlocal noted
        if time.monotonic() - noted >= PAUSE:
            noted = time.monotonic()
            type(file)._default_manager.filter(pk=file.pk, job=file.job).update(pages=pages)

    return note
