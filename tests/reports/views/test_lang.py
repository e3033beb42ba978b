"""Words carry the language they were written in, whatever the language of the page around them."""

import pytest
from django.urls import reverse

from reports.actions.answers import save_answer
from reports.actions.organisations import create_organisation
from reports.workflow.effects import attestation_text
from tests import builders
from tests.reports.views.addresses import PROFILE, TOPIC
from tests.reports.views.pages import parse

MARK = "生成AIの危険度を四段階に分ける"
THEIRS = "誰かが先に保存した答え"
ORG, BEFORE, NOW = "kaede-mills", "2024", "2025"


@pytest.fixture
def japanese(site):
    """An organisation with a published Japanese report, and an English draft for the cycle after it."""
    owner = site.people["owner"]
    profile = {key: value for key, value in PROFILE.items() if key != "is_deployer"}
    organisation = create_organisation(by=owner, **profile, is_deployer=True)
    report = builders.make_report(organisation, cycle=builders.make_cycle(BEFORE), language="ja")
    builders.fill_report(report)
    save_answer(report=report, code="1a", choices=[], text=MARK, base=1, by=owner)
    return report


def _languages(content: bytes, words: str) -> set[str | None]:
    """Return the language of every place on the page where the words stand."""
    found = set()
    for element in parse(content).xpath("//body//*[not(self::script)]"):
        if words in (element.text or ""):
            marked = [at.get("lang") for at in (element, *element.iterancestors()) if at.get("lang")]
            found.add(marked[0])
    return found


@pytest.mark.parametrize(
    "name,args",
    [
        ("workspace:section", (ORG, BEFORE, "1")),
        ("workspace:revision", (ORG, BEFORE, "1a", 2)),
        ("workspace:preview", (ORG, BEFORE)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_words_of_a_draft(site, japanese, name, args):
    assert _languages(site.client("owner").get(reverse(name, args=args)).content, MARK) == {"ja"}


@pytest.mark.parametrize("page", ["published", "preview", "desk"])
def test_the_title_of_the_framework_and_what_is_missing(site, japanese, page):
    if page == "published":
        builders.published_version(japanese)
        response = site.client("owner").get(reverse("public:report", args=[ORG, BEFORE]))
    elif page == "preview":
        response = site.client("owner").get(reverse("workspace:preview", args=[ORG, BEFORE]))
    else:
        builders.submitted_report(japanese)
        japanese.answers.filter(code="1b").update(current=None)
        response = site.client("secretariat").get(reverse("secretariat:report", args=[japanese.pk]))
        (missing,) = parse(response.content).xpath("//ul[@class='todo-list']//a")
        assert (missing.get("href"), missing.get("lang")) == ("#1b", "ja")
    assert _languages(response.content, japanese.framework.title) == {"ja"}


def test_both_texts_of_a_conflict(site, japanese):
    save_answer(report=japanese, code="1a", choices=[], text=THEIRS, base=2, by=site.people["owner"])
    address = reverse("workspace:section", args=[ORG, BEFORE, "1"])
    response = site.client("owner").post(address, {"1a-text": MARK, "1a-base": "2"})
    assert response.status_code == 409
    assert _languages(response.content, MARK) == {"ja"}
    (box,) = parse(response.content).xpath("//*[@data-conflict]//*[contains(@class, 'as-typed')]")
    assert box.get("lang") == "ja"
    said = {element.tag: element.xpath("string(text())") for element in box}
    assert set(said) == {"del", "ins"}
    assert set(THEIRS) >= set(said["ins"])
    hidden = box.xpath(".//*[@class='visually-hidden']/@lang")
    assert set(hidden) == {"en"}


def test_a_text_that_could_not_be_saved(site, japanese):
    builders.submitted_report(japanese)
    address = reverse("workspace:section", args=[ORG, BEFORE, "1"])
    response = site.client("owner").post(address, {"1a-text": THEIRS, "1a-base": "2"})
    assert _languages(response.content, THEIRS) == {"ja"}


@pytest.mark.parametrize("prefix", ["", "/ja", "/fr"])
def test_the_words_of_a_published_report(site, japanese, prefix):
    version = builders.published_version(japanese)
    for path in (version.url, version.permanent_url, reverse("public:question", args=[TOPIC])):
        response = site.client("anonymous").get(prefix + path)
        assert _languages(response.content, MARK) == {"ja"}


def test_the_words_on_the_desk(site, japanese):
    report = builders.submitted_report(japanese)
    response = site.client("secretariat").get(reverse("secretariat:report", args=[report.pk]))
    assert _languages(response.content, MARK) == {"ja"}


def test_what_is_attested_and_what_was(site, japanese):
    words = attestation_text(japanese)
    page = site.client("owner").get("/fr" + reverse("workspace:submit", args=[ORG, BEFORE]))
    assert _languages(page.content, words) == {"ja"}
    report = builders.submitted_report(japanese)
    page = site.client("secretariat").get("/fr" + reverse("secretariat:report", args=[report.pk]))
    assert _languages(page.content, words) == {"ja"}


def test_last_years_answer_keeps_its_own_language(site, japanese):
    builders.published_version(japanese)
    cycle = builders.make_cycle(NOW)
    builders.make_report(japanese.organisation, cycle=cycle, language="en")
    address = reverse("workspace:section", args=[ORG, NOW, "1"])
    response = site.client("owner").get(address)
    assert _languages(response.content, MARK) == {"ja"}
    fields = {area.get("lang") for area in parse(response.content).iter("textarea")}
    assert fields == {"en"}
