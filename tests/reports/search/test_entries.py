"""Rows of the index follow the register: what stands there is found, what was replaced or withdrawn is not.

Here too: that no answer is too much for an engine.
"""

import random
from collections import Counter

import pytest

from reports import search, workflow
from reports.actions.answers import save_answer
from reports.models import PublishedAnswer, Report, SearchEntry, SearchWord, Version
from reports.search.entries import MOST_BYTES
from reports.search.words import words
from reports.workflow.effects import freeze_version
from tests import builders

pytestmark = pytest.mark.django_db


def _counts():
    return dict(SearchWord.objects.values_list("word", "answers"))


def _counted_anew():
    """Return word -> in how many answers that can be found it stands, counted one by one."""
    texts = SearchEntry.objects.values_list("answer__plain", flat=True)
    return dict(Counter(word for text in texts for word in words(text)))


def test_an_answer_is_found_by_what_stands_over_it(versions, say):
    (first,) = say(versions[0], "Nothing of the kind.")
    entry = SearchEntry.objects.get(pk=first)
    assert entry.head.split()[:2] == ["lark", "works"]
    assert entry.exact == "nothing of the kind"
    assert entry.body == "noth of the kind"
    label = versions[0].report.framework.question(entry.answer.code).label
    assert search.answers(search.parse(f"lark {label}")).ids[:1] == [first]


def test_labels_are_in_the_language_of_the_report(versions, say):
    (first,) = say(versions[1], "Rien.")
    code = PublishedAnswer.objects.get(pk=first).code
    label = versions[1].report.framework.question(code).label
    assert label != versions[0].report.framework.question(code).label
    assert first in search.answers(search.parse(f'"{label}"')).ids


def test_summary_and_titles_of_evidence_are_found():
    report = builders.make_report(framework_id="haip-2.0")
    builders.fill_report(report)
    answer = report.answers.first()
    save_answer(
        report=report,
        code=answer.code,
        base=answer.current.number,
        by=builders.owner_of(report.organisation),
        text="Long words.",
        choices=answer.current.choices,
        practices=answer.current.practices,
        tools=answer.current.tools,
        summary="Xylophones in short.",
        evidence=[{"title": "Quokka census", "address": "https://a.example/", "accessed_on": "2026-01-02"}],
    )
    version = builders.published_version(report)
    assert search.reports(search.parse("xylophone quokka census words")).ids == [version.pk]


def test_a_new_version_replaces_the_old_one(versions):
    report = builders.make_report(builders.make_organisation("twice"))
    first = builders.published_version(report)
    assert search.reports(search.parse("twice")).ids == [first.pk]
    actor = builders.make_user(is_secretariat=True)
    freeze_version(Report.objects.get(pk=report.pk), actor, first.published_at)
    second = report.versions.get(number=2)
    assert search.reports(search.parse("twice")).ids == [second.pk]
    assert not SearchEntry.objects.filter(version=first).exists()
    assert _counts() == _counted_anew()


def test_a_withdrawn_report_is_not_found(versions):
    report = builders.make_report(builders.make_organisation("gone"))
    version = builders.published_version(report)
    assert search.reports(search.parse("gone")).ids == [version.pk]
    report.refresh_from_db()
    actor = builders.make_user(is_secretariat=True)
    workflow.apply("withdraw", report=report, actor=actor, reason="Asked for by the organisation.")
    assert search.reports(search.parse("gone")).ids == []
    assert _counts() == _counted_anew()


def test_what_is_unlisted_is_not_found(versions, say):
    say(versions[0], "ornithopter")
    search.unlist_report(versions[0].report)
    assert search.reports(search.parse("ornithopter")).ids == []
    assert search.answers(search.parse("lark")).ids == []
    assert not SearchWord.objects.filter(word="ornithopter").exists()
    search.list_version(Version.objects.get(pk=versions[0].pk))
    assert search.reports(search.parse("ornithopter")).ids == [versions[0].pk]


def test_counts_of_words_stay_in_step(versions, say):
    chance = random.Random(11)  # noqa: S311
    vocabulary = [
        "risk",
        "safety",
        "Sécurité",
        "evaluation",
        "ガバナンス",
        "リスク",
        "team",
        "a",
        "x1f",
        "安全",
    ]
    for _step in range(25):
        version = chance.choice(versions)
        if chance.random() < 0.3:
            search.unlist_report(version.report)
        else:
            say(version, *(" ".join(chance.choices(vocabulary, k=4)) for _answer in range(5)))
        assert _counts() == _counted_anew()
    for version in versions:
        search.unlist_report(version.report)
    assert (_counts(), SearchEntry.objects.count()) == ({}, 0)


def _letters(start, count):
    return "".join(chr(start + number % 0x5000) for number in range(count))


@pytest.mark.parametrize(
    ("hostile", "beginning"),
    [
        pytest.param(" ".join(f"{number:x}g" for number in range(200_000)), "1g 2g", id="different words"),
        pytest.param("x" * 900_000, "x" * 60, id="a word without end"),
        pytest.param(_letters(0x4E00, 300_000), "一丁丂七", id="Han"),
        pytest.param(_letters(0x1F300, 300_000), "", id="pictures"),
        pytest.param(" ".join(_letters(0xAC00 + n, 2) for n in range(11_000)) * 3, "가각", id="Hangul"),
        pytest.param(" ".join(_letters(0x20000 + n, 2) for n in range(90_000)), "𠀀𠀁", id="rare Han"),
        pytest.param("\ufdfa " * 300_000, "\ufdfa", id="one letter that is eighteen"),
        pytest.param("the risk " * 100_000, '"the risk the risk"', id="two words"),
        pytest.param("リスク" * 100_000, "リスクリスク", id="three letters"),
        pytest.param(
            "".join(map(chr, range(1, 0xD800))) + "\u0301" * 70_000,
            "abcdefghijklmnopqrstuvwxyz",
            id="every letter",
        ),
    ],
)
def test_no_answer_keeps_a_report_from_being_published(versions, say, hostile, beginning):
    (answer,) = say(versions[0], f"{hostile} unreached")
    entry = SearchEntry.objects.get(pk=answer)
    assert max(len(entry.exact.encode()), len(entry.body.encode())) <= MOST_BYTES
    assert search.answers(search.parse("unreached")).ids == []
    assert search.answers(search.parse(beginning)).ids == ([answer] if beginning else [])
