"""A server that is killed between two saves: what said "Saved" is there, what did not is not lost either."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from reports.models import AnswerRevision, Report
from tests.browser.person import SAVED, Person
from tests.builders import PASSWORD, make_organisation, make_report, make_user

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
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": _database_url()},
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


def _database_url() -> str:
    """Return the address of the database on which this test runs."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return f"sqlite:///{Path(str(database['NAME'])).resolve()}"
    login = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
    host = database["HOST"] or ""
    if host.startswith("/"):
        return f"postgres://{login}{host.replace('/', '%2F')}/{database['NAME']}"
    return f"postgres://{login}{host}:{database['PORT'] or 5432}/{database['NAME']}"


@pytest.fixture
def server(transactional_db) -> Iterator[Server]:
    made = Server()
    yield made
    made.kill()


def test_what_said_saved_survives_a_killed_server(
    server: Server, browser: Browser, axe: Callable[[Page], None], request: pytest.FixtureRequest
) -> None:
    owner = make_user("olga")
    report: Report = make_report(make_organisation("quayside", owner=owner))
    server.start()
    context = browser.new_context()
    request.addfinalizer(context.close)
    person = Person(context, server.url, axe, scripts=True)
    person.sign_in(owner.email, PASSWORD)
    page = person.open("/workspace/quayside/2026/section/1/")
    state = page.locator('[data-answer="1a"] [data-save-state]')
    area = page.locator('[name="1a-text"]')

    area.fill("The first words, which said Saved.")
    area.blur()
    expect(state).to_have_text(SAVED, timeout=20_000)
    server.kill()
    assert _text(report) == "The first words, which said Saved."

    area.fill("The second words, typed while the server was down.")
    area.blur()
    expect(state).to_contain_text("Not saved", timeout=20_000)
    expect(area).to_have_value("The second words, typed while the server was down.")

    server.start()
    expect(state).to_have_text(SAVED, timeout=60_000)
    assert _text(report) == "The second words, typed while the server was down."
    kept = AnswerRevision.objects.filter(answer__report=report).values_list("text", flat=True)
    assert "The first words, which said Saved." in kept


def _text(report: Report) -> str:
    return report.answers.get(code="1a").current.text
