"""Reports and answers can be cited by an address that stays."""

import json

import pytest
from django.urls import reverse

from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import FORMER, ORG, PUBLISHED

VERSION = (ORG, PUBLISHED, 1)
PAGE = reverse("public:version-cite", args=VERSION)
BIBTEX = reverse("public:version-cite-bibtex", args=VERSION)
CSL = reverse("public:version-cite-csl", args=VERSION)


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def test_the_page_shows_every_style_and_leads_to_the_files(reader):
    response = reader.get(PAGE)
    said = text_of(response.content)
    assert "(Version 1). HAIP Reports. http://testserver/reports/" in said
    assert f"@techreport{{{ORG}-{PUBLISHED}-v1," in said
    assert {BIBTEX, CSL} <= links(response.content)
    assert parse(response.content).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_an_answer_has_a_citation_of_its_own(reader):
    response = reader.get(PAGE, {"answer": "1a"})
    said = text_of(response.content)
    assert "1a Risk definition and classification. In Report under the" in said
    (file,) = (link for link in links(response.content) if link.startswith(CSL))
    (item,) = json.loads(reader.get(file).content)
    assert item["id"] == f"{ORG}-{PUBLISHED}-v1-1a"
    assert item["URL"] == f"http://testserver{reverse('public:version', args=VERSION)}#1a"


def test_each_answer_on_the_page_of_a_report_leads_to_its_citation(reader):
    found = links(reader.get(reverse("public:version", args=VERSION)).content)
    assert f"{PAGE}?answer=1a" in found
    assert f"{PAGE}?answer=2g.i" in found
    assert PAGE in found


@pytest.mark.parametrize("code", ["9z", "1a'", "\0", "2g", "<b>"])
@pytest.mark.parametrize("address", [PAGE, BIBTEX, CSL])
def test_an_answer_that_is_not_there_has_none(reader, address, code):
    assert reader.get(address, {"answer": code}).status_code == 404


def test_the_author_is_the_organisation_of_that_day(reader):
    (item,) = json.loads(reader.get(CSL).content)
    assert item["author"] == [{"literal": "Sakura Works"}]


@pytest.mark.parametrize("name", ["version-cite", "version-cite-bibtex", "version-cite-csl"])
def test_a_former_address_leads_on(reader, name):
    moved = reader.get(reverse(f"public:{name}", args=[FORMER, PUBLISHED, 1]))
    assert moved.headers["Location"] == reverse(f"public:{name}", args=VERSION)


@pytest.mark.parametrize("prefix", ["/ja", "/fr"])
def test_the_address_is_one_whatever_page_the_reader_came_from(reader, prefix):
    assert reader.get(prefix + CSL).content == reader.get(CSL).content
    assert reverse("public:version", args=VERSION) in links(reader.get(PAGE).content)
    assert prefix + reverse("public:version", args=VERSION) in links(reader.get(prefix + PAGE).content)
