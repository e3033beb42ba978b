"""What the secretariat was handed last time: the answers as they stood when they were attested then.

Belongs here: which attestation that was, and the saved states of that moment. Not here: what differs
(`documents.differences`), or what the organisation said in an earlier cycle (`last_cycle`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from reports.enums import EventName
from reports.models import AnswerRevision, Report


@dataclass(frozen=True)
class LastSubmission:
    """When it was attested, and question code -> what was said then."""

    attested_at: datetime
    words: Mapping[str, AnswerRevision]


def last_submission(report: Report) -> LastSubmission | None:
    """Return the submission before the present one; None if there was none. Three queries at most.

    The present one is the last attestation. A submission that the team took back does not count: the desk
    has decided nothing about it.
    """
    attested = list(report.attestations.order_by("attested_at", "pk").values_list("attested_at", flat=True))
    if not attested[1:]:
        return None
    taken_back = report.events.filter(name=EventName.TAKEN_BACK).values_list("recorded_at", flat=True)
    gone = list(taken_back)
    stood = [
        then for then, later in pairwise(attested) if not any(then <= moment <= later for moment in gone)
    ]
    return LastSubmission(stood[-1], words_at(report, stood[-1])) if stood else None


def words_at(report: Report, moment: datetime) -> dict[str, AnswerRevision]:
    """Return question code -> the state that stood at a moment. One query."""
    revisions = AnswerRevision.objects.standing_at(moment).filter(answer__report=report)
    return {revision.answer.code: revision for revision in revisions.select_related("answer")}
