"""One question on a drafting page: its form, its stored words in plain words, its addresses.

Belongs here: what the page of a section and the saving of one answer share. Not here: views.
"""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext, pgettext

from reports.enums import PracticeState
from reports.forms.answers import AnswerForm
from reports.forms.rows import EVIDENCE, TOOLS
from reports.frameworks import Framework, Question, load
from reports.models import AnswerRevision, Report


def framework_of(report: Report) -> Framework:
    """Return the report's questionnaire in the language of the page.

    What is published carries the wording in the report's own language (`Report.framework`).
    """
    return load(report.framework_id, get_language())


def answer_form(
    report: Report, question: Question, revision: AnswerRevision | None = None, *, data: Any = None
) -> AnswerForm:
    """Return the form of one answer, filled from the revision or from what was sent."""
    return AnswerForm(question, revision=revision, language=report.language, data=data)


def address(name: str, report: Report, code: str) -> str:
    """Return an address of the workspace that ends in a code of this report."""
    return reverse(f"workspace:{name}", args=[report.organisation.slug, report.cycle.slug, code])


def question_or_404(report: Report, code: str) -> Question:
    """Return the question that takes an answer under this code; Http404 if there is none."""
    try:
        question = framework_of(report).question(code)
    except KeyError as error:
        raise Http404 from error
    if not question.answerable:
        raise Http404
    return question


def named(question: Question) -> str:
    """Return what a question is called in a sentence: its number, or else its label in quotation marks."""
    return question.number or gettext("“%(label)s”") % {"label": question.label}


def spoken(question: Question, revision: AnswerRevision | None) -> list[str]:
    """Return in words what was said beside the text: options, practices with states, tools, evidence."""
    if revision is None:
        return []
    labels = {option.id: option.label for option in question.options}
    practices = {practice.id: practice.label for practice in question.practices}
    states = dict(PracticeState.choices)
    said = [labels.get(choice, choice) for choice in revision.choices]
    said += [
        pgettext("practice and its state", "%(practice)s: %(state)s")
        % {"practice": practices.get(each, each), "state": states.get(state, state)}
        for each, state in revision.practices.items()
    ]
    return said + [" · ".join(filter(None, row.values())) for row in (*revision.tools, *revision.evidence)]


def fields_of(question: Question, revision: AnswerRevision) -> dict[str, list[str]]:
    """Return a revision as the values of its form's fields, by their names in the request."""
    values: dict[str, list[str]] = {
        "text": [revision.text],
        "summary": [revision.summary],
        "choices": list(revision.choices),
    }
    values |= {f"practice-{each}": [state] for each, state in revision.practices.items()}
    rows = TOOLS.initial(revision.tools) | EVIDENCE.initial(revision.evidence)
    values |= {name: [value] for name, value in rows.items()}
    return {f"{question.code}-{name}": value for name, value in values.items()}


def as_json(question: Question, revision: AnswerRevision) -> dict[str, Any]:
    """Return a standing revision for the browser: in words, and as values of the form's fields."""
    return {
        "base": revision.number,
        "text": revision.text,
        "labels": spoken(question, revision),
        "fields": fields_of(question, revision),
        "saved": formats.date_format(timezone.localtime(revision.saved_at), "SHORT_DATETIME_FORMAT"),
        "by": str(revision.saved_by),
    }


def clock(moment: Any) -> str:
    """Return hours and minutes in the reader's zone."""
    return formats.time_format(timezone.localtime(moment), "H:i")
