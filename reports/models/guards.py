"""Triggers that refuse every change to rows which must never change, on both engines.

Of versions three columns repeat words that a redaction may withhold; they follow what readers are shown.

They are made anew after each `migrate`: on SQLite a migration that remakes a table drops its
triggers without a word. Not here: what the application itself may do (`actions`, `workflow`).
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

GUARDED_TABLES = (
    "reports_version",
    "reports_actionrevision",
    "reports_answerrevision",
    "reports_attestation",
    "reports_approval",
    "reports_actor",
    "reports_event",
    "reports_readingvisit",
    "reports_redaction",
    "reports_redactedplace",
    "reports_supportingaccess",
)

AS_READ = {"reports_version": ("organisation_name", "reason", "has_logo")}
"""The columns that repeat what is frozen but for what is redacted (`workflow.redacting.derive_columns`)."""

_POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION reports_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION reports_refuse_other_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD IS DISTINCT FROM NEW AND to_jsonb(OLD) - TG_ARGV::text[] = to_jsonb(NEW) - TG_ARGV::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def create_guards(sender: Any = None, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Create the missing triggers of every guarded table that exists; receiver of `post_migrate`."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    tables = [table for table in GUARDED_TABLES if table in existing]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and tables:
            cursor.execute(_POSTGRESQL_FUNCTIONS)
        for table in tables:
            columns = [each.name for each in connection.introspection.get_table_description(cursor, table)]
            for statement in _create_statements(connection.vendor, table, columns):
                cursor.execute(statement)


def drop_guards(using: str = DEFAULT_DB_ALIAS) -> None:
    """Drop the triggers. Only the flush of the test suite may call this."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in GUARDED_TABLES:
            if table in existing:
                for name in _names(table):
                    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def _names(table: str) -> tuple[str, ...]:
    return tuple(f"{table}_no_{verb}" for verb in ("update", "delete", "truncate"))


def _create_statements(vendor: str, table: str, columns: list[str]) -> list[str]:
    update, delete, truncate = _names(table)
    derived = AS_READ.get(table, ())
    if vendor == "postgresql":
        row = "FOR EACH ROW EXECUTE FUNCTION reports_refuse_change()"
        statement = "FOR EACH STATEMENT EXECUTE FUNCTION reports_refuse_change()"
        # Not UPDATE OF: PostgreSQL lets no migration change the type of a column that a trigger names.
        names = ", ".join(f"'{name}'" for name in derived)
        other = f"FOR EACH ROW EXECUTE FUNCTION reports_refuse_other_change({names})" if derived else row
        return [
            f"CREATE OR REPLACE TRIGGER {update} BEFORE UPDATE ON {table} {other}",
            f"CREATE OR REPLACE TRIGGER {delete} BEFORE DELETE ON {table} {row}",
            f"CREATE OR REPLACE TRIGGER {truncate} BEFORE TRUNCATE ON {table} {statement}",
        ]
    frozen = ", ".join(f'"{name}"' for name in columns if name not in derived)
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} never change'); END"
        for name, verb in ((update, f"UPDATE OF {frozen}"), (delete, "DELETE"))
    ]
