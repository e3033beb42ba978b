"""A database that lives as long as a benchmark, and the server of the Procfile on it.

Belongs here: making and dropping both, and what CPU the workers have taken. Not here: what is asked of them.
Call `database()` before anything of Django is imported: settings read the environment once.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@contextmanager
def database() -> Iterator[str]:
    """Put a new database into DATABASE_URL and drop it at the end; the name of its kind is yielded.

    A PostgreSQL where DATABASE_URL names one (its own database is left alone), else SQLite.
    """
    with tempfile.TemporaryDirectory(prefix="haip-benchmark-") as folder, _address(folder) as address:
        os.environ |= {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": "http://127.0.0.1",
            "DEVELOPMENT": "true",
            "EMAIL_URL": "memory:",
            "LOG_LEVEL": "ERROR",
        }
        yield "SQLite" if address.startswith("sqlite") else "PostgreSQL"


@contextmanager
def _address(folder: str) -> Iterator[str]:
    given = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not given.scheme.startswith("postgres"):
        yield f"sqlite:///{folder}/haip.sqlite3"
        return
    name = f"haip_benchmark_{os.getpid()}"
    rest = f"?{given.query}" if given.query else ""
    address = f"{given.scheme}://{given.netloc}/{{}}{rest}"
    with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield address.format(name)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


class Server:
    """gunicorn as the Procfile starts it."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        lines = dict(line.split(":", 1) for line in (ROOT / "Procfile").read_text().splitlines())
        folder = str(Path(sys.executable).parent)
        self.process = subprocess.Popen(
            ["sh", "-c", lines["web"]],
            cwd=ROOT,
            env={**os.environ, "PORT": str(self.port), "PATH": f"{folder}:{os.environ['PATH']}"},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> "Server":
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                return self
            except OSError:
                time.sleep(0.2)
        self.__exit__()
        raise TimeoutError("the server did not start")

    def __exit__(self, *_error: object) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()

    def cpu(self) -> float:
        """Return the seconds of CPU that all workers have taken so far. Linux only."""
        found = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # a process that has just ended
            if int(fields[1]) == self.process.pid:
                found += int(fields[11]) + int(fields[12])
        return found / os.sysconf("SC_CLK_TCK")
