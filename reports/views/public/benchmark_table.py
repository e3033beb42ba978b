"""The numbers of a benchmark as a table for spreadsheets and statistics (CSV), one row for each.

Belongs here: columns and rows. Not here: how cells are guarded (`documents.register_csv`), or the numbers.

`measure` is "group", "practice", "coverage", "words", "evidence", "standard", "trend" or "split". A row
says that `value` holds for `number` of `of`; spreads have their figure as `number` and how many values stand
behind it as `of`. `reports` is how many reports stand behind a row; empty where the measure counts answers.
"""

from collections.abc import Iterator, Mapping, Sequence

from reports.benchmark import Dataset, Profile
from reports.benchmark.charts import plain_number
from reports.benchmark.measures import Asking, Cell, Spread, coverage, grid, group_sizes, lengths, spread
from reports.benchmark.measures import practice_counts as counts_of
from reports.documents.register_csv import render_table
from reports.enums import NOT_REPORTED, PracticeState
from reports.frameworks import Topic
from reports.views.public.benchmark_group import Group

COLUMNS = (
    "measure",
    "section",
    "topic",
    "item",
    "item_label",
    "group_by",
    "group",
    "value",
    "number",
    "of",
    "reports",
)
"""The names of the columns: English in every language, never renamed, new ones at the end only."""
Row = dict[str, str]


def table(group: Group, data: Dataset, asking: Asking, topics: Sequence[Topic]) -> bytes:
    """Return the numbers of a group, those of practices for the topics of the open section."""
    rows = [
        {"measure": "group", "value": "reports", "number": str(data.size), "of": str(data.size)},
        *_practices(data, asking, topics, group.section),
        *_coverage(data, asking),
        *_spreads(data, asking, group.section),
        *_standards(data),
        *_trend(data, asking, topics, group.section),
        *_split(group, data, asking, topics),
    ]
    return render_table(COLUMNS, rows)


def _practices(data: Dataset, asking: Asking, topics: Sequence[Topic], section: str) -> Iterator[Row]:
    for topic in topics:
        counts = counts_of(data, asking, [practice.id for practice in topic.practices])
        for practice, count in zip(topic.practices, counts, strict=True):
            about = {
                "measure": "practice",
                "section": section,
                "topic": topic.id,
                "item": practice.id,
                "item_label": practice.label,
                "of": str(count.asked),
                "reports": str(count.asked),
            }
            states = (*PracticeState.values, NOT_REPORTED)
            for state, each in zip(states, (*count.states, count.not_reported), strict=True):
                yield about | {"value": state, "number": str(each)}
            if count.unasked:
                unasked = str(count.unasked)
                yield about | {"value": "stated_unasked", "number": unasked, "of": "", "reports": unasked}


def _coverage(data: Dataset, asking: Asking) -> Iterator[Row]:
    for each in coverage(data, asking):
        yield {
            "measure": "coverage",
            "section": each.section,
            "value": "answered",
            "number": str(each.answered),
            "of": str(each.asked),
            "reports": str(each.reports),
        }


def _spreads(data: Dataset, asking: Asking, section: str) -> Iterator[Row]:
    for language, each in lengths(data, asking).items():
        yield from _spread(each, {"measure": "words", "item": language})
    for language, each in lengths(data, asking, section).items():
        yield from _spread(each, {"measure": "words", "section": section, "item": language})
    if data.evidence:
        yield from _spread(spread(data.evidence), {"measure": "evidence", "reports": str(data.size)})
        without = data.evidence.count(0)
        yield {"measure": "evidence", "value": "none", "number": str(without), "of": str(data.size)}


def _spread(each: Spread, about: Row) -> Iterator[Row]:
    names = ("least", "lower_quartile", "median", "upper_quartile", "most")
    for name, value in zip(names, each[:5], strict=True):
        yield about | {"value": name, "number": plain_number(value), "of": str(each.number)}


def _standards(data: Dataset) -> Iterator[Row]:
    for each in data.standards:
        yield {
            "measure": "standard",
            "item": each.standard,
            "value": "cites",
            "number": str(each.reports),
            "of": str(data.size),
            "reports": str(data.size),
        }


def _trend(data: Dataset, asking: Asking, topics: Sequence[Topic], section: str) -> Iterator[Row]:
    def cycle_of(profile: Profile) -> tuple[str, ...]:
        return (profile.cycle,)

    if len(group_sizes(data, cycle_of)) < 2:  # noqa: PLR2004
        return
    practices = {practice.id: [practice.id] for topic in topics for practice in topic.practices}
    for practice, cells in grid(data, asking, practices, cycle_of).items():
        yield from _cells(
            cells, {"measure": "trend", "section": section, "item": practice, "group_by": "cycle"}
        )


def _split(group: Group, data: Dataset, asking: Asking, topics: Sequence[Topic]) -> Iterator[Row]:
    rows = {topic.id: [practice.id for practice in topic.practices] for topic in topics}
    for topic, cells in grid(data, asking, rows, group.groups()).items():
        about = {"measure": "split", "section": group.section, "topic": topic, "group_by": group.by}
        yield from _cells(cells, about)


def _cells(cells: Mapping[str, Cell], about: Row) -> Iterator[Row]:
    for name, cell in sorted(cells.items()):
        yield about | {
            "group": name,
            "value": "in_place_or_planned",
            "number": str(cell.number),
            "of": str(cell.of),
            "reports": str(cell.reports),
        }
