"""Where a report stands, found by brute force in frozen JSON, without the rows that the site counts by.

Belongs here: the rules once more, in plain Python. Not here: writing registers (`registers`), assertions.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from statistics import quantiles
from typing import Any, NamedTuple

from reports.standards import cited_standards
from reports.text import count_words, plain
from tests.reports.benchmark.registers import Source, questions

DONE = {"in_place", "planned"}
_counted = cache(count_words)
"""Registers say few different things, many times."""


def states_of(source: Source) -> dict[str, str]:
    """Return practice -> state, of what was asked."""
    asked = [question for question in questions(source) if question["asked"]]
    return {each["id"]: each["state"] for question in asked for each in question["practices"]}


def by_topic(source: Source, measure: Callable[[dict[str, Any]], int]) -> dict[str, int]:
    """Return topic -> the sum of a measure of the answers to what was asked and answered there."""
    sums: dict[str, int] = defaultdict(int)
    for question in questions(source):
        if question["asked"] and question["answer"] and question["topics"]:
            sums[question["topics"][0]] += measure(question["answer"])
    return dict(sums)


def topics_of(source: Source) -> set[str]:
    """Return the topics that the report was asked about."""
    return {each["topics"][0] for each in questions(source) if each["asked"] and each["topics"]}


def standards_of(source: Source) -> set[str]:
    """Return the standards that any answer names."""
    texts = {question["answer"]["text"] for question in questions(source) if question["answer"]}
    return set().union(*map(_cited, texts))


@cache
def _cited(text: str) -> set[str]:
    return {cited.standard for cited in cited_standards(plain(text))}


class Facts(NamedTuple):
    """What is looked at of one report."""

    language: str
    states: dict[str, str]
    topics: set[str]
    words: dict[str, int]
    links: dict[str, int]
    standards: set[str]


def facts_of(source: Source) -> Facts:
    """Return the facts of a source."""
    language = source["report"]["language"]
    return Facts(
        language,
        states_of(source),
        topics_of(source),
        by_topic(source, lambda answer: _counted(answer["text"])),
        by_topic(source, lambda answer: len(answer["evidence"])),
        standards_of(source),
    )


def gaps_of(own: Source, peers: list[Source]) -> dict[str, tuple]:
    """Return key -> what is said of each gap: how many of how many, and what the report itself says."""
    found: dict[str, tuple] = {}
    ours, others = facts_of(own), [facts_of(peer) for peer in peers]
    for practice, mine in ours.states.items():
        theirs = [peer.states[practice] for peer in others if practice in peer.states]
        number = sum(state in DONE for state in theirs)
        if mine not in DONE and len(theirs) >= 3 and number > len(theirs) / 2:
            found[f"practice:{practice}"] = (number, len(theirs), mine)
    for topic in ours.topics:
        found |= _on(topic, ours, [peer for peer in others if topic in peer.topics])
    for standard in set().union(*(peer.standards for peer in others)) - ours.standards:
        found[f"standard:{standard}"] = (sum(standard in peer.standards for peer in others), len(peers))
    return found


def _on(topic: str, own: Facts, asked: list[Facts]) -> dict[str, tuple]:
    found: dict[str, tuple] = {}
    most = len(asked) / 2 if len(asked) >= 3 else len(asked)
    linking = sum(peer.links.get(topic, 0) > 0 for peer in asked)
    if linking > most and not own.links.get(topic):
        found[f"evidence:{topic}"] = (linking, len(asked))
    answering = [peer for peer in asked if topic in peer.words]
    mine = own.words.get(topic)
    if mine is None:
        if len(answering) > most:
            found[f"length:{topic}"] = (len(answering), len(asked), None)
        return found
    alike = [peer.words[topic] for peer in answering if peer.language == own.language]
    if len(alike) >= 3 and mine < quantiles(alike, n=4, method="inclusive")[0] / 2:
        found[f"length:{topic}"] = (sum(words > mine for words in alike), len(alike), mine)
    return found


def rare_of(own: Source, peers: list[Source]) -> dict[str, tuple[int, int]]:
    """Return practice -> how many of how many, of what the report has in place and few peers report."""
    found = {}
    others = [states_of(peer) for peer in peers]
    for practice, mine in states_of(own).items():
        theirs = [states[practice] for states in others if practice in states]
        number = sum(state in DONE for state in theirs)
        if mine == "in_place" and len(theirs) >= 3 and number <= len(theirs) / 4:
            found[practice] = (number, len(theirs))
    return found
