"""Where a passage, a whole answer or what is beside stands in a source: what a redaction would take out.

Pure. Not here: what is shown instead (`redacting`), or finding a passage in one text (`text.passages`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reports.models.redaction import ANSWER, BESIDE, LOGO
from reports.text.passages import find_passage, says
from reports.text.plain import plain

_ROWS = {"tools": ("name", "purpose", "address"), "evidence": ("title", "address")}


class Span(NamedTuple):
    """Characters of a part of an answer, or without a code of a part BESIDE.

    The parts ANSWER and LOGO are meant as a whole, with no characters given.
    """

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


def texts_beside(source: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each part that stands beside all answers, and its text, unless it is empty; no logo."""
    for part in BESIDE:
        head, _dot, name = part.partition(".")
        if part != LOGO and source[head] and source[head][name]:
            yield part, source[head][name]


def spans_of(source: Mapping[str, Any], *, code: str, passage: str) -> list[Span]:
    """Return where the passage stands in the answer to `code`, in a part BESIDE, or with no code anywhere.

    Without a passage the whole answer or part is meant, if it says anything; without a code every answer.
    """
    found = _spans_beside(source, code=code, passage=passage)
    for asked, answer in _answers(source, code):
        if not passage:
            found += [Span(asked, ANSWER)] if any(texts_of(answer)) else []
            continue
        for part, text in texts_of(answer):
            places = find_passage(passage, text, is_markdown=part == "text")
            found += [Span(asked, part, start, end - start) for start, end in places]
    return found


def _spans_beside(source: Mapping[str, Any], *, code: str, passage: str) -> list[Span]:
    found = []
    for part, text in texts_beside(source):
        if code not in {"", part} or not (code or passage):
            continue
        is_whole = passage in {"", text}
        places = [(0, len(text))] if is_whole else find_passage(passage, text, is_markdown=False)
        found += [Span("", part, start, end - start) for start, end in places]
    if code == LOGO and not passage and source["organisation"]["logo"]:
        found.append(Span("", LOGO))
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
    """Whether a reader of the source would still read the passage in the answer, or anywhere."""
    if any(code in {"", part} and says(passage, text) for part, text in texts_beside(source)):
        return True
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
