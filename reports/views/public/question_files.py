"""The answers of a topic page as files, for machines: a table (CSV) and JSON, with the page's parameters.

Belongs here: columns, keys and rows. Not here: which answers those are (`questions.subject_of`), or how a
table is written (`documents.register_csv`, with its guard against formulas).

Both hold all answers that the page counts, on all its pages, in their order, one row or item each. `asked`
says whether the question is asked of the roles that the organisation holds. `choices` are labels in the
language of the page, `answer` is plain text. `holds_term` says whether the words of `term` stand in the
answer ("yes" or "no", empty where none are looked for). After the columns of all topics there is one for each
practice of the topic, `practice:<id>`: "in_place", "planned", "not_in_place", "not_applicable" or
"not_reported", and empty for answers to questions that are first of all about another topic.

The JSON has `format`, `address`, `topic` (`id`, `label`, `practices`), `group` (the parameters, and how many
`reports`), `term`, `reports_asked`, `reports_answering` (of those asked), `reports_unasked` (that answer all
the same) and `answers`. Keys and columns are never renamed; new ones come.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from reports.benchmark import practices_of
from reports.completeness import is_asked
from reports.documents.register_csv import render_table
from reports.frameworks import Question
from reports.models import PublishedAnswer, Version
from reports.views.access import public
from reports.views.public.peers import answering
from reports.views.public.questions import Subject, subject_of
from reports.views.public.topic_asked import codes_of
from reports.views.public.topic_terms import holding

FORMAT = "haip-topic-answers-1"
AT_A_TIME = 200
"""So many reports are loaded at once."""
COLUMNS = (
    *("topic", "organisation", "slug", "country", "sector", "size", "roles"),
    *("cycle", "framework", "framework_version", "framework_status", "version", "published_at", "language"),
    *("code", "number", "label", "asked", "choices", "summary", "words", "answer", "evidence"),
    *("holds_term", "address"),
)
NOT_REPORTED = "not_reported"


@public
def question_csv(request: HttpRequest, topic: str) -> HttpResponse:
    """Every answer that the page of the same address counts, one row each."""
    subject = subject_of(request, topic)
    columns = [*COLUMNS, *(f"practice:{practice.id}" for practice in subject.topic.practices)]
    content = render_table(columns, (_row(item) for item in _items(subject)))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{topic}.csv"'
    return response


@public
def question_json(request: HttpRequest, topic: str) -> HttpResponse:
    """Every answer that the page of the same address counts, as JSON."""
    subject = subject_of(request, topic)
    group = subject.group
    counted = answering(subject.rows, subject.asked, practices_of(group.ids, []))
    data = {
        "format": FORMAT,
        "address": settings.SITE_URL + group.here,
        "topic": {
            "id": subject.topic.id,
            "label": subject.topic.label,
            "practices": [{"id": each.id, "label": each.label} for each in subject.topic.practices],
        },
        "group": {"reports": group.size, "parameters": [list(pair) for pair in group.pairs]},
        "term": group.term,
        "reports_asked": counted.asked,
        "reports_answering": counted.answering,
        "reports_unasked": counted.unasked,
        "answers": list(_items(subject)),
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _items(subject: Subject) -> Iterator[dict[str, Any]]:
    """Yield every answer of the group, as JSON has it."""
    found = None if subject.group.query.is_empty else holding(subject.group, codes_of(subject.asked))
    frameworks = subject.by_id
    versions = [row.version for row in subject.rows]
    for start in range(0, len(versions), AT_A_TIME):
        some = subject.answers.filter(version__in=versions[start : start + AT_A_TIME]).with_plain()
        for answer in some.defer("html", "version__source"):
            question = frameworks[answer.version.framework_id].question(answer.code)
            yield (
                {"topic": subject.topic.id}
                | _report(answer.version)
                | _answer(answer, question)
                | {"holds_term": None if found is None else answer.pk in found}
                | {"address": f"{settings.SITE_URL}{answer.version.url}#{question.anchor}"}
                | {"practices": _practices(answer, question, subject)}
            )


def _report(version: Version) -> dict[str, Any]:
    return {
        "organisation": version.organisation_name,
        "slug": version.organisation_slug,
        "country": version.country.code,
        "sector": version.sector,
        "size": version.size_band,
        "roles": [role.value for role in version.ai_roles],
        "cycle": version.cycle_label,
        "framework": version.framework_id,
        "framework_version": version.framework_version,
        "framework_status": version.framework_status,
        "version": version.number,
        "published_at": version.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "language": version.language,
    }


def _answer(answer: PublishedAnswer, question: Question) -> dict[str, Any]:
    labels = {option.id: option.label for option in question.options}
    return {
        "code": answer.code,
        "number": question.number,
        "label": question.label,
        "asked": is_asked(question, [role.value for role in answer.version.ai_roles]),
        "choices": [labels[choice] for choice in answer.choices if choice in labels],
        "summary": answer.summary,
        "words": answer.words,
        "answer": answer.plain,
        "evidence": answer.evidence,
    }


def _practices(answer: PublishedAnswer, question: Question, subject: Subject) -> dict[str, str]:
    """Return practice id -> state; nothing for questions that are first of all about another topic."""
    if question.topics[0] != subject.topic.id:
        return {}
    return {each.id: answer.practices.get(each.id, NOT_REPORTED) for each in subject.topic.practices}


def _row(item: dict[str, Any]) -> dict[str, str]:
    """Return one answer as the table has it: every cell is text."""
    written = {
        "roles": " ".join(item["roles"]),
        "version": str(item["version"]),
        "asked": _word(item["asked"]),
        "choices": "; ".join(item["choices"]),
        "words": str(item["words"]),
        "evidence": "\n".join(f"{link['title']} {link['address']}" for link in item["evidence"]),
        "holds_term": "" if item["holds_term"] is None else _word(item["holds_term"]),
    }
    practices = {f"practice:{key}": state for key, state in item["practices"].items()}
    return {name: item[name] for name in COLUMNS} | written | practices


def _word(said: bool) -> str:
    return "yes" if said else "no"
