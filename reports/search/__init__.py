"""Full-text search over the answers of current versions, in English, French and Japanese, on both engines.

The one way in: `parse` what was typed, ask for `reports` or `answers`, show `passages`, offer a `suggestion`.
"""

from reports.search.asking import MOST, FoundAnswers, FoundReports, answers, best_answers, holding, reports
from reports.search.entries import list_version, list_versions, unlist_report
from reports.search.highlight import Passage, marks, passages
from reports.search.likeness import Likeness, alike
from reports.search.query import Query, of_words, parse
from reports.search.suggestions import suggestion

__all__ = [
    "MOST",
    "FoundAnswers",
    "FoundReports",
    "Likeness",
    "Passage",
    "Query",
    "alike",
    "answers",
    "best_answers",
    "holding",
    "list_version",
    "list_versions",
    "marks",
    "of_words",
    "parse",
    "passages",
    "reports",
    "suggestion",
    "unlist_report",
]
