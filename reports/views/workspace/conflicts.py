"""Two people wrote one answer at once: both texts with their differences marked, and one made of both.

Belongs here: what the second writer is shown. Not here: who wins (nobody, `actions.answers`), or how texts
are compared and merged (`text.differ`, `text.merging`). What is made of both is offered, never saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.frameworks import Question
from reports.models import AnswerRevision, Report
from reports.text.differ import Comparison, compare
from reports.text.merging import merge
from reports.views.workspace.items import spoken

Parts = Mapping[str, Any]


@dataclass(frozen=True)
class Conflict:
    """What stands by now (`theirs`), what somebody else was sending (`mine`), and both in one.

    `base` is the number of the revision that the second writer had seen, None for none.
    """

    theirs: AnswerRevision
    base: int | None
    question: Question
    mine: Parts
    both: Parts
    overlaps: int

    @property
    def differences(self) -> Comparison:
        """Their text against mine: what is removed stands in mine only, what is added in theirs only."""
        return compare(self.mine["text"], self.theirs.text)

    @property
    def summary_differences(self) -> Comparison:
        """Their summary against mine."""
        return compare(self.mine["summary"], self.theirs.summary)

    @property
    def their_choices(self) -> list[str]:
        """What they chose beside the text, in words."""
        return spoken(self.question, self.theirs)

    @property
    def my_choices(self) -> list[str]:
        """What I chose beside the text, in words."""
        return spoken(self.question, AnswerRevision(**self.mine))


def conflict_of(
    report: Report, question: Question, theirs: AnswerRevision, base: int | None, words: Parts
) -> Conflict:
    """Return the conflict between the standing revision and the words of a form (`AnswerForm.words`)."""
    seen = AnswerRevision.objects.filter(
        answer__report=report, answer__code=question.code, number=base or 0
    ).first()
    old = (seen or AnswerRevision()).parts
    # What the page did not hold stays as they left it.
    mine = {part: theirs.parts[part] if words[part] is None else words[part] for part in old}
    both, overlaps = merged(old, mine, theirs.parts)
    return Conflict(theirs, base, question, mine, both, overlaps)


def merged(base: Parts, mine: Parts, theirs: Parts) -> tuple[dict[str, Any], int]:
    """Return one answer made of two, and in how many places of its text both stand one under the other."""
    text = merge(base["text"], mine["text"], theirs["text"])
    summary = merge(base["summary"], mine["summary"], theirs["summary"])
    parts = {
        "choices": theirs["choices"] if mine["choices"] == base["choices"] else mine["choices"],
        "text": text.text,
        "summary": " ".join(summary.text.split()),
        "practices": _states(base["practices"], mine["practices"], theirs["practices"]),
        "tools": _rows(base["tools"], mine["tools"], theirs["tools"]),
        "evidence": _rows(base["evidence"], mine["evidence"], theirs["evidence"]),
    }
    return parts, text.overlaps + summary.overlaps


def _states(base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Return the states of practices: mine where I changed one, else theirs."""
    ids = dict.fromkeys([*theirs, *mine])
    chosen = {each: (mine if mine.get(each) != base.get(each) else theirs).get(each) for each in ids}
    return {each: state for each, state in chosen.items() if state}


def _rows(base: list[dict], mine: list[dict], theirs: list[dict]) -> list[dict]:
    """Return the rows of both, without those of the base that I took away."""
    gone = [row for row in base if row not in mine]
    kept = [row for row in theirs if row not in gone]
    return kept + [row for row in mine if row not in base and row not in kept]
