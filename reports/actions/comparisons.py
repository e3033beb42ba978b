"""Asking for a comparison as a file."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports.actions.errors import TooManyWait
from reports.actions.questionnaires import is_given_up
from reports.comparing.address import CompareAddress
from reports.comparing.paper import digest_of
from reports.jobs.files import build_comparison
from reports.models import ComparisonFile, Version
from reports.renditions_comparison import drop_comparisons

MOST_WAITING = 20
"""So many comparisons stand in the queue: who could ask for every one that there is would fill it else."""


def request_comparison(*, address: CompareAddress, versions: Sequence[Version]) -> ComparisonFile:
    """Return the file of these versions; where there is none, queue it, once for all who ask.

    The address must be settled and name just these versions, which are current. The file may not be ready:
    `is_ready`. Anybody may ask, so there is nobody to name. Raises TooManyWait, and writes nothing, where too
    many others are asked for already.
    """
    digest, today = digest_of(address, versions), timezone.now().date()
    found = ComparisonFile.objects.without_bytes()
    file = found.filter(source_sha256=digest).first()
    if file is not None and file.asked_on != today:
        found.filter(pk=file.pk).update(asked_on=today)
    if file is None or (not file.is_ready and is_given_up(build_comparison, file.job)):
        if _waiting() >= MOST_WAITING:
            raise TooManyWait
        file = _queue(digest, address, versions)
    return file


@transaction.atomic
def _queue(digest: str, address: CompareAddress, versions: Sequence[Version]) -> ComparisonFile:
    drop_comparisons(room_for=1)
    file, created = (
        ComparisonFile.objects.without_bytes()
        .select_for_update()
        .get_or_create(
            source_sha256=digest,
            defaults={
                "locale": get_language(),
                "query": address.query,
                "versions": [version.pk for version in versions],
            },
        )
    )
    # Whoever waited for the row finds the job of the one before.
    if created or (not file.is_ready and is_given_up(build_comparison, file.job)):
        file.job, file.pages = str(build_comparison.enqueue(file.pk).id), 0
        file.save(update_fields=["job", "pages"])
    return file


def _waiting() -> int:
    not_done = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return DBTaskResult.objects.filter(task_path=build_comparison.module_path, status__in=not_done).count()
