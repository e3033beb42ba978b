"""What stands beside each answer while the desk reads a report: its comments, and what changed since.

Belongs here: gathering for the page of one report. Not here: the page itself (`desk`), or writing comments
(`comments`).
"""

from collections import Counter
from typing import Any

from reports import permissions
from reports.documents import build
from reports.documents.differences import EDITED, GONE, NEW, Changed, differences
from reports.documents.document import Document
from reports.documents.source import freeze
from reports.enums import Since
from reports.last_submission import LastSubmission, last_submission
from reports.models import Report, User
from reports.querysets.review import by_code


def review_context(report: Report, document: Document, user: User) -> dict[str, Any]:
    """Return what the page of a report that waits is given; `document` is what was handed in now.

    `review` maps question code to what stands beside the answer. Seven queries at most.
    """
    can_comment = permissions.can_comment(user, report)
    unsent = by_code(report.review_comments.unsent().with_names()) if can_comment else {}
    last_round = by_code(report.review_comments.last_round(report))
    before = last_submission(report)
    changes = _changes(report, document, before) if before else {}
    review = {
        entry.code: {
            "unsent": unsent.get(entry.code, []),
            "last_round": last_round.get(entry.code, []),
            "change": changes.get(entry.code),
            "since": _since(entry.is_empty, changes.get(entry.code)) if before else None,
        }
        for entry in document.entries
        if not entry.is_group
    }
    counts = Counter(each["since"] for each in review.values())
    return {
        "review": review,
        "can_comment": can_comment,
        "unsent_count": sum(map(len, unsent.values())),
        "last_round_count": sum(map(len, last_round.values())),
        "waiting_count": sum(c.dealt_with_at is None for each in last_round.values() for c in each),
        "last_submission": before,
        "since_counts": {kind: counts[kind] for kind in (Since.UNCHANGED, EDITED, NEW, GONE)},
        "changed_entries": [entry for entry in document.entries if entry.code in changes],
    }


def _changes(report: Report, document: Document, before: LastSubmission) -> dict[str, Changed]:
    """Return what changed since the last submission, by question. Its words are compared, not rendered."""
    source = freeze(report, words=before.words, number=document.version)
    earlier = build(source, draft=True, html=dict.fromkeys((entry.code for entry in document.entries), ""))
    found = differences(earlier, document)
    return {change.entry.code: change for section in found for change in section.changes}


def _since(is_empty: bool, change: Changed | None) -> str | None:
    """Return how an answer stands against the last submission; None where nothing was or is said."""
    if change:
        return change.kind
    return None if is_empty else Since.UNCHANGED
