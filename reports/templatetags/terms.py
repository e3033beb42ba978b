"""Words of the glossary in running text, linked to what they mean.

Belongs here: finding terms by their forms, and the markup of the links. Not here: the glossary itself
(`frameworks`), or text that is HTML already: whatever comes in is plain text and is escaped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from django import template
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LATIN = "0-9A-Za-z\u00c0-\u024f"
"""What a Latin word is made of; Japanese stands without spaces and has no border that could be seen."""


class Entry(Protocol):
    """What is asked of a term here."""

    @property
    def id(self) -> str:
        """The anchor in the glossary."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The spellings by which it is found."""


class Found(NamedTuple):
    """One place of a text where a form stands."""

    start: int
    end: int
    term_id: str


@register.simple_tag
def terms(text: str, glossary: Sequence[Entry] = (), leave: str = "") -> SafeString:
    """Escape the text and link the first place of each term; `leave` is the id of one to leave alone."""
    if not glossary:
        return escape(text)
    return link_terms(text, glossary, reverse_lazy("public:glossary"), leave=leave)


@register.filter
def terms_used(question: object, glossary: Sequence[Entry]) -> list[Entry]:
    """Return the terms that stand in what a question asks and explains, in the order of the glossary."""
    return terms_in(texts_of(question), glossary) if glossary else []


def texts_of(question: object) -> Iterator[str]:
    """Return what a question asks and explains, each text by itself."""
    for name in ("label", "prompt", "official", "why"):
        yield getattr(question, name)
    for name in ("parts", "help"):
        yield from getattr(question, name)
    for name in ("options", "practices"):
        for item in getattr(question, name):
            yield item.label
            yield item.definition


def link_terms(
    text: str, glossary: Sequence[Entry], address: str | Promise, *, leave: str = ""
) -> SafeString:
    """Escape the text and link the first place of each term to its anchor at `address`.

    A term stands nowhere inside another one: of overlapping forms the longest counts.
    """
    pieces, after, linked = [], 0, {leave}
    for found in find_terms(text, glossary):
        if found.term_id in linked:
            continue
        linked.add(found.term_id)
        words, target = escape(text[found.start : found.end]), escape(f"{address}#{found.term_id}")
        pieces += [escape(text[after : found.start]), f'<a class="term" href="{target}">{words}</a>']
        after = found.end
    return mark_safe("".join([*pieces, escape(text[after:])]))  # noqa: S308


def terms_in(texts: Iterable[str], glossary: Sequence[Entry]) -> list[Entry]:
    """Return the terms that stand in any of the texts, in the order of the glossary."""
    ids = {found.term_id for text in texts for found in find_terms(text, glossary)}
    return [term for term in glossary if term.id in ids]


def find_terms(text: str, glossary: Sequence[Entry]) -> Iterator[Found]:
    """Yield every place where a form stands, from left to right, none inside another."""
    forms = _compiled(tuple([(term.id, term.forms) for term in glossary]))
    for match in forms.pattern.finditer(_lower(text)) if forms.pattern else ():
        said = " ".join(text[match.start() : match.end()].split())
        term_id = forms.exact.get(said) or forms.folded.get(_lower(said), "")
        if term_id:
            yield Found(match.start(), match.end(), term_id)


class _Forms(NamedTuple):
    pattern: re.Pattern[str] | None
    exact: dict[str, str]
    folded: dict[str, str]


@lru_cache(maxsize=16)
def _compiled(entries: tuple[tuple[str, tuple[str, ...]], ...]) -> _Forms:
    """Return one pattern for all forms; a form that stands twice belongs to the first term.

    An abbreviation ("AI", "RAG") counts only as it is written: the French "ai" and "rag" are other words.
    """
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for term_id, forms in entries:
        for form in filter(None, forms):
            if form.isupper() and form.isascii():
                exact.setdefault(form, term_id)
            else:
                folded.setdefault(_lower(form), term_id)
    spelled = {_lower(form) for form in (*exact, *folded)}
    return _Forms(re.compile(_pattern(spelled)) if spelled else None, exact, folded)


def _pattern(forms: Iterable[str]) -> str:
    """Return what finds the longest form at a place; a Latin end must be the end of a word, hyphens included.

    Forms are parted by their first character, so that most places of a text are passed over at once.
    """
    by_first: dict[str, list[str]] = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        after = rf"(?![{LATIN}]|-[{LATIN}])" if re.search(rf"[{LATIN}]\Z", form) else ""
        by_first.setdefault(form[0], []).append(re.escape(form[1:]).replace(r"\ ", r"\s+") + after)
    latin, others = [], []
    for first, rests in by_first.items():
        branch = f"{re.escape(first)}(?:{'|'.join(rests)})"
        (latin if re.match(rf"[{LATIN}]", first) else others).append(branch)
    parts = [rf"(?<![{LATIN}-])(?:{'|'.join(latin)})"] if latin else []
    return "|".join([*parts, *others])


def _lower(text: str) -> str:
    """Return the text in small letters, character by character: its places stay where they are."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(map(_lower_one, text))


def _lower_one(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char
