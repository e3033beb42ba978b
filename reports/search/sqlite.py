"""Asking the FTS5 index of SQLite; `postgresql` answers the same questions alike.

Belongs here: a query in FTS5's words, and one function for each question. Not here: what is done with
answers.
"""

from typing import Any

from django.db import connection

from reports.models.search_index import TIMES, VERSIONS
from reports.search.query import Query, Term
from reports.search.scope import OneWord, Ranked, Scope

# The head says what an answer is about, the body what it says in stems, the exact words the same once more.
_WEIGHTS = "6.0, 2.0, 1.0"
# Long columns stand before these: without an index of their own, all of each row is read for them. The plus
# keeps SQLite from looking up each matching answer in each version that is looked in.
_LISTED = f"listed AS MATERIALIZED (SELECT id, published_at FROM reports_version INDEXED BY {TIMES})"  # noqa: S608
_ENTRIES = f"(SELECT answer_id, +version_id AS version_id FROM reports_searchentry INDEXED BY {VERSIONS}) e"  # noqa: S608
_MATCHES = "e.answer_id IN (SELECT rowid FROM reports_searchindex WHERE reports_searchindex MATCH %s)"

ONE_WORD = OneWord("reports_searchindex", "rowid", "reports_searchindex MATCH %s", '"')


def versions(query: Query, where: Scope) -> list[int]:
    """Return the ids of all versions with a matching answer, newest first."""
    return _first_column(
        f"""
        WITH {_LISTED}
        SELECT v.id FROM listed v
        WHERE v.id IN (SELECT e.version_id FROM {_ENTRIES} WHERE {_MATCHES} AND {where.sql})
        ORDER BY v.published_at DESC, v.id DESC
        """,  # noqa: S608 - no word of a query is in it
        [_match(query), *where.params],
    )


def ranked(query: Query, where: Scope, most: int) -> list[Ranked]:
    """Return the newest matching answers, at most so many, best first. One query."""
    match = _match(query)
    # Scores are brought to the answers by grouping: a join is at times done by comparing each with each.
    return _rows(
        f"""
        WITH {_LISTED}, newest AS MATERIALIZED (
            SELECT e.answer_id, e.version_id, a.position, v.published_at
            FROM {_ENTRIES}
            JOIN reports_publishedanswer a ON a.id = e.answer_id
            JOIN listed v ON v.id = e.version_id
            WHERE {_MATCHES} AND {where.sql}
            ORDER BY v.published_at DESC, v.id DESC, a.position
            LIMIT %s
        ), facts AS (
            SELECT answer_id, version_id, NULL AS score,
                row_number() OVER (ORDER BY published_at DESC, version_id DESC, position) AS age
            FROM newest
            UNION ALL
            SELECT rowid, NULL, round(bm25(reports_searchindex, {_WEIGHTS}), 6), NULL
            FROM reports_searchindex
            WHERE reports_searchindex MATCH %s AND +rowid IN (SELECT answer_id FROM newest)
        )
        SELECT answer_id, max(version_id), max(age) AS place
        FROM facts
        GROUP BY answer_id
        ORDER BY max(score), place
        """,  # noqa: S608
        [match, *where.params, most, match],
    )


def holding(query: Query, where: Scope) -> list[tuple[int, int]]:
    """Return all matching answers, each with its version, in no order."""
    sql = f"SELECT e.answer_id, e.version_id FROM {_ENTRIES} WHERE {_MATCHES} AND {where.sql}"  # noqa: S608
    return _rows(sql, [_match(query), *where.params])


def standing(terms: list[Term]) -> set[int]:
    """Return the places in the list of those terms that stand in any answer."""
    each = "SELECT %s WHERE EXISTS (SELECT 1 FROM reports_searchindex WHERE reports_searchindex MATCH %s)"
    params = [value for place, term in enumerate(terms) for value in (place, _phrases(term))]
    return set(_first_column(" UNION ALL ".join([each] * len(terms)), params))


def _match(query: Query) -> str:
    wanted = " AND ".join(_phrases(term, is_said=query.is_said) for term in query.terms)
    if not query.excluded:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(map(_phrases, query.excluded))})"


def _phrases(term: Term, *, is_said: bool = False) -> str:
    # Tokens are made of letters and digits alone: a quotation mark can't end early.
    columns = "{head exact} : " if term.is_quoted else ""
    if is_said:
        columns = "exact : " if term.is_quoted else "{exact body} : "
    beginning = " *" if term.is_open else ""
    phrases = [f'{columns}"{" ".join(form)}"{beginning}' for form in term.forms]
    return f"({' OR '.join(phrases)})"


def _first_column(sql: str, params: list[Any]) -> list[int]:
    return [row[0] for row in _rows(sql, params)]


def _rows(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
