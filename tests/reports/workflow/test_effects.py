"""What transitions write beside the status: attestations, reasons, frozen versions."""

import base64
import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import time_machine
from django.utils import translation

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.members import remove_member
from reports.actions.organisations import change_profile, set_logo
from reports.enums import EventName
from reports.frameworks import load
from reports.models import Attestation, Event, Jurisdiction, PublishedAnswer, Rendition, Report, Version
from reports.workflow.effects import attestation_text
from tests import builders
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 1, 9, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=9)))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HARD = 'Line one\n\n* «\u00e9» e\u0301 "quotes" \\ / \u2028 青葉 👩\u200d🔬 𠮷 <b>&amp;</b> [x](https://a.example)\t.'


def canonical_by_hand(source):
    """Return canonical JSON (RFC 8785) of a source whose keys are ASCII and whose numbers are small."""
    return json.dumps(source, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@pytest.fixture
def words(report, owner):
    """All answers of `report`, one of them with everything that is hard to store."""
    save_answer(report=report, code="1a", choices=[], text=HARD, base=None, by=owner)
    given = builders.fill_report(report, owner, leave_out={"1a"})
    return {**given, "1a": {"choices": [], "text": HARD}}


@pytest.fixture
def version(report, words, owner, organisation, secretariat):
    """The first version of `report`, with a logo, published on 2 March at noon."""
    set_logo(organisation=organisation, png=b"\x89PNG not looked at here", by=owner)
    builders.submitted_report(report, at=MORNING)
    return builders.published_version(Report.objects.get(pk=report.pk), by=secretariat, at=NOON)


def test_submitting_keeps_who_attested_what_and_when(report, words, owner):
    submitted = builders.submitted_report(report, at=MORNING)
    attestation = Attestation.objects.get()
    assert (attestation.report, attestation.attested_by) == (report, owner)
    assert (attestation.name, attestation.title) == ("Ada Attests", "Head of responsible AI")
    assert attestation.text == attestation_text(report)
    assert attestation.attested_at == submitted.submitted_at == MORNING
    assert submitted.submitted_by == owner
    event = Event.objects.get(name=EventName.SUBMITTED)
    assert (event.recorded_at, event.actor.user) == (MORNING, owner)
    assert event.data == {
        "before": "draft",
        "after": "submitted",
        "attestation": attestation.pk,
    }


@pytest.mark.parametrize("active", ["en", "ja", "fr"])
def test_what_is_attested_is_in_the_language_of_the_report_whoever_attests(organisation, active):
    begins = {"en": "I attest,", "ja": "私は", "fr": "J’atteste,"}
    for language, words in begins.items():
        report = builders.make_report(organisation, cycle=builders.make_cycle(), language=language)
        with translation.override(active), builders.rolled_back():
            builders.submitted_report(report)
            text = Attestation.objects.get().text
            assert text.startswith(words)
            assert text == attestation_text(report)
        Report.objects.filter(pk=report.pk).update(status="discarded")


def test_without_a_moment_it_happens_now(report, words):
    with time_machine.travel(NOON, tick=False):
        submitted = builders.submitted_report(report)
    assert submitted.submitted_at == NOON
    assert Event.objects.get(name=EventName.SUBMITTED).recorded_at == NOON


@pytest.mark.parametrize("missing", [{"scope"}, {"7d"}, {"1d", "2g.ii", "3a.iii"}])
def test_an_incomplete_report_is_refused_with_the_codes(report, owner, missing):
    builders.fill_report(report, owner, leave_out=missing)
    before = stored_rows()
    with pytest.raises(workflow.Incomplete) as refused:
        workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION)
    assert {problem.question.code for problem in refused.value.problems} == missing
    assert stored_rows() == before


def test_the_statement_may_be_missing(report, owner):
    builders.fill_report(report, owner, leave_out={"statement"})
    assert workflow.apply("submit", report=report, actor=owner, **builders.ATTESTATION).status == "submitted"


def test_an_editor_learns_nothing_about_completeness_before_permission(report, editor):
    with pytest.raises(workflow.NotAllowed):
        workflow.apply("submit", report=report, actor=editor, **builders.ATTESTATION)


def test_what_became_incomplete_is_not_published(report, secretariat):
    """Such as by a new required question; here an answer is taken away behind the application's back."""
    submitted = builders.reviewed_report(report, by=secretariat)
    report.answers.filter(code="2g.ii").update(current=None)
    before = stored_rows()
    with pytest.raises(workflow.Incomplete) as refused:
        workflow.apply("publish", report=submitted, actor=secretariat)
    assert [problem.question.code for problem in refused.value.problems] == ["2g.ii"]
    assert stored_rows() == before


def test_a_return_keeps_its_reason_and_the_submission(report, words, secretariat):
    submitted = builders.submitted_report(report, at=MORNING)
    returned = builders.returned_report(submitted, by=secretariat, at=NOON, reason="See 2b.\n\n*")
    event = Event.objects.get(name=EventName.RETURNED)
    assert event.data == {"before": "in_review", "after": "returned", "reason": "See 2b.\n\n*"}
    assert (event.recorded_at, event.actor.user) == (NOON, secretariat)
    assert returned.submitted_at == MORNING
    assert not Version.objects.exists()


def test_every_submission_is_attested_anew_and_the_last_one_counts(report, words, owner, secretariat):
    submitted = builders.submitted_report(report, at=MORNING)
    builders.returned_report(submitted, by=secretariat, reason="See 2b.")
    workflow.apply("submit", report=report, actor=owner, at=NOON, name="Bo Attests", title="Chief executive")
    version = builders.published_version(Report.objects.get(pk=report.pk), by=secretariat)
    assert [row.name for row in Attestation.objects.order_by("attested_at")] == ["Ada Attests", "Bo Attests"]
    assert json.loads(version.source)["attestation"]["name"] == "Bo Attests"
    assert Report.objects.get(pk=report.pk).submitted_at == NOON


def test_a_version_is_canonical_json_and_its_hash_is_right(version):
    stored = Version.objects.get()
    content = stored.source.encode()
    assert content == canonical_by_hand(json.loads(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert Event.objects.get(name=EventName.PUBLISHED).data == {
        "before": "in_review",
        "after": "published",
        "version": 1,
        "sha256": stored.sha256,
    }


def test_a_version_holds_every_answer_as_it_was_written(version, words):
    source = json.loads(version.source)
    questions = [question for section in source["sections"] for question in section["questions"]]
    answers = {question["code"]: question["answer"] for question in questions}
    left = {"summary": "", "tools": [], "evidence": []}
    given = {code: {**each, **left} for code, each in words.items()}
    assert answers == {**given, "2g": None}


def test_a_version_holds_the_wording_that_was_answered(version, report):
    source = json.loads(version.source)
    framework = report.framework
    assert source["wording"]["locale"] == framework.locale
    assert "not the official text" in source["wording"]["note"]
    asked = {q["code"]: q for section in source["sections"] for q in section["questions"]}
    assert list(asked) == [question.code for question in framework.questions]
    for question in framework.questions:
        frozen = asked[question.code]
        assert (frozen["prompt"], frozen["parts"]) == (question.prompt, list(question.parts))
        assert frozen["options"] == [{"id": o.id, "label": o.label} for o in question.options]
    assert [(s["code"], s["title"]) for s in source["sections"]] == [
        (section.code, section.title) for section in framework.sections
    ]


@pytest.mark.parametrize(("language", "active"), [("en", "ja"), ("ja", "en"), ("fr", "ja")])
def test_the_wording_is_in_the_language_of_the_report_whoever_publishes(organisation, language, active):
    report = builders.submitted_report(builders.make_report(organisation, language=language))
    with translation.override(active):
        source = json.loads(builders.published_version(report).source)
    framework = load("haip-1.0", language)
    assert source["wording"]["locale"] == framework.locale == language
    (asked,) = [q for s in source["sections"] for q in s["questions"] if q["code"] == "1a"]
    assert asked["prompt"] == framework.question("1a").prompt
    assert asked["prompt"] != load("haip-1.0", active).question("1a").prompt


def test_a_version_holds_profile_attestation_and_facts(version):
    source = json.loads(version.source)
    png = b"\x89PNG not looked at here"
    assert source["schema"] == "haip-report/1"
    assert source["organisation"] == {
        "name": "Sakura Works",
        "slug": "sakura-works",
        "country": "CA",
        "country_name": "Canada",
        "website": "https://sakura-works.example",
        "sector": "software",
        "size_band": "50-249",
        "ai_roles": ["model_developer", "deployer"],
        "logo": {
            "media_type": "image/png",
            "sha256": hashlib.sha256(png).hexdigest(),
            "data": base64.b64encode(png).decode(),
        },
    }
    assert source["attestation"] == {
        "name": "Ada Attests",
        "title": "Head of responsible AI",
        "text": attestation_text(version.report),
        "attested_at": "2026-03-01T00:30:15Z",
    }
    facts = source["report"]
    assert (facts["version"], facts["reason"], facts["language"]) == (1, "", "en")
    assert (facts["framework"], facts["framework_version"], facts["cycle"]) == ("haip-1.0", "1.0", "2026")
    assert facts["published_at"] == "2026-03-02T12:00:00Z"


def test_the_columns_beside_the_source_say_the_same(version, secretariat, report):
    stored, source = Version.objects.get(), json.loads(version.source)
    organisation, facts = source["organisation"], source["report"]
    assert stored.organisation_name == organisation["name"]
    assert (stored.country.code, stored.sector, stored.size_band) == (
        organisation["country"],
        organisation["sector"],
        organisation["size_band"],
    )
    assert [role.value for role in stored.ai_roles] == organisation["ai_roles"]
    assert (stored.framework_id, stored.framework_version) == (facts["framework"], facts["framework_version"])
    assert (stored.language, stored.number, stored.reason) == (facts["language"], 1, "")
    assert (stored.published_at, stored.published_by, stored.has_logo) == (NOON, secretariat, True)
    assert Report.objects.get(pk=report.pk).current_version == stored


def test_nobody_is_named_but_who_attested(version, owner, secretariat):
    for person in (owner, secretariat):
        assert person.email not in version.source
        assert f'"{person.name}"' not in version.source


def test_what_changes_later_does_not_change_the_version(version, organisation, owner, report):
    frozen = Version.objects.values().get()
    answers = list(PublishedAnswer.objects.values())
    logo = Rendition.objects.values().get(face="logo")
    change_profile(
        organisation=organisation, by=owner, name="Renamed", slug="renamed", country="FR", sector="media"
    )
    set_logo(organisation=organisation, png=None, by=owner)
    builders.make_member(organisation, "owner")
    remove_member(membership=owner.memberships.get(), by=owner)
    assert Version.objects.values().get() == frozen
    assert hashlib.sha256(Version.objects.get().source.encode()).hexdigest() == frozen["sha256"]
    assert list(PublishedAnswer.objects.values()) == answers
    assert Rendition.objects.values().get(face="logo") == logo
    assert Version.objects.get().url == "/reports/renamed/2026/"


def test_answers_are_derived_with_the_version(version, words):
    rows = {row.code: row for row in version.answers.all()}
    assert rows.keys() == words.keys()
    assert {code: row.choices for code, row in rows.items()} == {
        code: given["choices"] for code, given in words.items()
    }
    assert "<script" not in rows["1a"].html and "青葉" in rows["1a"].plain
    assert [row.position for row in version.answers.all()] == list(range(len(words)))
    assert [row.code for row in version.answers.all()][:3] == ["scope", "statement", "1a"]


def test_a_version_without_a_logo(report, secretariat):
    version = builders.published_version(report, by=secretariat)
    assert json.loads(version.source)["organisation"]["logo"] is None
    assert (version.has_logo, version.logo_url) == (False, None)
    assert not Rendition.objects.filter(face="logo").exists()


def test_what_is_published_is_published_once(version, report, owner, secretariat):
    before = stored_rows()
    for name, actor, given in (
        ("publish", secretariat, {}),
        ("start_review", secretariat, {}),
        ("take_back", owner, {}),
        ("send_back", secretariat, {"reason": "Take it back."}),
        ("submit", owner, builders.ATTESTATION),
        ("discard", owner, {}),
    ):
        with pytest.raises(workflow.WrongStatus):
            workflow.apply(name, report=report, actor=actor, **given)
    assert stored_rows() == before
    assert Version.objects.count() == 1


def test_a_report_is_not_published_where_its_country_is_not_eligible(report, owner, secretariat):
    """Drafting and submitting are open to all; the list is looked at on the day of publication."""
    change_profile(organisation=report.organisation, by=owner, country="BG")
    reviewed = builders.reviewed_report(report, by=secretariat)
    before = stored_rows()
    with pytest.raises(workflow.NotEligible) as refused:
        workflow.apply("publish", report=reviewed, actor=secretariat)
    assert str(refused.value) == "Bulgaria is not on the list of eligible jurisdictions."
    assert stored_rows() == before
    Jurisdiction.objects.create(country="BG", ground="oecd", since=NOON.date(), source="A list")
    with pytest.raises(workflow.NotEligible, match="only from"):
        workflow.apply("publish", report=reviewed, actor=secretariat, at=NOON - timedelta(days=1))
    assert workflow.apply("publish", report=reviewed, actor=secretariat, at=NOON).status == "published"


def test_a_report_is_not_listed_again_where_its_country_is_not_eligible(report, secretariat):
    builders.published_version(report, by=secretariat)
    taken = workflow.apply("delist", report=report, actor=secretariat, reason="Not renewed.")
    Jurisdiction.objects.filter(country="CA").update(until=date(2000, 1, 1))
    before = stored_rows()
    with pytest.raises(workflow.NotEligible, match="no eligible jurisdiction any more"):
        workflow.apply("relist", report=taken, actor=secretariat, reason="Renewed.")
    assert stored_rows() == before
    Jurisdiction.objects.filter(country="CA").update(until=None)
    assert workflow.apply("relist", report=taken, actor=secretariat, reason="Renewed.").is_listed


def test_what_is_published_stays_when_its_jurisdiction_ends(report, secretariat):
    version = builders.published_version(report, by=secretariat)
    Jurisdiction.objects.filter(country="CA").update(until=date(2000, 1, 1))
    assert Report.objects.get(pk=report.pk).current_version == version
    assert (
        workflow.apply("withdraw", report=report, actor=secretariat, reason="They asked.").status
        == "withdrawn"
    )


def test_a_stranger_learns_nothing_about_eligibility_before_permission(report, owner, stranger, secretariat):
    change_profile(organisation=report.organisation, by=owner, country="BG")
    reviewed = builders.reviewed_report(report, by=secretariat)
    with pytest.raises(workflow.NotAllowed):
        workflow.apply("publish", report=reviewed, actor=stranger)
