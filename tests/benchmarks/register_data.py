"""Registers that are measured: written once as a SQLite file, copied where they are wanted.

Belongs here: making, keeping and copying them. Not here: what stands in them (`reports.demo.scale`), or
what is asked (`register_pages`).
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

LEFT_OUT = ("django_migrations", "django_content_type", "auth_permission", "sqlite_sequence", "cache")


def file_of(folder: Path, size: int, *, short: bool) -> Path:
    """Return the SQLite file with so many reports; it is written, from a smaller one on, if it is not there.

    A run that is stopped goes on where it stopped. Raises CalledProcessError if a command fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = "short" if short else "full"
    file = folder / f"{name}-{size}.sqlite3"
    smaller = [path for path in folder.glob(f"{name}-*.sqlite3") if int(path.stem.partition("-")[2]) < size]
    if not file.exists() and smaller:
        shutil.copy(max(smaller, key=lambda path: int(path.stem.partition("-")[2])), file)
    manage(file, "migrate", "--verbosity", "0")
    manage(file, "createcachetable")
    manage(file, "seed_scale", "--reports", str(size), *(["--short"] if short else []))
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


def manage(file: Path, *arguments: str) -> None:
    """Run a command of the site on this SQLite file; what it prints goes to stderr."""
    env = os.environ | {"DATABASE_URL": f"sqlite:///{file.resolve()}"}
    subprocess.run([sys.executable, "manage.py", *arguments], env=env, stdout=sys.stderr, check=True)


def fill(connection: Any, file: Path) -> None:
    """Copy every row of a SQLite file into the PostgreSQL of this connection, which was just migrated."""
    with sqlite3.connect(file) as old, connection.cursor() as cursor:
        old.text_factory = lambda text: text.decode().replace("\0", "")
        tables = [row[0] for row in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = [name for name in connection.introspection.table_names() if name in tables]
        cursor.execute("SET TIME ZONE 'UTC'")
        # Whatever points at what is copied later, such as a report at its version, is not asked for it.
        cursor.execute("SET session_replication_role = replica")
        for table in sorted(set(wanted) - set(LEFT_OUT)):
            _copy(old, cursor, table)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def _copy(old: sqlite3.Connection, cursor: Any, table: str) -> None:
    columns = [row[1] for row in old.execute(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{column}"' for column in columns)
    rows = old.execute(f"SELECT {names} FROM {table}")  # noqa: S608 - names of our own tables
    # A migration may have written rows of its own, such as jurisdictions.
    cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - as above
    # Everything goes over as text, which each column reads in its own way.
    with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
