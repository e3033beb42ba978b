"""Whether the rows that readers find, filter and count by are those that the frozen source gives today."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from django.db.models import Model

from reports import renditions, search
from reports.models import CitedStandard, PublishedAnswer, SearchEntry, StatedPractice, Version

Key = Callable[[Any], Hashable]


def derived_faults(version: Version, counted: Counter[str]) -> Iterator[str]:
    """Yield what is not derived from the version as it would be today. Five queries.

    Needs `report` to be selected: only a current version is found by the search.
    """
    answers = renditions.answers_of(version)
    is_current = version.report.current_version_id == version.pk
    fresh: dict[type[Model], list[Any]] = {
        PublishedAnswer: answers,
        StatedPractice: [row for answer in answers for row in renditions.practices_of(answer)],
        CitedStandard: [row for answer in answers for row in renditions.standards_of(answer)],
        SearchEntry: search.entries_of(version, answers) if is_current else [],
    }
    yield from _unlike("answer", version.answers.all(), answers, lambda row: row.code)
    for model, label, key in _BESIDE:
        stored = model._default_manager.filter(answer__version=version).select_related("answer")
        yield from _unlike(label, stored, fresh[model], key)
    counted["answers"] += len(answers)


_BESIDE: tuple[tuple[type[Model], str, Key], ...] = (
    (StatedPractice, "practice", lambda row: f"{row.practice} of {row.answer.code}"),
    (CitedStandard, "standard", lambda row: f"{row.standard} in {row.answer.code}"),
    (SearchEntry, "search entry", lambda row: row.answer.code),
)


def _unlike(label: str, stored: Iterable[Model], fresh: Iterable[Model], key: Key) -> Iterator[str]:
    there, due = ({key(row): row for row in rows} for rows in (stored, fresh))
    for name in sorted(there.keys() | due.keys(), key=str):
        if name not in there:
            yield f"{label} {name} is missing"
        elif name not in due:
            yield f"{label} {name} does not follow from its frozen source"
        else:
            for field in there[name]._meta.concrete_fields:
                told = field.name not in {"id", "answer"}
                if told and getattr(there[name], field.attname) != getattr(due[name], field.attname):
                    yield f"{field.name} of {label} {name} is not what its frozen source gives"
