"""One question, every peer's answer side by side; and the framework itself."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from reports.frameworks import Framework, framework_ids, load
from reports.models import PublishedAnswer, Version
from reports.views.access import public


def _frameworks() -> list[Framework]:
    return [load(framework_id) for framework_id in framework_ids()]


def _codes_by_topic() -> dict[str, dict[str, list[str]]]:
    """Return topic -> framework id -> codes that ask about it, in printed order."""
    codes: dict[str, dict[str, list[str]]] = {}
    for framework in _frameworks():
        for question in framework.answerable:
            for topic in question.topics:
                codes.setdefault(topic, {}).setdefault(framework.id, []).append(question.code)
    return codes


@public
def questions(request: HttpRequest) -> HttpResponse:
    """All topics, by section, with how many published reports answer each."""
    framework = load("haip-1.0", get_language())
    codes = _codes_by_topic()
    pairs = PublishedAnswer.objects.filter(version__current_of__isnull=False).order_by()
    reports_per_code = Counter(pairs.values_list("code", flat=True))
    sections = []
    for section in framework.sections:
        topics = [
            {
                "topic": topic,
                "codes": codes[topic.id][framework.id],
                "answers_count": max(reports_per_code[code] for code in codes[topic.id][framework.id]),
            }
            for topic in framework.topics
            if topic.section == section.code and topic.id in codes
        ]
        if topics:
            sections.append({"code": section.code, "title": section.title, "topics": topics})
    return render(request, "public/questions.html", {"sections": sections, "framework": framework})


@public
def question(request: HttpRequest, topic: str) -> HttpResponse:
    """What every peer answered on one topic, newest version of each report, side by side."""
    framework = load("haip-1.0", get_language())
    codes = _codes_by_topic().get(topic)
    found = next((item for item in framework.topics if item.id == topic), None)
    if found is None or codes is None:
        raise Http404
    asked = [framework.question(code) for code in codes[framework.id]]
    cycle = request.GET.get("cycle", "")
    answers = PublishedAnswer.objects.of_peers(codes)
    cycles = sorted(
        set(Version.objects.current().order_by().values_list("report__cycle__slug", "report__cycle__label")),
        reverse=True,
    )
    if cycle in dict(cycles):
        answers = answers.filter(version__report__cycle__slug=cycle)
    return render(
        request,
        "public/question.html",
        {
            "topic": found,
            "framework": framework,
            "questions": asked,
            "peers": _by_version(answers, framework),
            "cycles": cycles,
            "cycle": cycle,
        },
    )


def _by_version(answers: Any, framework: Framework) -> list[dict[str, Any]]:
    """Return one entry per report: its version and its answers to the questions of this topic."""
    peers: dict[int, dict[str, Any]] = {}
    for answer in answers:
        peer = peers.setdefault(answer.version_id, {"version": answer.version, "answers": []})
        asked = framework.question(answer.code)
        labels = {option.id: option.label for option in asked.options}
        peer["answers"].append(
            {
                "code": answer.code,
                "anchor": asked.anchor,
                "prompt": asked.prompt,
                "html": answer.html,
                "choices": [labels[choice] for choice in answer.choices if choice in labels],
                "url": f"{answer.version.url}#{asked.anchor}",
            }
        )
    return list(peers.values())


@public
def framework(request: HttpRequest, framework_id: str) -> HttpResponse:
    """The blank questionnaire with its help."""
    if framework_id not in framework_ids():
        raise Http404
    return render(request, "public/framework.html", {"framework": load(framework_id, get_language())})
