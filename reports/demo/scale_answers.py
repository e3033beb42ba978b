"""Answers of invented reports, put together from the sentences of the demo register.

Belongs here: which questions a report answers, at what length, and what stands in each answer, so that words,
practices and standards are about as frequent as in real reports. Not here: writing rows (`scale`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from reports.completeness import is_asked
from reports.demo.scale_sentences import NAMED, Pool, place_of, pools, split
from reports.enums import ContentLanguage, PracticeState, QuestionKind
from reports.frameworks import Framework, Question
from reports.text import SUMMARY_WORDS, count_summary_words, plain

FULL = 2_500
SHORT = 300
"""Characters of an answer on average in a report of `ANSWERS` answers; more are shorter."""
ANSWERS = 39

_FALL = 0.6
"""How fast answers grow shorter: the longest is 2 ** 0.6 times as long as the second, 3 ** 0.6 the third."""
_NOT_ASKED, _NEAR, _BLOCK, _OWN, _SUMMARY, _EVIDENCE, _PRACTICES_IN_1 = 0.1, 0.7, 0.15, 0.1, 0.3, 0.2, 0.3
"""How often something is the case: answered unasked, a sentence on the topic, a table, an own one …"""
_FEWEST_LEFT = 600
"""So many characters must be missing for a table or a list to be put in."""
_OWN_SENTENCE = {
    ContentLanguage.ENGLISH: "In {cycle} this was tried on {product} first.",
    ContentLanguage.JAPANESE: "{cycle}年には、まず{product}で試した。",
    ContentLanguage.FRENCH: "En {cycle}, cela a d'abord été essayé sur {product}.",
}
_SYLLABLES = "ba be ko da del fi gor ha ix ju kel lo mar ni or pel qua ri sol tav ul ven wo xan yr zel"


@dataclass
class Words:
    """The words of one answer, as `completeness.Words` describes them."""

    choices: list[str] = field(default_factory=list)
    text: str = ""
    summary: str = ""
    practices: dict[str, str] = field(default_factory=dict)
    tools: list[dict[str, str]] = field(default_factory=list)
    evidence: list[dict[str, str]] = field(default_factory=list)
    carried: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Author:
    """What one report is written from; `own` is a sentence with a word that stands in no other report."""

    chance: Random
    pool: Pool
    name: str
    own: str
    gap: str
    states_practices: bool


def answers(
    framework: Framework,
    language: str,
    roles: tuple[str, ...],
    *,
    name: str,
    cycle: str,
    length: int,
    key: str,
) -> Mapping[str, Words]:
    """Return question code -> words, complete enough to be submitted; the same `key` gives the same words.

    `length` is how many characters an answer has on average if there are `ANSWERS` of them.
    """
    chance = Random(key)  # noqa: S311 - invented words, no secrets
    product = "".join(chance.choices(_SYLLABLES.split(), k=4)).capitalize()
    author = _Author(
        chance=chance,
        pool=pools()[language],
        name=name,
        own=_OWN_SENTENCE[ContentLanguage(language)].format(cycle=cycle, product=product),
        gap="" if language == ContentLanguage.JAPANESE else " ",
        states_practices=framework.id != "haip-1.0" or chance.random() < _PRACTICES_IN_1,
    )
    given = [q for q in framework.answerable if is_asked(q, roles) or chance.random() < _NOT_ASKED]
    sizes = _sizes(len(given), length * ANSWERS, chance)
    return {
        question.code: _answer(author, question, size) for question, size in zip(given, sizes, strict=True)
    }


def _sizes(count: int, total: int, chance: Random) -> list[int]:
    """Share out so many characters by rank, as Zipf found words to be: few long answers, many short ones."""
    shares = [rank**-_FALL for rank in range(1, count + 1)]
    chance.shuffle(shares)
    return [round(total * share / sum(shares)) for share in shares]


def _answer(author: _Author, question: Question, size: int) -> Words:
    chance, pool = author.chance, author.pool
    text = _text(author, place_of(question), size).replace(NAMED, author.name)
    return Words(
        choices=_choices(question, chance),
        text=text,
        summary=_summary(text) if chance.random() < _SUMMARY else "",
        practices=_practices(question, chance) if author.states_practices else {},
        tools=chance.sample(pool.tools, chance.randrange(3)) if question.takes_tools else [],
        evidence=chance.sample(pool.evidence, 1) if chance.random() < _EVIDENCE else [],
    )


def _text(author: _Author, place: str, size: int) -> str:
    """Return paragraphs of so many characters, most of them about the topic, and now and then a table."""
    chance, blocks = author.chance, author.pool.blocks.get(place, [])
    paragraphs: list[str] = []
    left = size
    while left > 0:
        if blocks and paragraphs and left > _FEWEST_LEFT and chance.random() < _BLOCK:
            paragraphs.append(chance.choice(blocks))
        else:
            paragraphs.append(_paragraph(author, place, left))
        left -= len(paragraphs[-1])
    return "\n\n".join(paragraphs)


def _paragraph(author: _Author, place: str, most: int) -> str:
    """Return two to five sentences; fewer where `most` characters are reached before."""
    chance, pool = author.chance, author.pool.sentences
    sentences: list[str] = []
    for _ in range(chance.randint(2, 5)):
        near = place in pool and chance.random() < _NEAR
        sentences.append(chance.choice(pool[place if near else chance.choice(list(pool))]))
        if sum(map(len, sentences)) >= most:
            break
    if chance.random() < _OWN:
        sentences.append(author.own)
    return author.gap.join(sentences)


def _choices(question: Question, chance: Random) -> list[str]:
    options = [option.id for option in question.options]
    if question.kind in {QuestionKind.YES_NO, QuestionKind.CHOICE}:
        return [chance.choice(options)]
    if question.kind == QuestionKind.CHECKLIST:
        ticked = set(chance.sample(options, chance.randint(1, len(options))))
        return [option for option in options if option in ticked]
    return []


def _practices(question: Question, chance: Random) -> dict[str, str]:
    """Return the states of the practices that are asked here: some are widespread, some are rare."""
    if question.practices_at != question.code:
        return {}
    found = {}
    for practice in question.practices:
        common = Random(practice.id).randint(2, 12)  # noqa: S311
        weights = (common, 3, 13 - common, 1, 3)
        state = chance.choices([*PracticeState.values, ""], weights)[0]
        if state:
            found[practice.id] = state
    return found


def _summary(text: str) -> str:
    """Return the first sentence without markup, if it is as short as a summary must be."""
    first = plain(split(text)[0]).replace("\n", " ")
    return first if count_summary_words(first) <= SUMMARY_WORDS else ""
