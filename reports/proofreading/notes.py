"""Remarks about footnotes: half ones, and those typed by hand.

Belongs here: what a team is told about them. Not here: making real ones of typed ones
(`text.typed_notes`).
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.enums import RemarkKind
from reports.text import typed_notes

from .reading import Reading, Remark

_HALF = re.compile(r"\[\^([^\s\[\]]{1,60})\](:?)")
_BEFORE_A_NOTE = re.compile(r"[ \t\u3000>*+\-\d.)]{0,40}")


def undefined(reading: Reading) -> Iterator[Remark]:
    """Yield a remark for each mark without a note, and for each note without a mark."""
    marks: dict[str, tuple[int, int]] = {}
    notes: dict[str, tuple[int, int]] = {}
    for half in _HALF.finditer(reading.text):
        if reading.is_prose(half.start()):
            halves = notes if half[2] and _starts_a_line(reading.text, half.start()) else marks
            halves.setdefault(half[1], half.span())
    for label in marks.keys() - notes.keys():
        message = _(
            "This mark has no note: add a line “[^%(label)s]: …” under the answer, or take the mark out."
        )
        yield reading.remark(RemarkKind.UNDEFINED_FOOTNOTE, message % {"label": label}, *marks[label])
    for label in notes.keys() - marks.keys():
        message = _(
            "This note has no mark: put [^%(label)s] where it belongs in the text, or take the note out."
        )
        yield reading.remark(RemarkKind.UNDEFINED_FOOTNOTE, message % {"label": label}, *notes[label])


def typed(reading: Reading) -> Iterator[Remark]:
    """Yield one remark if there are footnotes that were typed by hand."""
    if labels := typed_notes.find(reading.text):
        start = typed_notes.first_mark(reading.text)
        message = _(
            "Footnotes are typed by hand here: turn them into real ones, so that readers can follow them."
        )
        yield reading.remark(RemarkKind.TYPED_FOOTNOTE, message, start, start + len(labels[0]) + 2)


def _starts_a_line(text: str, position: int) -> bool:
    line = text.rfind("\n", max(position - 41, 0), position) + 1
    return (line > 0 or position < 41) and bool(_BEFORE_A_NOTE.fullmatch(text, line, position))  # noqa: PLR2004
