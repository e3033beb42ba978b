"""Asking the stored tsvector of PostgreSQL; `sqlite` answers the same questions alike.

Belongs here: a query in PostgreSQL's words, and one function for each question. Not here: what is done with
answers.

The index finds the answers that hold all words of a phrase; whether they follow each other is looked up in
the text, since a tsvector forgets positions in long answers.
"""

from typing import Any

from django.db import connection

from reports.search.query import Query, Term
from reports.search.scope import OneWord, Ranked, Scope

# PostgreSQL believes that a long vector is as cheap to look at as a short one, and for a common word would
# rather unpack those of the whole register than ask the index. The second condition always holds, and passes
# for a dear one.
_INDEXED = "e.vector @@ %s::tsquery AND numnode(plainto_tsquery('simple', e.version_id::text)) > 0"
ONE_WORD = OneWord("reports_searchentry e", "e.answer_id", _INDEXED, "'")
# BM25 with fields, term by term: the twentieth occurrence of a word says less than the second, and the same
# words more in a short answer; what stands over an answer counts the same whatever its length. Weights are
# those of D, C, B, A: nothing, the exact words, the body in stems, the head. FTS5's own rank also asks how
# rare a word is, which PostgreSQL would have to count for each query.
_OF_TERM = """1 - 1.2 / (1.2
            + 6 * ts_rank_cd('{0, 0, 0, 1}', w.vector, %s::tsquery)
            + 2 * ts_rank_cd('{0, 0.5, 1, 0}', w.vector, %s::tsquery) / (0.25 + 0.75 * n.length / n.usual)
        )"""


def versions(query: Query, where: Scope) -> list[int]:
    """Return the ids of all versions with a matching answer, newest first."""
    matches = _matches(query)
    sql = f"""
        WITH found AS MATERIALIZED (
            SELECT e.version_id FROM reports_searchentry e WHERE {matches.sql} AND {where.sql}
        )
        SELECT v.id FROM reports_version v WHERE v.id IN (SELECT f.version_id FROM found f)
        ORDER BY v.published_at DESC, v.id DESC
        """  # noqa: S608 - no word of a query is in it
    return [row[0] for row in _rows(sql, [*matches.params, *where.params])]


def ranked(query: Query, where: Scope, most: int) -> list[Ranked]:
    """Return the newest matching answers, at most so many, best first. One query."""
    matches = _matches(query)
    ranks = [_words(term, ":AC" if term.is_quoted else "") for term in query.terms]
    # What matches is found first: sorted by age, PostgreSQL would walk through all answers of the register.
    return _rows(
        f"""
        WITH found AS MATERIALIZED (
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
        FROM aged n
        JOIN reports_searchentry e ON e.answer_id = n.answer_id
        -- Unpacked once for all terms.
        CROSS JOIN LATERAL (SELECT e.vector || ''::tsvector AS vector OFFSET 0) w
        ORDER BY round(({" + ".join([_OF_TERM] * len(ranks))})::numeric, 6) DESC, n.age
        """,  # noqa: S608
        [
            *matches.params,
            *where.params,
            most,
            *(rank for rank in ranks for _place in range(2)),
        ],
    )


def holding(query: Query, where: Scope) -> list[tuple[int, int]]:
    """Return all matching answers, each with its version, in no order."""
    matches = _matches(query)
    sql = f"""
        SELECT e.answer_id, e.version_id FROM reports_searchentry e WHERE {matches.sql} AND {where.sql}
        """  # noqa: S608
    return _rows(sql, [*matches.params, *where.params])


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
    conditions, params = [_INDEXED], [" & ".join(words)]
    for term in (*query.terms, *query.excluded):
        wanted = query.is_said and term not in query.excluded
        if wanted or _follows(term):
            phrases = _phrases(term, is_said=wanted)
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


def _phrases(term: Term, *, is_said: bool = False) -> Scope:
    columns = ["exact"] if term.is_quoted else ["exact", "body"]
    if not is_said:
        columns = ["head", *columns]
    wanted = [f" {' '.join(form)}{'' if term.is_open else ' '}" for form in term.forms]
    conditions = [f"strpos(' ' || e.{column} || ' ', %s) > 0" for _each in wanted for column in columns]
    return Scope(" OR ".join(conditions), tuple(each for each in wanted for _column in columns))


def _rows(sql: str, params: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
