"""Others who describe something like one answer: passages that share its words.

Belongs here: HTTP and what is shown of each. Not here: which answers those are (`reports.search`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from reports import search
from reports.frameworks import Framework, FrameworkError, Question, load
from reports.models import PublishedAnswer, Version
from reports.search.folding import folded
from reports.text.opening import beginning
from reports.views.access import public_page
from reports.views.public.versions import version_at

WORDS_SHOWN = 12
PASSAGES_SHOWN = 2
OWN_WORDS = 60
"""So much of the answer itself is shown above."""


@dataclass(frozen=True)
class SimilarShown:
    """One answer of another organisation: its question, the words that it shares, and where they stand."""

    version: Version
    question: Question | None
    locale: str
    url: str
    words: list[str]
    passages: list[search.Passage]


@public_page
def similar(request: HttpRequest, org: str, cycle: str, number: int, code: str) -> HttpResponse:
    """Answers of other organisations that share the rarer words of this one. Five queries at most."""
    found = version_at(request, Version.objects.for_lists(), org, cycle, number)
    if isinstance(found, HttpResponse):
        return found
    question, locale = _question(found.framework_id, code, found.language)
    if question is None:
        raise Http404
    answer = get_object_or_404(PublishedAnswer.objects.defer("html"), version=found, code=code)
    alike = search.alike(answer.plain, found)
    context = {
        "version": found,
        "question": question,
        "locale": locale,
        "anchor": question.anchor,
        "is_current": found.pk == found.report.current_version_id,
        "own": beginning(answer.plain, OWN_WORDS),
        "is_too_short": alike.is_too_short,
        "similar": _shown(alike),
        "topic": question.topics[0] if question.topics else "",
    }
    return render(request, "public/similar.html", context)


def _question(framework_id: str, code: str, language: str) -> tuple[Question | None, str]:
    """Return the question and the language it is in; None where an operator took the questionnaire away."""
    try:
        framework: Framework = load(framework_id, language)
    except FrameworkError:
        return None, ""
    return next((each for each in framework.answerable if each.code == code), None), framework.locale


def _shown(alike: search.Likeness) -> list[SimilarShown]:
    """Return what was found, in its order. One query, none where nothing was found."""
    if not alike.found:
        return []
    ids = [each.answer for each in alike.found]
    answers = {each.pk: each for each in PublishedAnswer.objects.filter(pk__in=ids).with_versions()}
    return [_one(answers[each.answer], each.words) for each in alike.found]


def _one(answer: PublishedAnswer, words: Iterable[str]) -> SimilarShown:
    version = answer.version
    question, locale = _question(version.framework_id, answer.code, get_language())
    query = search.of_words(list(words))
    return SimilarShown(
        version=version,
        question=question,
        locale=locale,
        url=f"{version.url}#{question.anchor}" if question else version.url,
        words=_as_written(query, answer.plain),
        passages=search.passages(query, answer.plain, PASSAGES_SHOWN),
    )


def _as_written(query: search.Query, plain: str) -> list[str]:
    """Return the words of a query as they stand in the answer, each spelling once, in their order there."""
    found: dict[str, str] = {}
    for start, end in search.marks(query, plain):
        found.setdefault(folded(plain[start:end]), plain[start:end])
    return list(found.values())[:WORDS_SHOWN]
