"""Which questions of a framework a reader asked to see, from what stands in the address.

Belongs here: reading the filters, saying kindly what could not be read, and matching. Not here: what a
page shows of a question, or searching in reports.
"""

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.enums import AIRole, QuestionKind
from reports.frameworks import Framework, Question

LONGEST_QUERY = 200
ACTIONS = range(1, 12)
LATIN = "0-9a-z"
_ACCENTS = re.compile("[\u0300-\u036f]")
_EDGES = string.punctuation + "、。・「」『』“”‘’«»…"


@dataclass(frozen=True)
class Filters:
    """What a reader asked for; `notes` say what of it was not understood."""

    q: str = ""
    role: str = ""
    action: int = 0
    notes: tuple[str | Promise, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words to find, as `plain` leaves them."""
        words = (word.strip(_EDGES) for word in plain(self.q).split())
        return tuple(word for word in words if word)

    @property
    def is_active(self) -> bool:
        """Whether fewer than all questions may be shown."""
        return bool(self.words or self.role or self.action)


def read_filters(given: Mapping[str, str]) -> Filters:
    """Read `q`, `role` and `action`; what cannot be read filters nothing and is named in the notes."""
    notes: list[str | Promise] = []
    q = "".join(char if char.isprintable() else " " for char in given.get("q", "")).strip()
    if len(q) > LONGEST_QUERY:
        q = q[:LONGEST_QUERY].rstrip()
        notes.append(_("Only the first 200 characters were looked for."))
    role = given.get("role", "").strip()
    if role and role not in AIRole.values:
        role = ""
        notes.append(_("That role is not known here, so questions for all roles are shown."))
    action = _action(given.get("action", "").strip())
    if action is None:
        action = 0
        notes.append(_("The Code of Conduct has actions 1 to 11; questions on all of them are shown."))
    return Filters(q, role, action, tuple(notes))


def _action(given: str) -> int | None:
    """Return the number, 0 where none was given, None where there is no such action."""
    if not given:
        return 0
    said = unicodedata.normalize("NFKC", given)
    return next((action for action in ACTIONS if said in {str(action), f"{action:02}"}), None)


def matching(framework: Framework, filters: Filters) -> list[Question]:
    """Return the questions that fit all filters, in printed order, without headings over sub-items."""
    patterns = [_pattern(word) for word in filters.words]
    return [
        question
        for question in framework.answerable
        if (not filters.role or not question.recommended_for or filters.role in question.recommended_for)
        and (not filters.action or filters.action in question.actions)
        and _says(framework, question, patterns)
    ]


def plain(text: str) -> str:
    """Return the text as it is compared: full-width as narrow, capitals as small, Latin without accents."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", folded)))


def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds the word: from the start of a word in Latin script, anywhere in others."""
    start = rf"(?<![{LATIN}])" if re.match(rf"[{LATIN}]", word) else ""
    return re.compile(start + re.escape(word))


def _says(framework: Framework, question: Question, patterns: list[re.Pattern[str]]) -> bool:
    if not patterns:
        return True
    text = plain("\n".join(_texts(framework, question)))
    return all(pattern.search(text) for pattern in patterns)


def _texts(framework: Framework, question: Question) -> Iterator[str]:
    """Yield what is searched; a sub-item is read together with the heading that it stands under."""
    if question.parent:
        parent = framework.question(question.parent)
        if parent.kind is QuestionKind.GROUP:
            yield from _texts(framework, parent)
    yield from (question.number, question.label, question.prompt, question.official, *question.parts)
    for item in (*question.options, *question.practices):
        yield from (item.label, item.definition)
