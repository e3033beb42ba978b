"""Redacting published words: what is written, what is refused, and what comes of later versions."""

import re
from collections import Counter

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from reports import renditions, workflow
from reports.actions.answers import save_answer
from reports.actions.errors import Refused
from reports.actions.redaction_plan import PassageRefused, ReasonRefused, plan_redaction
from reports.actions.redactions import redact_words
from reports.models import (
    Answer,
    Event,
    Message,
    PublishedAnswer,
    PublishedLinkCheck,
    RedactedPlace,
    Redaction,
    Report,
    SearchEntry,
    Version,
)
from reports.verification import verify
from tests import builders
from tests.house.project import name_of, python_modules

pytestmark = pytest.mark.django_db

SECRET = "Zyxwvu Quux"
REASON = "Names a person.\nAsked for by that person."
TEXT = "Before. The key is **Zyxwvu** [Quux](https://key.example) today.\n\n- Zyxwvu\n  Quux\n\nAfter."
TOOL = {"name": f"Tool {SECRET}", "address": "https://tool.example/zyxwvuquux", "purpose": f"For {SECRET}."}
LINK = {"title": f"Proof of {SECRET}", "address": "https://proof.example/a", "accessed_on": ""}


def _say(report, code, by, **words):
    known = Answer.objects.filter(report=report, code=code).select_related("current").first()
    save_answer(report=report, code=code, base=known.current.number if known else None, by=by, **words)


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
    assert faults() == []


def faults():
    return [str(fault) for fault in verify(Report.objects.all(), Counter())]


def _refused(report, desk, error, match, **given):
    before = builders.stored_rows()
    with pytest.raises(error, match=match), transaction.atomic():
        redacted(report, desk, **given)
    assert builders.stored_rows() == before


def test_event_and_mail_say_which_redaction_and_why_and_not_the_words(version, secretariat):
    redaction = redacted(version.report, secretariat)
    event = Event.objects.latest("pk")
    assert (event.name, event.actor.user, event.recorded_at) == ("redacted", secretariat, redaction.made_at)
    assert event.data == {"redaction": redaction.pk, "places": 4, "versions": [1], "reason": REASON}
    message = Message.objects.latest("pk")
    assert (message.kind, message.user) == ("redacted", builders.owner_of(version.report.organisation))
    assert REASON.splitlines()[0] in message.content["body"]
    assert "Quux" not in str(message.content)
    rows = [*Redaction.objects.values_list(), *RedactedPlace.objects.values_list()]
    assert "Quux" not in str(rows)


def test_all_words_of_an_answer(report, secretariat):
    question = report.framework.question("1a")
    words = builders.sample_words(question, "it") | {"text": TEXT, "summary": "Short.", "evidence": [LINK]}
    version = published(report, secretariat, **words)
    before = said(version)
    redacted(version.report, secretariat, passage="")
    answer = said(version)
    assert answer["text"].startswith("\\[Redacted on ")
    assert answer == {**before, "text": answer["text"], "summary": "", "tools": [], "evidence": []}
    assert faults() == []


def test_an_address_goes_with_its_evidence_or_from_its_tool(report, secretariat):
    tools, links = [TOOL], [LINK, {**LINK, "address": "https://zyxwvuquux.example/", "title": "Two"}]
    version = published(report, secretariat, text="Some words.", tools=tools, evidence=links)
    redacted(version.report, secretariat, passage="zyxwvuquux")
    answer = said(version)
    assert [row["title"].partition(" [")[0] for row in answer["evidence"]] == ["Proof of"]
    assert answer["text"].startswith("Some words.\n\n\\[Redacted on ")
    assert answer["tools"][0]["address"] == ""
    assert "zyxwvu" not in str(answer).lower()
    assert faults() == []


def test_overlapping_redactions_leave_one_gap_with_both_reasons(version, secretariat):
    frozen = "The key is"
    redacted(version.report, secretariat, passage=f"{frozen} Zyxwvu", reason="One.")
    redacted(version.report, secretariat, passage="Zyxwvu Quux today", reason="Two.")
    text = said(version)["text"]
    assert text.startswith("Before. \\[Redacted on ")
    first = text.split("\n")[0]
    assert (first.count("Reason: One."), first.count("Reason: Two.")) == (1, 1)
    assert "Quux" not in first
    _refused(version.report, secretariat, PassageRefused, "redacted already", passage="key is Zyxwvu")
    redacted(version.report, secretariat, passage="", reason="Three.")
    assert said(version)["text"].count("Reason: ") == 1
    _refused(version.report, secretariat, PassageRefused, "redacted already", passage="")
    assert faults() == []


@pytest.mark.parametrize(
    "passage",
    ["nowhere at all", "Zyxwvu.Quux", ".*", "(", "[a-z]+", "<script>", "***", "\\", "x" * 20_000, "鍵", "\0"],
)
def test_a_passage_that_stands_nowhere_is_refused(version, secretariat, passage):
    _refused(version.report, secretariat, PassageRefused, "in no version", passage=passage)


def test_another_question_is_not_touched(version, secretariat):
    _refused(version.report, secretariat, PassageRefused, "in no version", code="1b")
    _refused(version.report, secretariat, PassageRefused, "in no version", code="no-such")
    redacted(version.report, secretariat, code="")
    assert set(RedactedPlace.objects.values_list("code", flat=True)) == {"1a"}


def test_a_reason_that_repeats_the_passage_is_refused(version, secretariat):
    _refused(version.report, secretariat, ReasonRefused, "repeats", reason="It is zyxwvu\nquux.")


def test_words_that_formatting_keeps_readable_are_refused(report, secretariat):
    version = published(report, secretariat, text="Words [^1] here\n\n[^1]: are Zyx\\wvu Quux", summary="")
    try:
        redacted(version.report, secretariat)
    except PassageRefused:
        return
    assert "Quux" not in PublishedAnswer.objects.get(version=version, code="1a").plain


@pytest.mark.parametrize(
    "passage",
    ["a.*b(c)[d]", "<b>bold</b>", "秘密の鍵はこれです", "& so on", "100 %", "`rm -rf /`"],
)
def test_hostile_passages_are_found_as_they_are(report, secretariat, passage):
    version = published(report, secretariat, text=f"One {passage} two. aXXb too.")
    redacted(version.report, secretariat, passage=passage)
    text = said(version)["text"]
    assert text.startswith("One ")
    assert text.endswith(" two. aXXb too.")
    assert passage not in text
    assert faults() == []


def test_a_hostile_reason_stays_words(version, secretariat):
    redacted(version.report, secretariat, reason="<script>alert(1)</script> **x** [y](javascript:z)")
    html = PublishedAnswer.objects.get(version=version, code="1a").html
    assert "<script" not in html
    assert '<a href="javascript' not in html
    assert "**x**" in html


def test_only_the_secretariat_decides_and_about_no_report_of_its_own(version, secretariat):
    report = version.report
    for who in (builders.owner_of(report.organisation), builders.make_user()):
        _refused(report, who, Refused, "may not decide")
    builders.make_member(report.organisation, "viewer", user=secretariat)
    _refused(report, secretariat, Refused, "may not decide")


def test_what_is_confirmed_is_what_was_shown(version, secretariat):
    with pytest.raises(Refused, match="changed meanwhile"):
        redact_words(
            report=version.report, code="1a", passage=SECRET, reason=REASON, digest="another", by=secretariat
        )
    assert not Redaction.objects.exists()


def _correct(version, desk, **words):
    report = workflow.apply(
        "correct", report=version.report, actor=builders.owner_of(version.report.organisation), reason="More."
    )
    return published(report, desk, **words)


def test_a_later_version_that_says_it_again_is_redacted_at_once(version, secretariat):
    redacted(version.report, secretariat)
    second = _correct(version, secretariat, text=f"Now it is {SECRET} again.", summary="Short.")
    assert said(second)["text"].startswith("Now it is \\[Redacted on ")
    assert "Quux" in Version.objects.get(pk=second.pk).source
    assert not PublishedAnswer.objects.filter(plain__contains="Quux").exists()
    assert faults() == []


def test_a_later_version_keeps_what_was_not_withheld(version, secretariat):
    redacted(version.report, secretariat, passage="")
    second = _correct(version, secretariat, text="Said anew.", summary=f"In short {SECRET}.", evidence=[])
    assert said(second)["text"] == "Said anew."
    assert said(second)["summary"].startswith("[Redacted on ")
    assert faults() == []


def test_a_dropped_correction_brings_no_word_back(version, secretariat):
    owner = builders.owner_of(version.report.organisation)
    redacted(version.report, secretariat)
    workflow.apply("correct", report=version.report, actor=owner, reason="More.")
    workflow.apply("drop_correction", report=version.report, actor=owner)
    assert "Quux" not in Answer.objects.get(report=version.report, code="1a").current.text


def test_the_next_report_starts_from_what_readers_have(version, secretariat):
    redacted(version.report, secretariat)
    source = Report.objects.get(pk=version.report_id)
    report = builders.make_report(source.organisation, cycle=builders.make_cycle("2027"), source=source)
    answer = Answer.objects.get(report=report, code="1a").current
    assert "Quux" not in f"{answer.text}{answer.summary}{answer.evidence}"
    assert "Redacted on" in answer.text


def test_a_report_that_was_taken_off_is_redacted_too(version, secretariat):
    workflow.apply("withdraw", report=version.report, actor=secretariat, reason="Asked for.")
    redacted(version.report, secretariat)
    assert not SearchEntry.objects.filter(version=version).exists()
    workflow.apply("relist", report=version.report, actor=secretariat, reason="Asked for.")
    assert not SearchEntry.objects.filter(exact__contains="quux").exists()
    assert faults() == []


def test_only_these_modules_read_what_is_frozen():
    """Whoever shows, counts or copies a version reads it through `renditions.source_of`."""
    reading = re.compile(r"\b(?:version|each|found|last|before)\.source\b")
    readers = {name_of(path) for path in python_modules() if reading.search(path.read_text())}
    assert {name for name in readers if name.startswith("reports/")} == {
        "reports/actions/redaction_plan.py",
        "reports/renditions.py",
        "reports/search/entries.py",  # what questions are called, and nothing that answers say
        "reports/verification/frozen.py",
        "reports/views/public/files.py",  # the frozen bytes, where nothing is redacted
        "reports/workflow/redacting.py",
    }


def test_what_was_found_of_its_addresses_is_forgotten(secretariat, version):
    """An address may be what is withheld, and the page shows addresses that are gone."""
    now = timezone.now()
    PublishedLinkCheck.objects.create(version=version, begun_at=now, due_at=now, found=[])
    redacted(version.report, secretariat)
    assert not PublishedLinkCheck.objects.exists()
