"""The register: search, filters that stand in the address, chips that take them off, pages."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from reports.actions.answers import save_answer
from reports.models import Organisation, PublishedAnswer, User, Version
from reports.workflow import effects
from tests import builders
from tests.reports.views.pages import parse, text_of

REGISTER = reverse("public:register")
ROLES = ("is_model_developer", "is_application_developer", "is_deployer")
SAKURA, AOBA, BIRCH, CLINIC = "sakura-works", "aoba", "birch-bank", "clinic"


def _published(slug: str, cycle: str, words: str, by: User, **profile: str) -> Organisation:
    """Publish a report of one answer; what it lacks is nothing to the register."""
    held = profile.pop("roles")
    roles = {role: role in held for role in ROLES}
    organisation = builders.make_organisation(slug, **profile, **roles)
    report = builders.make_report(organisation, cycle=builders.make_cycle(cycle))
    owner = builders.owner_of(organisation)
    save_answer(report=report, code="1a", choices=[], text=words, base=None, by=owner)
    effects.freeze_version(report, by, timezone.now())
    report.status = "published"
    report.save()
    return organisation


@pytest.fixture(scope="module")
def shelf(built_site, django_db_blocker):
    """Three more reports beside that of `sakura-works` (CA, software, 50-249, 2025)."""
    desk = built_site.people["secretariat"]
    with django_db_blocker.unblock(), transaction.atomic():
        _published(
            AOBA,
            "2024",
            "生成AIの危険度を**四段階**に分け、毎年見直す。",
            desk,
            name="株式会社あおば",
            country="JP",
            sector="manufacturing",
            size_band="10-49",
            roles="is_model_developer",
        )
        _published(
            BIRCH,
            "2024",
            "Losses of 100% are *possible*; see a_b and C:\\temp.",
            desk,
            name="Birch Bank",
            sector="finance",
            size_band="250+",
            roles="is_deployer",
        )
        _published(
            CLINIC,
            "2023",
            "Le risque est évalué par Birch & Cie.",
            desk,
            name="Clinique Été",
            country="FR",
            sector="health",
            size_band="",
            roles="is_application_developer is_deployer",
        )
        yield built_site
        transaction.set_rollback(True)


@pytest.fixture
def shown(shelf, db):
    """Return the response to a query, and the organisations on it."""

    def ask(**query: str):
        response = shelf.client("anonymous").get(REGISTER, query)
        assert response.status_code == 200
        slugs = {version.organisation_slug for version in response.context["versions"]}
        assert response.context["total"] == len(slugs)
        return response, slugs

    return ask


@pytest.mark.parametrize(
    "query,expected",
    [
        ({}, {SAKURA, AOBA, BIRCH, CLINIC}),
        ({"country": "CA"}, {SAKURA, BIRCH}),
        ({"country": "JP"}, {AOBA}),
        ({"sector": "finance"}, {BIRCH}),
        ({"sector": "energy"}, set()),
        ({"size": "250+"}, {BIRCH}),
        ({"role": "deployer"}, {SAKURA, BIRCH, CLINIC}),
        ({"role": "model_developer"}, {SAKURA, AOBA}),
        ({"role": "application_developer"}, {CLINIC}),
        ({"framework": "haip-1.0"}, {SAKURA, AOBA, BIRCH, CLINIC}),
        ({"cycle": "2024"}, {AOBA, BIRCH}),
        ({"country": "CA", "cycle": "2024"}, {BIRCH}),
        ({"country": "CA", "role": "deployer", "q": "birch"}, {BIRCH}),
        ({"country": "JP", "sector": "finance"}, set()),
        ({"q": "", "country": "", "page": "1"}, {SAKURA, AOBA, BIRCH, CLINIC}),
    ],
    ids=str,
)
def test_filters(shown, query, expected):
    assert shown(**query)[1] == expected


@pytest.mark.parametrize(
    "words,expected",
    [
        ("birch bank", {BIRCH}),
        ("BIRCH", {BIRCH, CLINIC}),
        ("birch risque", {CLINIC}),
        ("risque birch", {CLINIC}),
        ("bank risque", set()),
        ("あおば", {AOBA}),
        ("危険", {AOBA}),
        ("危険 四段階", {AOBA}),
        ("生成AI", {AOBA}),
        ("険危", set()),
        ("100%", {BIRCH}),
        ("1%", set()),
        ("a_b", {BIRCH}),
        ("C:\\temp", {BIRCH}),
        ("évalué", {CLINIC}),
        ("Birch &", {CLINIC}),
        ("sakura-old in 2025 says about", {SAKURA}),
        ("**四段階**", set()),
        ("'; DROP TABLE reports_version; --", set()),
        ("no such word anywhere", set()),
    ],
)
def test_words_are_found_in_names_and_answers(shown, words, expected):
    """All of them, in any order and case, from one sign on; in the text as it is read, not its markup."""
    response, slugs = shown(q=words)
    assert slugs == expected
    assert parse(response.content).xpath("//input[@name='q']/@value") == [words]


def test_each_chip_takes_off_one_filter(shown):
    query = {"q": "100% 危険", "country": "CA", "role": "deployer", "size": "250+"}
    response, _ = shown(**query)
    chips = response.context["chips"]
    assert [str(chip["value"]) for chip in chips] == [
        "100% 危険",
        "Canada",
        "250 employees or more",
        "Deployer",
    ]
    for chip, key in zip(chips, ("q", "country", "size", "role"), strict=True):
        kept = {name: [value] for name, value in query.items() if name != key}
        assert parse_qs(urlsplit(chip["url"]).query) == kept
    assert "Take all off" in text_of(response.content)


def test_the_last_chip_leads_to_all_reports(shown):
    (chip,) = shown(country="JP")[0].context["chips"]
    assert chip["url"] == REGISTER


@pytest.mark.parametrize(
    "query,expected,at",
    [
        ({"country": "XX"}, {SAKURA, AOBA, BIRCH, CLINIC}, "country"),
        ({"country": "XX", "sector": "finance"}, {BIRCH}, "country"),
        ({"cycle": "1999", "country": "JP"}, {AOBA}, "cycle"),
        ({"role": "king", "q": "birch bank"}, {BIRCH}, "role"),
        ({"q": "x" * 201, "country": "JP"}, {AOBA}, "q"),
        ({"q": "\0", "country": "JP"}, {AOBA}, "q"),
        ({"nonsense": "1"}, {SAKURA, AOBA, BIRCH, CLINIC}, None),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_value_that_means_nothing_is_named_and_the_others_count(shown, query, expected, at):
    response, slugs = shown(**query)
    assert slugs == expected
    assert list(response.context["filter_form"].errors) == ([at] if at else [])
    assert at not in [chip["label"].lower() for chip in response.context["chips"]]
    if at:
        assert parse(response.content).xpath("//details[@open]//*[contains(@class, 'invalid-feedback')]")


def test_only_what_is_there_is_offered(shown):
    fields = shown()[0].context["filter_form"].fields
    assert {code for code, _ in fields["country"].choices if code} == {"CA", "JP", "FR"}
    assert [slug for slug, _ in fields["cycle"].choices if slug] == ["2025", "2024", "2023"]


def test_nothing_found_is_said(shown):
    response, _ = shown(q="no such word anywhere")
    assert "No report fits all of this" in text_of(response.content)


def test_a_row_says_who_where_and_when(shown):
    said = text_of(shown(q="あおば")[0].content)
    for fact in (
        "1 report",
        "株式会社あおば, Cycle 2024",
        "Japan",
        "Manufacturing",
        "10 to 49",
        "framework 1.0",
    ):
        assert fact in said


def test_the_newest_version_of_a_report_counts_once(shown):
    (version,) = shown(q="Sakura Works")[0].context["versions"]
    assert (version.number, version.organisation_name) == (2, "Sakura Works K.K.")


def test_pages_keep_the_filters(site):
    desk = site.people["secretariat"]
    for number in range(27):
        _published(f"page-{number}", "2024", "Paged words.", desk, sector="energy", roles="is_deployer")
    client = site.client("anonymous")
    first = client.get(REGISTER, {"q": "paged words", "sector": "energy"})
    assert (first.context["total"], len(first.context["versions"])) == (27, 25)
    (following,) = parse(first.content).xpath("//a[@rel='next']/@href")
    assert parse_qs(following.lstrip("?")) == {"q": ["paged words"], "sector": ["energy"], "page": ["2"]}
    second = client.get(REGISTER + following)
    assert len(second.context["versions"]) == 2
    both = [version.pk for page in (first, second) for version in page.context["versions"]]
    assert len(set(both)) == 27
    (back,) = parse(second.content).xpath("//a[@rel='prev']/@href")
    assert parse_qs(back.lstrip("?"))["page"] == ["1"]
    assert parse(second.content).xpath("//a[@rel='next']") == []


def test_home_shows_the_latest(shown, shelf):
    context = shelf.client("anonymous").get(reverse("public:home")).context
    figures = context["figures"]
    assert (figures["reports"], figures["organisations"], figures["countries"]) == (4, 4, 3)
    assert figures["languages"] == len(set(Version.objects.current().values_list("language", flat=True)))
    assert figures["answers"] == PublishedAnswer.objects.filter(version__current_of__isnull=False).count() > 0
    newest = Version.objects.current().order_by("-published_at", "-pk")[:3]
    assert [version.pk for version in context["latest"]] == [version.pk for version in newest]
