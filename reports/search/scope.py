"""In which answers is looked, as a condition of SQL over `reports_searchentry e`.

Belongs here: turning a queryset of versions, and question codes, into a condition with parameters. Not here:
what is looked for (the modules of the engines).
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from reports.querysets.version import VersionQuerySet

Codes = Mapping[str, Sequence[str]]
"""Framework id -> question codes."""


Ranked = tuple[int, int, int]
"""Answer, version, and the answer's place among all that match, the newest being 1."""


class OneWord(NamedTuple):
    """How an engine finds the entries in which one word stands: the table, its column of answers, a condition
    with one mark, and what stands around the word there.
    """

    table: str
    answer: str
    condition: str
    quote: str

    def typed(self, word: str) -> str:
        """Return the word for the mark. Words are letters and digits alone: nothing can end early."""
        return f"{self.quote}{word}{self.quote}"


class Scope(NamedTuple):
    """A condition and its parameters; every entry belongs to a current version already."""

    sql: str = "TRUE"
    params: tuple[Any, ...] = ()


NOTHING = Scope("FALSE")


def scope(among: VersionQuerySet | None = None, codes: Codes | None = None) -> Scope:
    """Look in the answers of these versions and to these questions; in all of them where None is given."""
    found = Scope()
    if among is not None:
        try:
            sql, params = among.order_by().values("pk").query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return NOTHING
        found = Scope(f"e.version_id IN ({sql})", tuple(params))
    if codes is None:
        return found
    asked, params = [], []
    for framework_id, of_framework in codes.items():
        if of_framework:
            asked.append(f"(v.framework_id = %s AND a.code IN ({', '.join(['%s'] * len(of_framework))}))")
            params += [framework_id, *of_framework]
    if not asked:
        return NOTHING
    condition = (
        "e.answer_id IN (SELECT a.id FROM reports_publishedanswer a"  # noqa: S608 - names and marks only
        f" JOIN reports_version v ON v.id = a.version_id WHERE {' OR '.join(asked)})"
    )
    return Scope(f"{found.sql} AND {condition}", (*found.params, *params))


def among_ids(version_ids: Sequence[int]) -> Scope:
    """Look in the answers of these versions, without asking which they are."""
    if not version_ids:
        return NOTHING
    return Scope(f"e.version_id IN ({', '.join(['%s'] * len(version_ids))})", tuple(version_ids))
