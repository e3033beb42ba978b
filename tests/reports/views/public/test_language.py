"""The address alone decides the language of a page: no cookie, no browser setting, no account."""

import pytest
from django.urls import reverse

from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.pages import parse
from tests.reports.views.site import ROLES

PAGES = [
    address
    for address in ADDRESSES
    if address.name.startswith("public:")
    and not address.name.endswith(
        ("-pdf", "-docx", "-json", "-logo", "-picture", "-file", "feed", "-bibtex", "-csl", "-csv")
    )
]
each_page = pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)


@each_page
@pytest.mark.parametrize("language", ["en", "ja", "fr"])
def test_the_prefix_chooses(site, address, language):
    prefix = "" if language == "en" else f"/{language}"
    response = site.client("anonymous").get(prefix + reverse(address.name, args=address.args_on(site)))
    assert response.status_code == 200
    assert response.headers["Content-Language"] == language
    assert parse(response.content).get("lang") == language


@each_page
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_nothing_else_does(site, address, prefix):
    path = prefix + reverse(address.name, args=address.args_on(site))
    plain = site.client("anonymous").get(path)
    for role in ROLES:
        client = site.client(role)
        client.cookies["django_language"] = "ja"
        response = client.get(path, headers={"Accept-Language": "ja,de;q=0.5"})
        assert response.content == plain.content
        assert response.headers["Content-Language"] == (prefix[1:] or "en")


@pytest.mark.parametrize(
    "path", ["/en/", "/en/reports/", "/de/", "/JA/", "/ja-JP/reports/", "/ja/livez", "/fr/readyz"]
)
def test_other_prefixes_do_not_exist(site, path):
    assert site.client("anonymous").get(path).status_code == 404


@pytest.mark.parametrize("language", ["ja", "fr"])
def test_who_signs_in_stays_in_the_language(site, language):
    response = site.client("anonymous").get(f"/{language}/workspace/")
    assert response.headers["Location"] == f"/{language}/account/login/?next=/{language}/workspace/"


def test_answers_keep_the_language_they_were_written_in(site):
    """The page is French; prompts are in the language of the questions, answers in the report's own."""
    page = parse(site.client("anonymous").get(f"/fr{site.versions[-1].url}").content)
    answers = page.xpath("//main//div[@class='prose']")
    assert len(answers) > 40
    assert {answer.get("lang") for answer in answers} == {"en"}
    assert {label.get("lang") for label in page.xpath("//h3[@class='entry-title']/span[@lang]")} == {"en"}
    assert [heading.get("lang") for heading in page.iter("h1")] == ["en"]
