"""`rebuild_renditions` derives everything anew, says so in the log, and leaves the frozen text alone."""

import io

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from reports.actions.organisations import set_logo
from reports.documents.faces import PUBLISHED
from reports.enums import EventName
from reports.models import Event, PublishedAnswer, Rendition, Version
from reports.text import RENDERER_VERSION
from tests import builders


def run(*arguments):
    out = io.StringIO()
    call_command("rebuild_renditions", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def versions(db):
    """Two published versions, the first with a logo; all they derive has been spoilt since."""
    organisation = builders.make_organisation("aoba")
    set_logo(organisation=organisation, png=b"a picture", by=builders.owner_of(organisation))
    secretariat = builders.make_user(is_secretariat=True)
    made = [
        builders.published_version(builders.make_report(organisation), by=secretariat),
        builders.published_version(by=secretariat),
    ]
    PublishedAnswer.objects.update(html="<script>old hole</script>")
    Rendition.objects.filter(face="logo").update(content=b"spoilt")
    DBTaskResult.objects.all().delete()
    return made


def queued():
    """Return the faces that are queued of each version, by its number in the database."""
    jobs = DBTaskResult.objects.filter(task_path="reports.jobs.files.build_rendition")
    rows = Rendition.objects.in_bulk([job.args_kwargs["args"][0] for job in jobs])
    found = {}
    for row in rows.values():
        assert jobs.filter(pk=row.job).count() == 1
        found.setdefault(row.version_id, set()).add(row.face)
    return found


def spoilt(version):
    return version.answers.filter(html__contains="<script>").exists()


def test_everything_is_derived_anew_and_the_version_stays(versions):
    frozen = list(Version.objects.order_by("pk").values())
    out = run()
    assert not any(spoilt(version) for version in versions)
    assert bytes(Rendition.objects.get(face="logo").content) == b"a picture"
    assert queued() == {version.pk: set(PUBLISHED) for version in versions}
    assert list(Version.objects.order_by("pk").values()) == frozen
    assert "2 versions rebuilt." in out
    assert "/reports/aoba/2026/ v1: answers rebuilt, files queued" in out


def test_each_rebuilding_is_an_event_of_the_machine(versions):
    run()
    run()
    events = Event.objects.filter(name=EventName.RENDERED).order_by("pk")
    assert [event.report for event in events] == [version.report for version in versions] * 2
    for event in events:
        assert event.actor is None
        assert event.organisation == event.report.organisation
        assert event.data == {"version": 1, "renderer": RENDERER_VERSION}


def test_only_the_named_versions_are_rebuilt(versions):
    first, second = versions
    assert "1 versions rebuilt." in run("--only", str(second.pk))
    assert (spoilt(first), spoilt(second)) == (True, False)
    assert queued() == {second.pk: set(PUBLISHED)}
    assert Event.objects.get(name=EventName.RENDERED).report == second.report


def test_an_unknown_version_rebuilds_nothing(versions):
    assert "0 versions rebuilt." in run("--only", "0")
    assert queued() == {}


@pytest.mark.django_db(transaction=True)
def test_it_works_outside_a_transaction(versions):
    """As an operator runs it: each version in a transaction of its own, while the list is being read."""
    assert "2 versions rebuilt." in run()
    assert not any(spoilt(version) for version in versions)
