"""A draft read by link: as it is, by whoever has the link, written down, and with nothing around it."""

import json

import pytest
import time_machine
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from reports import workflow
from reports.actions.answers import save_answer
from reports.actions.members import remove_member
from reports.actions.reading_links import create_link, reading_address, revoke_link
from reports.models import DraftFile, Note, ReadingVisit
from tests import builders
from tests.builders import stored_rows
from tests.reports.views.pages import links, parse, text_of
from tests.reports.views.site import DRAFT, DRAFT_PDF, ELSEWHERE, ORG, ROLES, SECRETS

FACES = {"page": "", "pdf": "report.pdf", "json": "report.json"}
SHOWN = {"sakura-works in 2026", "Rosalind"}
"""Of all that is secret, the draft's own words and whom the link is for."""
each_face = pytest.mark.parametrize("face", FACES)


@pytest.fixture
def address(site):
    return reading_address(site.reading_link)


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def visits() -> list[tuple[str, str]]:
    return list(ReadingVisit.objects.order_by("pk").values_list("face", "network"))


def test_the_page_is_the_whole_draft(site, reader, address):
    response = reader.get(address)
    said = text_of(response.content)
    for question in site.draft.framework.answerable:
        assert f"What sakura-works in 2026 says about {question.code}." in said
    for words in ("Draft, confidential.", "Rosalind Reader", "Each opening is recorded", "This link ends on"):
        assert words in said
    assert response.context["document"].draft
    assert [mark.get("aria-hidden") for mark in parse(response.content).find_class("draft-mark")] == ["true"]


def test_the_page_stands_in_each_language(reader, address):
    assert parse(reader.get(f"/ja{address}").content).get("lang") == "ja"
    (word, *_others) = parse(reader.get(f"/fr{address}").content).xpath("//*[@class='draft-mark']/span")
    assert word.text == "Brouillon"


def test_the_json_says_that_it_is_a_draft(reader, address):
    with time_machine.travel("2026-11-26T12:00:00.5Z", tick=False):
        response = reader.get(f"{address}report.json")
    data = json.loads(response.content)
    assert response.headers["Content-Disposition"] == f'inline; filename="draft-{ORG}-{DRAFT}.json"'
    assert next(iter(data)) == "draft"
    assert data["draft"]["made_at"] == "2026-11-26T12:00:00Z"
    assert (data["attestation"], data["report"]["published_at"]) == (None, None)


def test_the_pdf_is_made_when_somebody_reads_it(site, reader, address):
    assert reader.get(f"{address}report.pdf").content == DRAFT_PDF
    by = site.people["owner"]
    save_answer(report=site.draft, code="1a", choices=[], text="New words.", base=1, by=by)
    before = visits()
    waiting = reader.get(f"{address}report.pdf")
    assert (waiting.status_code, waiting.headers["Refresh"], visits()) == (
        202,
        f"3; url={address}report.pdf",
        before,
    )
    assert "The PDF is being made" in text_of(waiting.content)
    assert address in links(waiting.content)
    DraftFile.objects.update(**builders.as_if_built(b"%PDF-1.7 newly made"))
    assert reader.get(f"{address}report.pdf").content == b"%PDF-1.7 newly made"


def test_a_pdf_that_could_not_be_made_is_said_to_be(site, reader, address):
    DraftFile.objects.update(content=None, sha256="", built_at=None)
    DBTaskResult.objects.filter(pk=site.draft_file.job).update(status="FAILED")
    response = reader.get(f"{address}report.pdf")
    assert (response.status_code, "Refresh" in response.headers, visits()) == (503, False, [])
    assert "The PDF could not be made" in text_of(response.content)


@each_face
def test_an_answer_is_nobodys_to_keep_or_to_find(reader, address, face):
    response = reader.get(address + FACES[face])
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    assert (list(response.cookies), "Cookie" in response.headers.get("Vary", "")) == ([], False)


@each_face
def test_an_opening_is_recorded_with_its_network(reader, address, face):
    reader.get(address + FACES[face], REMOTE_ADDR="192.0.2.77")
    assert visits() == [(face, "192.0.2.0/24")]


@each_face
@pytest.mark.parametrize(
    ("method", "purpose", "said"),
    [
        ("head", "", 200),
        ("post", "", 405),
        ("options", "", 405),
        ("get", "prefetch", 503),
        ("get", "prefetch;prerender", 503),
    ],
)
def test_what_nobody_reads_is_not_recorded(site, face, method, purpose, said):
    before = stored_rows()
    path = reading_address(site.reading_link) + FACES[face]
    response = getattr(site.client("anonymous"), method)(path, headers={"Sec-Purpose": purpose})
    assert (response.status_code, response.content) == (said, b"")
    assert stored_rows() == before


def test_a_question_about_a_pdf_has_none_made(reader, address):
    DraftFile.objects.all().delete()
    before = stored_rows()
    assert reader.head(f"{address}report.pdf").status_code == 200
    assert stored_rows() == before


@each_face
def test_a_wrong_address_is_a_page_that_does_not_exist(site, reader, address, face):
    nowhere = reader.get("/there-is-no-such-page/")
    token = builders.reading_token(site.reading_link)
    for wrong in (token[:-1], f"{token}a", builders.token_of(site.pending), "x"):
        response = reader.get(reverse("reading:report", args=[wrong]) + FACES[face])
        assert (response.status_code, response.content) == (404, nowhere.content)
        assert response.headers == nowhere.headers
    assert visits() == []


@each_face
@pytest.mark.parametrize("why", ["expired", "revoked", "discarded"])
def test_a_closed_link_says_so_and_no_more(site, reader, address, face, why):
    owner, moment = site.people["owner"], site.reading_link.created_at
    if why == "expired":
        moment = site.reading_link.expires_at
    elif why == "revoked":
        revoke_link(link=site.reading_link, by=owner)
    else:
        workflow.apply("discard", report=site.draft, actor=owner)
    with time_machine.travel(moment, tick=False):
        response = reader.get(address + FACES[face])
    assert (response.status_code, response.headers["Referrer-Policy"]) == (410, "no-referrer")
    assert "This link is closed" in text_of(response.content)
    assert [word for word in (*SECRETS, "Sakura") if word in response.content.decode()] == []
    assert visits() == []


@each_face
def test_once_it_is_published_the_link_leads_to_the_public_page(site, reader, address, face):
    builders.published_version(site.draft, by=site.people["secretariat"])
    response = reader.get(address + FACES[face])
    assert response.status_code == 410
    assert reverse("public:report", args=[ORG, DRAFT]) in links(response.content)
    assert visits() == []


def test_it_is_the_same_for_whoever_has_the_link(site, address):
    pages = {site.client(role).get(address).content for role in ROLES}
    assert len(pages) == 1


def test_the_reader_of_one_draft_reads_no_other(site, reader):
    other = site.people["stranger"].memberships.get().organisation.reports.get()
    link = create_link(report=other, reader="Rosalind", days=1, by=site.people["stranger"])
    said = reader.get(reading_address(link)).content.decode()
    assert f"{ELSEWHERE} in 2026" in said
    assert "sakura-works" not in said


def test_no_face_holds_anything_of_the_workspace(site, reader, address):
    """Who writes, what was written before, notes: none of it, in no language. The PDF is the members' own."""
    owner = site.people["owner"]
    Note.objects.create(report=site.draft, code="1a", text="Ask Zebedee first.", written_by=owner)
    save_answer(report=site.draft, code="1a", choices=[], text="Quagga once.", base=1, by=owner)
    save_answer(report=site.draft, code="1a", choices=[], text="Okapi now.", base=2, by=owner)
    remove_member(membership=site.membership("editor"), by=owner)
    hidden = {*SECRETS, "Zebedee", "Quagga", "Kept words", "/workspace/", "csrf"} - SHOWN
    for prefix in ("", "/ja", "/fr"):
        for face, end in FACES.items():
            response = reader.get(f"{prefix}{address}{end}")
            said = f"{response.headers} {response.content.decode()}"
            assert (response.status_code, "Okapi now" in said) == (
                (202, False) if end == "report.pdf" else (200, True)
            )
            assert (prefix, face, [word for word in hidden if word in said]) == (prefix, face, [])
