"""Replacing words in many answers at once: what would change, and the one act that changes it.

Belongs here: which texts of an answer are searched, and the writing. Not here: what a hit is
(`text.replacing`). Ids of options and practices and codes of questions are never searched.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from reports import trail
from reports.actions.answers import append, open_for_writing
from reports.actions.errors import Refused
from reports.enums import EventName
from reports.models import Report, User
from reports.text import clean, references
from reports.text.markdown import MAX_LENGTH
from reports.text.replacing import Place, Search

PLACES = ("text", "summary", "evidence", "tools")
"""The parts of an answer in which words can be replaced."""

LIMITS = {
    ("summary", ""): 2_000,
    ("evidence", "title"): 300,
    ("evidence", "address"): 500,
    ("tools", "name"): 200,
    ("tools", "address"): 500,
    ("tools", "purpose"): 500,
}
"""How many characters each short text may have, by part and field; the forms allow no more."""

_NEEDED = {("evidence", "title"), ("evidence", "address"), ("tools", "name")}
_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Words:
    """One text of an answer: the part it belongs to, and row and field where the part is a list."""

    part: str
    text: str
    row: int | None = None
    field: str = ""

    @property
    def kept(self) -> Sequence[Place]:
        """The places that are no words: references to questions, which are codes."""
        return references.places(self.text) if self.part == "text" else ()


@dataclass(frozen=True)
class Replaced:
    """What became of the answers: codes of the changed, of those saved by somebody since, reasons by code."""

    changed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


def words_of(said: Mapping[str, Any], places: Sequence[str]) -> Iterator[Words]:
    """Yield the texts of an answer that are searched, from its parts."""
    for part in PLACES:
        if part not in places:
            continue
        if isinstance(said[part], str):
            yield Words(part, said[part])
            continue
        for row, thing in enumerate(said[part]):
            for name in thing:
                if (part, name) in LIMITS:
                    yield Words(part, thing[name], row, name)


def reworded(
    said: Mapping[str, Any], search: Search, replacement: str, places: Sequence[str] = PLACES
) -> dict[str, Any]:
    """Return the parts of an answer with each hit replaced, as a form would store them.

    Raises Refused, with the reason, if the answer could not be stored so.
    """
    result = deepcopy(dict(said))
    for words in words_of(said, places):
        text = search.replace(words.text, replacement, words.kept)
        if text == words.text:
            continue
        text = clean(text) if words.part == "text" else text.strip()
        if reason := _fault(words, text):
            raise Refused(reason)
        if words.row is None:
            result[words.part] = text
        else:
            result[words.part][words.row][words.field] = text
    return result


def _fault(words: Words, text: str) -> str:
    """Return why the new text cannot stand there, or an empty string."""
    limit = MAX_LENGTH if words.part == "text" else LIMITS[words.part, words.field]
    if len(text) > limit:
        return _("“%(start)s…” would be longer than %(limit)s characters.") % {
            "start": text[:40],
            "limit": formats.number_format(limit, force_grouping=True),
        }
    if not text and (words.part, words.field) in _NEEDED:
        return _("Nothing would be left of “%(text)s”, which is needed there.") % {"text": words.text}
    if words.field == "address" and text:
        try:
            _is_address(text)
        except ValidationError:
            return _("“%(address)s” would not be a web address.") % {"address": text}
    return ""


@transaction.atomic
def replace_in_answers(
    *,
    report: Report,
    search: Search,
    replacement: str,
    places: Sequence[str] = PLACES,
    bases: Mapping[str, int | None],
    by: User,
) -> Replaced:
    """Replace words in the answers of `bases` and say what became of each; one revision for each changed.

    `bases` maps the code of an answer to the number of the revision that the writer saw. An answer of which
    another stands by now is left alone, and so is one that could not be stored. Marks of carried-over words
    stay: nobody has reviewed them. Raises Refused if the report is no longer open for writing.
    """
    locked = open_for_writing(report, by)
    changed, stale, refused = [], [], {}
    for answer in locked.answers.with_words().filter(code__in=bases).order_by("pk"):
        current = answer.current
        if current.number != bases[answer.code]:
            stale.append(answer.code)
            continue
        try:
            said = reworded(current.parts, search, replacement, places)
        except Refused as refusal:
            refused[answer.code] = str(refusal)
            continue
        if said != current.parts:
            append(locked, answer.code, answer, said, by=by, carried=current.carried)
            changed.append(answer.code)
    if changed:
        _record(locked, search, replacement, changed, by)
    return Replaced(tuple(changed), tuple(stale), refused)


def _record(report: Report, search: Search, replacement: str, codes: list[str], by: User) -> None:
    data = {"find": search.find, "replacement": replacement, "codes": codes}
    trail.record(EventName.REPLACED, of=report, by=by, data=data)
