"""Public pages are rendered once for each state of the register, and outdated by whatever changes it."""

import gzip

import pytest
from django.urls import reverse

from reports import workflow
from reports.actions.cycles import save_cycle
from reports.actions.organisations import change_profile
from reports.actions.renditions import rebuild_version
from reports.jobs.upkeep import clear_outdated_pages
from reports.models import RegisterState, StoredPage, Version
from reports.views import release as releases
from tests import builders
from tests.reports.views.site import ORG, PUBLISHED, supersede

REPORT = reverse("public:report", args=[ORG, PUBLISHED])


@pytest.fixture
def reader(site):
    return site.client("anonymous")


def _mark(path: str) -> None:
    """Make it visible that a page comes from the store."""
    page = StoredPage.objects.get(address=path)
    page.content = gzip.compress(b"from the store")
    page.save()


def test_the_second_reader_gets_what_the_first_one_got(reader, django_assert_num_queries):
    first = reader.get(REPORT)
    with django_assert_num_queries(1):
        second = reader.get(REPORT)
    assert (second.content, second.headers) == (first.content, first.headers)
    _mark(REPORT)
    assert reader.get(REPORT).content == b"from the store"


def test_whoever_has_it_is_told_so_by_one_query(reader, django_assert_num_queries):
    tag = reader.get(REPORT)["ETag"]
    assert not tag.startswith("W/")
    with django_assert_num_queries(1):
        again = reader.get(REPORT, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_compressed_for_whoever_takes_it_and_told_apart(reader):
    plain = reader.get(REPORT)
    packed = reader.get(REPORT, headers={"Accept-Encoding": "br, gzip;q=0.8"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert packed["Content-Length"] == str(len(packed.content))
    assert packed["ETag"] != plain["ETag"]
    asked = {"If-None-Match": plain["ETag"], "Accept-Encoding": "gzip"}
    assert reader.get(REPORT, headers=asked).status_code == 200
    asked["If-None-Match"] = packed["ETag"]
    assert reader.get(REPORT, headers=asked).status_code == 304
    for refusing in ("gzip;q=0", "gzip; q=0.0", "identity", "gzipped"):
        assert "Content-Encoding" not in reader.get(REPORT, headers={"Accept-Encoding": refusing}).headers


def _publish(site):
    report = builders.submitted_report(builders.make_report(cycle=builders.make_cycle("2026")))
    builders.published_version(report, by=site.people["secretariat"])


CHANGES = {
    "a publication": _publish,
    "a new version": lambda site: supersede(site.versions[-1], by=site.people["secretariat"]),
    "a withdrawal": lambda site: workflow.apply(
        "withdraw", report=site.published, actor=site.people["secretariat"], reason="Asked for."
    ),
    "a profile": lambda site: change_profile(
        organisation=site.organisation, by=site.people["owner"], name="Sakura Works Ltd."
    ),
    "a cycle": lambda site: save_cycle(
        cycle=site.published.cycle,
        slug=PUBLISHED,
        label="Year one",
        opens_on=site.published.cycle.opens_on,
        closes_on=site.published.cycle.closes_on,
        by=site.people["secretariat"],
    ),
    "a rebuilt version": lambda site: rebuild_version(version=Version.objects.get(pk=site.versions[-1].pk)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_register_outdates_every_page(site, reader, change):
    paths = [REPORT, reverse("public:register"), reverse("public:organisation", args=[ORG])]
    tags = {path: reader.get(path)["ETag"] for path in paths}
    for path in paths:
        _mark(path)
    CHANGES[change](site)
    for path in paths:
        response = reader.get(path, headers={"If-None-Match": tags[path]})
        assert response.content != b"from the store"


def test_what_is_published_while_a_page_is_made_outdates_it(site, reader, monkeypatch):
    versions = type(Version.objects.all())
    read = versions.values_list

    def published_meanwhile(queryset, *columns):
        RegisterState.objects.advance()
        return read(queryset, *columns)

    with monkeypatch.context() as patch:
        patch.setattr(versions, "values_list", published_meanwhile)
        reader.get(REPORT)
    stored = StoredPage.objects.get(address=REPORT)
    assert stored.state < RegisterState.objects.number()
    assert StoredPage.objects.page_at(stored.address, stored.release) is None


def test_another_release_or_another_site_serves_nothing_of_this_one(reader, settings, monkeypatch):
    reader.get(REPORT)
    _mark(REPORT)
    settings.SITE_OPERATOR = "Somebody else"
    assert reader.get(REPORT).content != b"from the store"
    _mark(REPORT)
    assert reader.get(REPORT).content == b"from the store"
    monkeypatch.setattr(releases, "_files", lambda *places: "a later release")
    assert reader.get(REPORT).content != b"from the store"


def test_the_fingerprint_follows_files(tmp_path):
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "page.html"
    page.write_text("one")
    first = releases._files.__wrapped__(tmp_path, tmp_path / "static")
    page.write_text("two")
    second = releases._files.__wrapped__(tmp_path, tmp_path / "static")
    (tmp_path / "staticfiles.json").write_text("{}")
    third = releases._files.__wrapped__(tmp_path, tmp_path)
    assert len({first, second, third}) == 3


@pytest.mark.parametrize(
    "path",
    [
        REPORT + "?utm_source=x",
        reverse("public:register") + "?q=words",
        reverse("public:version-cite-bibtex", args=[ORG, PUBLISHED, 1]),
        reverse("public:version-logo", args=[ORG, PUBLISHED, 1]),
        "/reports/nobody/",
    ],
)
def test_these_are_not_stored(reader, path):
    reader.get(path)
    assert not StoredPage.objects.exists()


def test_while_developing_nothing_is_stored(reader, settings):
    settings.DEBUG = True
    reader.get(REPORT)
    assert not StoredPage.objects.exists()


def test_each_language_is_a_page_of_its_own(reader):
    english, japanese = reader.get(REPORT), reader.get("/ja" + REPORT)
    assert english.content != japanese.content
    assert set(StoredPage.objects.values_list("address", flat=True)) == {REPORT, "/ja" + REPORT}


def test_a_page_that_cannot_be_stored_is_read_all_the_same(reader, monkeypatch, caplog):
    monkeypatch.setattr(StoredPage.objects.none().__class__, "bulk_create", _refuse)
    response = reader.get(REPORT)
    assert response.status_code == 200
    assert "could not be stored" in caplog.text


def _refuse(*args, **kwargs):
    from django.db import DatabaseError

    raise DatabaseError("the disk is full")


def test_the_worker_clears_outdated_pages_away(reader):
    reader.get(REPORT)
    assert clear_outdated_pages() == 0
    RegisterState.objects.advance()
    reader.get(reverse("public:questions"))
    assert clear_outdated_pages() == 1
    assert [page.address for page in StoredPage.objects.all()] == [reverse("public:questions")]
