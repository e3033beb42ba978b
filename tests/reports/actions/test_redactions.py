"""Redacting published words: nothing that readers can reach says them any more, and the frozen source stays."""

import json
from collections import Counter

import pytest
from django.utils.formats import date_format

from reports import renditions, search
from reports.actions.answers import save_answer
from reports.actions.carry_over import carry_over
from reports.actions.errors import Refused
from reports.actions.redaction_plan import PassageRefused, ReasonRefused, plan_redaction
from reports.actions.redactions import redact_words
from reports.models import (
    Answer,
    ComparisonFile,
    Event,
    Message,
    PublishedAnswer,
    RedactedPlace,
    Redaction,
    RegisterState,
    Rendition,
    Report,
    SearchEntry,
    Version,
)
from reports.verification import verify
from tests import builders

pytestmark = pytest.mark.django_db

SECRET = "Zyxwvu Quux"
REASON = "Names a person.\nAsked for by that person."
TEXT = "Before. The key is **Zyxwvu** [Quux](https://key.example) today.\n\n- Zyxwvu\n  Quux\n\nAfter."
TOOL = {"name": f"Tool {SECRET}", "address": "https://tool.example/zyxwvuquux", "purpose": f"For {SECRET}."}
LINK = {"title": f"Proof of {SECRET}", "address": "https://proof.example/a", "accessed_on": ""}


def _say(report, code, by, **words):
    base = Answer.objects.filter(report=report, code=code).values_list("current", flat=True).first()
    revision = Answer.objects.get(report=report, code=code).current if base else None
    save_answer(report=report, code=code, base=revision and revision.number, by=by, **words)


def published(report, desk, **words):
    """Publish the report, in which 1a says these words and all else has some."""
    owner = builders.owner_of(report.organisation)
    if not report.answers.exists():
        builders.fill_report(report, owner, leave_out={"1a"})
    _say(report, "1a", owner, **{"choices": [], **words})
    return builders.published_version(builders.submitted_report(report), by=desk)


def redacted(report, desk, *, code="1a", passage=SECRET, reason=REASON):
    plan = plan_redaction(report, code=code, passage=passage, reason=reason)
    return redact_words(report=report, code=code, passage=passage, reason=reason, digest=plan.digest, by=desk)


@pytest.fixture
def version(report, secretariat):
    return published(report, secretariat, text=TEXT, summary=f"In short {SECRET}.", evidence=[LINK])


def said(version, code="1a"):
    source = renditions.source_of(Version.objects.get(pk=version.pk))
    return next(
        question["answer"]
        for section in source["sections"]
        for question in section["questions"]
        if question["code"] == code
    )


def test_every_part_of_the_answer_is_redacted_and_the_source_stays(version, secretariat):
    frozen = Version.objects.get(pk=version.pk).source
    redaction = redacted(version.report, secretariat)
    day = date_format(redaction.made_at, "DATE_FORMAT")
    mark = f"[Redacted on {day}. Reason: {' '.join(REASON.split())}]"
    answer = said(version)
    typed = mark.replace("[", "\\[").replace("]", "\\]")
    assert answer["text"] == f"Before. The key is {typed} today.\n\n- {typed}\n\nAfter."
    assert answer["summary"] == f"In short {mark}."
    assert answer["evidence"] == [{**LINK, "title": f"Proof of {mark}"}]
    now = Version.objects.get(pk=version.pk)
    assert (now.source, now.sha256) == (frozen, version.sha256)
    row = PublishedAnswer.objects.get(version=version, code="1a")
    assert (row.summary, row.evidence) == (answer["summary"], answer["evidence"])
    assert "Quux" not in row.html + row.plain
    assert mark in row.plain
    assert not SearchEntry.objects.filter(exact__contains="quux").exists()
    assert [*verify(Report.objects.all(), Counter())] == []
