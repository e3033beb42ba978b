"""`seed_demo` writes a register that could be real, once, and never in production."""

import io
import json
import re
from types import SimpleNamespace

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from reports import completeness
from reports.demo import files
from reports.demo.seed import PASSWORD
from reports.enums import NOT_REPORTED, MemberRole, PracticeState, QuestionKind, ReportStatus
from reports.frameworks import load
from reports.models import Membership, Organisation, Report, User, Version
from reports.text import plain
from tests.builders import stored_rows

pytestmark = pytest.mark.django_db


def run():
    out = io.StringIO()
    call_command("seed_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def first_run(module_database):
    """What the first run printed; the register stands for the whole module."""
    return run()


@pytest.fixture
def sources(first_run):
    """(Organisation, cycle) -> frozen source of its published report."""
    return {
        (version.report.organisation.slug, version.report.cycle.slug): json.loads(version.source)
        for version in Version.objects.current().select_related("report__organisation", "report__cycle")
    }


def test_it_is_refused_outside_development(settings):
    settings.DEVELOPMENT = False
    before = stored_rows()
    with pytest.raises(CommandError, match="refused outside development"):
        run()
    assert stored_rows() == before
    assert not User.objects.filter(email__endswith="@demo.example").exists()


@pytest.mark.parametrize(
    ("practices", "complaint"),
    [
        ({"no-such-practice": "in_place"}, "larkfield-2025.toml, 1a: no such practice: no-such-practice"),
        ({"risk-tiers": "perhaps"}, "larkfield-2025.toml, 1a: no such state of risk-tiers: perhaps"),
    ],
)
def test_a_wrong_practice_or_state_stops_it_and_nothing_is_written(monkeypatch, practices, complaint):
    read = files._read

    def misread(name):
        facts = read(name)
        if name == "larkfield-2025":
            facts["answers"]["1a"]["practices"] = practices
        return facts

    monkeypatch.setattr(files, "_read", misread)
    before = stored_rows()
    with pytest.raises(files.DemoFileError, match=re.escape(complaint)):
        run()
    assert stored_rows() == before


def test_a_second_run_changes_nothing(first_run):
    before = stored_rows()
    second = run()
    assert stored_rows() == before
    assert "nothing was changed" in second and "is written" in first_run
    assert second.partition("\n")[2] == first_run.partition("\n")[2]


def test_the_shown_accounts_can_sign_in(first_run):
    shown = re.findall(r"\S+@demo\.example", first_run)
    assert shown == [f"{name}@demo.example" for name in ("owner", "editor", "viewer", "secretariat")]
    assert PASSWORD in first_run
    for address in shown:
        user = authenticate(email=address, password=PASSWORD)
        assert user is not None and user.email == address
    assert [user.email for user in User.objects.filter(is_secretariat=True)] == ["secretariat@demo.example"]
    assert not User.objects.filter(is_superuser=True).exists()
    roles = Membership.objects.filter(user__email__endswith="@demo.example")
    assert dict(roles.values_list("user__email", "role")) == {
        f"{role}@demo.example": role for role in MemberRole.values
    }
    assert set(roles.values_list("organisation__slug", flat=True)) == {"sorrel-care"}


LISTED = [
    ("ardoise-telecom", "2025"),
    ("ardoise-telecom", "2026"),
    ("kirjatark", "2025"),
    ("kirjatark", "2026"),
    ("kitagata-daigaku", "2025"),
    ("kitagata-daigaku", "2026"),
    ("larkfield", "2025"),
    ("larkfield", "2026"),
    ("minato-optics", "2026"),
    ("quillon-labs", "2026"),
    ("sorrel-care", "2025"),
    ("tsutsujino-care", "2026"),
]


def test_the_register_lists_eight_organisations_and_remembers_one(first_run, sources):
    listed = {slug for slug, _cycle in LISTED}
    assert len(listed) == 8
    assert {o.slug for o in Organisation.objects.published()} == {*listed, "kestrel-mutual"}
    current = Version.objects.current().values_list("report__organisation__slug", "report__cycle__slug")
    assert sorted(current) == LISTED
    assert sorted(sources) == LISTED


def test_one_report_waits_and_one_is_being_written(first_run):
    others = Report.objects.exclude(status=ReportStatus.PUBLISHED)
    assert dict(others.values_list("organisation__slug", "status")) == {
        "fjordlink": "submitted",
        "kestrel-mutual": "withdrawn",
        "sorrel-care": "draft",
    }
    draft = others.get(status=ReportStatus.DRAFT)
    progress = completeness.report_progress(draft.framework, draft.answers.by_code(), draft.ai_roles)
    assert 0 < progress.percent < 100


def test_history_is_in_order(first_run):
    for version in Version.objects.select_related("report"):
        first, *_corrections = version.report.versions.order_by("number")
        assert first.published_at.year == int(version.report.cycle.slug)
        attested = list(version.report.attestations.order_by("attested_at"))
        assert len(attested) == version.report.versions.count()
        attestation = attested[version.number - 1]
        assert attestation.attested_at < version.published_at
        assert attested[-1].attested_at == version.report.submitted_at
        assert attestation.name and attestation.title


def test_one_report_was_corrected(first_run):
    second = Version.objects.get(number=2)
    assert (second.report.organisation.slug, second.report.cycle.slug) == ("larkfield", "2025")
    assert second == second.report.current_version
    first = second.report.versions.get(number=1)
    said = {version: version.answers.get(code="4b").plain for version in (first, second)}
    assert "98% had done so" in said[first] and "96% had done so" in said[second]
    assert second.reason.startswith("Answer 4b gave the share")
    assert first.answers.exclude(code="4b").count() == second.answers.exclude(code="4b").count()


def _questions(source):
    return [question for section in source["sections"] for question in section["questions"]]


def _states(question):
    return {each["id"]: each["state"] for each in question["practices"] if each["state"] != NOT_REPORTED}


def _words(source):
    return {
        question["code"]: SimpleNamespace(**question["answer"], practices=_states(question), carried={})
        for question in _questions(source)
        if question["answer"]
    }


def test_every_published_report_is_complete_and_says_something_everywhere(sources):
    for name, source in sources.items():
        framework = load(source["report"]["framework"], "en")
        yes_or_no = {q.code for q in framework.questions if q.kind == QuestionKind.YES_NO}
        words = _words(source)
        assert completeness.problems(framework, words, source["organisation"]["ai_roles"]) == [], name
        silent = {code for code, answer in words.items() if len(plain(answer.text)) < 20}
        assert silent <= yes_or_no and len(silent) < 5, name


def test_every_published_report_but_the_shortest_uses_every_state_and_leaves_practices_unreported(sources):
    states = {
        name: {practice["state"] for each in _questions(source) for practice in each["practices"]}
        for name, source in sources.items()
    }
    assert states.pop(("kirjatark", "2025")) == {NOT_REPORTED}
    for name, found in states.items():
        assert found == {*PracticeState.values, NOT_REPORTED}, name


def test_one_report_is_of_a_small_deployer_and_answers_one_item_that_is_not_asked(sources):
    source = sources["tsutsujino-care", "2026"]
    assert source["report"]["framework"] == "haip-2.0"
    assert source["organisation"]["ai_roles"] == ["deployer"]
    assert source["organisation"]["size_band"] == "10-49"
    answerable = [question for question in _questions(source) if question["kind"] != QuestionKind.GROUP]
    assert all(question["answer"] for question in answerable if question["asked"])
    assert [question["code"] for question in answerable if question["answer"] and not question["asked"]] == [
        "data-quality-and-bias"
    ]
    tools = [tool for question in answerable if question["answer"] for tool in question["answer"]["tools"]]
    assert len(tools) > 1 and all(tool["name"] and tool["purpose"] for tool in tools)


JAPANESE = re.compile(r"[\u3041-\u309f\u30a0-\u30ff\u4e00-\u9fff]")


def test_four_reports_are_japanese_from_end_to_end(sources):
    japanese = [name for name, source in sources.items() if source["report"]["language"] == "ja"]
    assert sorted(japanese) == [
        ("kitagata-daigaku", "2025"),
        ("kitagata-daigaku", "2026"),
        ("minato-optics", "2026"),
        ("tsutsujino-care", "2026"),
    ]
    for name in japanese:
        source = sources[name]
        for code, answer in _words(source).items():
            letters = [letter for letter in plain(answer.text) if letter.isalpha()]
            assert 2 * sum(bool(JAPANESE.match(letter)) for letter in letters) >= len(letters), (name, code)
        assert JAPANESE.search(source["organisation"]["name"])
        assert JAPANESE.search(source["attestation"]["name"])


def test_no_two_organisations_say_the_same(first_run):
    said = {}
    for report in Report.objects.select_related("organisation"):
        for code, revision in report.answers.by_code().items():
            text = " ".join(plain(revision.text).split()).casefold()
            if text:
                said.setdefault(text, set()).add((report.organisation.slug, code))
    assert len(said) > 200
    alike = {
        text: places for text, places in said.items() if len({organisation for organisation, _ in places}) > 1
    }
    assert alike == {}


def test_every_organisation_has_a_profile_that_a_form_would_take(first_run):
    for organisation in Organisation.objects.all():
        organisation.full_clean()
        assert organisation.ai_roles
        assert organisation.website.endswith((".example", ".example/"))
        assert bytes(organisation.logo.png).startswith(b"\x89PNG")
