"""Files of published reports: waited for, stored, sent in parts, kept for ever under their fingerprint."""

import hashlib

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from reports.documents.faces import FACE_OF_ENDING, WRITERS
from reports.enums import Face
from reports.models import Rendition
from tests.builders import as_if_built
from tests.reports.views.addresses import PDF_DIGEST
from tests.reports.views.pages import text_of
from tests.reports.views.site import FORMER, ORG, PUBLISHED, PUBLISHED_PDF

CURRENT = reverse("public:report-file", args=[ORG, PUBLISHED, ".pdf"])
FIRST = reverse("public:version-file", args=[ORG, PUBLISHED, 1, ".pdf"])
STORED = reverse("public:version-stored-file", args=[ORG, PUBLISHED, 1, PDF_DIGEST, ".pdf"])
SIZE = len(PUBLISHED_PDF)
JSON = reverse("public:version-json", args=[ORG, PUBLISHED, 1])


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def _address(ending, *, number=1, org=ORG):
    return reverse("public:version-file", args=[org, PUBLISHED, number, ending])


@pytest.mark.parametrize("ending", FACE_OF_ENDING)
def test_a_file_is_waited_for_and_then_led_to(site, reader, ending):
    face = FACE_OF_ENDING[ending]
    row = Rendition.objects.get(version=site.versions[1], face=face)
    current = reverse("public:report-file", args=[ORG, PUBLISHED, ending])
    for address in (current, _address(ending, number=2)):
        waiting = reader.get(address)
        assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "3")
        assert waiting.headers["Refresh"] == f"3; url={address}"
        assert "The file is being made" in text_of(waiting.content)
    Rendition.objects.filter(pk=row.pk).update(**as_if_built(b"made"))
    digest = hashlib.sha256(b"made").hexdigest()[:16]
    stored = reverse("public:version-stored-file", args=[ORG, PUBLISHED, 2, digest, ending])
    for address in (current, _address(ending, number=2)):
        assert reader.get(address).headers["Location"] == stored
    file = reader.get(stored)
    assert (file.content, file.headers["Content-Type"]) == (b"made", WRITERS[face].media_type)
    way = "inline" if WRITERS[face].media_type == "application/pdf" else "attachment"
    assert file.headers["Content-Disposition"] == f'{way}; filename="haip-{ORG}-{PUBLISHED}-v2{ending}"'


def test_a_file_that_could_not_be_made_says_so(site, reader):
    row = Rendition.objects.get(version=site.versions[1], face=Face.PDF)
    DBTaskResult.objects.filter(pk=row.job).update(status="FAILED")
    response = reader.get(CURRENT)
    assert (response.status_code, "Refresh" in response.headers) == (503, False)
    assert "The file could not be made" in text_of(response.content)


def test_the_fingerprint_is_the_tag(reader):
    response = reader.get(STORED)
    assert response.headers["ETag"] == f'"{hashlib.sha256(PUBLISHED_PDF).hexdigest()}"'
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Length"] == str(SIZE)


def test_bytes_are_not_read_for_who_has_them(reader, django_assert_num_queries):
    tag = reader.get(STORED).headers["ETag"]
    for headers, method in (({"If-None-Match": tag}, reader.get), ({}, reader.head)):
        with django_assert_num_queries(1) as queries:
            response = method(STORED, headers=headers)
        assert response.content == b""
        assert '"content"' not in queries[0]["sql"]


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-3", range(4)),
        ("bytes=5-", range(5, SIZE)),
        ("bytes=-4", range(SIZE - 4, SIZE)),
        (f"bytes=0-{10**17}", range(SIZE)),
        (f"bytes=-{10**17}", range(SIZE)),
        (f"bytes={SIZE - 1}-{SIZE - 1}", range(SIZE - 1, SIZE)),
        (" bytes=2-2 ", range(2, 3)),
    ],
)
def test_a_part_is_sent(reader, asked, part):
    response = reader.get(STORED, headers={"Range": asked})
    assert (response.status_code, response.content) == (206, PUBLISHED_PDF[part.start : part.stop])
    assert response.headers["Content-Range"] == f"bytes {part.start}-{part.stop - 1}/{SIZE}"
    assert response.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={10**17}-{10**17}", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(reader, asked):
    response = reader.get(STORED, headers={"Range": asked})
    assert (response.status_code, response.content) == (416, b"")
    assert response.headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5-3",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "lines=0-1",
        f"bytes=0-{'9' * 99}",
    ],
)
def test_what_is_no_single_part_gets_the_whole(reader, asked):
    response = reader.get(STORED, headers={"Range": asked})
    assert (response.status_code, response.content) == (200, PUBLISHED_PDF)
    assert "Content-Range" not in response.headers


def test_a_part_is_of_what_the_asker_holds(reader):
    tag = reader.get(STORED).headers["ETag"]
    same = reader.get(STORED, headers={"Range": "bytes=0-3", "If-Range": tag})
    assert (same.status_code, same.content) == (206, PUBLISHED_PDF[:4])
    for other in ('"of another file"', f"W/{tag}", "Thu, 26 Nov 2026 12:00:00 GMT"):
        whole = reader.get(STORED, headers={"Range": "bytes=0-3", "If-Range": other})
        assert (whole.status_code, whole.content) == (200, PUBLISHED_PDF)


def test_the_data_are_sent_in_parts_too(site, reader):
    response = reader.get(JSON, headers={"Range": "bytes=0-9"})
    assert (response.status_code, response.content) == (206, site.versions[0].source.encode()[:10])
    assert response.headers["ETag"] == f'"{site.versions[0].sha256}"'


def test_an_older_fingerprint_leads_to_what_is_current(site, reader):
    Rendition.objects.filter(sha256__startswith=PDF_DIGEST).update(**as_if_built(b"made anew"))
    response = reader.get(STORED)
    assert (response.status_code, response.headers["Location"]) == (302, FIRST)
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert reader.get(response.headers["Location"]).status_code == 302
    assert reader.get(STORED, follow=True).content == b"made anew"


@pytest.mark.parametrize("language", ["", "/ja", "/fr"])
def test_a_former_address_leads_on(site, reader, language):
    moved = reader.get(language + _address(".pdf", org=FORMER))
    assert (moved.status_code, moved.headers["Location"]) == (302, language + FIRST)
    stored = reverse("public:version-stored-file", args=[FORMER, PUBLISHED, 1, PDF_DIGEST, ".pdf"])
    assert reader.get(language + stored, follow=True).content == PUBLISHED_PDF


@pytest.mark.parametrize("path", ["report.exe", "report.pdfx", "report", "files/x/report.odt"])
def test_other_endings_are_not_there(reader, path):
    assert reader.get(f"/reports/{ORG}/{PUBLISHED}/v1/{path}").status_code == 404
