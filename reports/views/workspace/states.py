"""Saved states of an answer as pages tell of them: in bursts, in words, and by what differs.

Belongs here: pure functions on revisions and questions. Not here: views, or the words of a text that differ
(`reports.text.differ`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

from reports.enums import PracticeState
from reports.frameworks import Question
from reports.models import AnswerRevision
from reports.models.answer import PARTS

BURST = timedelta(minutes=10)
"""States that one person saved within so long are shown as one line."""

PART_LABELS: dict[str, str | Promise] = {
    "choices": pgettext_lazy("part of an answer", "Choices"),
    "text": pgettext_lazy("part of an answer", "Text"),
    "summary": pgettext_lazy("part of an answer", "Summary"),
    "practices": pgettext_lazy("part of an answer", "Practices"),
    "tools": pgettext_lazy("part of an answer", "Tools"),
    "evidence": pgettext_lazy("part of an answer", "Evidence"),
}

LISTS = ("choices", "practices", "tools", "evidence")
"""The parts that are lists of things; text and summary are words."""


@dataclass(frozen=True)
class Burst:
    """States that one person saved in one go, newest first; mostly only one."""

    states: tuple[AnswerRevision, ...]

    @property
    def newest(self) -> AnswerRevision:
        """The state that was left standing."""
        return self.states[0]

    @property
    def oldest(self) -> AnswerRevision:
        """The state that was saved first."""
        return self.states[-1]


def bursts(revisions: Iterable[AnswerRevision]) -> list[Burst]:
    """Return the states, newest first, with those that belong together in one burst.

    What was restored or carried over always stands by itself.
    """
    found: list[list[AnswerRevision]] = []
    for revision in revisions:
        if found and _belongs(revision, found[-1][0]) and not _is_marked(found[-1][-1]):
            found[-1].append(revision)
        else:
            found.append([revision])
    return [Burst(tuple(states)) for states in found]


def _belongs(revision: AnswerRevision, newest: AnswerRevision) -> bool:
    is_near = newest.saved_at - revision.saved_at <= BURST
    return is_near and revision.saved_by_id == newest.saved_by_id and not _is_marked(revision)


def _is_marked(revision: AnswerRevision) -> bool:
    return bool(revision.carried or revision.restores_id)


@dataclass(frozen=True)
class Line:
    """One state in the list: what stands in the row, without the words.

    `changed` are the parts that differ from the base, in words; `grown` by how many characters the text is
    longer than there, None for a first state.
    """

    number: int
    saved_at: datetime
    saved_by: Any
    base: int | None
    restored: int | None
    carried: dict[str, Any]
    length: int
    changed: tuple[str, ...]
    grown: int | None


def line(revision: Any) -> Line:
    """Return what the list says of a row of `RevisionQuerySet.compact`."""
    changed = [str(PART_LABELS[part]) for part in PARTS if getattr(revision, f"same_{part}") is False]
    return Line(
        number=revision.number,
        saved_at=revision.saved_at,
        saved_by=revision.saved_by,
        base=revision.base_number,
        restored=revision.restored_number,
        carried=revision.carried,
        length=revision.length,
        changed=tuple(changed),
        grown=None if revision.base_length is None else revision.length - revision.base_length,
    )


def in_words(question: Question, revision: AnswerRevision, part: str) -> list[tuple[str, str]]:
    """Return the things of one part, each with what it is known by and what it says."""
    if part == "choices":
        labels = {option.id: option.label for option in question.options}
        return [(choice, labels.get(choice, choice)) for choice in revision.choices]
    if part == "practices":
        return list(_practices(question, revision.practices))
    known_by = {"tools": "name", "evidence": "address"}[part]
    things = getattr(revision, part)
    return [(thing.get(known_by, ""), " · ".join(filter(None, thing.values()))) for thing in things]


def _practices(question: Question, stated: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the practices in the order of the question, then those that it no longer offers."""
    labels = {practice.id: practice.label for practice in question.practices}
    states = dict(PracticeState.choices)
    for each in [
        *(each for each in labels if each in stated),
        *(each for each in stated if each not in labels),
    ]:
        yield (
            each,
            pgettext("practice and its state", "%(practice)s: %(state)s")
            % {"practice": labels.get(each, each), "state": states.get(stated[each], stated[each])},
        )


@dataclass(frozen=True)
class Change:
    """What differs in one part that is a list; `changed` are pairs of before and after.

    `is_typed` says that the words are the team's own and not the questionnaire's.
    """

    label: str
    is_typed: bool
    removed: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]


def changes(question: Question, old: AnswerRevision, new: AnswerRevision) -> list[Change]:
    """Return what differs between two states beside text and summary, parts that are the same left out."""
    found = []
    for part in LISTS:
        before = _numbered(in_words(question, old, part))
        after = _numbered(in_words(question, new, part))
        change = Change(
            str(PART_LABELS[part]),
            is_typed=part in {"tools", "evidence"},
            removed=tuple(words for key, words in before.items() if key not in after),
            added=tuple(words for key, words in after.items() if key not in before),
            changed=tuple(
                (words, after[key]) for key, words in before.items() if key in after and after[key] != words
            ),
        )
        if change.removed or change.added or change.changed:
            found.append(change)
    return found


def _numbered(things: list[tuple[str, str]]) -> dict[tuple[str, int], str]:
    """Return the things by key; two with the same key are told apart by their order."""
    seen: Counter[str] = Counter()
    numbered = {}
    for key, words in things:
        seen[key] += 1
        numbered[key, seen[key]] = words
    return numbered
