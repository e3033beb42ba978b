"""Public pages can be kept by anybody's cache: they know nothing of who asks."""

import pytest
from django.urls import resolve, reverse

from reports.actions.questionnaires import request_questionnaire
from reports.enums import Face
from reports.frameworks import load
from reports.models import QuestionnaireFile, Rendition
from tests.builders import as_if_built
from tests.reports.views.addresses import ADDRESSES
from tests.reports.views.site import PUBLISHED_PDF, ROLES

KEPT = {
    "public:report-json": {"public", "no-cache"},
    "public:version-json": {"public", "no-cache"},
    "public:report-file": {"public", "no-cache"},
    "public:version-file": {"public", "no-cache"},
    "public:compare-pdf": {"public", "no-cache"},
    "public:version-stored-file": {"public", "max-age=31536000", "immutable"},
}
"""How long an answer may be kept, where a shared cache may not keep it for a minute."""

MADE_LATER = {
    "public:report-file",
    "public:version-file",
    "public:questionnaire-pdf",
    "public:questionnaire-docx",
}
LEADS_ON = {"public:report-file", "public:version-file", "public:compare-pdf"}
"""Lead to an address of the bytes, or to the page where there is too little to compare."""
PAGES = [address for address in ADDRESSES if address.name.startswith("public:")]
FILES = [address for address in PAGES if address.name in LEADS_ON]
each_page = pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)


@pytest.fixture
def site(site):
    """The site with its files made."""
    for face in QuestionnaireFile.Face:
        request_questionnaire(framework=load("haip-1.0"), face=face)
    QuestionnaireFile.objects.update(**as_if_built(b"made"))
    for version in site.versions:
        version.renditions.filter(face=Face.PDF).update(**as_if_built(PUBLISHED_PDF))
    return site


def _path(site, address) -> str:
    return reverse(address.name, args=address.args_on(site))


def is_stored(path) -> bool:
    """Whether the page is stored as it was rendered: compressed for whoever takes that."""
    return getattr(resolve(path).func, "is_stored", False)


def _kept(address) -> set[str]:
    return KEPT.get(address.name, {"public", "max-age=0", "s-maxage=60"})


@each_page
def test_anybody_may_keep_it(site, address):
    response = site.client("anonymous").get(_path(site, address))
    assert response.status_code == (302 if address.name in LEADS_ON else 200)
    assert set(response.headers["Cache-Control"].split(", ")) == _kept(address)
    assert response.headers.get("Vary", "") == ("Accept-Encoding" if is_stored(_path(site, address)) else "")
    assert response.cookies == {}


@pytest.mark.parametrize(
    "address", [page for page in PAGES if page not in FILES], ids=lambda address: address.name
)
def test_it_is_sent_once(site, address):
    client = site.client("anonymous")
    first = client.get(_path(site, address))
    again = client.get(_path(site, address), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert set(again.headers["Cache-Control"].split(", ")) == _kept(address)
    other = client.get(_path(site, address), headers={"If-None-Match": '"of another text"'})
    assert (other.status_code, other.content) == (200, first.content)


@each_page
def test_it_is_the_same_for_all(site, address):
    """Byte for byte, headers included; nobody gets a cookie there, signed in or not."""
    answers = set()
    for role in ROLES:
        client = site.client(role)
        client.cookies["messages"] = "left over from another page"
        response = client.get(_path(site, address))
        assert response.cookies == {}
        answers.add((response.status_code, response.content, str(sorted(response.headers.items()))))
    assert len(answers) == 1


@each_page
def test_head_answers_like_get_without_the_body(site, address):
    client = site.client("anonymous")
    whole, head = client.get(_path(site, address)), client.head(_path(site, address))
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))


@each_page
def test_an_answer_that_may_change_soon_is_not_kept(site, address):
    """Only the file that is still being made: it would otherwise be "pending" for a minute too long."""
    Rendition.objects.filter(face=Face.PDF).update(content=None, sha256="", built_at=None)
    QuestionnaireFile.objects.all().delete()
    response = site.client("anonymous").get(_path(site, address))
    if address.name in {"public:version-stored-file", "public:compare-pdf"}:
        assert response.status_code == 302
        return
    if address.name not in MADE_LATER:
        assert response.status_code == 200
        return
    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    assert int(response.headers["Retry-After"]) > 0
    assert response.cookies == {}


def test_a_signed_in_page_is_kept_by_nobody(site):
    for address in ADDRESSES:
        if address.name.startswith(("workspace:", "secretariat:", "account:", "probes:")):
            for role in ("owner", "secretariat"):
                response = site.client(role).get(_path(site, address))
                if response.status_code == 200:
                    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
