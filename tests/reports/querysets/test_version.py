"""What the public may read: current versions and their answers."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from reports.actions.answers import save_answer
from reports.frameworks import load
from reports.models import Organisation, PublishedAnswer, Report, Version
from reports.renditions import derive_answers
from reports.workflow import effects
from tests import builders

pytestmark = pytest.mark.django_db


def _publish(slug, cycle, *, secretariat, answer="", **profile):
    report = builders.make_report(
        Organisation.objects.filter(slug=slug).first() or builders.make_organisation(slug, **profile),
        cycle=builders.make_cycle(cycle),
    )
    owner = builders.owner_of(report.organisation)
    save_answer(report=report, code="1a", choices=[], text=answer or slug, base=None, by=owner)
    builders.fill_report(report, owner, leave_out={"1a"})
    return builders.published_version(builders.submitted_report(report), by=secretariat)


@pytest.fixture(scope="module")
def register(module_database):
    """Two organisations, three versions, and two reports that nobody may read yet."""
    secretariat = builders.make_user(is_secretariat=True)
    sakura = {"country": "JP", "sector": "health", "size_band": "250+", "is_model_developer": False}
    maple = {"country": "CA", "sector": "software", "size_band": "1-9", "is_deployer": False}
    secret = builders.make_report(builders.make_organisation("secret", name="Red sakura secret", **sakura))
    save_answer(
        report=secret,
        code="1a",
        choices=[],
        text="Confidential **red teaming**.",
        base=None,
        by=builders.owner_of(secret.organisation),
    )
    waiting = builders.submitted_report(builders.make_report(builders.make_organisation("waiting", **maple)))
    return SimpleNamespace(
        sakura_2025=_publish(
            "sakura", "2025", answer="We **red** team _twice_ a year.", secretariat=secretariat, **sakura
        ),
        sakura_2026=_publish("sakura", "2026", answer="安全性を評価します。", secretariat=secretariat),
        maple_2026=_publish(
            "maple", "2026", answer="Teams write 100% of tests_by hand.", secretariat=secretariat, **maple
        ),
        drafts=[secret, waiting],
    )


def found(queryset):
    return sorted(f"{version.report.organisation.slug} {version.report.cycle.slug}" for version in queryset)


EVERYTHING = ["maple 2026", "sakura 2025", "sakura 2026"]


def test_every_published_report_has_one_current_version(register):
    assert found(Version.objects.current()) == EVERYTHING
    assert {report.status for report in register.drafts} == {"draft", "submitted"}


def test_organisations_without_a_published_report_are_not_public(register):
    assert [organisation.slug for organisation in Organisation.objects.published()] == ["maple", "sakura"]


def test_the_register_shows_what_is_listed_and_the_last_of_what_was_withdrawn(register):
    gone = _superseded(register.sakura_2025)
    Report.objects.filter(pk=gone.report_id).update(
        status="withdrawn",
        unlisted_at=gone.published_at,
        unlisted_by=gone.published_by,
        unlisting_reason="A mistake.",
        current_version=None,
    )
    shown = Version.objects.for_register()
    assert found(shown) == EVERYTHING
    assert shown.get(report=gone.report_id) == gone


def test_one_address_leads_to_one_report(register):
    assert found(Version.objects.at("sakura", "2026")) == ["sakura 2026"]
    assert not Version.objects.at("secret", "2026").exists()
    assert not Version.objects.at("maple", "2025").exists()


def test_lists_never_load_the_frozen_text(register, django_assert_num_queries):
    with django_assert_num_queries(1):
        versions = list(Version.objects.current().for_lists())
        assert all(version.url and version.organisation_slug and version.cycle_label for version in versions)
    assert all("source" in version.get_deferred_fields() for version in versions)


def test_answers_of_peers_stand_side_by_side(register, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = list(PublishedAnswer.objects.of_peers({"haip-1.0": ["1b", "1a"]}))
        shown = [(row.version.report.organisation.slug, row.version.cycle_slug, row.code) for row in rows]
    assert shown == [
        ("maple", "2026", "1a"),
        ("maple", "2026", "1b"),
        ("sakura", "2026", "1a"),
        ("sakura", "2026", "1b"),
        ("sakura", "2025", "1a"),
        ("sakura", "2025", "1b"),
    ]


@pytest.mark.parametrize("codes", [{}, {"haip-1.0": []}, {"haip-9.9": ["1a"]}, {"haip-1.0": ["9z"]}])
def test_peers_who_were_not_asked_are_not_shown(register, codes):
    assert list(PublishedAnswer.objects.of_peers(codes)) == []


def _superseded(version):
    """There is no correction yet; its rows are made here as it will have to make them."""
    second = Version.objects.get(pk=version.pk)
    second.pk, second.number, second.sha256 = None, 2, "0" * 64
    second.source = second.source.replace("twice", "thrice")
    second.save(force_insert=True)
    derive_answers(second)
    Report.objects.filter(pk=second.report_id).update(current_version=second)
    return second


def test_an_earlier_version_no_longer_counts(register):
    second = _superseded(register.sakura_2025)
    assert found(Version.objects.current()) == EVERYTHING
    assert Version.objects.current().get(report=second.report_id) == second
    shown = PublishedAnswer.objects.of_peers({"haip-1.0": ["1a"]})
    assert sorted(row.version.number for row in shown) == [1, 1, 2]
    assert Version.objects.at("sakura", "2025").count() == 2


def test_the_queue_holds_what_waits_with_the_oldest_first(register):
    late = builders.submitted_report(builders.make_report(cycle=builders.make_cycle("2025")))
    assert list(Report.objects.waiting()) == [register.drafts[1], late]
    secretariat = builders.make_user(is_secretariat=True)
    builders.returned_report(register.drafts[1], by=secretariat, reason="See 2b.")
    assert list(Report.objects.waiting()) == [late]


def test_drafts_and_returned_reports_may_still_change(register):
    assert list(Report.objects.editable()) == [register.drafts[0]]


def test_names_come_with_the_report(register, django_assert_num_queries):
    with django_assert_num_queries(1):
        for report in Report.objects.with_names():
            assert report.organisation.name and report.cycle.label
            assert report.submitted_by is None or report.submitted_by.name


def test_the_last_cycle_is_the_latest_listed_report_on_the_same_framework(register):
    def before(version):
        return list(Version.objects.last_cycle_of(version))

    assert before(register.sakura_2026) == [register.sakura_2025]
    assert (before(register.sakura_2025), before(register.maple_2026)) == ([], [])
    newer = Version(framework_id="haip-2.0", report=register.sakura_2026.report)
    assert before(newer) == [], "another framework asks otherwise"
    with builders.rolled_back():
        report = register.sakura_2025.report
        report.status, report.current_version = "withdrawn", None
        report.unlisted_at, report.unlisted_by = timezone.now(), builders.make_user()
        report.save()
        assert before(register.sakura_2026) == [], "withdrawn words are compared with nothing"


def test_words_are_those_of_all_answers(register, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = {version.pk: version.words for version in Version.objects.with_words()}
    counted = {
        pk: sum(PublishedAnswer.objects.filter(version=pk).values_list("words", flat=True)) for pk in found
    }
    assert found == counted
    assert len(found) == 3
    assert min(found.values()) > 40
    builders.unsay(PublishedAnswer.objects.filter(version=register.maple_2026))
    assert Version.objects.with_words().get(pk=register.maple_2026.pk).words == 0


def test_a_report_that_answers_a_topic_twice_counts_once(register, django_assert_num_queries):
    builders.unsay(PublishedAnswer.objects.filter(version=register.maple_2026, code="1b"))
    topics = {
        "both": {"haip-1.0": ["1a", "1b"], "haip-2.0": ["1a"]},
        "one": {"haip-1.0": ["1b"]},
        "other": {"haip-2.0": ["1a"]},
    }
    with django_assert_num_queries(1):
        assert PublishedAnswer.objects.reports_on(topics) == {"both": 3, "one": 2, "other": 0}


def _counted_one_by_one(topics):
    """Return what `reports_on` does, found out in the plainest way."""
    places = PublishedAnswer.objects.filter(version__current_of__isnull=False).values_list(
        "version_id", "version__framework_id", "code"
    )
    return {
        topic: len({version for version, framework_id, code in places if code in codes.get(framework_id, [])})
        for topic, codes in topics.items()
    }


def test_reports_on_every_topic_are_those_that_answer_one_of_its_questions(secretariat):
    """Both frameworks, full reports and partial ones, one withdrawn, one with a superseded version."""
    for number, (framework_id, left_out) in enumerate(
        [
            ("haip-1.0", ()),
            ("haip-1.0", ("1a", "1b")),
            ("haip-2.0", ()),
            ("haip-2.0", ("risk-classification",)),
        ]
    ):
        organisation = builders.make_organisation(f"topical-{number}")
        report = builders.make_report(organisation, framework_id=framework_id)
        builders.fill_report(report, builders.owner_of(organisation), leave_out=left_out)
        effects.freeze_version(report, secretariat, timezone.now())
        if number:
            effects.freeze_version(report, secretariat, timezone.now())
        report.save()
    Report.objects.filter(organisation__slug="topical-0").update(current_version=None)
    frameworks = [load(framework_id) for framework_id in ("haip-1.0", "haip-2.0")]
    names = {topic for framework in frameworks for each in framework.answerable for topic in each.topics}
    topics = {
        name: {
            framework.id: [each.code for each in framework.answerable if name in each.topics]
            for framework in frameworks
        }
        for name in names
    } | {"nobody": {"haip-1.0": ["1a.x"], "haip-9": ["1a"]}}
    found = PublishedAnswer.objects.reports_on(topics)
    assert found == _counted_one_by_one(topics)
    assert found["nobody"] == 0
    assert len({*found.values()}) > 3, "topics are answered by more and by fewer reports"
