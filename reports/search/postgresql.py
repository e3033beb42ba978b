"""Asking the stored tsvector of PostgreSQL; `sqlite` answers the same questions alike.

Belongs here: a query in PostgreSQL's words, and one function for each question. Not here: what is done with
answers.

The index finds the answers that hold all words of a phrase; whether they follow each other is looked up in
the text, since a tsvector forgets positions in long answers.
"""

from typing import Any

from django.db import connection

from reports.search.query import Query, Term
from reports.search.scope import Ranked, Scope

# D, C, B, A: nothing, the exact words, the body in stems, the head, which says what an answer is about.
_WEIGHTS = "'{0, 0.16667, 0.33333, 1}'"
_HEAD = 6
"""What the head weighs; PostgreSQL's weights end at 1. Together they are those of `sqlite`."""
# BM25 as FTS5 computes it: a rare word says more than a common one, the twentieth occurrence of a word less
# than the second, and the same words more in a short answer.
_OF_TERM = f"""
    rarity.of_PLACE * {_HEAD} * ts_rank_cd({_WEIGHTS}, e.vector, %s::tsquery) / (
        {_HEAD} * ts_rank_cd({_WEIGHTS}, e.vector, %s::tsquery) + 0.3 + 0.9 * n.length / n.usual
    )"""
# Words of more than 2,000 answers are equally common: nobody waits for their number.
_RARITY = """ln(1 + 2000.0 / (1 + (SELECT count(*) FROM (
        SELECT 1 FROM reports_searchentry WHERE vector @@ %s::tsquery LIMIT 2000
    ) AS seen)))"""


def versions(query: Query, where: Scope) -> list[int]:
    """Return the ids of all versions with a matching answer, newest first."""
    matches = _matches(query)
    sql = f"""
        SELECT v.id FROM reports_version v
        WHERE v.id IN (SELECT e.version_id FROM reports_searchentry e WHERE {matches.sql} AND {where.sql})
        ORDER BY v.published_at DESC, v.id DESC
        """  # noqa: S608 - no word of a query is in it
    return [row[0] for row in _rows(sql, [*matches.params, *where.params])]


def ranked(query: Query, where: Scope, most: int) -> list[Ranked]:
    """Return the newest matching answers, at most so many, best first. One query."""
    matches = _matches(query)
    ranks = [_words(term, ":AC" if term.is_quoted else "") for term in query.terms]
    of_terms = " + ".join(_OF_TERM.replace("PLACE", str(place)) for place in range(len(ranks)))
    # What matches is found first: sorted by age, PostgreSQL would walk through all answers of the register.
    return _rows(
        f"""
        WITH rarity AS MATERIALIZED (
            SELECT {", ".join(f"{_RARITY} AS of_{place}" for place in range(len(ranks)))}
        ), found AS MATERIALIZED (
            SELECT e.answer_id, e.version_id, octet_length(e.exact) + 1 AS length
            FROM reports_searchentry e WHERE {matches.sql} AND {where.sql}
        ), newest AS MATERIALIZED (
            SELECT f.answer_id, f.version_id, f.length, a.position, v.published_at
            FROM found f
            JOIN reports_publishedanswer a ON a.id = f.answer_id
            JOIN reports_version v ON v.id = f.version_id
            ORDER BY v.published_at DESC, v.id DESC, a.position
            LIMIT %s
        ), aged AS MATERIALIZED (
            SELECT answer_id, version_id, length, avg(length) OVER () AS usual,
                row_number() OVER (ORDER BY published_at DESC, version_id DESC, position) AS age
            FROM newest
        )
        SELECT n.answer_id, n.version_id, n.age
        FROM rarity CROSS JOIN aged n JOIN reports_searchentry e ON e.answer_id = n.answer_id
        ORDER BY round(({of_terms})::numeric, 6) DESC, n.age
        """,  # noqa: S608
        [
            *map(_words, query.terms),
            *matches.params,
            *where.params,
            most,
            *(rank for rank in ranks for _place in range(2)),
        ],
    )


def standing(terms: list[Term]) -> set[int]:
    """Return the places in the list of those terms that stand in any answer."""
    parts, params = [], []
    for place, term in enumerate(terms):
        matches = _matches(Query("", (term,)))
        parts.append(f"SELECT %s WHERE EXISTS (SELECT 1 FROM reports_searchentry e WHERE {matches.sql})")  # noqa: S608
        params += [place, *matches.params]
    return {row[0] for row in _rows(" UNION ALL ".join(parts), params)}


def _matches(query: Query) -> Scope:
    """Return the condition that an entry matches."""
    words = [_words(term) for term in query.terms]
    # Of what is left out only single words may be asked of the index: it would leave out too much.
    words += [f"!{_words(term)}" for term in query.excluded if not _follows(term)]
    conditions, params = ["e.vector @@ %s::tsquery"], [" & ".join(words)]
    for term in (*query.terms, *query.excluded):
        if _follows(term):
            phrases = _phrases(term)
            conditions.append(f"NOT ({phrases.sql})" if term in query.excluded else f"({phrases.sql})")
            params += phrases.params
    return Scope(" AND ".join(conditions), tuple(params))


def _follows(term: Term) -> bool:
    """Whether the index can't tell: tokens have to follow each other, or stems don't count."""
    return term.is_quoted or any(len(form) > 1 for form in term.forms)


def _words(term: Term, columns: str = "") -> str:
    """Return a term as the words of a tsquery; `columns`, such as ":AC", only count for the rank."""
    # Tokens are made of letters and digits alone: an apostrophe can't end early.
    forms = []
    for form in term.forms:
        *before, last = (f"'{token}'{columns}" for token in form)
        forms.append(" & ".join([*before, f"{last}{'' if columns else ':'}*" if term.is_open else last]))
    return f"({' | '.join(f'({form})' for form in forms)})"


def _phrases(term: Term) -> Scope:
    columns = ("head", "exact") if term.is_quoted else ("head", "exact", "body")
    wanted = [f" {' '.join(form)}{'' if term.is_open else ' '}" for form in term.forms]
    conditions = [f"strpos(' ' || e.{column} || ' ', %s) > 0" for _each in wanted for column in columns]
    return Scope(" OR ".join(conditions), tuple(each for each in wanted for _column in columns))


def _rows(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
