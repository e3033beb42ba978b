"""Asking for the blank questionnaire as a file."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist

from reports.frameworks import Framework
from reports.jobs.files import build_questionnaire
from reports.models import QuestionnaireFile
from reports.renditions_blank import digest_of, sheet_of

PATIENCE = timedelta(minutes=10)
"""After how long a job that failed, or was started and never ended, is given up and queued anew."""


def request_questionnaire(*, framework: Framework, face: str) -> QuestionnaireFile:
    """Return the file of today's framework; where there is none, queue it, once for all who ask.

    It may not be ready: `is_ready`. Anybody may ask, so there is nobody to name.
    """
    key: dict[str, Any] = {
        "framework_id": framework.id,
        "locale": framework.locale,
        "face": face,
        "source_sha256": digest_of(sheet_of(framework), face),
    }
    file = QuestionnaireFile.objects.filter(**key).first()
    if file is None or (not file.is_ready and is_given_up(build_questionnaire, file.job)):
        with transaction.atomic():
            file, created = QuestionnaireFile.objects.select_for_update().get_or_create(**key)
            # Whoever waited for the row finds the job of the one before.
            if created or (not file.is_ready and is_given_up(build_questionnaire, file.job)):
                file.job = str(build_questionnaire.enqueue(file.pk).id)
                file.save(update_fields=["job"])
    return file


def is_given_up(task: Task, job: str) -> bool:
    """Return whether nothing more is to be expected of a job of this task."""
    try:
        result = task.get_result(job)
    except TaskResultDoesNotExist:  # its row was cleared away
        return True
    ended_or_begun = result.finished_at or result.started_at
    return ended_or_begun is not None and ended_or_begun < timezone.now() - PATIENCE
