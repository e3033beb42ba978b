"""Remarks about the words themselves: too many of them, and those that were meant to go.

Belongs here: length and leftovers. Not here: the same words twice (`repeats`).
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.enums import RemarkKind
from reports.text import SUMMARY_WORDS, count_plain_words, count_summary_words, count_words

from .reading import Reading, Remark, excerpt

MOST_WORDS = 2500
"""Of an answer of which nobody knows how long it typically is."""
TIMES_TYPICAL = 2

_A_GRAVE, _E_ACUTE = "(?:\u00e0|a\u0300)", "(?:\u00e9|e\u0301)"
_FRENCH = rf"compl{_E_ACUTE}ter|d{_E_ACUTE}finir|confirmer|pr{_E_ACUTE}ciser"
_LEFTOVER = re.compile(
    r"(?<![A-Za-z0-9_])(?:TBD|TBC|TODO|FIXME|XXX+)(?![A-Za-z0-9_])"
    r"|[?\uff1f]{3,}"
    r"|(?i:\blorem ipsum\b)"
    r"|(?i:[\[\uff3b](?:insert|fill in|your |placeholder|to be "
    rf"|ins{_E_ACUTE}rer|{_A_GRAVE} )[^\[\]\n]{{0,80}}[\]\uff3d](?!\())"
    r"|(?i:<(?:placeholder|insert|your|company|organi[sz]ation|name|date|link|tbd)(?: [^<>\n]{0,60})?>)"
    r"|(?<![重必主])要(?:確認|追記|記入)(?![事項先者])|未定(?![義量着款])|[\[\uff3b]?ここに記入"
    r"|[〇○◯]{2,}"
    # "Il reste à définir les seuils" is a sentence; "À définir" where something should stand is none.
    rf"|(?:(?<=[\[(:|\n])|(?<=[\[(:|\n-] )|^)(?i:{_A_GRAVE} (?:{_FRENCH}))(?=\s*(?:[\])|.;:!]|\n|$))"
    rf"|(?:\u00c0|A\u0300) (?:COMPL(?:\u00c9|E\u0301)TER|D(?:\u00c9|E\u0301)FINIR|CONFIRMER)"
)


def over_long(reading: Reading, typical: tuple[int, int] | None) -> Iterator[Remark]:
    """Yield a remark if the answer is far longer than others, and one if its summary is no summary."""
    most = TIMES_TYPICAL * typical[1] if typical and typical[1] > 0 else MOST_WORDS
    if (count := _count(reading, most)) > most:
        if typical and typical[1] > 0:
            message = _(
                "%(count)s words, more than twice what others typically write here (%(usual)s at most): see "
                "what could go into a document that you link to."
            ) % {"count": count, "usual": typical[1]}
        else:
            message = _("%(count)s words: see what could go into a document that you link to.") % {
                "count": count
            }
        yield reading.remark(RemarkKind.OVER_LONG, message, 0, 1)
    if (count := count_summary_words(reading.words.summary)) > SUMMARY_WORDS:
        message = _("The summary has %(count)s words: cut it to %(most)s or fewer.")
        message %= {"count": count, "most": SUMMARY_WORDS}
        shown = excerpt(reading.words.summary, 0, 1)
        yield Remark(reading.question, RemarkKind.OVER_LONG, message, shown, "summary")


def leftover(reading: Reading) -> Iterator[Remark]:
    """Yield a remark for each placeholder or reminder that was left in the answer."""
    for found in _LEFTOVER.finditer(reading.text):
        if reading.is_prose(found.start()):
            yield reading.remark(RemarkKind.LEFTOVER, _left(found[0]), *found.span())
    for part, text in _other_parts(reading):
        for found in _LEFTOVER.finditer(text):
            yield Remark(
                reading.question, RemarkKind.LEFTOVER, _left(found[0]), excerpt(text, *found.span()), part
            )


def _other_parts(reading: Reading) -> Iterator[tuple[str, str]]:
    words = reading.words
    yield "summary", words.summary
    yield from (("tools", row[cell]) for row in words.tools for cell in ("name", "purpose"))
    yield from (("evidence", row["title"]) for row in words.evidence)


def _left(words: str) -> str:
    return _("“%(words)s” looks like something left to do: fill it in, or take it out.") % {"words": words}


def _count(reading: Reading, most: int) -> int:
    """Count words; a text that is short enough with its markup is not parsed for it."""
    count = count_plain_words(reading.text)
    return count_words(reading.text) if count > most and reading.in_full else count
