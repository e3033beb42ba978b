"""The benchmark: what the reports of a group say, counted; the same as a table; and how it is counted.

Belongs here: HTTP. Not here: groups (`benchmark_group`), what is shown (`benchmark_shown`), numbers
(`reports.benchmark`).
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.benchmark import Dataset, dataset
from reports.benchmark.dataset import FEWEST
from reports.benchmark.measures import Asking
from reports.enums import PracticeState
from reports.frameworks import Framework, Topic
from reports.views.access import public, public_page
from reports.views.public import benchmark_answers as answers
from reports.views.public import benchmark_shown as shown
from reports.views.public.benchmark_group import TABLE, Group, group_of
from reports.views.public.benchmark_table import table
from reports.views.public.register_options import all_frameworks, edition


@dataclass(frozen=True)
class Counted:
    """A group, the topics of its open section, and what was counted of it."""

    group: Group
    frameworks: list[Framework]
    sections: dict[str, str]
    topics: list[Topic]
    data: Dataset
    asking: Asking


def _counted(request: HttpRequest) -> Counted:
    frameworks = all_frameworks()
    sections = shown.sections_of(frameworks)
    group = group_of(dict(request.GET.lists()), list(sections))
    topics = shown.topics_of(group.section, frameworks)
    practices = [practice.id for topic in topics for practice in topic.practices]
    data = dataset(group.ids, practices=practices, by=group.by)
    return Counted(group, frameworks, sections, topics, data, Asking(frameworks))


@public_page
def benchmark(request: HttpRequest) -> HttpResponse:
    """What the reports of the group in the address say, one section open."""
    counted = _counted(request)
    group, data, asking, topics = counted.group, counted.data, counted.asking, counted.topics
    practices = shown.practices_shown(data, asking, topics)
    title = f"{group.section} {counted.sections[group.section]}"
    titles = {each.code: each.title for each in counted.frameworks[-1].sections}
    context = {
        "group": group,
        "found": group.found,
        "size": data.size,
        "few": FEWEST,
        "section_title": title,
        "sections": [
            (code, name, group.link(section=code, fragment="#practices"), code == group.section)
            for code, name in counted.sections.items()
        ],
        "topics": practices,
        "unasked": shown.unasked_topics(practices, topics),
        "coverage": answers.coverage_shown(data, asking, titles),
        "lengths": answers.lengths_shown(data, asking, group.section, title),
        "evidence": answers.evidence_shown(data),
        "without_evidence": data.evidence.count(0),
        "standards": answers.standards_shown(data, asking, group),
        "split": shown.split_shown(data, asking, topics, group),
        "trend": shown.trend_shown(data, asking, topics, group),
        "editions": shown.editions(data, counted.frameworks),
        "states": PracticeState.labels,
        "locale": counted.frameworks[-1].locale,
        "table": group.link(page=TABLE),
        "canonical": group.link(),
    }
    return render(request, "public/benchmark.html", context)


@public
def benchmark_csv(request: HttpRequest) -> HttpResponse:
    """The numbers of the page of the same address, one row each."""
    counted = _counted(request)
    content = table(counted.group, counted.data, counted.asking, counted.topics)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="benchmark.csv"'
    return response


@public_page
def benchmark_method(request: HttpRequest) -> HttpResponse:
    """How each number is made, and what it cannot say. No query."""
    provisional = [edition(each) for each in all_frameworks() if each.is_provisional]
    return render(request, "public/benchmark_method.html", {"few": FEWEST, "provisional": provisional})
