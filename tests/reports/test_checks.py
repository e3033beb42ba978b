"""What `manage.py check` tells an operator."""

import shutil

import pytest
from django.core import checks
from django.core.checks.registry import registry as known_checks
from django.core.management import call_command

from reports import checks as ours
from reports import frameworks
from reports.checks import (
    answers_have_questions,
    frameworks_load,
    operator_files_are_sound,
    operator_is_named,
)
from reports.enums import ReportStatus
from reports.frameworks.files import DATA
from reports.models import Answer, Report
from tests import builders


@pytest.fixture
def spoil(tmp_path, monkeypatch):
    """Return a function that replaces text in a copy of the shipped files, which is then checked."""
    folder = shutil.copytree(DATA, tmp_path / "data")

    def _spoil(name, old, new):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    monkeypatch.setattr(ours, "DATA", folder)
    return _spoil


@pytest.fixture
def operator(tmp_path, settings):
    """Directories of the operator that are in use, with one sound file each."""
    settings.HAIP_FRAMEWORK_DIR = tmp_path / "own"
    settings.HAIP_WORDING_DIR = tmp_path / "official"
    shutil.copytree(
        DATA, settings.HAIP_FRAMEWORK_DIR, ignore=lambda _, names: {*names} - {"haip-2.0.en.toml"}
    )
    settings.HAIP_WORDING_DIR.mkdir()
    (settings.HAIP_WORDING_DIR / "haip-1.0.en.csv").write_text("code,text\n1a,Words\n", encoding="utf-8")
    frameworks.configure(frameworks=settings.HAIP_FRAMEWORK_DIR, wordings=settings.HAIP_WORDING_DIR)
    yield settings
    frameworks.configure()


def test_the_frameworks_of_this_project_are_sound():
    assert frameworks_load(None) == []


def test_a_spoilt_framework_is_one_error_that_names_file_and_question(spoil):
    spoil("haip-1.0.toml", 'kind = "checklist"', 'kind = "guess"')
    (found,) = frameworks_load(None)
    assert (found.id, found.level) == ("reports.E001", checks.ERROR)
    assert "haip-1.0.toml" in found.msg and "3a.iii" in found.msg


def test_a_spoilt_translation_is_one_error_too(spoil):
    spoil("haip-1.0.ja.toml", '[questions."1b"]', '[questions."9z"]')
    (found,) = frameworks_load(None)
    assert found.id == "reports.E001"
    assert "haip-1.0.ja.toml" in found.msg and "9z" in found.msg


def test_an_operator_without_files_is_not_warned():
    assert operator_files_are_sound(None) == []


def test_an_operator_with_sound_files_is_not_warned(operator):
    assert operator_files_are_sound(None) == []


def test_a_faulty_file_of_the_operator_is_a_warning_and_the_site_goes_on(operator):
    sound = frameworks.load("haip-1.0")
    assert sound.question("1a").official == "Words"
    (operator.HAIP_WORDING_DIR / "haip-1.0.en.csv").write_text("code,text\n9z,Words\n", encoding="utf-8")
    (operator.HAIP_FRAMEWORK_DIR / "haip-2.0.en.toml").write_text("locale", encoding="utf-8")
    found = operator_files_are_sound(None)
    assert [(message.id, message.level) for message in found] == [("reports.W003", checks.WARNING)] * 2
    assert "haip-2.0.en.toml, line 1" in found[0].msg
    assert found[1].msg == "official/haip-1.0.en.csv, line 2, question 9z: wording for an unknown code"
    assert frameworks_load(None) == []
    assert frameworks.load("haip-1.0") is sound


def test_a_fault_of_this_project_is_not_told_as_one_of_the_operator(operator, spoil):
    spoil("haip-1.0.toml", 'kind = "checklist"', 'kind = "guess"')
    assert len(frameworks_load(None)) == 1
    assert operator_files_are_sound(None) == []


@pytest.mark.parametrize("name", ["HAIP_FRAMEWORK_DIR", "HAIP_WORDING_DIR"])
def test_a_directory_that_is_not_there_is_a_warning(settings, tmp_path, name):
    setattr(settings, name, tmp_path / "nowhere")
    (found,) = operator_files_are_sound(None)
    assert (found.id, found.level) == ("reports.W002", checks.WARNING)
    assert found.msg == f"{name}: there is no directory {tmp_path / 'nowhere'}."


@pytest.fixture
def lost(db):
    """A draft with one answer under a code that is known and two under codes that are not."""
    report = builders.make_report()
    Answer.objects.bulk_create(Answer(report=report, code=code) for code in ("1a", "9z", "8y.text"))
    return report


def _lost():
    return [(message.id, message.msg) for message in answers_have_questions(None, databases=["default"])]


def test_answers_without_a_question_are_listed(lost):
    other = builders.make_report()
    Answer.objects.bulk_create([Answer(report=other, code="9z"), Answer(report=other, code="2g")])
    assert _lost() == [
        ("reports.W004", "Answers are stored under codes that haip-1.0 does not have: 8y.text, 9z."),
    ]


def test_answers_of_discarded_reports_are_left_out(lost):
    Report.objects.filter(pk=lost.pk).update(status=ReportStatus.DISCARDED)
    assert _lost() == []


def test_answers_of_a_framework_that_is_gone_are_listed(lost):
    Report.objects.filter(pk=lost.pk).update(framework_id="haip-7.0")
    assert _lost() == [
        ("reports.W004", "Answers are stored under codes that haip-7.0 does not have: 1a, 8y.text, 9z.")
    ]


def test_without_a_database_nothing_is_looked_up(lost):
    assert answers_have_questions(None) == []


def test_before_the_first_migration_there_is_nothing_to_look_at(lost, monkeypatch):
    monkeypatch.setattr(Answer._meta, "db_table", "not_made_yet")
    assert _lost() == []


def _warnings(settings, **values):
    for name, value in values.items():
        setattr(settings, name, value)
    return [message.id for message in operator_is_named(None)]


def test_an_operator_with_name_and_contact_is_fine(settings):
    assert _warnings(settings, SITE_OPERATOR="A. Operator", SITE_CONTACT="desk@operator.example") == []


@pytest.mark.parametrize(
    ("operator", "contact"),
    [
        ("A. Operator", ""),
        ("", "desk@operator.example"),
        ("", ""),
    ],
)
def test_an_operator_without_name_or_contact_is_warned(settings, operator, contact):
    assert _warnings(settings, SITE_OPERATOR=operator, SITE_CONTACT=contact) == ["reports.W001"]


def test_all_checks_are_registered():
    plain = {check.__name__ for check in known_checks.get_checks()}
    deployed = {check.__name__ for check in known_checks.get_checks(include_deployment_checks=True)}
    assert {"frameworks_load", "operator_files_are_sound", "answers_have_questions"} <= plain
    assert "operator_is_named" in deployed - plain


@pytest.mark.django_db
def test_the_project_passes_its_own_checks(capsys):
    call_command("check")
    assert "no issues" in capsys.readouterr().out
