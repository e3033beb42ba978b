"""From a file to a draft: the words are the same, and so is what is published from them."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.errors import Refused
from reports.actions.organisations import change_profile
from reports.actions.start_from_file import names, published_as, start_from_file
from reports.documents.canonical import canonical
from reports.documents.draft import draft_data
from reports.documents.source import draft_source
from reports.enums import EventName, PracticeState, QuestionKind
from reports.frameworks import Question, load
from reports.imports import ReadFile, read_file
from reports.models import Event, Organisation, Report, UnplacedText, Version
from reports.text import clean
from tests import builders
from tests.builders import rolled_back, stored_rows
from tests.reports.imports.files import changed, make_pdf

pytestmark = pytest.mark.django_db
NOT_CONTENT = {"cycle", "cycle_label", "version", "reason", "published_at"}
"""What may differ in the head of a report that says the same."""

NOTES = "Tiers[^1], see [[1b]].\n\n| a | b |\n|---|---|\n| 1 | 2[^b] |\n\n[^1]: 注。\n[^b]: Note  \n    two."
TEXTS = [
    NOTES,
    "これは報告書です。\n\n- 一\n- 二\n    - 三\n\n```\nopen",
    "Évaluation *continue* ; \\*not\\* <b>bold</b> 𠮷 👩‍🔬 e\u0301",
    "#### Heading\n\n> quoted  \n> lines\n\n1. one\n2. two",
    "  indented first\n\n***\n\nlast\\",
]


def content(source: dict[str, Any]) -> dict[str, Any]:
    """Return the source without what is another in every report."""
    assert set(source) == {"schema", "organisation", "report", "attestation", "wording", "sections"}
    head = {key: value for key, value in source["report"].items() if key not in NOT_CONTENT}
    assert len(head) == len(source["report"]) - len(NOT_CONTENT)
    return {key: value for key, value in source.items() if key != "attestation"} | {"report": head}


def said(question: Question, number: int) -> dict[str, Any]:
    """Return rich words of `save_answer`, other ones for each question."""
    words: dict[str, Any] = {"choices": [], "text": TEXTS[number % len(TEXTS)] + f" {question.code}"}
    if question.kind in {QuestionKind.YES_NO, QuestionKind.CHOICE}:
        words["choices"] = [question.options[number % len(question.options)].id]
    elif question.kind == QuestionKind.CHECKLIST:
        words["choices"] = [option.id for option in question.options[::2]]
    if number % 3:
        words["summary"] = f"In short: 要約 {number}."
    states = [*PracticeState.values, None]
    words["practices"] = {
        practice.id: state
        for place, practice in enumerate(question.practices)
        if (state := states[(number + place) % len(states)])
    }
    link = {"title": "Card", "address": "https://c.example/?a=1&b=2", "accessed_on": "2026-03-01"}
    # The same twice, as a person may well enter it.
    words["evidence"] = [link, link | {"title": "安全", "accessed_on": ""}, link][: number % 4]
    if question.takes_tools:
        tool = {"name": "Bench", "address": "", "purpose": "Measures  harm"}
        words["tools"] = [tool, tool | {"address": "https://b.example"}]
    return words


def written(organisation: Organisation, framework_id: str, language: str) -> Report:
    """Return a whole draft of every kind of answer."""
    report = builders.make_report(
        organisation, cycle=builders.make_cycle("2025"), framework_id=framework_id, language=language
    )
    words = {
        question.code: said(question, number) for number, question in enumerate(report.framework.answerable)
    }
    builders.answer_at_once(report, words, builders.owner_of(organisation))
    return report


def started(file: ReadFile, organisation: Organisation, **wish: Any) -> Report:
    wish = {"framework_id": file.framework, "language": file.language, "cycle": "2026"} | wish
    cycle = builders.make_cycle(wish.pop("cycle"))
    by = wish.pop("by", None) or builders.owner_of(organisation)
    report, _plan = start_from_file(organisation=organisation, cycle=cycle, file=file, by=by, **wish)
    return report


def frozen(version: Version) -> dict[str, Any]:
    return json.loads(version.source)


@pytest.mark.parametrize("language", ["en", "ja", "fr"])
@pytest.mark.parametrize("framework_id", ["haip-1.0", "haip-2.0"])
@pytest.mark.parametrize("face", ["json", "pdf"])
def test_what_is_published_from_a_file_says_the_same(organisation, framework_id, language, face):
    first = builders.published_version(written(organisation, framework_id, language))
    data = first.source.encode()
    file = read_file(make_pdf(data) if face == "pdf" else data, name=f"report.{face}")
    report = started(file, organisation)
    assert not report.unplaced_texts.exists()
    second = builders.published_version(report)
    assert content(frozen(second)) == content(frozen(first))
    assert second.sha256 != first.sha256


def test_the_words_of_a_draft_come_back(organisation, owner):
    draft = written(organisation, "haip-2.0", "ja")
    source = draft_source(draft)
    data = draft_data(source, made_at=draft.created_at).encode()
    workflow.apply("discard", report=draft, actor=owner)
    report = started(read_file(data), organisation, cycle="2025")
    assert draft_source(report) == source


CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs",))
ANY_TEXT = st.text(CHARACTERS, max_size=80).map(clean)
LINE = st.text(CHARACTERS, min_size=1, max_size=20).map(lambda text: " ".join(clean(text).split()) or "a")
ROWS = st.fixed_dictionaries(
    {"name": LINE, "address": st.sampled_from(["", "https://b.example"]), "purpose": LINE}
)
LINKS = st.fixed_dictionaries(
    {
        "title": LINE,
        "address": st.sampled_from(["https://c.example", "http://d.example/é?x=[1]"]),
        "accessed_on": st.sampled_from(["", "2026-02-28"]),
    }
)


@st.composite
def answers(draw: st.DrawFn, framework_id: str) -> dict[str, dict[str, Any]]:
    """Some answers, of any words."""
    framework = load(framework_id, "en")
    found = {}
    for question in draw(st.lists(st.sampled_from(framework.answerable), unique=True, max_size=6)):
        ids = [option.id for option in question.options]
        most = len(ids) if question.kind == QuestionKind.CHECKLIST else 1
        practices = [practice.id for practice in question.practices]
        states = st.sampled_from(PracticeState.values)
        found[question.code] = {
            "choices": draw(st.lists(st.sampled_from(ids), unique=True, max_size=most)) if ids else [],
            "text": draw(ANY_TEXT),
            "summary": draw(st.just("") | LINE),
            "practices": draw(st.dictionaries(st.sampled_from(practices), states)) if practices else {},
            "tools": draw(st.lists(ROWS, max_size=3)) if question.takes_tools else [],
            "evidence": draw(st.lists(LINKS, max_size=3)),
        }
    return found


@pytest.mark.parametrize("framework_id", ["haip-1.0", "haip-2.0"])
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_words_come_back(organisation, framework_id, data):
    with rolled_back():
        words = data.draw(answers(framework_id))
        draft = builders.make_report(organisation, framework_id=framework_id)
        for code, each in words.items():
            save_answer(report=draft, code=code, base=None, by=builders.owner_of(organisation), **each)
        source = draft_source(draft)
        report = started(read_file(canonical(source)), organisation, cycle="2027")
        assert content(draft_source(report)) == content(source)


@pytest.fixture
def file(organisation):
    """The file of a published report."""
    version = builders.published_version(written(organisation, "haip-1.0", "en"))
    return read_file(version.source.encode(), name="report.json")


def test_each_answer_is_marked_for_review_and_the_log_names_the_file(file, organisation, editor):
    report = started(file, organisation, by=editor)
    for code, words in report.answers.by_code().items():
        question = report.framework.question(code)
        items = [question.number or question.label]
        assert words.carried == {"cycle": "Cycle 2025", "framework": "haip-1.0", "items": items}
        assert (words.number, words.saved_by) == (1, editor)
    event = Event.objects.get(report=report, name=EventName.CARRIED_OVER)
    assert (event.actor.user, event.organisation) == (editor, organisation)
    assert event.data == {
        "cycle": "Cycle 2025",
        "framework": "haip-1.0",
        "file": "report.json",
        "sha256": file.sha256,
        "draft": False,
        "version": 1,
        "answers": report.answers.count(),
        "unplaced": 0,
    }


def test_another_version_of_the_questionnaire_is_reached_as_by_carrying_over(file, organisation, owner):
    source = Report.objects.get(cycle__slug="2025")
    by_file = started(file, organisation, framework_id="haip-2.0")
    carried = builders.make_report(
        organisation, cycle=builders.make_cycle("2027"), framework_id="haip-2.0", source=source
    )
    one, other = (
        {code: (w.parts, w.carried) for code, w in r.answers.by_code().items()} for r in (by_file, carried)
    )
    assert one == other
    assert len(one) > 20


def test_what_the_questionnaire_does_not_know_waits(organisation, owner):
    def estrange(found: dict[str, Any]) -> None:
        first = found["sections"][1]["questions"][0]
        first |= {"code": "9z", "number": "9z", "anchor": "9z", "label": "Something else"}
        first["answer"]["choices"] = ["odd-option"]
        first["practices"] = [{"id": "odd-practice", "label": "Odd practice", "state": "in_place"}]

    file = read_file(changed(estrange))
    report = started(file, organisation, is_ours=True)
    text = UnplacedText.objects.get(report=report)
    assert (text.origin, text.label, text.created_by) == ("9z", "Something else", owner)
    for words in ("**odd-option**", "In short.", "Tiers[^1].", "Odd practice: In place", "https://c.example"):
        assert words in text.text
    assert "1a" not in report.answers.by_code()


def test_an_unknown_framework_is_read_by_its_topics(organisation, owner):
    file = read_file(changed(lambda found: found["report"].update(framework="haip-0.9")))
    report = started(file, organisation, framework_id="haip-2.0", is_ours=True)
    assert "Tiers" in report.answers.by_code()["risk-classification"].text


def test_whose_report_a_file_holds(file, organisation, owner, stranger):
    elsewhere = stranger.memberships.get().organisation
    assert names(file, organisation)
    assert not names(file, elsewhere)
    profile = {"name": "Quite Other", "slug": "quite-other"}
    change_profile(organisation=organisation, by=owner, **profile)
    assert names(file, Organisation.objects.get(pk=organisation.pk)), "by its former address"
    namesake = builders.make_organisation(name=file.organisation_name.upper().replace(" ", "\u3000"))
    assert names(file, namesake)


def test_anothers_report_needs_somebody_who_vouches(file, stranger):
    elsewhere = stranger.memberships.get().organisation
    builders.make_cycle("2026")
    before = stored_rows()
    with pytest.raises(Refused, match="another organisation"):
        started(file, elsewhere)
    assert stored_rows() == before
    report = started(file, elsewhere, is_ours=True)
    data = Event.objects.get(report=report, name=EventName.CARRIED_OVER).data
    assert data["organisation"] == file.organisation_name
    assert report.organisation == elsewhere


@pytest.mark.parametrize("person", ["viewer", "stranger", "secretariat"])
def test_only_writers_start_from_a_file(request, file, organisation, person):
    actor = request.getfixturevalue(person)
    builders.make_cycle("2026")
    before = stored_rows()
    with pytest.raises(Refused, match="Only owners and editors"):
        started(file, organisation, by=actor)
    assert stored_rows() == before


def test_a_cycle_with_a_report_is_refused(file, organisation):
    before = stored_rows()
    with pytest.raises(Refused, match="already has a report"):
        started(file, organisation, cycle="2025")
    assert stored_rows() == before


def test_a_published_version_is_known_by_its_content(file, organisation):
    version = Version.objects.get()
    assert published_as(file) == version
    assert published_as(read_file(json.dumps(json.loads(version.source), indent=2).encode())) == version
    spoiled = json.loads(version.source)
    spoiled["report"]["reason"] = "Changed."
    assert published_as(read_file(json.dumps(spoiled).encode())) is None


def test_the_file_counts_and_not_what_is_known_here(file, organisation):
    spoiled = json.loads(Version.objects.get().source)
    spoiled["sections"][1]["questions"][0]["answer"]["text"] = "Words of the file."
    report = started(read_file(json.dumps(spoiled).encode()), organisation)
    assert report.answers.by_code()["1a"].text == "Words of the file."


def test_profile_and_logo_stay_as_they_are(file, organisation):
    source = json.loads(Version.objects.get().source)
    source["organisation"] |= {"website": "https://elsewhere.example", "sector": "media"}
    before = Organisation.objects.values().get(pk=organisation.pk)
    report = started(read_file(json.dumps(source).encode()), organisation)
    assert Organisation.objects.values().get(pk=organisation.pk) == before
    assert draft_source(report)["organisation"]["website"] == organisation.website
