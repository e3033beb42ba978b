"""Everything that is counted of a group of reports, by seven queries, however many reports there are.

Belongs here: reading the rows that were written at publication, already counted by the database. Not here:
what the numbers mean (`measures`). Nothing is read from prose or from the frozen JSON.

Whatever group is asked for, only current versions count: withdrawn and superseded ones stand nowhere.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    Func,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from reports.enums import AIRole
from reports.models import CitedStandard, PublishedAnswer, Report, StatedPractice
from reports.querysets.joined import Joined

BY = {
    "region": "country",
    "country": "country",
    "sector": "sector",
    "size": "size_band",
    "role": "",
    "cycle": "",
}
"""By which facets a group is split, and the column of `Version` that says it; "" where every profile does."""
ROLES = tuple(f"is_{role.value}" for role in AIRole)
Versions = Collection[int] | QuerySet | None
"""A group: the ids of versions, or a query for them; None for every report of the register."""
FEWEST = 3
"""Groups of fewer reports than this are named as small."""


class Profile(NamedTuple):
    """What decides what a report was asked, its cycle, and its value of the column that splits the group."""

    framework: str
    roles: tuple[str, ...]
    cycle: str
    value: str = ""


class Stated(NamedTuple):
    """How many reports of a profile say this state of a practice."""

    practice: str
    state: str
    profile: Profile
    number: int


class Said(NamedTuple):
    """How many reports of a profile say something under a question, and what kinds of things."""

    code: str
    profile: Profile
    has_text: bool
    has_choice: bool
    has_practices: bool
    number: int


class Lengths(NamedTuple):
    """How many answers to a question, in one language, have so many words; answers without words are none."""

    framework: str
    code: str
    language: str
    words: int
    number: int


class Cited(NamedTuple):
    """How many reports cite a standard, and the newest answer that does: whose, where, in which words."""

    standard: str
    reports: int
    organisation: str
    language: str
    url: str
    framework: str
    code: str
    passage: str


@dataclass(frozen=True)
class Dataset:
    """A group of reports: profile -> how many; `evidence` has one number of links for each report."""

    reports: dict[Profile, int]
    stated: tuple[Stated, ...] = ()
    said: tuple[Said, ...] = ()
    lengths: tuple[Lengths, ...] = ()
    evidence: tuple[int, ...] = ()
    standards: tuple[Cited, ...] = ()

    @property
    def size(self) -> int:
        """How many reports belong to the group."""
        return sum(self.reports.values())


class _ArrayLength(Func):
    """How many items a JSON array has."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Return the SQL of the other engine, which has a name of its own for it."""
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **more)


def dataset(ids: Versions, *, practices: Collection[str], by: str) -> Dataset:
    """Return what the current versions among these say, None for all; seven queries at most.

    Only the given practices are counted. `by` is one of `BY`: profiles tell its values apart.
    """
    profiles, languages = _whose(ids, BY[by])
    reports = Counter(profiles.values())
    return Dataset(
        reports=dict(reports),
        stated=_stated(ids, practices, profiles),
        said=_said(ids, profiles),
        lengths=_lengths(ids, languages),
        evidence=_evidence(ids, len(profiles)),
        standards=_standards(ids),
    )


def practices_of(ids: Versions, practices: Collection[str]) -> Dataset:
    """Return the reports of a group, and what they say of these practices only; two queries, or one."""
    profiles, _languages = _whose(ids, "")
    stated = _stated(ids, practices, profiles) if practices else ()
    return Dataset(reports=dict(Counter(profiles.values())), stated=stated)


def practices_and_standards(ids: Versions, *, practices: Collection[str]) -> Dataset:
    """Return the practices and standards alone that the current versions among these name; four queries."""
    return replace(practices_of(ids, practices), standards=_standards(ids))


def _among(rows: QuerySet, ids: Versions) -> QuerySet:
    """Return the rows that belong to the group. No row of a version is read: on SQLite it is a long one."""
    listed = Report.objects.filter(current_version__isnull=False).order_by().values("current_version")
    rows = rows.filter(version__in=listed).order_by()
    return rows if ids is None else rows.filter(version__in=ids)


def _whose(ids: Versions, column: str) -> tuple[dict[str, Profile], dict[str, tuple[str, str]]]:
    """Return version id, as text, -> its profile, and -> its framework and language, of the group."""
    listed = Report.objects.filter(current_version__isnull=False).order_by()
    listed = listed if ids is None else listed.filter(current_version__in=ids)
    names = ["language", "framework_id", *ROLES, *([column] if column else [])]
    rows = listed.values_list(
        "current_version", "cycle__slug", *(f"current_version__{name}" for name in names)
    )
    profiles, languages = {}, {}
    for version, cycle, language, framework, *facts in rows:
        profiles[str(version)] = _profile(cycle, framework, *facts)
        languages[str(version)] = (framework, language)
    return profiles, languages


def _profile(cycle: str, framework: str, *rest: Any) -> Profile:
    held, value = rest[: len(ROLES)], rest[len(ROLES) :]
    roles = tuple(role.value for role, holds in zip(AIRole, held, strict=True) if holds)
    return Profile(framework, roles, cycle, str(value[0]) if value else "")


def _by(rows: QuerySet, keys: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield each group of the rows once for each key (such as a profile) in it, and how many reports that is.

    The database counts by what the rows say and hands out whose they are; to let it look up the profile of
    each row took twenty times as long.
    """
    told = rows.annotate(versions=Joined(Cast("version", TextField())))
    for *said, versions in told:
        # What was published meanwhile has no key yet.
        for key, number in Counter(filter(None, map(keys.get, versions.split()))).items():
            yield *said, key, number


def _stated(ids: Versions, practices: Collection[str], profiles: Mapping[str, Profile]) -> tuple[Stated, ...]:
    found = _among(StatedPractice.objects.filter(practice__in=practices), ids)
    return tuple(Stated(*row) for row in _by(found.values_list("practice", "state"), profiles))


def _said(ids: Versions, profiles: Mapping[str, Profile]) -> tuple[Said, ...]:
    # Nothing of this is split: the same profiles, whatever value tells them apart.
    alike = {version: profile._replace(value="") for version, profile in profiles.items()}
    rows = (
        _among(PublishedAnswer.objects.all(), ids)
        .annotate(
            has_text=_whether(~Q(html="")),
            has_choice=_whether(~Q(choices=[])),
            has_practices=_whether(~Q(practices={})),
        )
        .values_list("code", "has_text", "has_choice", "has_practices")
    )
    return tuple(
        Said(code, profile, bool(text), bool(choice), bool(practices), number)
        for code, text, choice, practices, profile, number in _by(rows, alike)
    )


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _lengths(ids: Versions, languages: Mapping[str, tuple[str, str]]) -> tuple[Lengths, ...]:
    rows = _among(PublishedAnswer.objects.filter(words__gt=0), ids).values_list("code", "words")
    return tuple(
        Lengths(framework, code, language, words, number)
        for code, words, (framework, language), number in _by(rows, languages)
    )


def _evidence(ids: Versions, reports: int) -> tuple[int, ...]:
    rows = _among(PublishedAnswer.objects.all(), ids).values_list("version")
    links = [number for _version, number in rows.annotate(links=Sum(_ArrayLength("evidence")))]
    return tuple(sorted([*links, *[0] * (reports - len(links))]))


def _standards(ids: Versions) -> tuple[Cited, ...]:
    """Return the standards that are cited, by how many reports; two queries, one where none is."""
    rows = _among(CitedStandard.objects.all(), ids).values_list("standard")
    counted = {
        standard: (reports, newest)
        for standard, reports, newest in rows.annotate(Count("version", distinct=True), Max("pk"))
    }
    examples = (
        CitedStandard.objects.filter(pk__in=[newest for _reports, newest in counted.values()])
        .select_related("answer", "version__report__organisation", "version__report__cycle")
        .defer("version__source", "answer__html", "answer__plain")
    )
    found = [
        Cited(
            standard=each.standard,
            reports=counted[each.standard][0],
            organisation=each.version.organisation_name,
            language=each.version.language,
            url=each.version.url,
            framework=each.version.framework_id,
            code=each.answer.code,
            passage=each.passage,
        )
        for each in examples
    ]
    return tuple(sorted(found, key=lambda cited: (-cited.reports, cited.standard)))
