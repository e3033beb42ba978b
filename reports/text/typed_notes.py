"""Footnotes that were typed by hand: ``[1]`` in the answer and ``[1] …`` or ``1) …`` at its end.

Belongs here: finding them and turning them into real ones (``[^1]``). Every word stays. Not here: real
footnotes (`footnotes`). Texts are as `clean` leaves them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from .places import code_and_links, is_escaped

_NUMBER = r"[\[\uff3b](\d{1,3})[\]\uff3d]"
_MARK = re.compile(rf"(?<![\[!^]){_NUMBER}(?![(:\]])")
_NOTE = re.compile(rf" {{0,3}}(?:{_NUMBER}:?\s*|(\d{{1,3}})[)\uff09]\s+)(?=[^\s(\[\]:])")
_REAL = re.compile(r"\[\^(\d{1,3})\]")


@dataclass(frozen=True)
class _Note:
    """The line on which a note starts: its number, how many characters that took, and the style."""

    label: str
    width: int
    is_round: bool


def find(text: str) -> list[str]:
    """Return the label of each footnote that was typed by hand and has both mark and note, in order."""
    return list(_Typed(text).labels) if _MARK.search(text) else []


def first_mark(text: str) -> int:
    """Return where the first mark of such a footnote stands; -1 if there is none."""
    typed = _Typed(text)
    return next((mark.start() for mark in typed.marks() if _label(mark[1]) in typed.labels), -1)


def convert(text: str) -> str:
    """Return the text with these footnotes as real ones; everything else stays as it was typed."""
    # Once some notes are real, others may be the only ones of their number. Each turn makes one real.
    while _MARK.search(text) and (typed := _Typed(text)).labels:
        body = _replaced(text[: typed.end], typed)
        text = "\n".join([*body.split("\n")[:-1], *typed.converted_notes()])
    return text


def _replaced(body: str, typed: "_Typed") -> str:
    parts, end = [], 0
    for mark in typed.marks():
        label = _label(mark[1])
        if label in typed.labels:
            parts += [body[end : mark.start()], f"[^{label}]"]
            end = mark.end()
    return "".join([*parts, body[end:]])


def _label(digits: str) -> str:
    return str(int(digits))


class _Typed:
    """One reading of a text: where its list of notes starts, and which labels have both halves."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.closed = code_and_links(text)
        self.first = self._first_line()
        self.end = self.starts[self.first]
        marks = {_label(mark[1]) for mark in self.marks()}
        self.labels = self._sure(
            [note for note in map(self._note, range(self.first, len(self.lines))) if note], marks
        )

    def marks(self) -> Iterator[re.Match[str]]:
        """Yield each mark before the list of notes, outside code and links."""
        for mark in _MARK.finditer(self.text, 0, self.end):
            if not self.closed[mark.start()] and not is_escaped(self.text, mark.start()):
                yield mark

    def converted_notes(self) -> Iterator[str]:
        """Yield the lines of the list of notes, with a blank line where something else begins."""
        was_real = False
        for number in range(self.first, len(self.lines)):
            note = self._note(number)
            is_real = note is not None and note.label in self.labels
            if note and number and self._previous(number) and not (is_real and was_real):
                yield ""
            yield (
                f"[^{note.label}]: {self.lines[number][note.width :]}"
                if note and is_real
                else self.lines[number]
            )
            was_real = is_real if note else was_real

    def _previous(self, number: int) -> bool:
        return bool(self.lines[number - 1].strip())

    def _sure(self, notes: list[_Note], marks: set[str]) -> dict[str, None]:
        """Return the labels with a mark, one note only, and no real footnote of that name, in order."""
        count = Counter(note.label for note in notes)
        real = set(_REAL.findall(self.text))
        sure = {each.label for each in notes if count[each.label] == 1 and each.label in marks - real}
        # A list that only happens to be numbered is left alone.
        is_notes = all(note.label in sure for note in notes if note.is_round)
        return {note.label: None for note in notes if note.label in sure and (is_notes or not note.is_round)}

    def _note(self, number: int) -> _Note | None:
        found = _NOTE.match(self.lines[number])
        if not found or self.closed[self.starts[number]]:
            return None
        return _Note(_label(found[1] or found[2]), found.end(), bool(found[2]))

    def _first_line(self) -> int:
        """Return the line on which the list of notes starts: nothing but notes stands after it."""
        first = bottom = len(self.lines)
        while bottom:
            while bottom and not self.lines[bottom - 1].strip():
                bottom -= 1
            top = bottom
            while top and self.lines[top - 1].strip():
                top -= 1
            note = next((number for number in range(top, bottom) if self._note(number)), None)
            if note is None or any(self.closed[self.starts[line]] for line in range(note, bottom)):
                break
            first = note
            if note != top:
                break
            bottom = top
        return min(first, len(self.lines))
