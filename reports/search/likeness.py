"""Finding answers of others that are like a given one, the same on both engines.

Belongs here: what is asked of the database. Not here: which words count and the order (`similar`, one for
both engines), or what is shown.

Each engine only says in how many entries a word stands, and which entries hold any of the rarest ones; a word
may stand in an answer or in what stands over it.
"""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from django.db import connection

from reports.models import Version
from reports.search.asking import engine
from reports.search.similar import (
    COMMON,
    FEWEST_WORDS,
    MOST_CANDIDATES,
    Candidate,
    Similar,
    informative,
    ranked,
    rarest,
    told,
    weight,
)

MOST = 8
"""So many organisations are shown at most."""


class Likeness(NamedTuple):
    """What was found; `is_too_short` says that the answer holds too few words to look for others."""

    found: list[Similar]
    is_too_short: bool = False


def alike(text: str, version: Version, most: int = MOST) -> Likeness:
    """Return the answers of other organisations' current versions, in the language of this one, that are most
    like a text of it, best first: one of each organisation. Two queries at most.
    """
    words = told(text, version.language)
    if len(words) < FEWEST_WORDS:
        return Likeness([], is_too_short=True)
    total, frequencies = _frequencies(words)
    telling = informative(words, frequencies, total)
    if not telling:
        return Likeness([])
    weights = {word: ceil(1000 * weight(telling[word], total)) for word in rarest(telling)}
    return Likeness(ranked(telling, total, _candidates(weights, version), most))


def _frequencies(words: Sequence[str]) -> tuple[int, dict[str, int]]:
    """Return how many entries there are, and in how many each word stands, counted until it is common."""
    one = engine().ONE_WORD
    some = f"SELECT 1 FROM {one.table} WHERE {one.condition} LIMIT {COMMON + 1}"  # noqa: S608
    parts = ["SELECT %s, (SELECT COUNT(*) FROM reports_searchentry)"]
    params: list[int | str] = [-1]
    for place, word in enumerate(words):
        parts.append(f"SELECT %s, (SELECT COUNT(*) FROM ({some}) found)")  # noqa: S608
        params += [place, one.typed(word)]
    rows = dict(_rows(" UNION ALL ".join(parts), params))
    return rows[-1], {word: rows[place] for place, word in enumerate(words)}


def _candidates(weights: dict[str, int], version: Version) -> list[Candidate]:
    """Return the entries of others, in one language, that hold most of what these words weigh."""
    one = engine().ONE_WORD
    hits = f"SELECT {one.answer} AS answer_id, %s AS weight FROM {one.table} WHERE {one.condition}"  # noqa: S608
    params: list[int | str] = []
    for word, number in weights.items():
        params += [number, one.typed(word)]
    sql = f"""
        SELECT e.answer_id, r.organisation_id, e.body
        FROM (
            SELECT answer_id, SUM(weight) AS weight
            FROM ({" UNION ALL ".join([hits] * len(weights))}) hits GROUP BY answer_id
        ) h
        JOIN reports_searchentry e ON e.answer_id = h.answer_id
        JOIN reports_version v ON v.id = e.version_id
        JOIN reports_report r ON r.current_version_id = v.id
        WHERE v.language = %s AND r.organisation_id <> %s
        ORDER BY h.weight DESC, e.answer_id DESC
        LIMIT {MOST_CANDIDATES}
        """  # noqa: S608
    rows = _rows(sql, [*params, version.language, version.report.organisation_id])
    return [Candidate(*row) for row in rows]


def _rows(sql: str, params: Sequence[int | str]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
