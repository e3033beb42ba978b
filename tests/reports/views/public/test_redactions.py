"""What was redacted is read nowhere: every public address, in every version, old addresses of files too."""

import base64
import json
from collections import Counter
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from reports import renditions, workflow
from reports.actions.answers import save_answer
from reports.actions.comparisons import request_comparison
from reports.actions.organisations import change_profile, set_logo
from reports.actions.redaction_plan import plan_redaction
from reports.actions.redactions import redact_words
from reports.comparing.address import read
from reports.comparing.chosen import chosen
from reports.documents.canonical import sha256
from reports.documents.faces import FACE_OF_ENDING, PUBLISHED
from reports.enums import Face
from reports.imports import read_file
from reports.models import Answer, ComparisonFile, Rendition, Report, StoredPage, Version
from reports.models.redaction import BESIDE, LOGO
from reports.urls.public import urlpatterns
from reports.verification import verify
from tests import builders
from tests.reports.forms.pictures import noise
from tests.reports.views.pages import squeezed, words_sent

pytestmark = pytest.mark.django_db

LATIN, JAPANESE = "Zyxwvu Quux", "機密案件甲"
PICTURE = noise((40, 40))
SECRETS = (
    LATIN,
    "Quux",
    JAPANESE,
    json.dumps(JAPANESE)[1:-1],
    "zyxwvuquux.example",
    base64.b64encode(PICTURE).decode()[100:200],
)
REASON = "Names a person who asked for it."
TEXT = (
    "Said before. **Zyxwvu** [Quux](https://key.example/) and ISO/IEC 42001.\n\n"
    f"- {LATIN}: **機密**案件甲\n\nSaid after."
)


def _answers(report, **changed):
    question = report.framework.question("1a")
    words = builders.sample_words(question, "it") | {
        "text": TEXT,
        "summary": f"In short {LATIN}.",
        "tools": [{"name": f"Scale {LATIN}", "address": "https://tool.example", "purpose": f"For {LATIN}."}],
        "evidence": [{"title": f"Proof of {LATIN}", "address": "https://proof.example/", "accessed_on": ""}],
    }
    current = Answer.objects.filter(report=report, code="1a").select_related("current").first()
    save_answer(
        report=report,
        code="1a",
        base=current.current.number if current else None,
        by=builders.owner_of(report.organisation),
        **words | changed,
    )


def _redact(report, passage, desk, code=""):
    plan = plan_redaction(report, code=code, passage=passage, reason=REASON)
    return redact_words(report=report, code=code, passage=passage, reason=REASON, digest=plan.digest, by=desk)


def _submitted(report):
    """Attest in a name and with a title that say both secrets."""
    owner = builders.owner_of(report.organisation)
    who = {"name": f"Ada {LATIN}", "title": f"Head of {JAPANESE}"}
    return workflow.apply("submit", report=report, actor=owner, **who)


def _compare():
    address = read({"r": ["sakura/2026", "other/2026"]})
    return address, chosen(address.names)[0]


@pytest.fixture(scope="module")
def world(module_database):
    """Two versions that say both secrets, with files, redacted; then everything is built anew."""
    desk = builders.make_user(is_secretariat=True)
    organisation = builders.make_organisation(
        "sakura", name=f"Sakura {LATIN} Works", website="https://zyxwvuquux.example/"
    )
    set_logo(organisation=organisation, png=PICTURE, by=builders.owner_of(organisation))
    report = builders.make_report(organisation)
    other = builders.make_report(builders.make_organisation("other"))
    builders.published_version(builders.submitted_report(other), by=desk)
    owner = builders.owner_of(report.organisation)
    builders.fill_report(report, owner, leave_out={"1a"})
    _answers(report)
    first = builders.published_version(_submitted(report), by=desk)
    reason = f"A figure of {LATIN}, and {JAPANESE}."
    report = workflow.apply("correct", report=report, actor=owner, reason=reason)
    _answers(report, text=TEXT.replace("after", "afterwards"))
    builders.published_version(_submitted(report), by=desk)
    # As its owner may at any time; what is frozen stays.
    today = {"name": "Sakura Works", "website": "https://sakura.example/"}
    change_profile(organisation=organisation, by=owner, **today)
    frozen = dict(Version.objects.filter(report=report).values_list("number", "source"))
    old = []
    for file in Rendition.objects.filter(version__report=report, face__in=PUBLISHED):
        content = f"{LATIN} {JAPANESE} {file.pk}".encode()
        Rendition.objects.filter(pk=file.pk).update(**builders.as_if_built(content))
        old.append(("sakura", "2026", file.version.number, sha256(content)[:16], ENDINGS[file.face]))
    file = request_comparison(address=_compare()[0], versions=_compare()[1])
    ComparisonFile.objects.filter(pk=file.pk).update(**builders.as_if_built(LATIN.encode()))
    client = Client()
    for address in (first.url, first.permanent_url):  # stored as they were
        assert squeezed(LATIN) in words_sent(client.get(address))
    drawn = client.get(first.picture_url).content
    _redact(report, LATIN, desk)
    meanwhile = [client.get(reverse("public:version-stored-file", args=each)) for each in old]
    _redact(report, JAPANESE, desk)
    _redact(report, "", desk, code=LOGO)
    builders.run_jobs(only="build_rendition")
    return SimpleNamespace(
        report=Report.objects.get(pk=report.pk),
        client=client,
        old=old,
        frozen=frozen,
        meanwhile=meanwhile,
        drawn=drawn,
    )


ENDINGS = {face: ending for ending, face in FACE_OF_ENDING.items()}


def _addresses(world):
    topics = world.report.framework.question("1a").topics
    values = {
        "org": ["sakura"],
        "cycle": ["2026"],
        "number": [1, 2],
        "ending": [*FACE_OF_ENDING],
        "topic": topics,
        "framework_id": ["haip-1.0"],
        "code": ["1a"],
    }
    for pattern in urlpatterns:
        made = [{}]
        for name in pattern.pattern.converters:
            if name == "digest":  # those that there were, and those that there are, by redirects
                made = []
                continue
            made = [{**each, name: value} for each in made for value in values[name]]
        yield from (reverse(f"public:{pattern.name}", kwargs=each) for each in made)
    yield from (reverse("public:version-stored-file", args=each) for each in world.old)
    pair = "?r=sakura/2026&r=other/2026&section=all"
    yield from (reverse(f"public:compare{kind}") + pair for kind in ("", "-csv", "-json"))
    yield from (f"{reverse('public:question', args=[topic])}?full=1" for topic in topics)
    yield from ("/robots.txt", "/sitemap.xml", "/ja/reports/sakura/2026/")


def test_no_public_address_says_it_in_any_version(world):
    leaks, said = [], []
    for address in _addresses(world):
        response = world.client.get(address, follow=True)
        words = words_sent(response)
        leaks += [(address, secret) for secret in SECRETS if squeezed(secret) in words]
        said += [address] if squeezed("Said before.") in words else []
        # The reason stands where the words did.
        assert squeezed("Said before.") not in words or squeezed(REASON) in words, address
    assert leaks == []
    for number in (1, 2):
        version = f"/reports/sakura/2026/v{number}/"
        assert {version, f"{version}report.json", *(f"{version}report{e}" for e in FACE_OF_ENDING)} <= {*said}


def test_files_are_not_handed_out_while_new_ones_are_made(world):
    for response in world.meanwhile:
        assert response.status_code == 302
    client = world.client
    assert {client.get(each.headers["Location"]).status_code for each in world.meanwhile} == {302}
    with builders.rolled_back():
        Rendition.objects.update(content=None, size=0, sha256="", built_at=None)
        assert {client.get(each.headers["Location"]).status_code for each in world.meanwhile} == {503}


def test_the_page_says_since_when_and_why_and_keeps_the_fingerprint(world):
    for number in (1, 2):
        version = Version.objects.get(report=world.report, number=number)
        page = world.client.get(f"/reports/sakura/2026/v{number}/").content.decode()
        assert version.sha256 in page
        assert "Words are redacted in this version" in page
        assert version.source == world.frozen[number]
        assert sha256(version.source.encode()) == version.sha256


def test_the_json_lists_redactions_and_the_original_fingerprint(world):
    version = Version.objects.get(report=world.report, number=1)
    response = world.client.get(version.json_url)
    source = json.loads(response.content)
    assert response["ETag"] == f'"{sha256(response.content)}"'
    redactions = source["redactions"]
    assert {each["question"] for each in redactions} == {"1a", None}
    assert {each["part"] for each in redactions if each["question"]} == {
        "text", "summary", "tools.0.name", "tools.0.purpose", "evidence.0.title"
    }  # fmt: skip
    beside = {each["part"] for each in redactions if not each["question"]}
    assert beside == {*BESIDE} - {"report.reason"}  # the first version has none
    assert {(each["reason"], each["original_sha256"]) for each in redactions} == {(REASON, version.sha256)}
    again = world.client.get(version.json_url, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    with_the_old_tag = world.client.get(version.json_url, headers={"If-None-Match": f'"{version.sha256}"'})
    assert with_the_old_tag.status_code == 200


def test_what_stands_beside_the_answers_says_since_when_and_why(world):
    """On the page and in every file that shows it, as on the pages of lists."""
    version = Version.objects.get(report=world.report, number=2)
    day = date_format(world.report.redactions.first().made_at, "DATE_FORMAT")
    mark = f"[Redacted on {day}. Reason: {REASON}]"
    files = [f"{version.permanent_url}report{ending}" for ending in (".pdf", ".docx", ".md")]
    for address in (version.permanent_url, *files):
        response = world.client.get(address, follow=True)
        said = words_sent(response).replace("\\", "")
        beside = (
            f"A figure of {mark}, and {mark}.",
            f"Sakura {mark} Works",
            f"Ada {mark}",
            f"Head of {mark}",
        )
        assert [each for each in beside if squeezed(each) not in said] == [], address
        assert [str(label) for label in BESIDE.values() if squeezed(str(label)) not in said] == [], address
    lists = {
        reverse("public:register"): f"Sakura {mark} Works",
        "/reports/sakura/": f"A figure of {mark}, and {mark}.",
        version.changes_url: f"A figure of {mark}, and {mark}.",
        reverse("public:feed"): f"A figure of {mark}, and {mark}.",
    }
    for address, words in lists.items():
        assert squeezed(words) in words_sent(world.client.get(address)), address


def test_the_logo_is_gone_and_the_picture_is_drawn_anew(world):
    for number in (1, 2):
        version = Version.objects.get(report=world.report, number=number)
        assert version.logo_url is None
        assert world.client.get(f"{version.permanent_url}logo").status_code == 404
        drawn = world.client.get(version.picture_url)
        assert (drawn.status_code, drawn.content == world.drawn) == (200, False)
    assert not Rendition.objects.filter(version__report=world.report, face=Face.LOGO).exists()


def test_what_is_left_can_start_a_draft(world):
    version = Version.objects.get(report=world.report, number=2)
    content = world.client.get(version.json_url).content
    file = read_file(content, name="report.json")
    assert squeezed("Said before.") in squeezed(str(file.source))
    assert squeezed("Quux") not in squeezed(str(file.source))


def test_the_changes_page_compares_what_is_left(world):
    page = world.client.get("/reports/sakura/2026/v2/changes/")
    assert squeezed("afterwards") in words_sent(page)
    assert page.context["counts"]["edited"] == 1


def test_search_finds_neither_the_words_nor_parts_of_them(world):
    for words in ("quux", "zyxwvu", JAPANESE, "機密案件"):
        response = world.client.get(reverse("public:results-csv"), {"q": words})
        assert len(response.content.decode("utf-8-sig").strip().splitlines()) == 1, words
    assert (
        len(world.client.get(reverse("public:results-csv"), {"q": '"said before"'}).content.splitlines()) > 1
    )


def test_the_comparison_that_printed_it_is_gone(world):
    assert not ComparisonFile.objects.exists()
    address, versions = _compare()
    assert not request_comparison(address=address, versions=versions).is_ready


def test_what_is_stored_is_what_would_be_derived_today(world):
    assert [*verify(Report.objects.filter(pk=world.report.pk), Counter())] == []
    for answer in Version.objects.get(report=world.report, number=1).answers.all():
        assert "Quux" not in answer.html + answer.plain
    assert renditions.source_of(Version.objects.get(report=world.report, number=2))["redactions"]
    assert StoredPage.objects.exists()
