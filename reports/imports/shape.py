"""What a report in a file must look like, and the part of it that a draft is made from.

Belongs here: the schema `haip-report/1` as far as a draft needs it, with the limits of the forms. What is
returned is built anew: nothing that was not looked at gets any further. Not here: single values (`values`).
"""

from typing import Any

from django.utils.translation import gettext as _

from reports.documents.build import READABLE
from reports.enums import NOT_REPORTED, PracticeState, QuestionKind
from reports.models.answer import EVIDENCE_LENGTHS, MOST_ROWS, SUMMARY_LENGTH, TOOL_LENGTHS
from reports.text import clean
from reports.text.markdown import MAX_LENGTH

from .values import Value

CODE = r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*"
ANCHOR = r"[a-z0-9]+(-[a-z0-9]+)*"
ID = 60
LABEL = 2_000
MOST_SECTIONS, MOST_QUESTIONS, MOST_PARTS = 60, 300, 200
STATES = {*PracticeState.values, NOT_REPORTED}
ONE_CHOICE = {QuestionKind.YES_NO.value, QuestionKind.CHOICE.value}


def check_schema(source: Value) -> None:
    """Refuse what does not say of itself that it is a report of a kind that can be read."""
    schema = source["schema"].text(LABEL)
    if schema not in READABLE:
        source["schema"].fail(
            _("“%(schema)s” is unknown; %(known)s can be read.")
            % {"schema": schema[:ID], "known": ", ".join(READABLE)}
        )


def checked_head(source: Value) -> dict[str, Any]:
    """Return whose report it is, and on what: the facts by which a person knows it."""
    report, organisation = source["report"], source["organisation"]
    return {
        "organisation_name": organisation["name"].text(LABEL, needed=True),  # redacted, it holds a reason
        "organisation_slug": organisation["slug"].text(60, needed=True),
        "framework": report["framework"].text(40, pattern=r"[a-z0-9.-]+"),
        "framework_title": report["framework_title"].text(LABEL),
        "framework_version": report["framework_version"].text(20),
        "cycle": report["cycle"].text(30, needed=True),
        "cycle_label": report["cycle_label"].text(60, needed=True),
        "language": report["language"].text(8, needed=True),
        "version": report["version"].number(),
        "published_at": report["published_at"].moment(),
    }


def checked_sections(source: Value) -> list[dict[str, Any]]:
    """Return the sections with their questions and answers, as `carry_plan` reads them."""
    sections: list[dict[str, Any]] = []
    for section in source["sections"].items(MOST_SECTIONS):
        questions = [_question(each) for each in section["questions"].items(MOST_QUESTIONS)]
        sections.append({"code": section["code"].text(ID, pattern=CODE), "questions": questions})
    codes = [question["code"] for section in sections for question in section["questions"]]
    if len(codes) > MOST_QUESTIONS:
        source["sections"].fail(_("More than %(most)s questions.") % {"most": MOST_QUESTIONS})
    for code in codes:
        if codes.count(code) > 1:
            source["sections"].fail(_("The question %(code)s stands there twice.") % {"code": code})
    return sections


def _question(found: Value) -> dict[str, Any]:
    code = found["code"].text(ID, pattern=CODE)
    question = found.called(_("question %(code)s") % {"code": code})
    kind = question["kind"].one_of(QuestionKind.values)
    checked = {
        "code": code,
        "label": question["label"].text(LABEL, needed=True),
        "anchor": question["anchor"].text(ID, pattern=ANCHOR),
        "kind": kind,
        "topics": question["topics"].texts(MOST_PARTS, ID),
        "options": [
            {"id": option["id"].text(ID, needed=True), "label": option["label"].text(LABEL)}
            for option in question["options"].items(MOST_PARTS)
        ],
        "practices": [
            {
                "id": practice["id"].text(ID, needed=True),
                "label": practice["label"].text(LABEL),
                "state": practice["state"].one_of(STATES),
            }
            for practice in question.get("practices", []).items(MOST_PARTS)
        ],
        "answer": None if question["answer"].found is None else _answer(question["answer"], kind),
    }
    # What was frozen before numbers were has none.
    return checked | ({"number": question["number"].text(ID)} if "number" in question.table() else {})


def _answer(answer: Value, kind: str) -> dict[str, Any]:
    choices = answer["choices"].texts(MOST_PARTS, ID)
    if len(choices) > 1 and kind in ONE_CHOICE:
        answer["choices"].fail(_("Only one option can be chosen."))
    text = clean(answer["text"].text(2 * MAX_LENGTH))
    return {
        "choices": choices,
        "text": Value(text, answer["text"].place).text(MAX_LENGTH),
        "summary": answer.get("summary", "").text(SUMMARY_LENGTH),
        "tools": [_tool(row) for row in answer.get("tools", []).items(MOST_ROWS)],
        "evidence": [_link(row) for row in answer.get("evidence", []).items(MOST_ROWS)],
    }


def _tool(row: Value) -> dict[str, str]:
    return {
        "name": row["name"].text(TOOL_LENGTHS["name"], needed=True),
        "address": row["address"].address(TOOL_LENGTHS["address"], needed=False),
        "purpose": row["purpose"].text(TOOL_LENGTHS["purpose"]),
    }


def _link(row: Value) -> dict[str, str]:
    return {
        # What has no title is called by its address, which may be longer than a title.
        "title": row["title"].text(max(EVIDENCE_LENGTHS.values()), needed=True),
        "address": row["address"].address(EVIDENCE_LENGTHS["address"], needed=True),
        "accessed_on": row["accessed_on"].day(),
    }
