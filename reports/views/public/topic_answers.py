"""What a topic page shows of each peer: its answers, short first, with the words marked that are looked for.

Belongs here: one peer, one answer, the table of practices. Not here: which peers (`peers`), markup.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from reports import search
from reports.documents.parts import Evidence
from reports.enums import PracticeState
from reports.frameworks import Framework, Practice, Question, Topic
from reports.models import PublishedAnswer, Version
from reports.text import marking
from reports.text.opening import beginning
from reports.text.references import from_elsewhere

SHORT = 60
"""Answers of no more words are shown whole; of longer ones without a summary this much is shown first."""
Parts = list[tuple[str, bool]]


@dataclass(frozen=True)
class Said:
    """One answer of a peer, with its question in the language of the page.

    `excerpt` is the beginning of a long answer without a summary. `place` counts the answers of the page that
    hold the words looked for, from 1; 0 where this one does not.
    """

    question: Question
    choices: list[str]
    summary: Parts
    html: str
    excerpt: str
    words: int
    evidence: list[tuple[Evidence, Parts]]
    url: str
    has_practices: bool
    place: int = 0

    @property
    def is_short(self) -> bool:
        """Whether it is shown whole."""
        return self.words <= SHORT

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it is shown here."""
        return not (self.html or self.choices or self.summary or self.evidence or self.has_practices)


@dataclass
class Peer:
    """One report: its version, its answers on the topic, and practice id -> state."""

    version: Version
    answers: list[Said] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PracticeRow:
    """One practice and its state in words per peer that reported any; empty where nothing was said."""

    practice: Practice
    states: list[str]


def by_version(
    answers: Iterable[PublishedAnswer],
    topic: Topic,
    frameworks: Mapping[str, Framework],
    query: search.Query,
    holding: Mapping[int, int],
) -> list[Peer]:
    """Return one peer per report, with its answers to the questions of this topic.

    `holding` has the ids of the answers in which the words of the query stand.
    """
    practices = {practice.id for practice in topic.practices}
    peers: dict[int, Peer] = {}
    place = 0
    for answer in answers:
        peer = peers.setdefault(answer.version_id, Peer(answer.version))
        question = frameworks[answer.version.framework_id].question(answer.code)
        # What is said of another topic's practices stands on that topic's page.
        if question.topics[0] == topic.id:
            peer.states |= {key: state for key, state in answer.practices.items() if key in practices}
        holds = answer.pk in holding
        place += holds
        peer.answers.append(_said(answer, question, query if holds else None, place if holds else 0))
    return list(peers.values())


def _said(answer: PublishedAnswer, question: Question, query: search.Query | None, place: int) -> Said:
    places: marking.Places = partial(search.marks, query) if query else _nowhere
    labels = {option.id: option.label for option in question.options}
    html = from_elsewhere(answer.html, answer.version.url, mark=f"p{answer.version_id}-")
    long_alone = answer.words > SHORT and not answer.summary
    return Said(
        question=question,
        choices=[labels[choice] for choice in answer.choices if choice in labels],
        summary=marking.split(answer.summary, places),
        html=marking.marked(html, places) if query else html,
        excerpt=beginning(answer.plain, SHORT) if long_alone else "",
        words=answer.words,
        evidence=[(Evidence(**link), marking.split(link["title"], places)) for link in answer.evidence],
        url=f"{answer.version.url}#{question.anchor}",
        has_practices=bool(answer.practices),
        place=place,
    )


def _nowhere(_text: str) -> list[tuple[int, int]]:
    return []


def practice_rows(topic: Topic, stating: Sequence[Peer]) -> list[PracticeRow]:
    """Return each practice of the topic with what the peers say of it; nothing if none says anything."""
    if not stating:
        return []
    words = {state.value: str(state.label) for state in PracticeState}
    return [
        PracticeRow(practice, [words.get(peer.states.get(practice.id, ""), "") for peer in stating])
        for practice in topic.practices
    ]
