"""A server in a process of its own, on the test's database, which can be killed and started again.

Belongs here: starting and killing it. Not here: what is typed meanwhile.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

START_SECONDS = 60
OPTIONS = "--workers 1 --threads 4 --worker-class gthread --no-control-socket --log-level error".split()  # noqa: SIM905


class Server:
    """gunicorn in a process of its own, on the test's database, which can be killed and started again."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "haip.wsgi", "--bind", f"127.0.0.1:{self.port}", *OPTIONS],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": database_url()},
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/livez", timeout=5):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        pytest.fail("the server did not start")

    def kill(self) -> None:
        """Kill it with all its workers, as a power cut would."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def database_url() -> str:
    """Return the address of the database on which this test runs, for other processes."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return f"sqlite:///{Path(str(database['NAME'])).resolve()}"
    login = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
    host = database["HOST"] or ""
    if host.startswith("/"):
        return f"postgres://{login}{host.replace('/', '%2F')}/{database['NAME']}"
    return f"postgres://{login}{host}:{database['PORT'] or 5432}/{database['NAME']}"
