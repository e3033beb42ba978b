"""Where one report stands beside its peers: what most of them say and it does not, and the other way round.

Belongs here: the rules, as pure functions over an `Own` and its `Peers`. Not here: queries (`peers`, `own`),
words. Nothing here is a score: every gap is one fact with what it is a number of, and being other than most
is no fault.

The rules: *most* is more than half of those asked, where at least `FEWEST` were asked. *Far less* is fewer
than half as many words as the lower quartile of the peers that say something on the topic in the same
language. *Few* is a quarter of those asked, or fewer. Only what the report itself was asked is looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from reports.completeness import is_asked
from reports.enums import REPORTED, GapKind, PracticeState
from reports.frameworks import Question

from .dataset import FEWEST, Cited, Profile
from .measures import Asking, Cell, Spread, practice_counts, spread
from .own import Own
from .peers import OnTopic, Peers

FAR_LESS = 2
"""Peers say so many times as many words where a report says far less."""
FEW = 4
"""One of so many peers, or fewer, are few."""


@dataclass(frozen=True)
class Gap:
    """One thing that peers say and the report does not.

    `subject` is the id of a practice, a topic or a standard, `topic` the topic that it belongs to, "" where a
    standard is cited outside every topic. `peers` are those that say it, of those that could. Of a practice,
    `state` is what the report says, "" where nothing; of a length, `words` is how many it says and `spread`
    what peers do, None where the report says nothing at all; of a standard, `cited` is a passage of a peer.
    """

    kind: GapKind
    subject: str
    topic: str
    peers: Cell
    state: str = ""
    words: int = 0
    spread: Spread | None = None
    cited: Cited | None = None

    @property
    def key(self) -> str:
        """What names the gap for as long as ids last, such as "practice:risk-tiers"."""
        return f"{self.kind.value}:{self.subject}"


@dataclass(frozen=True)
class Rare:
    """A practice that the report has in place, and that few peers report in place or planned."""

    practice: str
    topic: str
    peers: Cell


@dataclass(frozen=True)
class Position:
    """Every gap by its kind, as the questionnaire orders topics; standards by how many peers cite them.

    `not_applicable` are practices that most peers report and of which the report says that they do not apply
    to it: no gaps. `rare` is where the report says more than its peers.
    """

    practices: tuple[Gap, ...] = ()
    lengths: tuple[Gap, ...] = ()
    evidence: tuple[Gap, ...] = ()
    standards: tuple[Gap, ...] = ()
    not_applicable: tuple[Gap, ...] = ()
    rare: tuple[Rare, ...] = ()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All gaps, by kind."""
        return (*self.practices, *self.lengths, *self.evidence, *self.standards)

    def gap(self, key: str) -> Gap | None:
        """Return the gap of this key; None where there is none (any more)."""
        return next((gap for gap in self.gaps if gap.key == key), None)


def position(own: Own, peers: Peers, asking: Asking) -> Position:
    """Return where the report stands. Raises KeyError if its framework is not among those of `asking`."""
    topics = _Topics(asking)
    asked = [topic for topic in topics.of(own.profile.framework) if topics.asked(topic, own.profile)]
    on_topic: dict[str, list[OnTopic]] = defaultdict(list)
    for each in peers.topics:
        on_topic[each.topic].append(each)
    practices, rare = _practices(own, peers, asking, asked)
    return Position(
        practices=tuple(gap for gap in practices if gap.state != PracticeState.NOT_APPLICABLE),
        lengths=tuple(
            chain.from_iterable(_length(own, peers, topics, each, on_topic[each]) for each in asked)
        ),
        evidence=tuple(
            chain.from_iterable(_evidence(own, peers, topics, each, on_topic[each]) for each in asked)
        ),
        standards=tuple(_standards(own, peers, asking)),
        not_applicable=tuple(gap for gap in practices if gap.state == PracticeState.NOT_APPLICABLE),
        rare=tuple(rare),
    )


class _Topics:
    """Which questions are about which topic, by the versions of the questionnaire."""

    def __init__(self, asking: Asking) -> None:
        self._questions: dict[str, dict[str, list[Question]]] = {}
        for framework in asking.frameworks.values():
            by_topic = self._questions.setdefault(framework.id, {topic.id: [] for topic in framework.topics})
            for question in framework.answerable:
                if question.topics:
                    by_topic.setdefault(question.topics[0], []).append(question)

    def of(self, framework_id: str) -> list[str]:
        """Return the topics of a version in their order."""
        return list(self._questions[framework_id])

    def asked(self, topic: str, profile: Profile) -> list[str]:
        """Return the codes of the questions on a topic that reports of this profile were asked."""
        questions = self._questions.get(profile.framework, {}).get(topic, [])
        return [question.code for question in questions if is_asked(question, profile.roles)]

    def reports(self, topic: str, peers: Peers) -> int:
        """Return how many peers were asked anything on a topic."""
        return sum(number for profile, number in peers.data.reports.items() if self.asked(topic, profile))


def _are_most(number: int, asked: int) -> bool:
    return asked >= FEWEST and 2 * number > asked


def _practices(own: Own, peers: Peers, asking: Asking, topics: Iterable[str]) -> tuple[list[Gap], list[Rare]]:
    """Return what most peers report and the report does not, and what it has in place and few report."""
    framework = asking.frameworks[own.profile.framework]
    topic_of = {
        practice.id: topic
        for topic in topics
        for practice in framework.topic(topic).practices
        if asking.asks(practice.id, own.profile)
    }
    gaps, rare = [], []
    for count in practice_counts(peers.data, asking, list(topic_of)):
        state, topic = own.states.get(count.practice, ""), topic_of[count.practice]
        cell = Cell(count.reported, count.asked, count.asked)
        if state not in REPORTED and _are_most(*cell[:2]):
            gaps.append(Gap(GapKind.PRACTICE, count.practice, topic, cell, state=state))
        elif state == PracticeState.IN_PLACE and count.asked >= FEWEST and FEW * cell.number <= cell.of:
            rare.append(Rare(count.practice, topic, cell))
    return gaps, rare


def _length(own: Own, peers: Peers, topics: _Topics, topic: str, said: list[OnTopic]) -> Iterator[Gap]:
    codes = topics.asked(topic, own.profile)
    if own.said.isdisjoint(codes):
        asked, answering = topics.reports(topic, peers), sum(each.number for each in said)
        if _are_most(answering, asked):
            yield Gap(GapKind.LENGTH, topic, topic, Cell(answering, asked, asked))
        return
    words = sum(own.words.get(code, 0) for code in codes)
    theirs = Counter[int]()
    for each in said:
        if each.language == own.language:
            theirs[each.words] += each.number
    if theirs.total() < FEWEST:
        return
    lengths = spread(sorted(theirs.elements()))
    if FAR_LESS * words < lengths.lower:
        more = sum(number for each, number in theirs.items() if each > words)
        cell = Cell(more, theirs.total(), theirs.total())
        yield Gap(GapKind.LENGTH, topic, topic, cell, words=words, spread=lengths)


def _evidence(own: Own, peers: Peers, topics: _Topics, topic: str, said: list[OnTopic]) -> Iterator[Gap]:
    if any(own.links.get(code) for code in topics.asked(topic, own.profile)):
        return
    asked, linking = topics.reports(topic, peers), sum(each.number for each in said if each.has_evidence)
    if _are_most(linking, asked):
        yield Gap(GapKind.EVIDENCE, topic, topic, Cell(linking, asked, asked))


def _standards(own: Own, peers: Peers, asking: Asking) -> Iterator[Gap]:
    """Yield every standard that some peer cites and the report does not, those that most cite first."""
    for cited in peers.data.standards:
        if cited.standard not in own.standards:
            cell = Cell(cited.reports, peers.size, peers.size)
            yield Gap(GapKind.STANDARD, cited.standard, _topic_of(cited, asking), cell, cited=cited)


def _topic_of(cited: Cited, asking: Asking) -> str:
    framework = asking.frameworks.get(cited.framework)
    found = [each for each in framework.answerable if each.code == cited.code] if framework else []
    return found[0].topics[0] if found and found[0].topics else ""
