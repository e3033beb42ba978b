"""A comparison as a PDF: made once by a job for all who ask, and never sent once it is not what is public."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from reports import renditions_comparison, workflow
from reports.actions import comparisons
from reports.models import ComparisonFile, Report, User
from reports.renditions_comparison import drop_comparisons
from tests import builders
from tests.builders import stored_rows
from tests.reports.documents.printouts import text_of as printed
from tests.reports.documents.printouts import tight
from tests.reports.views.pages import breaches, links, text_of
from tests.reports.views.public.comparable import BANK, JA, NEWER, SIX, SUMS, WITHDRAWN
from tests.reports.views.site import DRAFT, FORMER, ORG, PUBLISHED

FILE, PAGE = reverse("public:compare-pdf"), reverse("public:compare")


@pytest.fixture
def reader(compared, db):
    return compared.client("anonymous")


@pytest.fixture
def ask(reader):
    def ask(*names, prefix="", **parameters):
        return reader.get(prefix + FILE, {"r": ",".join(names), **parameters})

    return ask


def _jobs():
    return DBTaskResult.objects.filter(task_path="reports.jobs.files.build_comparison")


def run_jobs():
    return builders.run_jobs(only="build_comparison")


def _ended(minutes, status=TaskResultStatus.FAILED):
    moment = timezone.now() - timedelta(minutes=minutes)
    _jobs().update(status=status, started_at=moment, finished_at=moment)


def test_the_first_request_queues_it_and_renders_nothing(ask):
    response = ask(BANK, JA)
    assert response.status_code == 503
    address = f"{FILE}?r={BANK.replace('/', '%2F')}%2C{JA.replace('/', '%2F')}"
    assert response.headers["Refresh"] == f"3; url={address}"
    assert (response.headers["Retry-After"], response.headers["Cache-Control"]) == ("3", "no-store")
    assert breaches(response.content) == []
    said = text_of(response.content)
    assert "In the queue, behind " in said, "files of reports go first"
    assert "This page looks again by itself every few seconds." in said
    assert f"{PAGE}?r={BANK},{JA}" in links(response.content)
    (file,) = ComparisonFile.objects.all()
    assert (file.query, file.locale, file.content) == (f"r={BANK},{JA}", "en", None)
    assert len(file.versions) == 2


def test_the_pages_laid_out_are_told(ask):
    ask(BANK, JA)
    _jobs().update(status=TaskResultStatus.RUNNING, started_at=timezone.now())
    ComparisonFile.objects.update(pages=7)
    assert "Being made: 7 pages laid out so far." in text_of(ask(BANK, JA).content)


def test_then_it_is_sent_and_asked_about_each_time(ask, reader, django_assert_num_queries):
    ask(BANK, JA)
    assert run_jobs() == 1
    with django_assert_num_queries(3):  # the reports, the row, its bytes
        response = ask(BANK, JA)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "public, no-cache"
    name = "comparison-birch-bank-2024-aoba-2024-en.pdf"
    assert response.headers["Content-Disposition"] == f'inline; filename="{name}"'
    file = ComparisonFile.objects.get()
    assert response.content == bytes(file.content)
    with django_assert_num_queries(2):
        again = reader.get(FILE, {"r": f"{BANK},{JA}"}, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert _jobs().count() == 1
    shown = printed(response.content)
    assert f"As compared on {file.compared_on.day} " in shown
    assert "Version 2.0 is provisional." not in shown
    assert tight("四段階") in tight(shown)


@pytest.mark.parametrize(
    "query",
    [
        {"r": [BANK, JA]},
        {"r": f"{BANK}/,, {JA} ,{BANK}"},
        {"r": f"{BANK},{JA}", "section": "1"},
        {"r": f"{BANK},{JA}", "section": "99", "only": "everything", "x": "y"},
        {"r": f"{BANK},{JA}", "section": "\x00", "only": ["differences", ""]},
    ],
    ids=str,
)
def test_one_comparison_is_one_file_however_it_is_asked_for(ask, reader, query):
    ask(BANK, JA)
    assert reader.get(FILE, query, headers={"Accept-Language": "ja"}).status_code == 503
    assert ComparisonFile.objects.count() == _jobs().count() == 1


def test_a_former_address_leads_to_the_same_file(ask):
    ask(f"{ORG}/{PUBLISHED}", BANK)
    assert ask(f"{FORMER}/{PUBLISHED}", BANK).status_code == 503
    assert ComparisonFile.objects.count() == 1


def test_order_section_differences_and_language_make_other_files(ask):
    for names, parameters in [
        ((BANK, JA), {}),
        ((JA, BANK), {}),
        ((BANK, JA), {"section": "all"}),
        ((BANK, JA), {"section": "2"}),
        ((BANK, JA), {"only": "differences"}),
        ((BANK, JA), {"prefix": "/ja"}),
    ]:
        assert ask(*names, **parameters).status_code == 503
    assert ComparisonFile.objects.count() == 6


@pytest.mark.parametrize(
    "names",
    [
        (),
        (BANK,),
        (BANK, BANK),
        (BANK, JA, "nobody/1999"),
        (BANK, JA, WITHDRAWN),
        (BANK, f"{ORG}/{DRAFT}"),
        (*SIX, SUMS),
        ("=cmd/2024", "\x00/\x00"),
        tuple(f"{number}/四" * 20 for number in range(60)),
    ],
    ids=lambda names: str(names)[:80],
)
def test_what_cannot_be_compared_is_explained_by_the_page_and_leaves_no_row(ask, reader, names):
    before = stored_rows()
    response = ask(*names, section="2")
    assert response.status_code == 302
    assert response.headers["Location"].startswith(PAGE)
    assert reader.get(response.headers["Location"]).status_code == 200
    assert stored_rows() == before


def test_what_was_withdrawn_is_not_sent_any_more(ask, compared):
    ask(BANK, JA, NEWER)
    ask(BANK, JA)
    run_jobs()
    assert ask(BANK, JA, NEWER).status_code == 200
    workflow.apply(
        "withdraw",
        report=Report.objects.get(organisation__slug="kaede"),
        actor=compared.people["secretariat"],
        reason="A mistake.",
    )
    response = ask(BANK, JA, NEWER)
    assert (response.status_code, response.headers["Cache-Control"]) == (302, "public, no-cache")
    assert ask(BANK, JA).status_code == 200, "the file of the others stands"
    assert drop_comparisons() == 1
    assert [file.query for file in ComparisonFile.objects.all()] == [f"r={BANK},{JA}"]


def test_a_report_that_was_withdrawn_meanwhile_is_not_printed(ask, compared):
    ask(BANK, NEWER)
    workflow.apply(
        "withdraw",
        report=Report.objects.get(organisation__slug="kaede"),
        actor=compared.people["secretariat"],
        reason="A mistake.",
    )
    assert run_jobs() == 1
    assert ComparisonFile.objects.count() == 0


def test_a_newer_version_makes_another_file(ask, compared):
    from reports.workflow import effects

    ask(BANK, NEWER)
    run_jobs()
    report = Report.objects.get(organisation__slug="kaede")
    effects.freeze_version(report, User.objects.get(pk=compared.people["secretariat"].pk), timezone.now())
    report.save()
    assert ask(BANK, NEWER).status_code == 503
    assert ComparisonFile.objects.filter(sha256="").count() == 1


def test_a_failure_is_told_and_tried_anew_after_a_while(ask):
    ask(BANK, JA)
    _ended(minutes=9)
    response = ask(BANK, JA)
    assert response.status_code == 503
    assert "It could not be made." in text_of(response.content)
    assert "Refresh" not in response.headers
    assert f"{FILE}?r={BANK},{JA}" in links(response.content)
    assert _jobs().count() == 1
    _ended(minutes=11)
    assert "In the queue, behind " in text_of(ask(BANK, JA).content)
    assert _jobs().count() == 2
    assert run_jobs() == 1
    assert ask(BANK, JA).status_code == 200


def test_a_job_that_runs_twice_or_too_late_does_nothing(ask):
    ask(BANK, JA)
    job = _jobs().get()
    names = ("task_path", "args_kwargs", "queue_name", "backend_name", "priority", "run_after")
    DBTaskResult.objects.create(**{name: getattr(job, name) for name in names})
    ask(JA, BANK)
    ComparisonFile.objects.filter(query=f"r={JA},{BANK}").delete()
    assert run_jobs() == 3
    assert ComparisonFile.objects.get().is_ready


def test_who_asks_for_everything_fills_neither_queue_nor_table(ask, monkeypatch):
    monkeypatch.setattr(comparisons, "MOST_WAITING", 2)
    ask(BANK, JA)
    ask(JA, BANK)
    before = stored_rows()
    response = ask(BANK, JA, section="all")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "Too many files are asked for" in text_of(response.content)
    assert breaches(response.content) == []
    assert stored_rows() == before
    assert "In the queue" in text_of(ask(JA, BANK).content), "what was taken is told of as before"
    _ended(minutes=1, status=TaskResultStatus.SUCCESSFUL)
    monkeypatch.setattr(renditions_comparison, "MOST_KEPT", 2)
    ask(BANK, JA, section="all")
    assert [file.query for file in ComparisonFile.objects.all()] == [
        f"r={BANK},{JA}&section=all",
        f"r={JA},{BANK}",
    ]


def test_what_was_asked_for_last_is_kept_longest(ask):
    ask(BANK, JA)
    ask(JA, BANK)
    old = timezone.now().date() - timedelta(days=30)
    ComparisonFile.objects.update(asked_on=old)
    ask(BANK, JA)
    assert drop_comparisons() == 0
    ComparisonFile.objects.filter(asked_on=old).update(asked_on=old - timedelta(days=1))
    assert drop_comparisons() == 1
    assert ComparisonFile.objects.get().query == f"r={BANK},{JA}"


def test_the_page_leads_to_the_file_of_the_same_comparison(reader):
    content = reader.get(PAGE, {"r": f"{BANK},{JA}", "only": "differences", "section": "2"}).content
    found = {link for link in links(content) if link.startswith(FILE)}
    assert found == {
        f"{FILE}?r={BANK},{JA}&section=2&only=differences",
        f"{FILE}?r={BANK},{JA}&section=all",
    }


def test_its_words_are_in_the_language_of_the_page(ask):
    ask(BANK, NEWER, prefix="/ja")
    run_jobs()
    response = ask(BANK, NEWER, prefix="/ja")
    shown = tight(printed(response.content))
    assert tight("報告書の比較") in shown
    assert tight(f"{settings.SITE_URL}/ja/compare/?r={BANK},{NEWER}") in shown
    assert "Kaedesorts." in shown
