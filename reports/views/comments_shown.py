"""The secretariat's comments as pages list them, at the desk and in the team's workspace. Not here: views."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from reports.frameworks import Framework
from reports.models import Report, ReviewComment


def listed_comments(comments: Iterable[ReviewComment], framework: Framework) -> list[dict[str, Any]]:
    """Return each comment with its question, in the order of the questionnaire."""
    places = {question.code: place for place, question in enumerate(framework.questions)}
    found = sorted(comments, key=lambda comment: (places.get(comment.code, -1), comment.pk))
    return [
        {"comment": comment, "question": framework.question(comment.code)}
        for comment in found
        if comment.code in places
    ]


def rounds(report: Report, framework: Framework) -> list[dict[str, Any]]:
    """Return the comments of each return, newest first: its moment and its comments. One query."""
    found = report.review_comments.returned().with_names()
    return [
        {"returned_at": moment, "items": listed_comments(comments, framework)}
        for moment, comments in groupby(found, key=lambda comment: comment.returned_at)
    ]
