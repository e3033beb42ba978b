"""Where a passage, or a whole answer, stands in a source: what a redaction would take out of it.

Pure. Not here: what is shown instead (`redacting`), or finding a passage in one text (`text.passages`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reports.models.redaction import ANSWER
from reports.text.passages import find_passage, says
from reports.text.plain import plain

_ROWS = {"tools": ("name", "purpose", "address"), "evidence": ("title", "address")}


class Span(NamedTuple):
    """Characters of a part of an answer; of the part ANSWER all its words, with no characters given."""

    code: str
    part: str
    start: int = 0
    length: int = 0

    def holds(self, other: "Span") -> bool:
        """Whether the other characters are all among these."""
        if self.code != other.code or self.part not in {ANSWER, other.part}:
            return False
        is_inside = self.start <= other.start and other.start + other.length <= self.start + self.length
        return self.part == ANSWER or (other.part != ANSWER and is_inside)


def texts_of(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the way to each text of an answer, such as "tools.0.name", and the text, unless it is empty.

    Ticked options and states of practices are the framework's words, not the organisation's.
    """
    for part in ("text", "summary"):
        if answer.get(part):
            yield part, answer[part]
    for rows, names in _ROWS.items():
        for number, row in enumerate(answer.get(rows, [])):
            for name in names:
                if row[name]:
                    yield f"{rows}.{number}.{name}", row[name]


def spans_of(source: Mapping[str, Any], *, code: str, passage: str) -> list[Span]:
    """Return where the passage stands in the answer to `code`, or with an empty code in any answer.

    Without a passage it is the whole answer that is meant, if it says anything.
    """
    found = []
    for asked, answer in _answers(source, code):
        if not passage:
            found += [Span(asked, ANSWER)] if any(texts_of(answer)) else []
            continue
        for part, text in texts_of(answer):
            places = find_passage(passage, text, is_markdown=part == "text")
            found += [Span(asked, part, start, end - start) for start, end in places]
    return found


def same_spans(source: Mapping[str, Any], *, code: str, texts: Mapping[str, str]) -> list[Span]:
    """Return the texts (way -> words) that the answer to `code` says again, word for word."""
    return [
        Span(asked, part, 0, len(text))
        for asked, answer in _answers(source, code)
        for part, text in texts_of(answer)
        if texts.get(part) == text
    ]


def still_says(source: Mapping[str, Any], *, code: str, passage: str) -> bool:
    """Whether a reader of the source would still read the passage in the answer, or in any."""
    return any(
        says(passage, plain(text) if part == "text" else text)
        for _asked, answer in _answers(source, code)
        for part, text in texts_of(answer)
    )


def _answers(source: Mapping[str, Any], code: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for section in source["sections"]:
        for question in section["questions"]:
            if question["answer"] is not None and code in {"", question["code"]}:
                yield question["code"], question["answer"]
