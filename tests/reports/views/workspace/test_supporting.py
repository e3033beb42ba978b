"""Supporting information in the workspace: read by the team, given by writers, never shown by a browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import SupportingAccess, SupportingAnswer, SupportingFile
from tests.reports.views.pages import breaches, parse, policy, text_of
from tests.reports.views.site import DRAFT, ORG, PUBLISHED

AT = [ORG, DRAFT]
PAGE = reverse("workspace:supporting", args=AT)


def _give(site, role, data):
    path = reverse("workspace:supporting-give", args=[*AT, site.support.pk])
    return site.client(role).post(path, data, follow=True)


def _file(site, file=None, cycle=DRAFT):
    return reverse("workspace:supporting-file", args=[ORG, cycle, (file or site.support_file).pk])


@pytest.mark.parametrize(("role", "forms"), [("viewer", 0), ("editor", 1), ("owner", 1)])
def test_the_team_reads_and_writers_give(site, role, forms):
    content = site.client(role).get(PAGE).content
    said = text_of(content)
    assert "Cloverasked: the contract." in said and "Clovergiven: here." in said
    assert len(parse(content).xpath("//main//form")) == forms and breaches(content) == []
    assert "This page" in said, "the opening stands in the log at once"
    (access,) = SupportingAccess.objects.all()
    assert (access.report, access.opened_by, access.file) == (site.draft, site.people[role], None)


def test_a_file_is_saved_and_never_shown(site):
    response = site.client("viewer").get(_file(site))
    assert response.content == b"Cloverfile says this."
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="Cloverfile.txt"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    found = policy(response.headers["Content-Security-Policy"])
    assert (found["sandbox"], found["default-src"]) == ("", "'none'")
    assert "no-store" in response.headers["Cache-Control"]
    (access,) = SupportingAccess.objects.all()
    assert (access.file, access.opened_by) == (site.support_file, site.people["viewer"])
    assert "Cloverfile.txt" in text_of(site.client("owner").get(PAGE).content)


def test_nothing_is_fetched_unrecorded(site):
    assert site.client("owner").head(_file(site)).content == b""
    ahead = site.client("owner").get(_file(site), headers={"Sec-Purpose": "prefetch"})
    assert (ahead.status_code, ahead.content) == (503, b"")
    assert SupportingAccess.objects.count() == 0


def test_a_file_belongs_to_its_report(site):
    other = SupportingFile.objects.exclude(answer__request__report=site.draft)
    assert other.count() == 2
    for file in other:
        assert site.client("owner").get(_file(site, file)).status_code == 404
    assert site.client("owner").get(_file(site, cycle=PUBLISHED)).status_code == 404
    assert SupportingAccess.objects.count() == 0


def test_words_and_several_files_are_given(site):
    files = [
        SimpleUploadedFile("re\u202efdp.png", b"\x89PNG\r\n\x1a\nrest", content_type="text/html"),
        SimpleUploadedFile("報告.csv", "名前,1".encode(), content_type="application/x-evil"),
    ]
    response = _give(site, "editor", {"text": "Here <b>are</b> two.", "attached": files})
    assert response.redirect_chain == [(PAGE, 302)]
    said = text_of(response.content)
    assert "Here <b>are</b> two." in said and "refdp.png" in said and "報告.csv" in said
    kept = SupportingFile.objects.filter(answer=SupportingAnswer.objects.last())
    assert [file.media_type for file in kept] == ["image/png", "text/plain"]
    sent = site.client("owner").get(_file(site, kept[1])).headers["Content-Disposition"]
    assert sent == "attachment; filename*=utf-8''%E5%A0%B1%E5%91%8A.csv"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", b"<html><script>alert(1)</script>", "web pages can’t"),
        ("a.svg", b"<svg onload='alert(1)'/>", "web pages can’t"),
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"\x89PNG\r\n\x1a\nrest", "is not what its name says"),
        ("a.txt", b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
    ids=["html", "svg", "nothing", "another kind", "too large"],
)
def test_what_is_refused_keeps_the_words(site, name, content, reason):
    count = SupportingAnswer.objects.count()
    upload = SimpleUploadedFile(name, content, content_type="application/pdf")
    response = _give(site, "editor", {"text": "Typed <b>words</b>.", "attached": [upload]})
    assert (response.status_code, SupportingAnswer.objects.count()) == (422, count)
    assert reason in text_of(response.content)
    (area,) = parse(response.content).xpath("//textarea[@name='text']")
    assert area.text_content().strip() == "Typed <b>words</b>."


def test_too_many_files_and_nothing_at_all_are_refused(site):
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(6)]
    assert "Too many files" in text_of(_give(site, "editor", {"attached": files}).content)
    response = _give(site, "editor", {"text": " ", "attached": "no file"})
    assert response.status_code == 422 and "Write something, or choose a file." in text_of(response.content)
