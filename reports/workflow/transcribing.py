"""What the publication of a transcribed report writes: nobody attests it, and what it left out is left out.

Called by `apply` only, inside its transaction, as the rest of `effects`.
"""

from datetime import datetime
from typing import Any

from reports.completeness import is_empty
from reports.models import Report, User
from reports.workflow.effects import freeze_version
from reports.workflow.errors import Incomplete


def publish_transcribed(report: Report, actor: User, at: datetime) -> dict[str, Any]:
    """Freeze what was transcribed as the next version, and say with the event where it stood before.

    Raises Incomplete if there is no word to publish, or a text still waits for its place.
    """
    said_nothing = all(is_empty(words) for words in report.answers.by_code().values())
    if said_nothing or report.unplaced_texts.waiting().exists():
        raise Incomplete([])
    said = {
        "transcribed_from": report.transcribed_from,
        "originally_published_on": f"{report.originally_published_on:%Y-%m-%d}",
    }
    return freeze_version(report, actor, at) | said
