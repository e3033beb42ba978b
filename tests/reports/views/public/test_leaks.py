"""Nothing that was not published reaches the public: every page, file and search is looked through."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reports import renditions
from reports.documents.faces import FACE_OF_ENDING
from reports.enums import Face
from tests.once import POSTGRESQL, SQLITE, taken
from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.pages import followed, squeezed, words_sent
from tests.reports.views.site import DRAFT, ELSEWHERE, ORG, RETURNED_ORG, ROLES, SECRETS, SUBMITTED

PRIVATE = ("/workspace/", "/secretariat/", "/account/", "/admin/", "/static/")
PUBLISHED_WORDS = "What sakura-old in 2025 says"
# Each language has hundreds of addresses. Each worker looks through the English ones and one other language.
OTHERS = taken({SQLITE: ("/ja",), POSTGRESQL: ("/fr",)})
LANGUAGES = ("", *OTHERS)
NOT_HERE = tuple({"/ja/", "/fr/"} - {f"{prefix}/" for prefix in OTHERS})
UNPUBLISHED = [(ORG, DRAFT), (ORG, SUBMITTED), (ELSEWHERE, DRAFT), (RETURNED_ORG, DRAFT)]


def _crawl(client: Client, start: list[str]) -> Iterator[tuple[str, HttpResponse]]:
    """Follow every link that stays among the public pages, each address once.

    Choices of the register can be combined without end; their links ask not to be followed.
    """
    seen, waiting = set(start), list(start)
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        yield address, response
        leads_on = [response.headers["Location"]] if "Location" in response.headers else []
        if response.headers["Content-Type"].startswith("text/html"):
            for link in [*leads_on, *(followed(response.content) if response.content else [])]:
                target = urljoin(address, link)
                elsewhere = target.startswith(NOT_HERE) or any(private in target for private in PRIVATE)
                if target not in seen and not elsewhere:
                    seen.add(target)
                    waiting.append(target)


@pytest.fixture(scope="module")
def everything(built_site, django_db_blocker) -> dict[str, HttpResponse]:
    """Every public answer that a link leads to, by address; the files are made for it."""
    with django_db_blocker.unblock(), transaction.atomic():
        for version in built_site.versions:
            for rendition in version.renditions.exclude(face=Face.LOGO):
                renditions.derive_file(rendition)
        known = [
            reverse(address.name, args=address.args_on(built_site))
            for address in ADDRESSES
            if address.name.startswith("public:")
        ]
        start = [language + address for language in LANGUAGES for address in known]
        found = dict(_crawl(built_site.client("anonymous"), start))
        transaction.set_rollback(True)
    return found


def test_no_public_answer_holds_a_private_word(everything):
    assert len(everything) > 120
    words = {address: words_sent(response) for address, response in everything.items()}
    version = f"/reports/{ORG}/2025/v1/"
    files = {everything[f"{version}report{ending}"].headers["Location"] for ending in FACE_OF_ENDING}
    for address in (version, f"{version}report.json", *files):
        found = words[address]
        assert squeezed(PUBLISHED_WORDS) in found, "what is published must be found, or nothing can be"
    leaks = [
        (address, secret)
        for address, found in words.items()
        for secret in SECRETS
        if squeezed(secret) in found
    ]
    assert leaks == []


def test_no_link_of_a_public_page_leads_nowhere(everything):
    said = {address: response.status_code for address, response in everything.items()}
    waiting = {address for address in said if address.endswith(("questionnaire.pdf", "questionnaire.docx"))}
    assert {said[address] for address in waiting} == {503}, "these are built on first request"
    odd = {a: status for a, status in said.items() if status != 200 and a not in waiting}
    assert {a: status for a, status in odd.items() if status != 302} == {}
    # Without reports in its address a comparison is no file: it leads to its page.
    others = [a for a in odd if "/report" not in a and not a.endswith("/compare/compare.pdf")]
    assert others == [], "only files lead on to where they are stored"


@pytest.mark.parametrize("org,cycle", UNPUBLISHED, ids=lambda value: value)
def test_what_is_not_published_is_not_there(site, org, cycle):
    """For nobody, at no public address, and the page that says so is the page of an address made up."""
    names = ["report", "report-json"]
    numbered = ["version", "version-json", "version-logo"]
    paths = [reverse(f"public:{name}", args=[org, cycle]) for name in names]
    paths += [reverse(f"public:{name}", args=[org, cycle, 1]) for name in numbered]
    for ending in FACE_OF_ENDING:
        paths.append(reverse("public:report-file", args=[org, cycle, ending]))
        paths.append(reverse("public:version-file", args=[org, cycle, 1, ending]))
        paths.append(reverse("public:version-stored-file", args=[org, cycle, 1, "ab" * 8, ending]))
    if org != ORG:
        paths.append(reverse("public:organisation", args=[org]))
    nowhere = site.client("anonymous").get("/reports/no-such-organisation/2026/")
    for role in ROLES:
        for path in paths:
            response = site.client(role).get(path)
            assert (response.status_code, response.content) == (404, nowhere.content)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_search_finds_no_private_word(site, secret):
    for view in ("reports", "answers"):
        response = site.client("owner").get(reverse("public:register"), {"q": secret, "view": view})
        assert (response.context["total"], response.context["results"]) == (0, [])


def test_a_search_finds_publishedwords_sent(site):
    response = site.client("anonymous").get(reverse("public:register"), {"q": PUBLISHED_WORDS})
    assert [result.version.pk for result in response.context["results"]] == [site.versions[-1].pk]


def test_to_a_stranger_a_private_page_is_a_page_that_does_not_exist(site):
    client = site.client("stranger")
    there = client.get(reverse("workspace:report", args=[ORG, DRAFT]))
    nowhere = client.get(reverse("workspace:report", args=["no-such-organisation", DRAFT]))
    assert (there.status_code, there.content) == (404, nowhere.content)
