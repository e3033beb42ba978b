"""Feeds say what was published last, and crawlers what there is: nothing that is not public."""

import pytest
from django.urls import reverse
from lxml import etree

from reports.models import PublishedAnswer, RegisterState, Version
from tests.reports.views.addresses import TOPIC
from tests.reports.views.pages import squeezed
from tests.reports.views.site import FORMER, ORG, PUBLISHED, SECRETS

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FEEDS = {
    "register": reverse("public:feed"),
    "organisation": reverse("public:organisation-feed", args=[ORG]),
    "question": reverse("public:question-feed", args=[TOPIC]),
}
SITE = "http://testserver"


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def _feed(reader, name, prefix=""):
    response = reader.get(prefix + FEEDS[name])
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


@pytest.mark.parametrize("name", ["register", "organisation"])
def test_every_version_is_an_entry_newest_first(site, reader, name):
    feed = _feed(reader, name)
    found = feed.xpath("//a:entry/a:id/text()", namespaces=ATOM)
    own = (
        Version.objects.filter(report__organisation__slug=ORG) if name == "organisation" else Version.objects
    )
    expected = [f"{SITE}{version.permanent_url}" for version in own.order_by("-published_at", "-pk")]
    assert found == expected
    assert len(found) >= 2


def test_an_answer_on_the_topic_is_an_entry_with_its_words(reader):
    feed = _feed(reader, "question")
    (link,) = feed.xpath("//a:entry/a:link/@href", namespaces=ATOM)
    assert link == f"{SITE}{reverse('public:version', args=[ORG, PUBLISHED, 2])}#1a"
    (said,) = feed.xpath("//a:entry/a:summary/text()", namespaces=ATOM)
    assert said == "What sakura-old in 2025 says about 1a."


def test_long_answers_are_shortened_in_any_script(site, reader):
    answers = PublishedAnswer.objects.filter(version=site.versions[-1], code="1a")
    for plain, most in (("word " * 500, 400), ("安全性を確かめる" * 500, 300)):
        answers.update(plain=plain)
        RegisterState.objects.advance()
        (said,) = _feed(reader, "question").xpath("//a:entry/a:summary/text()", namespaces=ATOM)
        assert said.endswith(" …")
        assert 100 < len(said) < most


@pytest.mark.parametrize("prefix", ["", "/ja", "/fr"])
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_knows_itself_and_speaks_the_language_of_its_address(reader, name, prefix):
    feed = _feed(reader, name, prefix)
    (itself,) = feed.xpath("/a:feed/a:link[@rel='self']/@href", namespaces=ATOM)
    assert itself == f"{SITE}{prefix}{FEEDS[name]}"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == (prefix[1:] or "en")


def test_a_former_address_of_a_feed_leads_on(reader):
    moved = reader.get(reverse("public:organisation-feed", args=[FORMER]))
    assert moved.headers["Location"] == FEEDS["organisation"]


@pytest.mark.parametrize("slug", ["no-such-topic", "hidden-garden"])
def test_what_is_not_there_has_no_feed(reader, slug):
    for name in ("organisation-feed", "question-feed"):
        assert reader.get(reverse(f"public:{name}", args=[slug])).status_code == 404


def test_the_sitemap_lists_every_public_page_in_each_language(reader):
    tree = etree.fromstring(reader.get("/sitemap.xml").content)
    found = tree.xpath("//s:url/s:loc/text()", namespaces=SITEMAP)
    assert len(found) == len(set(found))
    for page in ("/", f"/reports/{ORG}/", f"/reports/{ORG}/{PUBLISHED}/", f"/questions/{TOPIC}/"):
        assert {f"{SITE}{prefix}{page}" for prefix in ("", "/ja", "/fr")} <= set(found)
    # That a page stands under each language is a rule of its own (`house/test_urls`): one is asked for.
    pages = {
        address.removeprefix(SITE)
        for address in found
        if not address.startswith((f"{SITE}/ja/", f"{SITE}/fr/"))
    }
    assert {f"{SITE}{prefix}{page}" for page in pages for prefix in ("", "/ja", "/fr")} == set(found)
    for page in pages:
        assert reader.get(page).status_code == 200


def test_crawlers_are_kept_from_what_is_not_public(reader):
    said = reader.get("/robots.txt").content.decode()
    for path in ("/workspace/", "/ja/read/", "/fr/secretariat/", "/ja/compare/compare.pdf"):
        assert f"Disallow: {path}\n" in said
    assert f"Sitemap: {SITE}/sitemap.xml" in said


@pytest.mark.parametrize("path", [*FEEDS.values(), "/sitemap.xml", "/robots.txt"])
def test_no_private_word_is_in_them(reader, path):
    said = squeezed(reader.get(path).content.decode())
    assert [secret for secret in SECRETS if squeezed(secret) in said] == []
