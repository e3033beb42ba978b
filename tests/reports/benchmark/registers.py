"""Small registers of random reports, and their numbers by brute force from the frozen JSON.

Belongs here: writing such a register, and counting in plain Python without the rows that the site counts
by. Not here: assertions.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from reports.actions.answers import save_answer
from reports.enums import AIRole, PracticeState, QuestionKind, ReportStatus
from reports.frameworks import Question
from reports.models import Report, User, Version
from reports.standards import cited_standards
from reports.text import count_words, plain
from reports.workflow import effects
from tests import builders

TEXTS = (
    "We test each model before release, as ISO/IEC 42001 wants it.",
    "生成AIの危険度を**四段階**に分け、毎年見直す。",
    "See the NIST AI RMF and ISO/IEC 42001.\n\n- one\n- two",
    "Short.",
)
LINK = {"title": "A page", "address": "https://pages.example/", "accessed_on": "2026-01-02"}
TOOL = {"name": "A scale", "address": "https://tools.example/", "purpose": "Measures."}
Source = dict[str, Any]


def write_register(seed: int, by: User, *, reports: int = 5, keen: bool = False) -> None:
    """Publish random reports; one more was withdrawn, and the first has a superseded version.

    Keen ones report most of what they are asked, and give evidence to most of what they say.
    """
    rng = random.Random(seed)  # noqa: S311
    for number in range(reports + 1):
        organisation = builders.make_organisation(
            f"random-{seed}-{number}",
            country=rng.choice(["JP", "FR", "CA"]),
            sector=rng.choice(["finance", "health"]),
            size_band=rng.choice(["", "10-49", "250+"]),
            **_roles(rng),
        )
        report = builders.make_report(
            organisation,
            cycle=builders.make_cycle(rng.choice(["2024", "2025"])),
            language=rng.choice(["en", "ja"]),
            framework_id=rng.choice(["haip-1.0", "haip-2.0"]),
        )
        for edition in range(2 if number == 0 else 1):
            _answer(report, rng, base=edition, keen=keen)
            effects.freeze_version(report, by, timezone.now() + timedelta(minutes=number + edition))
        report.status = ReportStatus.PUBLISHED
        report.save()
    effects.unlist(report, by, timezone.now(), reason="By mistake.")
    report.status = ReportStatus.WITHDRAWN
    report.save()


def _roles(rng: random.Random) -> dict[str, bool]:
    held = {f"is_{role.value}": rng.random() < 0.5 for role in AIRole}
    # Without any, no report can be started on 2.0.
    return held if any(held.values()) else held | {"is_deployer": True}


def _answer(report: Report, rng: random.Random, *, base: int, keen: bool) -> None:
    by = builders.owner_of(report.organisation)
    holders = [question for question in report.framework.answerable if question.section == "1"]
    others = [question for question in report.framework.answerable if question.section != "1"]
    known = {answer.code for answer in report.answers.all()} if base else set()
    for question in [*holders, *rng.sample(others, 3)]:
        if rng.random() < 0.7 and question.code not in known:
            save_answer(
                report=report, code=question.code, base=None, by=by, **_words(question, rng, keen=keen)
            )


def _words(question: Question, rng: random.Random, *, keen: bool) -> dict[str, Any]:
    choices = [option.id for option in question.options[:1]] if rng.random() < 0.5 else []
    states = [state.value for state in PracticeState]
    weights = [5, 3, 1, 1] if keen else [1, 1, 1, 1]
    practices = {
        each.id: rng.choices(states, weights)[0]
        for each in question.practices
        if rng.random() < (0.8 if keen else 0.4)
    }
    # What asks for tools cannot be submitted without words or tools.
    needs_words = question.takes_tools and rng.random() < 0.5
    return {
        "choices": choices,
        "text": rng.choice(TEXTS) if needs_words or rng.random() < 0.6 else "",
        "summary": "In short." if rng.random() < 0.3 else "",
        "practices": practices,
        "tools": [TOOL] if question.takes_tools else [],
        "evidence": [LINK] * rng.randrange(3) if keen or rng.random() < 0.5 else [],
    }


def sources(fits: Callable[[Source], bool] = lambda source: True) -> list[Source]:
    """Return the frozen source of the last version of every report that is published, if it fits."""
    last: dict[int, Version] = {}
    for version in Version.objects.order_by("number"):
        if version.report.status == ReportStatus.PUBLISHED:
            last[version.report_id] = version
    found = [json.loads(version.source) for version in last.values()]
    return [source for source in found if fits(source)]


def questions(source: Source) -> Iterable[dict[str, Any]]:
    """Yield the questions of a source that take an answer."""
    for section in source["sections"]:
        for question in section["questions"]:
            if question["kind"] != QuestionKind.GROUP:
                yield question | {"section": section["code"]}


def practices_of(found: list[Source]) -> dict[str, Counter[str]]:
    """Return practice -> Counter of states, "asked" and "unasked"."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for source in found:
        for question in questions(source):
            for practice in question["practices"]:
                if question["asked"]:
                    counts[practice["id"]].update(["asked", practice["state"]])
                elif practice["state"] != "not_reported":
                    counts[practice["id"]]["unasked"] += 1
    return counts


def cells_of(
    found: list[Source], practices: Iterable[str], groups: Callable[[Source], Iterable[str]]
) -> dict[str, tuple[int, int, int]]:
    """Return group -> how many practices are in place or planned, of how many asked, of how many reports."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    wanted = set(practices)
    for source in found:
        states = [
            practice["state"]
            for question in questions(source)
            if question["asked"]
            for practice in question["practices"]
            if practice["id"] in wanted
        ]
        for group in groups(source) if states else ():
            counts[group][0] += sum(state in {"in_place", "planned"} for state in states)
            counts[group][1] += len(states)
            counts[group][2] += 1
    return {group: tuple(each) for group, each in counts.items()}


def coverage_of(found: list[Source]) -> dict[str, tuple[int, int, int]]:
    """Return section -> answered, asked, reports."""
    answered: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    for source in found:
        mine = [question for question in questions(source) if question["asked"]]
        asked.update(question["section"] for question in mine)
        answered.update(question["section"] for question in mine if question["answered"])
        reports.update({question["section"] for question in mine})
    return {section: (answered[section], asked[section], reports[section]) for section in asked}


def words_of(found: list[Source], section: str = "") -> dict[str, list[int]]:
    """Return language -> the words of every answer that has any, sorted."""
    words: dict[str, list[int]] = defaultdict(list)
    for source in found:
        for question in questions(source):
            if question["answer"] and section in {"", question["section"]}:
                words[source["report"]["language"]].append(count_words(question["answer"]["text"]))
    kept = {language: sorted(filter(None, each)) for language, each in words.items()}
    return {language: each for language, each in kept.items() if each}


def links_of(found: list[Source]) -> list[int]:
    """Return the number of links of evidence of each report, sorted."""
    return sorted(
        sum(len(question["answer"]["evidence"]) for question in questions(source) if question["answer"])
        for source in found
    )


def standards_of(found: list[Source]) -> dict[str, int]:
    """Return standard -> how many reports name it."""
    counts: Counter[str] = Counter()
    for source in found:
        texts = [plain(question["answer"]["text"]) for question in questions(source) if question["answer"]]
        counts.update({cited.standard for text in texts for cited in cited_standards(text)})
    return dict(counts)
