"""What the public may read: current versions and their answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import quantiles
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from reports.enums import UNLISTED
from reports.querysets.joined import Joined

# The frozen JSON and its like are large: no list may load them by accident.
_HEAVY = ("source",)


class VersionQuerySet(models.QuerySet):
    """Published versions."""

    def current(self) -> "VersionQuerySet":
        """The version that counts of each published report."""
        return self.filter(current_of__isnull=False)

    def of_listed(self) -> "VersionQuerySet":
        """Every version, superseded ones too, of the reports that were not taken off the register."""
        return self.exclude(report__status__in=UNLISTED)

    def last_of_unlisted(self) -> "VersionQuerySet":
        """The last version of each report that was taken off the register: what it was, not what it said."""
        later = self.model._default_manager.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
        return self.filter(report__status__in=UNLISTED).exclude(Exists(later))

    def for_register(self) -> "VersionQuerySet":
        """What the register may show: current versions, and of those taken off it the last ones."""
        versions: Any = self.model._default_manager
        unlisted = versions.last_of_unlisted()
        return self.filter(Q(current_of__isnull=False) | Q(pk__in=unlisted.order_by().values("pk")))

    def with_length(self) -> "VersionQuerySet":
        """`length` is how many words all answers have together."""
        answers: Any = self.model._meta.get_field("answers").related_model
        said = answers.objects.filter(version=OuterRef("pk")).order_by().values("version")
        return self.annotate(length=models.Subquery(said.values(sum=models.Sum("words")).values("sum")))

    def for_lists(self) -> "VersionQuerySet":
        """Organisation and cycle in the same query, the frozen text left out."""
        return self.select_related("report__organisation", "report__cycle").defer(*_HEAVY)

    def with_words(self) -> "VersionQuerySet":
        """`words` is how many words the answers of each have together, in the same query."""
        answers: Any = self.model._meta.get_field("answers").related_model
        counted = answers.objects.filter(version=OuterRef("pk")).order_by().values("version")
        return self.annotate(words=Coalesce(Subquery(counted.annotate(sum=Sum("words")).values("sum")), 0))

    def knowing_redactions(self) -> "VersionQuerySet":
        """`is_redacted` says in the same query whether words are withheld: where not, nobody asks which."""
        places: Any = self.model._meta.get_field("redacted_places").related_model
        return self.annotate(is_redacted=Exists(places.objects.filter(version=OuterRef("pk"))))

    def at(self, organisation: str, cycle: str) -> "VersionQuerySet":
        """The versions of the report at one public address."""
        return self.select_related("report__organisation", "report__cycle").filter(
            report__organisation__slug=organisation, report__cycle__slug=cycle
        )

    def last_cycle_of(self, version: Any) -> "VersionQuerySet":
        """What counts of the organisation's reports on the same framework from earlier cycles, latest first.

        Needs `report__organisation` and `report__cycle` of the version to be selected.
        """
        return (
            self.current()
            .select_related("report__organisation", "report__cycle")
            .filter(
                report__organisation=version.report.organisation,
                report__cycle__opens_on__lt=version.report.cycle.opens_on,
                framework_id=version.framework_id,
            )
            .order_by("-report__cycle__opens_on")
        )


class Typical(NamedTuple):
    """How many words peers write: the lower and upper quartile, and how many peers that is."""

    low: int
    high: int
    peers: int


class FileQuerySet(models.QuerySet):
    """Files that the job queue builds."""

    def without_bytes(self) -> "FileQuerySet":
        """The rows with everything but what is large."""
        return self.defer("content")


class RenditionQuerySet(FileQuerySet):
    """Files of published versions."""

    def of(self, organisation: str, cycle: str, number: int) -> "RenditionQuerySet":
        """The files of the version at one public address, with what their names are made of."""
        related = ("version__report__organisation", "version__report__cycle")
        return (
            self.select_related(*related)
            .defer("content", *(f"version__{name}" for name in _HEAVY))
            .filter(
                version__report__organisation__slug=organisation,
                version__report__cycle__slug=cycle,
                version__number=number,
            )
            .exclude(version__report__status__in=UNLISTED)
        )


class PublishedAnswerQuerySet(models.QuerySet):
    """Answers of current versions, side by side."""

    def as_words(self) -> "PublishedAnswerQuerySet":
        """Only what lists of answers show: code, choices and plain words."""
        return self.only("version", "code", "choices", "plain")

    def with_versions(self) -> "PublishedAnswerQuerySet":
        """Version, organisation and cycle come in the same query, the frozen text left out."""
        related = ("version__report__organisation", "version__report__cycle")
        return (
            self.select_related(*related).defer(None).defer("html", *(f"version__{name}" for name in _HEAVY))
        )

    def typical_lengths(self, framework_id: str, codes: Iterable[str], *, besides: int) -> dict[str, Typical]:
        """Return question code -> what other organisations than `besides` typically write. One query.

        Answers without words do not count; with fewer than three peers nothing is typical.
        """
        found: dict[str, list[int]] = defaultdict(list)
        theirs = self.filter(
            version__current_of__isnull=False, version__framework_id=framework_id, code__in=codes, words__gt=0
        ).exclude(version__report__organisation=besides)
        for code, words in theirs.order_by().values_list("code", "words"):
            found[code].append(words)
        return {code: _typical(words) for code, words in found.items() if len(words) >= FEWEST_PEERS}

    def reports_on(self, topics: Mapping[str, Mapping[str, list[str]]]) -> dict[str, int]:
        """Return topic -> how many listed reports answer it; `topics` is topic -> framework id -> codes.

        One query for any number of topics.
        """
        return {topic: len(versions) for topic, versions in self.versions_on(topics).items()}

    def versions_on(self, topics: Mapping[str, Mapping[str, list[str]]]) -> dict[str, set[int]]:
        """Return topic -> ids of the current versions that answer it; `topics` as for `reports_on`.

        One query for any number of topics. A report that answers several questions on a topic counts once:
        that is found out here, once for all reports that answer the same questions. The database reads an
        index of codes and hands out one row for each report; a row for each answer took five times as long.
        """
        versions: Any = self.model._meta.get_field("version").related_model
        codes = self.filter(version=OuterRef("pk")).order_by().values("version")
        answering = versions.objects.current().order_by()
        rows = answering.values_list("pk", "framework_id", Subquery(codes.values(codes=Joined("code"))))
        alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        for version, framework_id, said in rows:
            alike[framework_id, said or ""].append(version)
        about: dict[tuple[str, str], list[str]] = defaultdict(list)
        for topic, asked in topics.items():
            for framework_id, of_framework in asked.items():
                for code in of_framework:
                    about[framework_id, code].append(topic)
        found: dict[str, set[int]] = {topic: set() for topic in topics}
        for (framework_id, said), group in alike.items():
            answered = ((framework_id, code) for code in said.split())
            for topic in {topic for place in answered for topic in about.get(place, ())}:
                found[topic].update(group)
        return found

    def of_peers(self, codes: Mapping[str, list[str]]) -> "PublishedAnswerQuerySet":
        """Answers of current versions to these questions; `codes` is framework id -> question codes."""
        return (
            self.filter(_asked(codes), version__current_of__isnull=False)
            .select_related("version__report__organisation", "version__report__cycle")
            .defer("version__source", "plain")
            .order_by("version__organisation_name", "-version__published_at", "version_id", "position")
        )

    def with_plain(self) -> "PublishedAnswerQuerySet":
        """The answers of `of_peers` with their plain words besides."""
        return self.defer(None).defer("version__source")

    def versions(self, *columns: str) -> "models.QuerySet":
        """Each report among the answers of `of_peers`, in their order: version id, framework id, columns of
        the version, and how many of the answers are its own.
        """
        in_order = self.order_by("version__organisation_name", "-version__published_at", "version_id")
        more = [f"version__{column}" for column in columns]
        return in_order.values_list("version_id", "version__framework_id", *more).annotate(models.Count("pk"))

    def newest_of_peers(self, codes: Mapping[str, list[str]]) -> "PublishedAnswerQuerySet":
        """The same answers as plain words, newest first."""
        return (
            self.of_peers(codes)
            .defer(None)
            .defer("version__source", "html")
            .order_by("-version__published_at", "-version_id", "position")
        )


FEWEST_PEERS = 3
"""With fewer answers than this, their lengths say more about the organisations than about the question."""


def _asked(codes: Mapping[str, list[str]]) -> Q:
    wanted = Q(pk__in=[])
    for framework_id, of_framework in codes.items():
        wanted |= Q(version__framework_id=framework_id, code__in=of_framework)
    return wanted


def _typical(words: list[int]) -> Typical:
    low, _middle, high = quantiles(words, n=4, method="inclusive")
    return Typical(round(low), round(high), len(words))
