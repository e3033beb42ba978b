"""A large register is what publication would have written, whether at once or in two runs."""

import io
from operator import attrgetter

import pytest
from django.core.management import CommandError, call_command

from reports import completeness, renditions, workflow
from reports.actions.answers import save_answer
from reports.actions.organisations import PROFILE_FIELDS, create_organisation
from reports.actions.reports import start_report
from reports.demo import scale
from reports.demo.scale_answers import FULL, SHORT, answers
from reports.demo.scale_organisations import profile
from reports.documents.canonical import canonical, sha256
from reports.frameworks import load
from reports.jobs.upkeep import queue_missing_files
from reports.models import (
    Event,
    Organisation,
    RegisterState,
    Rendition,
    SearchWord,
    User,
    Version,
)
from tests import builders
from tests.builders import rolled_back, stored_rows

pytestmark = pytest.mark.django_db


def run(number, **options):
    out, told = io.StringIO(), io.StringIO()
    call_command("seed_scale", reports=number, stdout=out, stderr=told, **options)
    return out.getvalue(), told.getvalue()


@pytest.fixture(scope="module")
def three(module_database):
    """What the run printed; three reports stand for the whole module."""
    return run(3, short=True)


def derived(version):
    """Every row that was derived from a version, without the numbers that the database gives."""
    return {
        "answers": list(
            version.answers.values_list(
                "code", "position", "choices", "practices", "summary", "evidence", "html", "plain", "words"
            )
        ),
        "practices": list(version.stated_practices.values_list("answer__code", "practice", "state")),
        "standards": list(
            version.cited_standards.values_list("answer__code", "standard", "mentions", "passage")
        ),
        "entries": list(
            version.search_entries.order_by("pk").values_list("answer__code", "head", "body", "exact")
        ),
    }


def word_counts():
    return dict(SearchWord.objects.values_list("word", "answers"))


def test_it_is_refused_outside_development(settings):
    settings.DEVELOPMENT = False
    before = stored_rows()
    with pytest.raises(CommandError, match="refused outside development"):
        run(1)
    assert stored_rows() == before


def test_it_says_how_far_it_is(three):
    out, told = three
    assert out == "3 reports were added; there are 3 of 3.\n"
    assert told.startswith("  3/3 reports, ")
    assert told.endswith("/s\n")
    assert "\r" not in told


def test_a_second_run_changes_nothing(three):
    before = stored_rows()
    out, told = run(3)
    assert out == "0 reports were added; there are 3 of 3.\n"
    assert told == ""
    assert stored_rows() == before


def test_a_larger_number_adds_the_difference(three):
    with rolled_back():
        before = set(Version.objects.values_list("sha256", flat=True))
        assert run(4, short=True)[0] == "1 reports were added; there are 4 of 4.\n"
        after = set(Version.objects.values_list("sha256", flat=True))
        assert len(after) == 4
        assert before < after


def test_every_report_is_listed_complete_and_frozen_as_publication_freezes(three):
    versions = Version.objects.current().select_related("report__organisation")
    assert [each.report.status for each in versions] == ["published"] * 3
    for version in versions:
        source = renditions.source_of(version)
        assert canonical(source).decode() == version.source
        assert sha256(version.source.encode()) == version.sha256
        assert source["attestation"]["attested_at"] < source["report"]["published_at"]
        asked = [q for section in source["sections"] for q in section["questions"] if q["required"]]
        assert asked
        assert [q["code"] for q in asked if not q["answered"]] == []
        version.report.organisation.full_clean()


def test_the_rows_are_those_that_a_publication_of_the_same_words_writes(three):
    version = Version.objects.filter(framework_id="haip-2.0").select_related("report__organisation")[0]
    report, counts = version.report, word_counts()
    with rolled_back():
        twin = published_as_people_do(report, version)
        published = derived(twin)
        assert [bool(rows) for rows in published.values()] == [True] * 4
        assert published == derived(version)
        assert COLUMNS(twin) == COLUMNS(version)
        source = renditions.source_of(twin)
        assert source["organisation"].pop("slug") == "twin"
        expected = renditions.source_of(version)
        assert expected["organisation"].pop("slug") == report.organisation.slug
        assert source == expected
        # The twin says what the other says: without the other, words are counted as before.
        assert word_counts() != counts
        renditions.unlist_report(report)
        assert word_counts() == counts


COLUMNS = attrgetter(
    *("number", "organisation_name", "country", "sector", "size_band", "ai_roles", "framework_id"),
    *("framework_version", "framework_status", "language", "has_logo", "reason", "published_at"),
)


def published_as_people_do(report, version):
    """Draft, attest and publish the same words for an organisation that differs by its address alone."""
    owner = builders.make_user()
    facts = {name: getattr(report.organisation, name) for name in PROFILE_FIELDS}
    organisation = create_organisation(by=owner, **facts | {"slug": "twin"})
    draft = start_report(
        organisation=organisation,
        cycle=report.cycle,
        framework_id=report.framework_id,
        language=report.language,
        by=owner,
    )
    words = answers(
        report.framework,
        report.language,
        report.ai_roles,
        name=organisation.name,
        cycle=report.cycle.slug,
        length=SHORT,
        key=f"0 {report.organisation.slug} {report.cycle.slug}",
    )
    for code, said in words.items():
        parts = {name: value for name, value in vars(said).items() if name != "carried"}
        save_answer(report=draft, code=code, base=None, by=owner, **parts)
    attested = report.attestations.get()
    workflow.apply(
        "submit", report=draft, actor=owner, at=report.submitted_at, name=attested.name, title=attested.title
    )
    workflow.apply("start_review", report=draft, actor=version.published_by)
    published = workflow.apply("publish", report=draft, actor=version.published_by, at=version.published_at)
    return published.current_version


def test_no_file_is_queued_and_no_worker_misses_one(three):
    assert Rendition.objects.filter(job="", sha256="").count() == 3 * 5
    before = stored_rows()
    assert queue_missing_files() == 0
    assert stored_rows() == before


def test_what_is_written_beside_the_versions(three):
    assert Event.objects.filter(name="published").count() == 3
    assert User.objects.count() == 1
    assert not User.objects.get().check_password("haip-demo-2026")
    assert RegisterState.objects.number() >= 1
    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["scale-00000", "scale-00001"]


def test_a_thousand_reports_are_of_all_kinds():
    reports = scale.planned(1000)
    assert len({(each.slug, each.cycle) for each in reports}) == 1000
    assert {each.cycle for each in reports} == {"2025", "2026"}
    profiles = [profile(number) for number in sorted({each.organisation for each in reports})]
    assert {language for language, _facts in profiles} == {"en", "ja", "fr"}
    assert len({facts["country"] for _language, facts in profiles}) > 10
    assert len({facts["sector"] for _language, facts in profiles}) > 10
    assert len({facts["name"] for _language, facts in profiles}) == len(profiles)


@pytest.mark.parametrize("language", ["en", "ja", "fr"])
@pytest.mark.parametrize("framework_id", ["haip-1.0", "haip-2.0"])
def test_words_are_repeatable_complete_and_as_long_as_asked_for(language, framework_id):
    framework, roles = load(framework_id, language), ("deployer",)

    def written(key):
        return answers(framework, language, roles, name="Alderbrook Labs", cycle="2026", length=FULL, key=key)

    said = written("0 a")
    assert written("0 a") == said
    assert written("1 a") != said
    assert completeness.problems(framework, said, roles) == []
    lengths = sorted(len(each.text) for each in said.values())
    assert 39 * FULL < sum(lengths) < 1.2 * 39 * FULL
    assert lengths[-1] > 5 * lengths[0]
