"""What `manage.py check` tells an operator."""

import shutil

import pytest
from django.core import checks
from django.core.checks.registry import registry as known_checks
from django.core.management import call_command

from reports import frameworks
from reports.checks import frameworks_load, operator_is_named
from reports.frameworks import loader


@pytest.fixture
def spoil(tmp_path, monkeypatch):
    """Return a function that replaces text in a copy of the framework files, which is then in use."""
    folder = shutil.copytree(loader.DATA, tmp_path / "data")

    def _spoil(name, old, new):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    monkeypatch.setattr(loader, "DATA", folder)
    frameworks.load.cache_clear()
    yield _spoil
    frameworks.load.cache_clear()


def test_the_frameworks_of_this_project_are_sound():
    assert frameworks_load(None) == []


def test_a_spoilt_framework_is_one_error_that_names_file_and_question(spoil):
    spoil("haip-1.0.toml", 'kind = "checklist"', 'kind = "guess"')
    (found,) = frameworks_load(None)
    assert (found.id, found.level) == ("reports.E001", checks.ERROR)
    assert "haip-1.0.toml" in found.msg and "3a.iii" in found.msg


def test_a_spoilt_translation_is_an_error_too(spoil):
    spoil("haip-1.0.ja.toml", '[questions."1b"]', '[questions."9z"]')
    found = frameworks_load(None)
    assert found
    assert all("haip-1.0.ja.toml" in message.msg for message in found)


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


def test_both_checks_are_registered():
    plain = {check.__name__ for check in known_checks.get_checks()}
    deployed = {check.__name__ for check in known_checks.get_checks(include_deployment_checks=True)}
    assert "frameworks_load" in plain
    assert "operator_is_named" in deployed - plain


@pytest.mark.django_db
def test_the_project_passes_its_own_checks(capsys):
    call_command("check")
    assert "no issues" in capsys.readouterr().out
