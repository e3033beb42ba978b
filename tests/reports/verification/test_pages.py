"""Stored pages that somebody changed by hand are found: by their fingerprint, or by rendering them anew."""

import gzip
from collections import Counter

import pytest
from django.test import Client

from reports.documents.canonical import sha256
from reports.models import RegisterState, StoredPage
from reports.verification import page_faults
from tests import builders

pytestmark = pytest.mark.django_db
ADDRESS = "/reports/"


@pytest.fixture
def shown():
    builders.published_version()
    assert Client().get(ADDRESS).status_code == 200
    assert Client().get("/ja/questions/").status_code == 200
    return StoredPage.objects.get(pk=ADDRESS)


def _faults(**how):
    return [str(fault) for fault in page_faults(Counter(), **how)]


def _forge(page, content, **columns):
    StoredPage.objects.filter(pk=page.pk).update(content=gzip.compress(content, mtime=0), **columns)


@pytest.mark.parametrize("anew", [False, True])
def test_pages_that_nobody_touched_are_sound_and_stay(shown, anew):
    counted = Counter()
    before = list(StoredPage.objects.order_by("pk").values())
    assert list(page_faults(counted, anew=anew)) == []
    assert counted == {"pages": 2}
    assert list(StoredPage.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("content", [b"no gzip", b"", gzip.compress(b"Forged."), gzip.compress(b"x")[:-4]])
def test_a_page_that_does_not_fit_its_fingerprint_is_found(shown, content):
    StoredPage.objects.filter(pk=shown.pk).update(content=content)
    assert _faults() == [f"{ADDRESS}: the stored page does not fit its fingerprint"]


def test_a_page_that_was_forged_with_its_fingerprint_is_found_by_rendering_it(shown):
    content = gzip.decompress(bytes(shown.content)).replace(b"</main>", b"Endorsed by the OECD.</main>")
    assert b"Endorsed" in content
    _forge(shown, content, etag=sha256(content))
    assert "Endorsed by the OECD." in Client().get(ADDRESS).text
    assert _faults() == []
    assert _faults(anew=True) == [f"{ADDRESS}: the stored page is not what the site renders"]
    assert StoredPage.objects.get(pk=ADDRESS).etag == sha256(content)


def test_a_page_of_an_address_where_nothing_is_stored_is_found(shown):
    content = gzip.decompress(bytes(shown.content))
    StoredPage.objects.filter(pk=ADDRESS).update(address="/reports/nobody/")
    _forge(StoredPage(pk="/reports/nobody/"), content)
    assert _faults(anew=True) == ["/reports/nobody/: the stored page is not what the site renders"]


def test_what_is_served_no_more_is_not_looked_at(shown):
    _forge(shown, b"Of another state.")
    RegisterState.objects.advance()
    assert _faults(anew=True) == []


def test_what_another_release_made_is_not_compared(shown):
    StoredPage.objects.filter(pk=ADDRESS).update(release="another", etag=sha256(b"Old."))
    _forge(shown, b"Old.")
    assert _faults(anew=True) == []
