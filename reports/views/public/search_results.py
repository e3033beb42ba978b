"""What stands on one page of the register: reports with passages, or single answers.

Belongs here: loading what a page shows, and the passages in which words were found. Not here: which reports
and answers those are (`register_found`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports import search
from reports.frameworks import Question
from reports.models import PublishedAnswer, Version
from reports.views.public.register_address import ANSWERS
from reports.views.public.register_filters import address_of
from reports.views.public.register_found import Found

ANSWERS_SHOWN = 2
"""How many answers of a report show a passage."""
PASSAGES_SHOWN = 2
"""How many passages of an answer are shown where answers stand alone."""
Parts = Sequence[tuple[str, bool]]
EVERY_ANSWER = 10_000
"""More answers than a report has questions: all that fit are counted."""


@dataclass(frozen=True)
class AnswerFound:
    """One answer, its question in the language of the page, and passages that show why it was found.

    `label` is pairs of text and whether it is marked; `choices` are the options ticked where nothing else is
    said.
    """

    answer: PublishedAnswer
    number: str
    label: Parts
    choices: list[str]
    url: str
    passages: list[search.Passage]


@dataclass(frozen=True)
class ReportFound:
    """One report, the best answers in it, and how many answers fit."""

    version: Version
    answers: list[AnswerFound] = field(default_factory=list)
    answers_count: int = 0
    all_url: str = ""
    """Where all its answers that fit are listed."""


def reports_found(ids: Sequence[int], found: Found) -> list[ReportFound]:
    """Return the reports of a page in the order of their ids. One query, with words one more and a search."""
    versions = {version.pk: version for version in Version.objects.filter(pk__in=ids).for_lists()}
    if not found.address.q:
        return [ReportFound(versions[pk]) for pk in ids]
    best = search.best_answers(found.query, ids, most=EVERY_ANSWER)
    wanted = [answer for answers in best.values() for answer in answers[:ANSWERS_SHOWN]]
    answers = {answer.pk: answer for answer in PublishedAnswer.objects.filter(pk__in=wanted).as_words()}
    made = []
    for pk in ids:
        version, said = versions[pk], best.get(pk, [])
        shown = [_answer(answers[each], version, found, most=1) for each in said[:ANSWERS_SHOWN]]
        all_answers = found.address.changed(view=ANSWERS, org=version.organisation_slug)
        made.append(ReportFound(version, shown, len(said), address_of(all_answers)))
    return made


def answers_found(ids: Sequence[int], found: Found) -> list[AnswerFound]:
    """Return the answers of a page in the order of their ids. One query."""
    answers = {answer.pk: answer for answer in PublishedAnswer.objects.filter(pk__in=ids).with_versions()}
    return [_answer(answers[pk], answers[pk].version, found, most=PASSAGES_SHOWN) for pk in ids]


def question_of(answer: PublishedAnswer, version: Version, found: Found) -> Question:
    """Return the question of an answer in the language of the page."""
    return found.options.framework(version.framework_id).question(answer.code)


def _answer(answer: PublishedAnswer, version: Version, found: Found, *, most: int) -> AnswerFound:
    question = question_of(answer, version, found)
    passages = search.passages(found.query, answer.plain)[:most]
    ticked = [option.label for option in question.options if option.id in answer.choices]
    return AnswerFound(
        answer=answer,
        number=question.number,
        label=_marked(question.label, found.query),
        choices=[] if passages else ticked,
        url=f"{version.url}#{question.anchor}",
        passages=passages,
    )


def _marked(label: str, query: search.Query) -> Parts:
    """Return a label with the words marked that are looked for; plain where it is too long for a passage."""
    whole = (
        shown.parts
        for shown in search.passages(query, label)
        if not (shown.is_cut_before or shown.is_cut_after)
    )
    return next(whole, ((label, False),))
