"""What a page of the benchmark shows of practices: each number with its words and its chart.

Belongs here: labels, links, charts of one group. Not here: who belongs to the group (`benchmark_group`),
lengths, evidence and standards (`benchmark_answers`), or the numbers (`reports.benchmark`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.benchmark import Dataset, Profile
from reports.benchmark.charts import Part, Square, bar, grid_chart
from reports.benchmark.measures import (
    Asking,
    Cell,
    PracticeCount,
    grid,
    group_sizes,
    practice_counts,
)
from reports.enums import PracticeState
from reports.frameworks import Framework, Practice, Topic
from reports.views.public.benchmark_group import Group
from reports.views.public.register_options import edition


@dataclass(frozen=True)
class PracticeShown:
    """One practice with its count, its chart, and its numbers in words."""

    practice: Practice
    count: PracticeCount
    chart: str
    words: str


@dataclass(frozen=True)
class TopicShown:
    """One topic: its practices that somebody was asked about, and by which items of the questionnaire.

    `is_related` says that reports under several versions stand together whose questions are not the same.
    """

    topic: Topic
    url: str
    practices: list[PracticeShown]
    asked_by: list[str]
    is_related: bool


@dataclass(frozen=True)
class GridShown:
    """Rows and columns of numbers, as a chart and as a table."""

    columns: list[tuple[str, str]]
    rows: list[tuple[str, list[Cell | None]]]
    chart: str


@dataclass(frozen=True)
class TrendShown:
    """The practices of one topic, cycle by cycle."""

    topic: Topic
    grid: GridShown


def topics_of(section: str, frameworks: Sequence[Framework]) -> list[Topic]:
    """Return the topics of a section that have practices, as the newest version orders them."""
    found = {topic.id: topic for framework in reversed(frameworks) for topic in framework.topics}
    return [topic for topic in found.values() if topic.section == section and topic.practices]


def sections_of(frameworks: Sequence[Framework]) -> dict[str, str]:
    """Return code -> title of the sections whose topics have practices."""
    return {each.code: each.title for each in frameworks[-1].sections if topics_of(each.code, frameworks)}


def editions(data: Dataset, frameworks: Iterable[Framework]) -> list[str]:
    """Return in words how many reports of the group answer which version of the questionnaire."""
    found = []
    for framework in frameworks:
        count = sum(each for profile, each in data.reports.items() if profile.framework == framework.id)
        if count:
            found.append(
                ngettext(
                    "%(number)s report answers framework %(edition)s",
                    "%(number)s reports answer framework %(edition)s",
                    count,
                )
                % {"number": count, "edition": edition(framework)}
            )
    return found


def share(count: int, of: int) -> str:
    """Return one number of another in words."""
    return _("%(number)s of %(of)s") % {"number": count, "of": of}


def practices_shown(data: Dataset, asking: Asking, topics: Iterable[Topic]) -> list[TopicShown]:
    """Return every topic of which somebody was asked a practice."""
    shown = []
    for topic in topics:
        counts = practice_counts(data, asking, [practice.id for practice in topic.practices])
        practices = [
            _practice(practice, count)
            for practice, count in zip(topic.practices, counts, strict=True)
            if count.asked or count.unasked
        ]
        if practices:
            versions = _asking_versions(data, asking, topic)
            shown.append(
                TopicShown(
                    topic,
                    reverse("public:question", args=[topic.id]),
                    practices,
                    [_named(asking, topic, each) for each in versions],
                    len(versions) > 1 and any(topic.relation(each.id) != "same" for each in versions),
                )
            )
    return shown


def unasked_topics(shown: Iterable[TopicShown], topics: Iterable[Topic]) -> list[Topic]:
    """Return the topics of which no report of the group was asked anything."""
    with_practices = {each.topic.id for each in shown}
    return [topic for topic in topics if topic.id not in with_practices]


def _asking_versions(data: Dataset, asking: Asking, topic: Topic) -> list[Framework]:
    ids = [practice.id for practice in topic.practices]
    asked = {profile.framework for profile in data.reports if asking.asked_about(ids, profile)}
    return [framework for framework_id, framework in asking.frameworks.items() if framework_id in asked]


def _named(asking: Asking, topic: Topic, framework: Framework) -> str:
    holders = [asking.holder(practice.id, framework.id) for practice in topic.practices]
    items = dict.fromkeys(holder.number or holder.label for holder in holders if holder)
    return _("%(items)s in framework %(number)s") % {"items": ", ".join(items), "number": edition(framework)}


def _practice(practice: Practice, count: PracticeCount) -> PracticeShown:
    parts = [
        Part(str(state.label), each, state.value.replace("_", "-"))
        for state, each in zip(PracticeState, count.states, strict=True)
    ]
    parts.append(Part(_("Not reported"), count.not_reported, "not-reported"))
    of = ngettext(
        "of %(number)s report that was asked", "of %(number)s reports that were asked", count.asked
    ) % {"number": count.asked}
    listed = " · ".join(f"{part.label} {part.number}" for part in parts)
    words = f"{listed} · {of}"
    chart = bar(parts, name=f"practice-{practice.id}", title=practice.label, description=words)
    return PracticeShown(practice, count, chart if count.asked else "", words)


def split_shown(data: Dataset, asking: Asking, topics: Sequence[Topic], group: Group) -> GridShown | None:
    """Return topics by the groups that the facet makes; None if nobody was asked anything."""
    sizes = group_sizes(data, group.groups())
    order = [value for value in group.order if value in sizes]
    order += sorted(value for value in sizes if value not in order)
    columns = {value: (group.label(value), _reports(sizes[value])) for value in order}
    rows = {topic.id: [practice.id for practice in topic.practices] for topic in topics}
    labels = {topic.id: topic.label for topic in topics}
    return _grid("split", _("Topics by group"), grid(data, asking, rows, group.groups()), labels, columns)


def trend_shown(data: Dataset, asking: Asking, topics: Iterable[Topic], group: Group) -> list[TrendShown]:
    """Return practices by cycle, earliest first, topic by topic; none with fewer than two cycles."""

    def cycle_of(profile: Profile) -> tuple[str, ...]:
        return (profile.cycle,)

    sizes = group_sizes(data, cycle_of)
    if len(sizes) < 2:  # noqa: PLR2004
        return []
    labels = group.found.options.by_facet["cycle"]
    columns = {
        cycle: (labels[cycle].label if cycle in labels else cycle, _reports(sizes[cycle]))
        for cycle in sorted(sizes)
    }
    shown = []
    for topic in topics:
        practices = {practice.id: practice.label for practice in topic.practices}
        cells = grid(data, asking, {practice: [practice] for practice in practices}, cycle_of)
        title = _("%(label)s: %(value)s") % {"label": _("Practices by cycle"), "value": topic.label}
        if found := _grid(f"trend-{topic.id}", title, cells, practices, columns):
            shown.append(TrendShown(topic, found))
    return shown


def _reports(count: int) -> str:
    return ngettext("%(number)s report", "%(number)s reports", count) % {"number": count}


def _grid(
    name: str,
    title: str,
    cells: Mapping[str, Mapping[str, Cell]],
    labels: Mapping[str, str],
    columns: Mapping[str, tuple[str, str]],
) -> GridShown | None:
    rows = [(labels[row], [found.get(column) for column in columns]) for row, found in cells.items() if found]
    if not rows:
        return None
    squares = [
        (label, [cell and Square(share(cell.number, cell.of), cell.step, cell.is_small) for cell in row])
        for label, row in rows
    ]
    described = "; ".join(
        f"{label}: "
        + ", ".join(
            f"{column} {share(cell.number, cell.of)}"
            for (column, _size), cell in zip(columns.values(), row, strict=True)
            if cell
        )
        for label, row in rows
    )
    chart = grid_chart(list(columns.values()), squares, name=name, title=title, description=described)
    return GridShown(list(columns.values()), rows, chart)
