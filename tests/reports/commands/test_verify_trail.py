"""`verify_trail` says what it looked at and what is wrong, and ends with an error if anything is."""

import io

import pytest
from django.core.management import CommandError, call_command

from reports import renditions
from reports.models import Event, PublishedAnswer, Rendition
from reports.models.guards import drop_guards
from tests import builders

pytestmark = pytest.mark.django_db


def run(*arguments):
    """Return what is printed, and the error or an empty string."""
    out = io.StringIO()
    try:
        call_command("verify_trail", *map(str, arguments), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@pytest.fixture
def version(report):
    return builders.published_version(report)


def test_a_sound_site_has_no_faults(version):
    builders.make_report(version.report.organisation, cycle=builders.make_cycle("2025"))
    events, answers = Event.objects.count(), version.answers.count()
    assert run() == (
        f"Checked: 4 chains with {events} events; 1 frozen versions with {answers} answers; 0 files; "
        "0 stored pages.\nNo faults.\n",
        "",
    )


def test_an_empty_site_has_no_faults():
    assert run() == (
        "Checked: 1 chains with 0 events; 0 frozen versions with 0 answers; 0 files; "
        "0 stored pages.\nNo faults.\n",
        "",
    )


def test_each_fault_is_a_line(version):
    drop_guards()
    Event.objects.filter(name="submitted").update(data={})
    Event.objects.filter(name="organisation_created").update(data={})
    version.answers.filter(code="1a").update(plain="Forged.")
    out, error = run()
    assert out.splitlines()[:-1] == [
        "sakura-works/2026, event 2: is not what was recorded: its fingerprint does not fit",
        "sakura-works/2026 v1: plain of answer 1a is not what its frozen source gives",
        "organisation sakura-works, event 1: is not what was recorded: its fingerprint does not fit",
    ]
    assert error == "Faults: 3"


def test_one_report_is_looked_at_alone(version, organisation):
    builders.make_report(organisation, cycle=builders.make_cycle("2025"))
    PublishedAnswer.objects.filter(code="1a").update(plain="Forged.")
    assert run("--report", "sakura-works/2025") == (
        "Checked: 1 chains with 1 events; 0 frozen versions with 0 answers; 0 files; "
        "0 stored pages.\nNo faults.\n",
        "",
    )
    assert run("--report", "sakura-works/2026")[1] == "Faults: 1"


@pytest.mark.parametrize("address", ["sakura-works/1999", "sakura-works", "/", "ゆ/2026"])
def test_an_address_without_a_report_is_an_error(report, address):
    assert run("--report", address) == (
        "",
        f"There is no report at {address}; write it as in sakura-works/2026.",
    )


def test_ends_are_kept_and_held_against_the_chains(version, tmp_path):
    ends = tmp_path / "ends.txt"
    assert run("--write-ends", ends)[1] == ""
    assert len(ends.read_text().splitlines()) == 3
    assert run("--ends", ends)[1] == ""
    last = version.report.events.latest("position")
    ends.write_text(ends.read_text().replace(last.sha256, "0" * 64))
    assert run("--ends", ends)[1] == "Faults: 1"


def test_ends_of_a_chain_with_faults_are_not_kept(version, tmp_path):
    PublishedAnswer.objects.filter(code="1a").update(plain="Forged.")
    assert run("--write-ends", tmp_path / "ends.txt")[1] == "Faults: 1"
    assert not (tmp_path / "ends.txt").exists()


def test_files_are_written_anew_on_request(version):
    for face, content in (("md", b"forged"), ("csv", None)):
        rows = Rendition.objects.filter(version=version, face=face)
        assert rows.update(**builders.as_if_built(content or renditions.written(rows.get()))) == 1
    assert run()[1] == ""
    out, error = run("--files")
    assert (out.splitlines()[0], error) == (
        "sakura-works/2026 v1: file md is not what is written today",
        "Faults: 1",
    )
