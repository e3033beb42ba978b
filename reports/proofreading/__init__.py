"""What a careful colleague would notice in a report before it is submitted. Pure; nothing here blocks.

Belongs here: remarks about answers that stand. Not here: what is missing (`completeness`), and opening the
addresses in them (`links`).
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from reports.frameworks import Framework

from . import links, notes, references, repeats, wording
from .links import Checked, link_addresses
from .reading import MOST_OF_A_KIND, Reading, Remark, Words

__all__ = ["MOST_READ", "Remark", "link_addresses", "remarks"]

MOST_READ = 800_000
"""Characters of a report that are read, for the sake of time: several times the longest. Beyond, only the
number of words is looked at."""


def remarks(
    framework: Framework,
    words: Mapping[str, Words],
    *,
    typical: Mapping[str, tuple[int, int]] | None = None,
    outcomes: Mapping[str, Checked] | None = None,
) -> list[Remark]:
    """Return all remarks in the order of the questionnaire, at most twenty of a kind for each answer.

    `words` maps question code to an answer's words; `typical` to the usual range of its length in words;
    `outcomes` maps a web address to what became of the attempt to open it.
    """
    questions, seen = references.Questions(framework), repeats.Seen()
    found: list[Remark] = []
    length = 0
    for question in framework.answerable:
        if question.code not in words:
            continue
        length += len(words[question.code].text)
        reading = Reading(question, words[question.code], in_full=length <= MOST_READ)
        for kind in _kinds(reading, questions, seen, (typical or {}).get(question.code), outcomes or {}):
            found += islice(kind, MOST_OF_A_KIND)
    return found


def _kinds(
    reading: Reading,
    questions: references.Questions,
    seen: repeats.Seen,
    typical: tuple[int, int] | None,
    outcomes: Mapping[str, Checked],
) -> Iterator[Iterator[Remark]]:
    yield wording.over_long(reading, typical)
    if not reading.in_full:
        return
    yield wording.leftover(reading)
    yield links.malformed(reading)
    yield links.dead(reading, outcomes)
    yield links.unjudged(reading, outcomes)
    yield notes.undefined(reading)
    yield notes.typed(reading)
    yield references.undefined(reading, questions)
    yield references.typed(reading, questions)
    yield repeats.repeated(reading, seen)
