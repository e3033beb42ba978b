"""What helps a reader through a published report: how long it is, what is in it, where to find it.

Belongs here: counting and finding in a document. A count is never a score: it says what stands there, not how
good it is. Not here: what changed (`differences`), or looking anything up in the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.enums import PracticeState, QuestionKind
from reports.frameworks import Term
from reports.standards import Standard, standards
from reports.templatetags.terms import terms_in
from reports.text.pace import reading_minutes

from .document import Document, DocumentSection, Entry
from .parts import Evidence


@dataclass(frozen=True)
class Part:
    """What a reader is told of a section before reading it: about how long, and which terms stand in it."""

    minutes: int
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Practices:
    """How many practices are stated as in place and as planned, of how many that were asked about."""

    in_place: int
    planned: int
    asked: int


@dataclass(frozen=True)
class Named:
    """A standard, the first answer that names it, and how many answers do."""

    standard: Standard
    entry: Entry
    answers: int


@dataclass(frozen=True)
class Supported:
    """An answer with the pages that support it."""

    entry: Entry
    links: tuple[Evidence, ...]


@dataclass(frozen=True)
class Glance:
    """A report in a few counts; `practices` is None where none were asked about and none stated."""

    minutes: int
    given: int
    asked: int
    practices: Practices | None
    standards: tuple[Named, ...]
    evidence: tuple[Supported, ...]

    @property
    def links(self) -> int:
        """How many pages support answers."""
        return sum(len(each.links) for each in self.evidence)


def glance(document: Document, *, words: Mapping[str, int], cited: Iterable[tuple[str, str]]) -> Glance:
    """Return the report at a glance.

    `words` is question code -> number of words, `cited` the standards' ids with the code of the answer that
    names each, in printed order; what the dictionary holds no more is left out.
    """
    answers = [entry for entry in document.entries if not entry.is_group and entry.asked]
    return Glance(
        minutes=reading_minutes(sum(words.values()), document.language),
        given=sum(not entry.is_empty for entry in answers),
        asked=len(answers),
        practices=_practices(document),
        standards=_named(document, cited),
        evidence=tuple(Supported(entry, entry.evidence) for entry in document.entries if entry.evidence),
    )


def parts(
    document: Document, *, words: Mapping[str, int], plain: Mapping[str, str], glossary: tuple[Term, ...]
) -> dict[str, Part]:
    """Return section code -> what is told of it; `plain` is question code -> the answer as plain words."""
    found = {}
    for section in document.sections:
        used = {term.id for term in terms_in(_texts(section, plain), glossary)}
        count = sum(words.get(entry.code, 0) for entry in section.entries)
        found[section.code] = Part(
            minutes=reading_minutes(count, document.language),
            terms=tuple(term for term in glossary if term.id in used),
        )
    return found


def _practices(document: Document) -> Practices | None:
    asked = [e for e in document.entries if e.stated or (e.kind is QuestionKind.OPTIONS and e.asked)]
    states = [practice.state for entry in asked for practice in entry.practices]
    if not states:
        return None
    return Practices(states.count(PracticeState.IN_PLACE), states.count(PracticeState.PLANNED), len(states))


def _named(document: Document, cited: Iterable[tuple[str, str]]) -> tuple[Named, ...]:
    found: dict[str, list[Entry]] = {}
    for standard, code in cited:
        entry = document.entry(code)
        if entry is not None and standard in standards():
            found.setdefault(standard, []).append(entry)
    return tuple(Named(standards()[each], entries[0], len(entries)) for each, entries in found.items())


def _texts(section: DocumentSection, plain: Mapping[str, str]) -> Iterable[str]:
    for entry in section.entries:
        yield from (entry.label, entry.prompt, entry.official, *entry.parts, plain.get(entry.code, ""))
