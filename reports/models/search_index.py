"""The full-text index over `SearchEntry`: a generated column on PostgreSQL, an FTS5 table on SQLite.

Both follow the rows by themselves, so that whoever writes a row knows nothing of the engine. Made anew after
each `migrate`, as the guards are. Not here: asking the index (`reports.search`).
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

TABLE = "reports_searchentry"
TIMES, VERSIONS = "reports_version_times", "reports_searchentry_versions"
"""Indexes on SQLite, which reads a whole row for the columns behind a long one; PostgreSQL does not."""

# The exact words come first: PostgreSQL keeps no position beyond 16,383, and only phrases need positions.
_POSTGRESQL = (
    """
    ALTER TABLE reports_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', exact), 'C')
        || setweight(to_tsvector('simple', head), 'A')
        || setweight(to_tsvector('simple', body), 'B')
    ) STORED
    """,
    "CREATE INDEX reports_searchentry_vector ON reports_searchentry USING gin (vector)",
)
_SQLITE = (
    f"CREATE INDEX IF NOT EXISTS {TIMES} ON reports_version (published_at, id)",
    f"CREATE INDEX IF NOT EXISTS {VERSIONS} ON reports_searchentry (answer_id, version_id)",
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS reports_searchindex USING fts5(
        head, body, exact,
        content='reports_searchentry', content_rowid='answer_id', tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER IF NOT EXISTS reports_searchentry_added AFTER INSERT ON reports_searchentry BEGIN
        INSERT INTO reports_searchindex(rowid, head, body, exact)
        VALUES (new.answer_id, new.head, new.body, new.exact);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS reports_searchentry_removed AFTER DELETE ON reports_searchentry BEGIN
        INSERT INTO reports_searchindex(reports_searchindex, rowid, head, body, exact)
        VALUES ('delete', old.answer_id, old.head, old.body, old.exact);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS reports_searchentry_changed AFTER UPDATE ON reports_searchentry BEGIN
        INSERT INTO reports_searchindex(reports_searchindex, rowid, head, body, exact)
        VALUES ('delete', old.answer_id, old.head, old.body, old.exact);
        INSERT INTO reports_searchindex(rowid, head, body, exact)
        VALUES (new.answer_id, new.head, new.body, new.exact);
    END
    """,
)


def create_search_index(sender: Any = None, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Create what is missing of the index, if its table exists; receiver of `post_migrate`."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, TABLE)
        if any(column.name == "vector" for column in columns):
            return
        for statement in _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(statement)
