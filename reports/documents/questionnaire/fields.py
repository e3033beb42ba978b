"""The fields of the Word file, and the names by which they are found again.

Belongs here: which fields an item has and how they are called. Not here: how a field looks (`controls`),
or what was written in it.
"""

import hashlib
from dataclasses import dataclass

from reports.enums import QuestionKind
from reports.frameworks import Framework, Question

LONGEST_TAG = 64
"""Word calls a file damaged in which the tag of a field is longer."""

TOOL_ROWS = 5
TOOL_PARTS = ("name", "address", "purpose")
ONE_OF = frozenset({QuestionKind.YES_NO, QuestionKind.CHOICE})


@dataclass(frozen=True)
class Field:
    """One field: what of which item is written there.

    `what` is "choice" (one option), "option" (a box to tick), "practice" (its state), "text" or "tool";
    `name` is the id of the option or practice, or the line and column of a tool ("1:name").
    """

    framework_id: str
    code: str
    what: str
    name: str = ""

    @property
    def tag(self) -> str:
        """The lasting name, such as `haip:haip-2.0:risk-classification:practice:risk-tiers`.

        Where that is longer than Word allows, its beginning and a part of its SHA-256. A reader compares
        with the tags of the framework and never takes a tag apart.
        """
        whole = ":".join(filter(None, ("haip", self.framework_id, self.code, self.what, self.name)))
        if len(whole) <= LONGEST_TAG:
            return whole
        mark = "~" + hashlib.sha256(whole.encode()).hexdigest()[:12]
        return whole[: LONGEST_TAG - len(mark)] + mark


def fields_of(framework_id: str, question: Question) -> tuple[Field, ...]:
    """Return the fields of one item in the order of the page; a heading over sub-items has none."""
    if not question.answerable:
        return ()
    named: list[tuple[str, str]] = []
    if question.kind in ONE_OF:
        named.append(("choice", ""))
    elif question.kind is QuestionKind.CHECKLIST:
        named += [("option", option.id) for option in question.options]
    named += [("practice", practice.id) for practice in question.practices]
    if question.takes_tools:
        named += [("tool", f"{row}:{part}") for row in range(1, TOOL_ROWS + 1) for part in TOOL_PARTS]
    named.append(("text", ""))
    return tuple(Field(framework_id, question.code, what, name) for what, name in named)


def fields(framework: Framework) -> tuple[Field, ...]:
    """Return all fields of the framework in the order of the pages."""
    return tuple(field for question in framework.questions for field in fields_of(framework.id, question))
