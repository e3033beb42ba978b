"""One topic, every peer's answers and practices side by side.

Belongs here: the list of topics and the page of one. Not here: the questionnaire itself (`framework`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.documents.parts import Evidence
from reports.enums import PracticeState
from reports.frameworks import Framework, Practice, Question, Topic, framework_ids, load
from reports.models import PublishedAnswer, Version
from reports.text.references import from_elsewhere
from reports.views.access import public_page
from reports.views.public.framework_relations import asking, is_known
from reports.views.public.peers import MOST_SIDE_BY_SIDE, one_page, practice_counts


@dataclass(frozen=True)
class Asked:
    """What one version of the framework asks about a topic; `edition` is how the version is named."""

    framework: Framework
    edition: str
    questions: list[Question]

    @property
    def numbers(self) -> list[str]:
        """The numbers that are known."""
        return [question.number for question in self.questions if question.number]


@dataclass(frozen=True)
class Said:
    """One answer of a peer, with its question in the language of the page."""

    question: Question
    choices: list[str]
    summary: str
    html: str
    evidence: list[Evidence]
    url: str
    has_practices: bool


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


def _frameworks() -> list[Framework]:
    """All versions in the language of the page, oldest first."""
    return [load(framework_id, get_language()) for framework_id in sorted(framework_ids())]


def _edition(framework: Framework) -> str:
    if framework.is_provisional:
        return _("%(version)s (provisional)") % {"version": framework.version}
    return framework.version


def _topics(frameworks: Sequence[Framework]) -> dict[str, Topic]:
    """Every topic by its id, in the order of the newest version, then what only older ones ask."""
    return {
        topic.id: topic
        for framework in reversed(frameworks)
        for topic in framework.topics
        if any(topic.id in question.topics for question in framework.answerable)
    }


def _in_order(topics: dict[str, Topic], framework: Framework) -> list[Topic]:
    """Return the topics as the list of all has them: by section of the framework."""
    return [
        topic for section in framework.sections for topic in topics.values() if topic.section == section.code
    ]


def _beside(topics: list[Topic], topic: Topic) -> tuple[Topic | None, Topic | None]:
    """Return the topics before and after one; none where it is not among them."""
    if topic not in topics:
        return (None, None)
    place = topics.index(topic)
    return (topics[place - 1] if place else None, topics[place + 1] if place + 1 < len(topics) else None)


def _asked(frameworks: Sequence[Framework], topic: str) -> list[Asked]:
    """What each version asks about a topic, first or in passing; versions that do not ask are left out."""
    found = [
        Asked(framework, _edition(framework), [q for q in framework.answerable if topic in q.topics])
        for framework in frameworks
    ]
    return [asked for asked in found if asked.questions]


def _codes(asked: Iterable[Asked]) -> dict[str, list[str]]:
    return {each.framework.id: [question.code for question in each.questions] for each in asked}


@public_page
def questions(request: HttpRequest) -> HttpResponse:
    """All topics, by section, with how many published reports answer each. One query."""
    frameworks = _frameworks()
    topics = _topics(frameworks)
    asked = {topic: _asked(frameworks, topic) for topic in topics}
    counts = PublishedAnswer.objects.reports_on({topic: _codes(asked[topic]) for topic in topics})
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for topic in topics.values():
        row = {"topic": topic, "asked": asked[topic.id], "answers_count": counts[topic.id]}
        rows[topic.section].append(row)
    newest = frameworks[-1]
    sections = [
        {"code": section.code, "title": section.title, "topics": rows[section.code]}
        for section in newest.sections
        if rows[section.code]
    ]
    return render(request, "public/questions.html", {"sections": sections, "framework": newest})


@public_page
def question(request: HttpRequest, topic: str) -> HttpResponse:
    """What peers answered on one topic, newest version of each report, side by side. Four queries at most."""
    frameworks = _frameworks()
    topics = _topics(frameworks)
    found = topics.get(topic)
    if found is None:
        raise Http404
    before, after = _beside(_in_order(topics, frameworks[-1]), found)
    asked = _asked(frameworks, topic)
    cycle = request.GET.get("cycle", "")
    answers = PublishedAnswer.objects.of_peers(_codes(asked))
    cycles = sorted(
        set(Version.objects.current().order_by().values_list("report__cycle__slug", "report__cycle__label")),
        reverse=True,
    )
    cycle = cycle if cycle in dict(cycles) else ""
    if cycle:
        answers = answers.filter(version__report__cycle__slug=cycle)
    page, shown, present = one_page(answers, request.GET.get("page"))
    peers = _by_version(shown, found, {each.framework.id: each.framework for each in asked})
    total = page.paginator.count
    is_counted = total > MOST_SIDE_BY_SIDE
    stating = [] if is_counted else [peer for peer in peers if peer.states]
    context = {
        "topic": found,
        "framework": frameworks[-1],
        "asked": asked,
        "peers": peers,
        "stating": stating,
        "practices": _practice_rows(found, stating),
        "practice_counts": practice_counts(found, total, cycle) if is_counted else [],
        "states": PracticeState.labels,
        "page_obj": page,
        "relation": _relation(found, asked, present),
        "cycles": cycles,
        "cycle": cycle,
        "before": before,
        "after": after,
        "query": f"?{urlencode({'cycle': cycle})}" if cycle in dict(cycles) else "",
    }
    return render(request, "public/question.html", context)


def _by_version(
    answers: Iterable[PublishedAnswer], topic: Topic, frameworks: dict[str, Framework]
) -> list[Peer]:
    """Return one peer per report, with its answers to the questions of this topic."""
    practices = {practice.id for practice in topic.practices}
    peers: dict[int, Peer] = {}
    for answer in answers:
        peer = peers.setdefault(answer.version_id, Peer(answer.version))
        asked = frameworks[answer.version.framework_id].question(answer.code)
        # What is said of another topic's practices stands on that topic's page.
        if asked.topics[0] == topic.id:
            peer.states |= {key: state for key, state in answer.practices.items() if key in practices}
        labels = {option.id: option.label for option in asked.options}
        peer.answers.append(
            Said(
                question=asked,
                choices=[labels[choice] for choice in answer.choices if choice in labels],
                summary=answer.summary,
                html=from_elsewhere(answer.html, answer.version.url, mark=f"p{answer.version_id}-"),
                evidence=[Evidence(**link) for link in answer.evidence],
                url=f"{answer.version.url}#{asked.anchor}",
                has_practices=bool(answer.practices),
            )
        )
    return list(peers.values())


def _practice_rows(topic: Topic, stating: Sequence[Peer]) -> list[PracticeRow]:
    """Return each practice of the topic with what the peers say of it; nothing if none says anything."""
    if not stating:
        return []
    words = {state.value: str(state.label) for state in PracticeState}
    return [
        PracticeRow(practice, [words.get(peer.states.get(practice.id, ""), "") for peer in stating])
        for practice in topic.practices
    ]


def _relation(topic: Topic, asked: Sequence[Asked], present: set[str]) -> str:
    """Say how answers under different versions compare: "like", "related", or "" under one version.

    They compare like with like only where each version is known to ask the same.
    """
    answered = [each for each in asked if each.framework.id in present]
    if len(answered) <= 1:
        return ""
    same = all(topic.relation(each.framework.id) == "same" for each in answered)
    known = all(is_known(topic, asking(each.framework, topic.id)) for each in answered)
    return "like" if same and known else "related"
