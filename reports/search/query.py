"""What people type into the search box, as what is looked for.

Belongs here: words, phrases, what is left out, and bounds. Pure. Not here: how an engine is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.search.folding import LANGUAGES, Token, is_unspaced_letter, stem, tokens

LONGEST = 200
"""So many characters of what was typed are read."""
MOST_TERMS = 12

_QUOTED = (('"＂', '"＂'), ("“„", "”“"), ("«", "»"), ("「", "」"), ("『", "』"))
_TYPED = re.compile(
    r"(?P<minus>(?<!\S)[-－−])?(?:"
    + "|".join(
        rf"[{opened}](?P<quoted{n}>[^{closed}]*)[{closed}]" for n, (opened, closed) in enumerate(_QUOTED)
    )
    + r"|(?P<word>[^\s\"＂“”„«»「」『』、。]+))"
)


@dataclass(frozen=True)
class Term:
    """One typed word or phrase, and where it stands in what was typed.

    It matches where any of its `forms` stands, a form being tokens that follow each other. The last
    token of an `is_open` term is the beginning of one: a single Han or kana letter. Quoted terms are looked
    for as they are written, others in word stems too.
    """

    forms: tuple[tuple[str, ...], ...]
    start: int
    end: int
    is_quoted: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Query:
    """What is looked for: answers with all `terms` and with none of `excluded`.

    Where it `is_said`, what stands over an answer does not count: question, topics, organisation.
    """

    text: str
    terms: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    is_said: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for; only leaving words out is nothing."""
        return not self.terms


def parse(text: str) -> Query:
    """Read what was typed; never raises. What is beyond `LONGEST` and `MOST_TERMS` is not read.

    Words; phrases in ", “ ”, « », 「 」; a minus before either leaves answers out that hold it.
    """
    text = text[:LONGEST]
    wanted: dict[tuple, Term] = {}
    excluded: dict[tuple, Term] = {}
    for match in _TYPED.finditer(text):
        group = match.lastgroup or "word"
        term = _term(match[group], match.start(group), is_quoted=group != "word")
        if term and len(wanted) + len(excluded) < MOST_TERMS:
            (excluded if match["minus"] else wanted).setdefault((term.forms, term.is_quoted), term)
    return Query(text, tuple(wanted.values()), tuple(excluded.values()))


def of_words(words: Sequence[str]) -> Query:
    """Return a query for words as they are indexed, which stand wherever any of them stands."""
    return Query("", tuple(Term(((word,),), 0, 0) for word in words), is_said=True)


def _term(typed: str, start: int, *, is_quoted: bool) -> Term | None:
    found = _as_asked(tokens(typed))
    if not found:
        return None
    plain = tuple(token.text for token in found)
    forms = [plain]
    if not is_quoted:
        forms += [tuple(stem(token, language) for token in plain) for language in LANGUAGES]
    return Term(
        forms=tuple(dict.fromkeys(forms)),
        start=start + found[0].start,
        end=start + found[-1].end,
        is_quoted=is_quoted,
        is_open=is_unspaced_letter(plain[-1]),
    )


def _as_asked(found: list[Token]) -> list[Token]:
    """Leave out the last letter alone: what is looked for may go on behind it."""
    if len(found) > 1:
        pair, last = found[-2:]
        if pair.end == last.end and (pair.start < last.start or is_unspaced_letter(last.text)):
            return found[:-1]
    return found
