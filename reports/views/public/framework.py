"""The questionnaire itself: its versions, each one whole, side by side, and what its words mean.

Belongs here: the views. Not here: filters (`framework_search`), how versions meet
(`framework_relations`), or anybody's answers (`questions`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language

from reports.enums import AIRole
from reports.frameworks import (
    Action,
    Framework,
    Question,
    Section,
    Term,
    code_of_conduct,
    framework_ids,
    glossary,
    load,
)
from reports.templatetags.terms import terms_in, texts_of
from reports.views.access import public

from .framework_relations import Related, counts, lines, related
from .framework_search import LONGEST_QUERY, matching, plain, read_filters

PREFACE = "0"


@dataclass(frozen=True)
class Row:
    """One question as the page of a version shows it."""

    question: Question
    roles: tuple[str | Promise, ...]
    for_all: bool
    """Whether it is recommended for every role there is."""
    related: list[Related]
    home: Question | None
    """The item at which the practices of its topic stand, if not here."""


@dataclass(frozen=True)
class Reports:
    """What one version asks on one action of the Code of Conduct."""

    framework: Framework
    sections: list[Section]
    questions: list[Question]

    @property
    def numbered(self) -> list[Question]:
        """Those that a number can stand for."""
        return [question for question in self.questions if question.number]

    @property
    def others(self) -> list[Question]:
        """The first question of each label that no number stands for."""
        first: dict[str, Question] = {}
        for question in self.questions:
            if not question.number:
                first.setdefault(question.label, question)
        return list(first.values())


@dataclass(frozen=True)
class Use:
    """One term, and for each version the questions that it stands in."""

    term: Term
    places: list[tuple[Framework, list[Question]]]
    count: int


def _frameworks() -> list[Framework]:
    """Return all versions, oldest first, in the language of the page where they have one."""
    return [load(framework_id, get_language()) for framework_id in framework_ids()]


@public
def frameworks(request: HttpRequest) -> HttpResponse:
    """What the versions are and how far each is known, and a search over all of them."""
    filters = read_filters({"q": request.GET.get("q", "")})
    versions = _frameworks()
    found = [(version, matching(version, filters)) for version in versions] if filters.words else []
    asked = {version.id: [q for q in version.answerable if q.section != PREFACE] for version in versions}
    context = {
        "versions": versions,
        "facts": [(version, len(asked[version.id]), _roles(version)) for version in versions],
        "filters": filters,
        "longest": LONGEST_QUERY,
        "found": [(version, questions) for version, questions in found if questions],
        "found_count": sum(len(questions) for _version, questions in found),
        "all_count": sum(len(version.answerable) for version in versions),
    }
    return render(request, "public/frameworks.html", context)


@public
def framework(request: HttpRequest, framework_id: str) -> HttpResponse:
    """One version from its first question to its last, or those that fit the filters in the address."""
    if framework_id not in framework_ids():
        raise Http404
    version = load(framework_id, get_language())
    filters = read_filters(request.GET)
    found = matching(version, filters)
    context = {
        "framework": version,
        "versions": _frameworks(),
        "filters": filters,
        "longest": LONGEST_QUERY,
        "sections": _shown(version, found, whole=not filters.is_active),
        "found_count": len(found),
        "all_count": len(version.answerable),
        "roles": [(role, label) for role, label in AIRole.choices if role in _roles(version)],
        "actions": [(action.number, action.label) for action in code_of_conduct(get_language()).actions],
        "code_locale": code_of_conduct(get_language()).locale,
        "glossary": glossary(version.locale),
    }
    return render(request, "public/framework.html", context)


def _roles(version: Framework) -> set[str]:
    """Return the roles that the version tells apart; none where everybody is asked everything."""
    return {role for question in version.questions for role in question.recommended_for}


def _shown(version: Framework, found: list[Question], *, whole: bool) -> list[tuple[Section, list[Row]]]:
    """Return sections with their rows; a heading over sub-items stands where one of these does."""
    codes = {question.code for question in found}
    parents = {question.parent for question in found if question.parent}
    codes |= {code for code in parents if not version.question(code).answerable}
    others = [other for other in _frameworks() if other.id != version.id]
    shown = []
    for section in version.sections:
        rows = [
            _row(question, version, others)
            for question in section.questions
            if whole or question.code in codes
        ]
        if rows:
            shown.append((section, rows))
    return shown


def _row(question: Question, version: Framework, others: list[Framework]) -> Row:
    labels = dict(AIRole.choices)
    home = question.practices_at
    return Row(
        question=question,
        roles=tuple(labels[role] for role in question.recommended_for),
        for_all=set(question.recommended_for) == set(labels),
        related=related(question, version, others) if question.answerable else [],
        home=version.question(home) if home and home != question.code and question.answerable else None,
    )


@public
def framework_compare(request: HttpRequest) -> HttpResponse:
    """All versions side by side, topic by topic."""
    versions = _frameworks()
    found = lines(versions)
    titles = {
        section.code: (section.title, version.locale) for version in versions for section in version.sections
    }
    sections = [
        (code, *titles[code], [line for line in found if line.topic.section == code])
        for code in dict.fromkeys(line.topic.section for line in found)
    ]
    context = {
        "versions": versions,
        "sections": sections,
        "counts": counts(found),
        "topics_count": len(found),
        "columns": 2 * len(versions),
    }
    return render(request, "public/framework_compare.html", context)


@public
def code_of_conduct_page(request: HttpRequest) -> HttpResponse:
    """The actions of the Code of Conduct, and which questions report on each."""
    code = code_of_conduct(get_language())
    versions = _frameworks()
    context = {
        "code": code,
        "versions": versions,
        "actions": [
            (action, [_reports_on(action, version) for version in versions]) for action in code.actions
        ],
        "principles": [
            (principle, [_reports_on_principle(principle, version) for version in versions])
            for principle in code.principles
        ],
    }
    return render(request, "public/code_of_conduct.html", context)


def _reports_on(action: Action, version: Framework) -> Reports:
    sections = [section for section in version.sections if action.number in section.actions]
    return Reports(version, sections, [q for q in version.answerable if action.number in q.actions])


def _reports_on_principle(principle: Action, version: Framework) -> Reports:
    topics = {topic.id for topic in version.topics if principle.number in topic.principles}
    return Reports(version, [], [q for q in version.answerable if topics.intersection(q.topics)])


@public
def glossary_page(request: HttpRequest) -> HttpResponse:
    """What the words of the questionnaire mean, and where they stand in it."""
    language = get_language()
    terms = glossary(language)
    locale = "en" if terms == glossary("en") else language
    uses = _uses(terms, [load(framework_id, locale) for framework_id in framework_ids()])
    context = {
        "glossary": terms,
        "locale": locale,
        "versions": _frameworks(),
        "groups": _by_initial(uses, locale),
    }
    return render(request, "public/glossary.html", context)


def _uses(terms: tuple[Term, ...], versions: list[Framework]) -> list[Use]:
    places: dict[str, list[tuple[Framework, list[Question]]]] = {term.id: [] for term in terms}
    for version in versions:
        by_term: dict[str, list[Question]] = {}
        for question in version.answerable:
            for term in terms_in(texts_of(question), terms):
                by_term.setdefault(term.id, []).append(question)
        for term_id, questions in by_term.items():
            places[term_id].append((version, questions))
    return [
        Use(term, places[term.id], sum(len(questions) for _version, questions in places[term.id]))
        for term in terms
    ]


def _by_initial(uses: Iterable[Use], locale: str) -> list[tuple[str, list[Use]]]:
    """Return initials with their terms; Japanese in the order of the file, under no initial."""
    if locale == "ja":
        return [("", list(uses))]
    groups: dict[str, list[Use]] = {}
    for use in sorted(uses, key=lambda use: plain(use.term.term)):
        groups.setdefault(plain(use.term.term)[0].upper(), []).append(use)
    return list(groups.items())
