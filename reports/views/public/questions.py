"""One topic, every peer's answers and practices; and the list of topics.

Belongs here: HTTP. Not here: groups (`topic_group`), what is asked (`topic_asked`), what is shown of answers
(`topic_answers`), files (`question_files`), the questionnaire itself (`framework`).
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from reports.benchmark import practices_of
from reports.benchmark.dataset import FEWEST
from reports.enums import PracticeState
from reports.frameworks import Framework, Topic
from reports.models import PublishedAnswer
from reports.querysets.version import PublishedAnswerQuerySet
from reports.views.access import public_page
from reports.views.public.peers import MOST_SIDE_BY_SIDE, PeerRow, answering, counts, page_of, rows_of
from reports.views.public.register_address import is_cut
from reports.views.public.register_options import all_frameworks
from reports.views.public.topic_answers import by_version, practice_rows
from reports.views.public.topic_asked import Asked, asked_about, beside, codes_of, relation, topics_of
from reports.views.public.topic_group import TopicGroup, topic_group
from reports.views.public.topic_list import listed
from reports.views.public.topic_terms import holding, term_shown


@dataclass(frozen=True)
class Subject:
    """A topic, what is asked about it, the group that is looked at, and the answers of all its reports."""

    frameworks: list[Framework]
    topics: dict[str, Topic]
    topic: Topic
    asked: list[Asked]
    group: TopicGroup
    answers: PublishedAnswerQuerySet
    rows: list[PeerRow]

    @property
    def by_id(self) -> dict[str, Framework]:
        """The versions that ask, by their ids."""
        return {each.framework.id: each.framework for each in self.asked}


def subject_of(request: HttpRequest, topic: str) -> Subject:
    """Return what an address is about; Http404 where there is no such topic. Four queries, with `q` more."""
    frameworks = all_frameworks()
    topics = topics_of(frameworks)
    if topic not in topics:
        raise Http404
    group = topic_group(dict(request.GET.lists()), topics[topic])
    asked = asked_about(frameworks, topic)
    answers = PublishedAnswer.objects.of_peers(codes_of(asked))
    if group.ids is not None:
        answers = answers.filter(version__in=group.ids)
    return Subject(frameworks, topics, topics[topic], asked, group, answers, rows_of(answers))


@public_page
def questions(request: HttpRequest) -> HttpResponse:
    """All topics, by section, with what is known of each. Two queries."""
    frameworks = all_frameworks()
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in listed(frameworks):
        rows[row.topic.section].append(row)
    newest = frameworks[-1]
    sections = [
        {"code": section.code, "title": section.title, "topics": rows[section.code]}
        for section in newest.sections
        if rows[section.code]
    ]
    return render(request, "public/questions.html", {"sections": sections, "framework": newest})


@public_page
def question(request: HttpRequest, topic: str) -> HttpResponse:
    """What the peers of a group answered on one topic, newest version of each report."""
    subject = subject_of(request, topic)
    group, rows = subject.group, subject.rows
    page = page_of(rows, request.GET.get("page"))
    found = holding(group, codes_of(subject.asked))
    shown = subject.answers.filter(version__in=[row.version for row in page.object_list]).with_plain()
    peers = by_version(shown, subject.topic, subject.by_id, group.query, found)
    here = sum(answer.place > 0 for peer in peers for answer in peer.answers)
    before, after = beside(subject.topics, subject.frameworks[-1], subject.topic)
    compare, compared = group.compared([peer.version for peer in peers])
    context = {
        "topic": subject.topic,
        "framework": subject.frameworks[-1],
        "asked": subject.asked,
        "group": group,
        "found": group.found,
        "is_cut": is_cut(dict(request.GET.lists())),
        "few": FEWEST,
        "peers": peers,
        "term": term_shown(group, page, found, here) if not group.query.is_empty else None,
        "page_obj": page,
        "query": group.here.partition("?")[2],
        "relation": relation(subject.topic, subject.asked, {row.framework for row in rows}),
        "table": group.file("csv"),
        "json": group.file("json"),
        "compare": compare,
        "compared": compared,
        "counted": group.counted(subject.frameworks),
        "before": before and (before, group.on_topic(before)),
        "after": after and (after, group.on_topic(after)),
        **_practices(subject, peers),
    }
    return render(request, "public/question.html", context)


def _practices(subject: Subject, peers: list[Any]) -> dict[str, Any]:
    """Return who answers, and the table of practices: peers side by side, or counted where there are many.

    Two queries where they are counted, one otherwise.
    """
    topic = subject.topic
    is_counted = len(subject.rows) > MOST_SIDE_BY_SIDE
    stating = [] if is_counted else [peer for peer in peers if peer.states]
    data = practices_of(subject.group.ids, [each.id for each in topic.practices] if is_counted else [])
    return {
        "answering": answering(subject.rows, subject.asked, data),
        "stating": stating,
        "practices": practice_rows(topic, stating),
        "practice_counts": counts(topic, data, subject.frameworks),
        "states": PracticeState.labels,
    }
