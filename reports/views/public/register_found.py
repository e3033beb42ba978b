"""What an address of the register finds: the same for page, table and feed.

Belongs here: loading what may be shown, searching, counting, ordering. Not here: what facets mean
(`facets`, `register_options`), or how it is shown.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress, product
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q
from django_countries import countries

from reports import search
from reports.enums import UNLISTED, AIRole, Standing
from reports.models import CitedStandard, StatedPractice, Version
from reports.querysets.version import VersionQuerySet
from reports.views.public.facets import Row, Tally, tally
from reports.views.public.regions import region_of
from reports.views.public.register_address import ANSWERS, BEST, FACETS, NEWEST, RegisterAddress, read
from reports.views.public.register_options import Options, Unknown

STORED = ("practice", "standard")
"""Facets whose values the database counts: one report has dozens of them."""
BY_LENGTH = ("longest", "shortest")
COLUMNS = (
    "pk",
    "country",
    "sector",
    "size_band",
    "framework_id",
    "language",
    "organisation_name",
    "report__organisation__slug",
    "report__cycle__slug",
    "report__cycle__label",
    "report__status",
)
ROLES = {f"is_{role.value}": role.value for role in AIRole}
FITS = {
    (practice, standard): {"practice": practice, "standard": standard}
    for practice, standard in product((False, True), repeat=2)
}
NOTHING_FITS = FITS[False, False]
IN_ROWS = tuple(facet for facet in FACETS if facet not in STORED)


class Facts(NamedTuple):
    """What one query tells of one report: first `COLUMNS`, in their order."""

    pk: int
    country: str
    sector: str
    size_band: str
    framework_id: str
    language: str
    organisation_name: str
    slug: str
    cycle: str
    cycle_label: str
    status: str
    roles: tuple[str, ...]
    has_practice: bool = False
    has_standard: bool = False
    length: int | None = None


@dataclass(frozen=True)
class Found:
    """What was found. `ids` are those of all versions that fit, in their order.

    `matched` is where the words stand whatever else is chosen, None without words; `answers` are those that
    fit, None where reports are shown. `is_capped` says that not all of what fits was ranked. `unknown` are
    values that no report can have, `wordless` whether what was typed holds no word to look for.
    """

    address: RegisterAddress
    options: Options
    tally: Tally
    ids: list[int]
    unknown: list[Unknown]
    query: search.Query
    matched: search.FoundReports | None = None
    answers: search.FoundAnswers | None = None
    is_capped: bool = False
    wordless: bool = False

    @property
    def total(self) -> int:
        """How many reports fit."""
        return len(self.ids)


def find(parameters: Mapping[str, list[str]], *, besides: str = "") -> Found:
    """Return what a query finds: one query for the reports, two for the counts, and those of the search.

    `besides` is the slug of an organisation whose reports are left out everywhere, as if there were none.
    """
    wished = read(parameters)
    facts = [each for each in _facts(wished) if not besides or each.slug != besides]
    options = _options(facts)
    address, unknown = options.known(wished)
    query = search.parse(address.q)
    wordless = bool(address.q) and query.is_empty
    if wordless:
        address = address.changed(q="")
    matched = search.reports(query, among=Version.objects.current()) if address.q else None
    rows = _rows(_present(facts, address, matched))
    chosen = {facet: address.values(facet) for facet in FACETS}
    counted = tally(rows, chosen, facets=IN_ROWS, stored=STORED)
    listed = {each.pk for each in facts if each.status not in UNLISTED}
    _count_stored(counted, listed, whole_register=not besides)
    found = Found(address, options, counted, counted.ids, unknown, query, matched, wordless=wordless)
    if address.view == ANSWERS:
        answers = search.answers(query, among=_among(found, listed), codes=_codes(found))
        return replace(found, answers=answers, is_capped=answers.is_capped)
    if address.order == BEST:
        return _ranked(found, listed)
    return replace(found, ids=_ordered(counted.ids, {each.pk: each for each in facts}, address.order))


def _facts(address: RegisterAddress) -> list[Facts]:
    """Load what may be shown, newest first. One query."""
    versions = Version.objects.for_register().order_by("-published_at", "-pk")
    having = {"practice": StatedPractice.objects.reported(), "standard": CitedStandard.objects.all()}
    extra = []
    for facet, said in having.items():
        if address.chosen.get(facet):
            of_them = said.filter(**{f"{facet}__in": address.chosen[facet]}).order_by().values("version")
            versions = versions.annotate(**{f"has_{facet}": _holds(Q(pk__in=of_them))})
            extra.append(f"has_{facet}")
    if address.order in BY_LENGTH:
        versions = versions.with_length()
        extra.append("length")
    rows = versions.values_list(*COLUMNS, *ROLES, *extra)
    told = len(COLUMNS)
    until = told + len(ROLES)
    # There may be ten thousand: what many have in common is made once.
    held = {
        holds: tuple(compress(ROLES.values(), holds)) for holds in product((False, True), repeat=len(ROLES))
    }
    found = []
    for row in rows:
        values: list[Any] = [*row[:told], held[row[told:until]]]
        found.append(Facts(*values, **dict(zip(extra, row[until:], strict=True))))
    return found


def _holds(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _options(facts: list[Facts]) -> Options:
    return Options(
        country_codes=sorted({each.country for each in facts}),
        cycles={each.cycle: each.cycle_label for each in facts},
        organisations={each.slug: each.organisation_name for each in reversed(facts)},
    )


def _present(facts: list[Facts], address: RegisterAddress, matched: Any) -> list[Facts]:
    """Return those that the words and the organisation leave; what is withdrawn is not searched."""
    if matched is not None:
        ids = set(matched.ids)
        facts = [each for each in facts if each.pk in ids]
    return [each for each in facts if each.slug == address.org] if address.org else facts


def _rows(facts: list[Facts]) -> Iterator[Row]:
    """Yield the reports with their values by facet; those of equal profile share one mapping."""
    known: dict[tuple, dict[str, tuple[str, ...]]] = {}
    for each in facts:
        standing = each.status if each.status in UNLISTED else Standing.LISTED.value
        profile = (*each[1:6], each.cycle, standing, each.roles)
        values = known.get(profile) or known.setdefault(profile, _values(each, standing))
        # What a report said that was taken off the register is counted for nobody.
        fits = FITS[each.has_practice, each.has_standard] if standing == Standing.LISTED else NOTHING_FITS
        yield Row(each.pk, values, fits)


def _values(facts: Facts, standing: str) -> dict[str, tuple[str, ...]]:
    return {
        "country": (facts.country,),
        "region": (region_of(facts.country),),
        "sector": (facts.sector,),
        "size": (facts.size_band,),
        "role": facts.roles,
        "cycle": (facts.cycle,),
        "framework": (facts.framework_id,),
        "language": (facts.language,),
        "standing": (standing,),
    }


def _count_stored(counted: Tally, listed: Collection[int], *, whole_register: bool) -> None:
    """Count practices and standards over the reports that fit all other facets. Two queries.

    `whole_register` says that what is listed is all there is, so that it need not be named one by one.
    """
    rows = {"practice": StatedPractice.objects.reported(), "standard": CitedStandard.objects.all()}
    for facet, said in rows.items():
        ids = [pk for pk in counted.short_of[facet] if pk in listed]
        everything = whole_register and len(ids) == len(listed)
        counted.counts[facet] = Counter(said.reports_by(facet, None if everything else ids))


def _ranked(found: Found, listed: Collection[int]) -> Found:
    """Put what fits into the order of the search, which looks again where it ranked what does not fit."""
    matched = found.matched
    if matched.is_capped and len(found.ids) < len(matched.ids):
        matched = search.reports(found.query, among=_among(found, listed))
    fitting = set(found.ids)
    return replace(found, ids=[pk for pk in matched.ranked if pk in fitting], is_capped=matched.is_capped)


def _ordered(ids: list[int], by_id: Mapping[int, Facts], order: str) -> list[int]:
    """Return the ids, which come newest first, in the order that is asked for."""
    if order == NEWEST:
        return ids
    if order in BY_LENGTH:
        return sorted(ids, key=lambda pk: by_id[pk].length or 0, reverse=order == "longest")
    names = {pk: _folded(by_id[pk].organisation_name) for pk in ids}
    if order == "country":
        called = {code: _folded(countries.name(code)) for code in {by_id[pk].country for pk in ids}}
        return sorted(ids, key=lambda pk: (called[by_id[pk].country], names[pk]))
    return sorted(ids, key=names.__getitem__)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _among(found: Found, listed: Collection[int]) -> VersionQuerySet:
    """Return the current versions that fit; those that hold the words need not be named one by one."""
    current = Version.objects.current()
    if len(found.tally.ids) == len(found.matched.ids):
        return current
    return current.filter(pk__in=[pk for pk in found.tally.ids if pk in listed])


def _codes(found: Found) -> dict[str, list[str]] | None:
    """Return the questions on the chosen topic by framework, None where no topic is chosen."""
    topic = found.address.topic
    if not topic:
        return None
    return {
        framework.id: [question.code for question in framework.answerable if topic in question.topics]
        for framework in found.options.frameworks
    }
