"""Three organisations, three languages: each is asked what its roles are asked, and is read in its language.

A model developer on 2.0 in English (on SQLite), a small deployer on 2.0 in Japanese (on PostgreSQL), a
developer on 1.0 in French (on both).
"""

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from reports.completeness import is_asked, is_required
from reports.enums import QuestionKind
from reports.frameworks import Framework, Question, load
from tests.browser.person import Person, stands_in
from tests.builders import make_cycle, make_organisation, make_user, run_jobs
from tests.reports.documents.printouts import BODY

PASSWORD = "a-password-only-for-tests"
ROLES = ("model_developer", "application_developer", "deployer")
WORDS = {
    "en": "In {code} we say what we do, and since when.",
    "ja": "「{code}」について、取組と開始時期を説明する。",
    "fr": "Sous {code}, nous disons ce qui est fait et depuis quand.",
}


@dataclass(frozen=True)
class Run:
    """One organisation's way; `prefix` is what stands before the addresses of its language."""

    language: str
    prefix: str
    framework_id: str
    roles: tuple[str, ...]
    size: str
    name: str
    title: str
    scripts: bool

    @property
    def framework(self) -> Framework:
        """The questionnaire in the language of the report."""
        return load(self.framework_id, self.language)

    def asked(self, question: Question) -> bool:
        """Whether the question is asked of these roles."""
        return question.answerable and is_asked(question, self.roles)

    def words(self, question: Question) -> str:
        """What the report says about the question."""
        return WORDS[self.language].format(code=question.code)


RUNS = (
    Run("en", "", "haip-2.0", ("model_developer",), "250+", "Northlight Models", "Head of safety", True),
    Run("ja", "/ja", "haip-2.0", ("deployer",), "1-9", "みどり図書館", "館長", True),
    Run("fr", "/fr", "haip-1.0", ("model_developer",), "50-249", "Atelier Lumen", "Directrice", False),
)


# Of the two long runs each engine takes one, as it does of test_whole_way.
LONG = {"sqlite": "en", "postgresql": "ja"}
TAKEN = [run for run in RUNS if run.language in {"fr", LONG[connection.vendor]}]


@pytest.fixture(params=TAKEN, ids=lambda run: f"{run.framework_id}-{run.language}")
def run(request: pytest.FixtureRequest) -> Run:
    """One of the three."""
    return request.param


@pytest.fixture
def person(
    run: Run, request: pytest.FixtureRequest, browser: Browser, live_server, axe
) -> Callable[[], Person]:
    """Return a maker of people, each with a browser profile of their own."""

    def make() -> Person:
        context = browser.new_context(java_script_enabled=run.scripts)
        request.addfinalizer(context.close)
        return Person(context, live_server.url, axe, scripts=run.scripts)

    return make


def test_a_report_as_its_role_is_asked_for_in_its_language(
    run: Run, person: Callable[[], Person], tmp_path: Path
) -> None:
    held = {f"is_{role}": role in run.roles for role in ROLES}
    make_organisation("lumen", owner=make_user("owner"), name=run.name, size_band=run.size, **held)
    make_user("desk", is_secretariat=True)
    make_cycle("2026")
    owner, desk, reader = person(), person(), person()
    owner.sign_in("owner@people.example", PASSWORD)
    start(owner, run)
    for section in run.framework.sections:
        fill(owner, run, section.code)
    attest(owner, run)
    desk.sign_in("desk@people.example", PASSWORD)
    desk.open("/secretariat/")
    desk.page.get_by_role("link", name=run.name).first.click()
    desk.press("Start the review")
    desk.press("Publish")
    run_jobs()
    read(reader, run)
    check_json(reader, run)
    check_pdf(reader, run, tmp_path)


def start(owner: Person, run: Run) -> None:
    page = owner.open(f"{run.prefix}/workspace/lumen/new/")
    page.check(f"[name=framework][value='{run.framework_id}']")
    page.select_option("[name=language]", run.language)
    page.locator("main form button[type=submit], main form input[type=submit]").first.click()
    page.wait_for_load_state()
    owner.looks_right()
    assert page.url.endswith(f"{run.prefix}/workspace/lumen/2026/")


def fill(owner: Person, run: Run, code: str) -> None:
    """Answer what is asked in one section, and nothing else; what is not asked lies folded at the end."""
    page = owner.page
    page.goto(f"{owner.server}{run.prefix}/workspace/lumen/2026/section/{code}/")
    questions = run.framework.section(code).questions
    folded = page.locator("details.not-asked article").evaluate_all("found => found.map(each => each.id)")
    assert folded == [q.anchor for q in questions if not is_asked(q, run.roles)]
    shown = page.locator("article[data-answer]:not(details.not-asked article)")
    assert sorted(shown.evaluate_all("found => found.map(each => each.dataset.answer)")) == sorted(
        question.code for question in questions if run.asked(question)
    )
    if run.size == "1-9" and code == "1":
        order = shown.evaluate_all("found => found.map(each => each.dataset.answer)")
        assert order.index("reporting-channels.text") < order.index("incident-learning"), "essentials first"
    for question in questions:
        if run.asked(question):
            answer(owner, run, question)
    if run.scripts:
        # Each answer saves itself when it is left; wait until the last of them is through.
        page.locator("h1").click()
        unsaved = page.locator('article[data-state]:not([data-state="clean"])')
        expect(unsaved).to_have_count(0, timeout=30_000)
        expect(page.locator("[data-bar-state]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    else:
        page.locator(".save-bar button[type=submit]").click()
        page.wait_for_load_state()
    # The pages are alike and long: axe reads two of the eight.
    if code in {"1", "5"}:
        owner.looks_right()
    assert owner.errors == []


def answer(owner: Person, run: Run, question: Question) -> None:
    page = owner.page
    place = page.locator(f'[data-answer="{question.code}"]')
    if question.kind in {QuestionKind.YES_NO, QuestionKind.CHOICE, QuestionKind.CHECKLIST}:
        place.locator(f'[name="{question.code}-choices"]').first.check()
    if question.kind == QuestionKind.OPTIONS:
        tick_by_keyboard(place, question)
    if question.takes_tools:
        place.locator(f'[name="{question.code}-tool-0-name"]').fill("Kestrel")
        place.locator(f'[name="{question.code}-tool-0-address"]').fill("https://kestrel.example/")
    place.locator("textarea.answer-text").fill(run.words(question))


def tick_by_keyboard(place, question: Question) -> None:
    """Say "planned" of the first practice without a mouse, and "in place" of the second."""
    first, second = question.practices[:2]
    radio = place.locator(f'[name="{question.code}-practice-{first.id}"][value="in_place"]')
    radio.focus()
    radio.press("Space")
    radio.press("ArrowRight")
    planned = place.locator(f'[name="{question.code}-practice-{first.id}"][value="planned"]')
    expect(planned).to_be_checked()
    place.locator(f'[name="{question.code}-practice-{second.id}"][value="in_place"]').check()


def attest(owner: Person, run: Run) -> None:
    page = owner.open(f"{run.prefix}/workspace/lumen/2026/check/")
    assert page.locator(".todo-list li").count() == 0
    page = owner.open(f"{run.prefix}/workspace/lumen/2026/submit/")
    page.fill("[name=title]", run.title)
    page.check("[name=agreed]")
    page.locator("main form button[type=submit], main form input[type=submit]").last.click()
    page.wait_for_load_state()
    owner.looks_right()
    assert page.url.endswith("/workspace/lumen/2026/")


def read(reader: Person, run: Run) -> None:
    """Every answer stands under its heading, states in words; what was not asked is called so."""
    page = reader.open(f"{run.prefix}/reports/lumen/2026/")
    assert page.locator("html").get_attribute("lang") == run.language
    for question in run.framework.questions:
        place = page.locator(f'[id="{question.anchor}"]')
        text = place.inner_text()
        assert question.label in text
        if run.asked(question):
            assert stands_in(text, [run.words(question)]) == [], question.code
        if run.asked(question) and question.kind == QuestionKind.OPTIONS:
            assert stands_in(text, [practice.label for practice in question.practices[:2]]) == []
    said = stated_in(page)
    assert said["not_asked"] == sum(
        q.answerable and not is_asked(q, run.roles) for q in run.framework.questions
    )
    assert said["missing"] == 0


def stated_in(page: Page) -> dict[str, int]:
    """Count the items that are called not asked, and those that are called not answered."""
    return {
        "not_asked": page.locator("article.entry [data-not-asked]").count(),
        "missing": page.locator("article.entry .missing").count(),
    }


def check_json(reader: Person, run: Run) -> None:
    source = json.loads(reader.page.request.get(f"{reader.server}/reports/lumen/2026/report.json").body())
    assert (source["report"]["framework"], source["report"]["language"]) == (run.framework_id, run.language)
    assert source["wording"]["locale"] == run.language
    for section in source["sections"]:
        for item in section["questions"]:
            question = run.framework.question(item["code"])
            assert item["asked"] == is_asked(question, run.roles)
            assert item["required"] == is_required(question, run.roles)
            assert bool(item["answer"]) == bool(item["answered"]) == run.asked(question), item["code"]
            if not run.asked(question) and question.answerable:
                assert item["answered"] is None, "neither asked nor answered"
            if question.kind == QuestionKind.OPTIONS and item["asked"]:
                states = [practice["state"] for practice in item["practices"]]
                assert states == ["planned", "in_place", *["not_reported"] * (len(states) - 2)]


def check_pdf(reader: Person, run: Run, tmp_path: Path) -> None:
    response = reader.page.request.get(f"{reader.server}/reports/lumen/2026/report.pdf")
    assert response.status == 200
    path = tmp_path / "report.pdf"
    path.write_bytes(response.body())
    text = subprocess.run(
        ["pdftotext", *BODY, str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    for question in run.framework.questions:
        pieces = [question.label, *([run.words(question)] if run.asked(question) else [])]
        assert stands_in(text, pieces) == [], question.code
    assert stands_in(text, [run.name, run.title]) == []
