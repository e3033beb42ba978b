"""Rows that never change cannot be changed, not even by SQL, and not even after a migration."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from reports.actions.planned_actions import add_action
from reports.models import (
    Approval,
    ReadingLink,
    ReadingVisit,
    RedactedPlace,
    Redaction,
    SupportingAccess,
)
from reports.models.guards import GUARDED_TABLES, create_guards
from tests import builders
from tests.house.project import name_of, python_modules

# ruff: noqa: S608 - the names of tables come from the product, not from anybody outside


def _query(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def _model(table: str) -> type[models.Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def _key(table: str) -> str:
    return _model(table)._meta.pk.column


def _statements(table: str) -> list[str]:
    key = _key(table)
    statements = [f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"]
    again = f"SELECT * FROM {table}"
    if connection.vendor == "postgresql":
        upsert = f"INSERT INTO {table} {again} ON CONFLICT ({key}) DO UPDATE SET {key} = EXCLUDED.{key}"
        return [*statements, upsert, f"TRUNCATE {table} CASCADE"]
    # Replacing a row deletes it, and by default SQLite tells no trigger.
    return [*statements, f"REPLACE INTO {table} {again}", f"INSERT OR REPLACE INTO {table} {again}"]


def _assert_guarded(table: str) -> None:
    everything = f"SELECT * FROM {table} ORDER BY {_key(table)}"
    rows = _query(everything)
    assert rows, f"{table} holds nothing that could be changed"
    for statement in _statements(table):
        with pytest.raises(IntegrityError, match=r"rows of reports_\w+ never change"), transaction.atomic():
            _query(statement)
    assert _query(everything) == rows


def _triggers() -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    return {name for (name,) in _query(catalogue[connection.vendor]) if "_no_" in name}


def _expected() -> set[str]:
    verbs = ("update", "delete") + (("truncate",) if connection.vendor == "postgresql" else ())
    return {f"{table}_no_{verb}" for table in GUARDED_TABLES for verb in verbs}


def _write_a_row_in_each() -> None:
    version = builders.published_version()
    owner = builders.owner_of(version.report.organisation)
    link = ReadingLink.objects.create(
        report=version.report, reader="Counsel", created_by=owner, expires_at=timezone.now()
    )
    ReadingVisit.objects.create(link=link, face="page")
    Approval.objects.create(report=version.report, sha256="0" * 64, approved_by=owner)
    SupportingAccess.objects.create(report=version.report, opened_by=owner)
    add_action(
        report=version.report,
        topic="",
        title="Better",
        plan="",
        owner=owner,
        due_on=timezone.localdate(),
        by=owner,
    )
    redaction = Redaction.objects.create(report=version.report, code="1a", reason="A name.", made_by=owner)
    RedactedPlace.objects.create(redaction=redaction, version=version, code="1a", part="answer")


@pytest.fixture
def register(db):
    """A published report, and a row in every other guarded table."""
    _write_a_row_in_each()
    connection.check_constraints()  # or PostgreSQL refuses TRUNCATE for another reason


def test_every_table_that_is_said_never_to_change_is_guarded():
    assert sorted(GUARDED_TABLES) == [
        "reports_actionrevision",
        "reports_actor",
        "reports_answerrevision",
        "reports_approval",
        "reports_attestation",
        "reports_event",
        "reports_readingvisit",
        "reports_redactedplace",
        "reports_redaction",
        "reports_supportingaccess",
        "reports_version",
    ]


@pytest.mark.django_db
def test_the_triggers_stand_after_all_migrations():
    assert _triggers() == _expected()


def test_sql_is_refused(register):
    for table in GUARDED_TABLES:
        _assert_guarded(table)


def test_of_versions_only_what_repeats_the_source_can_be_changed(register):
    """A redaction withholds words there too; nothing frozen changes with them."""
    frozen = "SELECT source, sha256, number, report_id FROM reports_version"
    before = _query(frozen)
    _query("UPDATE reports_version SET organisation_name = 'A', reason = 'B', has_logo = NOT has_logo")
    assert _query("SELECT organisation_name, reason FROM reports_version") == [("A", "B")]
    changes = [f"{name} = {name}" for name in ("source", "published_at", "published_by_id")]
    for change in (*changes, "sha256 = 'x'", "number = 2", "country = 'FR'"):
        for statement in (change, f"{change}, reason = 'C'"):
            if connection.vendor == "postgresql" and "reason" in statement and change in changes:
                continue  # nothing frozen would change
            with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
                _query(f"UPDATE reports_version SET {statement}")
    assert _query(frozen) == before


def test_other_tables_stay_open(register):
    _query("UPDATE reports_report SET framework_id = 'haip-9.9'")
    assert _query("SELECT DISTINCT framework_id FROM reports_report") == [("haip-9.9",)]


def test_making_the_guards_again_changes_nothing(register):
    create_guards()
    assert _triggers() == _expected()


def test_only_the_test_flush_drops_guards():
    callers = [name_of(path) for path in python_modules() if re.search(r"\bdrop_guards\(", path.read_text())]
    assert callers == ["reports/models/guards.py"]


def _remake(table: str) -> None:
    """Do to the table what an ordinary migration would."""
    if connection.vendor == "postgresql":
        column = "user_id" if table == "reports_actor" else "id"  # whose key is no number
        _query(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE integer")
        _query(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE bigint")
        return
    with connection.schema_editor() as editor:
        editor._remake_table(_model(table))
    assert not any(name.startswith(f"{table}_no_") for name in _triggers()), "SQLite dropped nothing"


@pytest.mark.django_db(transaction=True)
def test_sql_is_refused_after_every_table_was_remade():
    _write_a_row_in_each()
    for table in GUARDED_TABLES:
        _remake(table)
    call_command("migrate", verbosity=0)
    assert _triggers() == _expected()
    for table in GUARDED_TABLES:
        _assert_guarded(table)
