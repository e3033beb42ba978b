"""Machines read whose report a page is, and nothing in a name gets out of the block."""

import json
import re

import pytest
from django.urls import reverse

from reports.actions.organisations import change_profile
from reports.models import Version
from tests import builders
from tests.reports.views.pages import parse
from tests.reports.views.site import ORG, PUBLISHED


def _data(content: bytes) -> dict:
    (block,) = parse(content).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(block)


def test_a_report_is_told_with_author_files_and_fingerprint(site):
    version = site.versions[-1]
    data = _data(site.client("anonymous").get(reverse("public:report", args=[ORG, PUBLISHED])).content)
    assert data == {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": f"http://testserver/reports/{ORG}/{PUBLISHED}/v2/",
        "url": f"http://testserver/reports/{ORG}/{PUBLISHED}/v2/",
        "name": "Sakura Works K.K., Report for Cycle 2025",
        "author": {
            "@type": "Organization",
            "name": "Sakura Works K.K.",
            "url": f"http://testserver/reports/{ORG}/",
            "logo": f"http://testserver/reports/{ORG}/{PUBLISHED}/v2/logo",
        },
        "datePublished": version.published_at.isoformat(timespec="seconds"),
        "inLanguage": "en",
        "version": "2",
        "identifier": f"sha256:{version.sha256}",
        "image": f"http://testserver/reports/{ORG}/{PUBLISHED}/v2/picture.png",
        "publisher": {"@type": "Organization", "name": "HAIP Reports", "url": "http://testserver/"},
        "isPartOf": {"@type": "DataCatalog", "name": "HAIP Reports", "url": "http://testserver/reports/"},
        "isAccessibleForFree": True,
        "encoding": [
            {
                "@type": "MediaObject",
                "encodingFormat": kind,
                "contentUrl": f"http://testserver/reports/{ORG}/{PUBLISHED}/v2/report.{ending}",
            }
            for kind, ending in (("application/pdf", "pdf"), ("application/json", "json"))
        ],
    }


def test_an_organisation_and_the_site_are_told(site):
    reader = site.client("anonymous")
    organisation = _data(reader.get(reverse("public:organisation", args=[ORG])).content)
    assert (organisation["@type"], organisation["name"]) == ("Organization", "Sakura Works K.K.")
    assert organisation["sameAs"] == site.organisation.website
    home = _data(reader.get("/ja/").content)
    assert (home["@type"], home["url"], home["inLanguage"]) == ("WebSite", "http://testserver/ja/", "ja")
    assert home["potentialAction"]["target"] == "http://testserver/ja/reports/?q={words}"


@pytest.mark.django_db
def test_nothing_in_a_name_ends_the_block(client):
    name = "</script><script>alert(1)</script>&amp;\u2028<!-- 株式会社"
    organisation = builders.make_organisation("hostile", name="Harmless")
    change_profile(organisation=organisation, by=builders.owner_of(organisation), name=name)
    builders.published_version(builders.make_report(organisation))
    version = Version.objects.for_lists().get(report__organisation=organisation)
    content = client.get(version.url).content
    assert re.findall(rb"<script>", content) == []
    assert _data(content)["author"]["name"] == name
