"""Saving a whole section from its form, which is how it works without JavaScript.

Belongs here: what became of each answer that was sent. Not here: how the page looks (`sections`), or the
saving of one answer by the page's script (`answers`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from reports.actions.answers import keep_carried, restore_revision, save_answer
from reports.actions.errors import Refused, StaleAnswer
from reports.forms.answers import AnswerForm
from reports.frameworks import Question, Section
from reports.models import AnswerRevision, Report
from reports.text.typed_notes import convert
from reports.views.workspace.conflicts import Conflict, conflict_of
from reports.views.workspace.items import answer_form, fields_of


@dataclass
class Page:
    """What the page of a section is made of.

    `conflicts` maps code to what is in the way; `to_read` are codes whose fields were filled by this site
    and wait for their writer to read and save them.
    """

    report: Report
    section: Section
    words: dict[str, AnswerRevision]
    forms: dict[str, AnswerForm]
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    to_read: set[str] = field(default_factory=set)

    @property
    def is_saved(self) -> bool:
        """Whether everything that was sent is saved."""
        refused = any(form.errors for form in self.forms.values())
        return not (refused or self.conflicts or self.to_read)


def fill(page: Page, typed: Mapping | None = None) -> Page:
    """Return the page with the form of each answer: what was typed where it was sent, else what stands."""
    for question in page.section.questions:
        if question.answerable:
            sent = typed is not None and f"{question.code}-text" in typed
            revision = page.words.get(question.code)
            page.forms[question.code] = (
                answer_form(page.report, question, data=typed)
                if sent
                else answer_form(page.report, question, revision)
            )
            if sent and page.forms[question.code].is_valid():
                page.to_read.add(question.code)
    return page


def save_all(request: HttpRequest, page: Page) -> Page:
    """Save each answer that was sent; the page then holds the forms and what stood in the way."""
    for question in page.section.questions:
        if not question.answerable:
            continue
        if f"{question.code}-text" not in request.POST:
            # What the browser did not send was not on its page: leave it as it is.
            page.forms[question.code] = answer_form(page.report, question, page.words.get(question.code))
            continue
        form = page.forms[question.code] = answer_form(page.report, question, data=request.POST)
        if form.is_valid() or form.is_savable:
            _save(request, page, question, form)
    return page


def _save(request: HttpRequest, page: Page, question: Question, form: AnswerForm) -> None:
    code, report, words = question.code, page.report, form.words()
    if request.POST.get("merge") == code:
        page.forms[code] = _merged(request, page, question, form)
        page.to_read.add(code)
        return
    if request.POST.get("footnotes") == code:
        words["text"] = convert(words["text"])
    try:
        saved = save_answer(report=report, code=code, by=request.user, **words)
    except StaleAnswer as stale:
        base = words.pop("base")
        page.conflicts[code] = conflict_of(report, question, stale.current, base, words)
        page.forms[code] = _rebased(report, form, stale.current.number)
        return
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return
    number = saved.number if saved else None
    if request.POST.get("theirs") == code and words["base"]:
        # What the writer gives up becomes a state of the history first.
        restored = restore_revision(
            report=report, code=code, number=words["base"], base=number, by=request.user
        )
        page.forms[code] = answer_form(report, question, restored)
        return
    if request.POST.get("keep") == code:
        kept = keep_carried(report=report, code=code, base=number, by=request.user)
        number = kept.number if kept else None
    if not form.errors:
        page.forms[code] = _rebased(report, form, number)


def _merged(request: HttpRequest, page: Page, question: Question, form: AnswerForm) -> AnswerForm:
    """Return the form filled with what both wrote, naming what stands; `seen` is what the writer had seen."""
    theirs = page.words.get(question.code) or AnswerRevision()
    seen = request.POST.get(f"{question.code}-seen", "")
    base = int(seen) if re.fullmatch(r"[0-9]{1,9}", seen) else None
    words = form.words()
    words.pop("base")
    found = conflict_of(page.report, question, theirs, base, words)
    both = AnswerRevision(number=theirs.number, **found.both)
    data: MultiValueDict = MultiValueDict(fields_of(question, both))
    data[f"{question.code}-base"] = str(theirs.number or "")
    return answer_form(page.report, question, data=data)


def _rebased(report: Report, form: AnswerForm, number: int | None) -> AnswerForm:
    """Return the form with what was typed, now naming the revision that stands."""
    data = form.data.copy()
    data[f"{form.question.code}-base"] = str(number or "")
    return answer_form(report, form.question, data=data)
