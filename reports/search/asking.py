"""The questions that readers ask, and their answers in the same shape from both engines.

Belongs here: results, the cap, and which engine is asked. Not here: SQL (`sqlite`, `postgresql`).

All words of a query must stand in one answer, or in what stands over it: the organisation's name, the
question's number and label, its topics. Excluded words exclude answers, not reports.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from django.db import connection

from reports.querysets.version import VersionQuerySet
from reports.search import postgresql, sqlite
from reports.search.query import Query, Term
from reports.search.scope import NOTHING, Codes, Scope, among_ids, scope

MOST = 2_000
"""So many matching answers are ranked, the newest; the others are found but not compared."""


@dataclass(frozen=True)
class FoundReports:
    """Versions with at least one matching answer.

    `ids` are all of them, in no order worth relying on; `ranked` are the same, best first: by the best of
    the ranked answers, then newest first. `is_capped` says that there were more answers than are ranked.
    """

    ids: list[int]
    ranked: list[int]
    is_capped: bool = False


@dataclass(frozen=True)
class FoundAnswers:
    """Ids of matching answers, best first: the newest `MOST` of them, and whether there were more."""

    ids: list[int]
    is_capped: bool = False

    @property
    def total(self) -> int:
        """How many ids these are: all matching answers unless `is_capped`."""
        return len(self.ids)


def reports(query: Query, among: VersionQuerySet | None = None) -> FoundReports:
    """Find the versions with an answer in which all words stand, among these current ones. Two queries."""
    where = scope(among)
    if query.is_empty or where is NOTHING:
        return FoundReports([], [])
    ids = engine().versions(query, where)
    best, is_capped = _capped(query, where) if ids else ([], False)
    ranked = dict.fromkeys(version for _answer, version in best)
    return FoundReports(ids, list(ranked | dict.fromkeys(ids)), is_capped)


def answers(query: Query, among: VersionQuerySet | None = None, codes: Codes | None = None) -> FoundAnswers:
    """Find the answers in which all words stand, of these current versions and to these questions.

    `codes` is framework id -> question codes. One query.
    """
    where = scope(among, codes)
    if query.is_empty or where is NOTHING:
        return FoundAnswers([])
    best, is_capped = _capped(query, where)
    return FoundAnswers([answer for answer, _version in best], is_capped)


def holding(query: Query, among: VersionQuerySet | None = None, codes: Codes | None = None) -> dict[int, int]:
    """Return answer id -> version id of all that match, where `answers` looks, unranked. One query."""
    where = scope(among, codes)
    return {} if query.is_empty or where is NOTHING else dict(engine().holding(query, where))


def best_answers(query: Query, version_ids: Sequence[int], most: int = 3) -> dict[int, list[int]]:
    """Return version id -> the ids of its best matching answers, at most so many. One query.

    A version without any is left out.
    """
    found: dict[int, list[int]] = defaultdict(list)
    where = among_ids(version_ids)
    if query.is_empty or where is NOTHING:
        return {}
    for answer, version in _capped(query, where)[0]:
        if len(found[version]) < most:
            found[version].append(answer)
    return dict(found)


def standing(terms: Sequence[Term]) -> set[int]:
    """Return the places of those terms that stand in any answer. One query, none without terms."""
    return engine().standing(list(terms)) if terms else set()


def _capped(query: Query, where: Scope) -> tuple[list[tuple[int, int]], bool]:
    """Return answer and version of what is ranked, best first, and whether there was more."""
    rows = engine().ranked(query, where, MOST + 1)
    return [(answer, version) for answer, version, age in rows if age <= MOST], len(rows) > MOST


def engine() -> ModuleType:
    """Return the module of the engine in use."""
    return postgresql if connection.vendor == "postgresql" else sqlite
