"""What every test stands on: the database it runs on and which tests run there.

Belongs here: engines, markers and the summary over both databases. Not here: sample data and
browsers, which live beside the tests that use them.
"""

import gc
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from reports.eligibility.starting import starting_rows
from reports.models import Jurisdiction
from reports.models.guards import drop_guards
from tests.once import POSTGRESQL, SHARED, WORKERS, runs_here

# A shared machine stalls now and then; how long an example takes is not what these tests are about.
hypothesis_settings.register_profile("suite", deadline=None)
hypothesis_settings.load_profile("suite")

# Playwright runs an event loop in the thread that also talks to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# Looking through thousands of collected tests for garbage, again and again, takes a tenth of the time.
gc.set_threshold(50_000, 20, 20)

# WhiteNoise warns when nothing was collected yet, and a warning is an error here.
Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


def pytest_xdist_setupnodes(config: pytest.Config, specs: list) -> None:
    """Give each worker of `make test` the database that it is named after."""
    urls = {
        "sqlite": "sqlite:///:memory:",
        "postgresql": os.environ.get("TEST_DATABASE_URL", "postgres:///haip"),
    }
    for spec in specs:
        if spec.id in urls:
            spec.env["DATABASE_URL"] = urls[spec.id]
    if config.option.dist == "each" and sorted(spec.id for spec in specs) == sorted(WORKERS):
        for spec in specs:
            spec.env[SHARED] = "1"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite in a file: in memory, all threads would share one connection and its transaction."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what still holds the test database on PostgreSQL, such as a server that a test killed."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_guards() -> Iterator[None]:
    """Let the flush after a transactional test, and nothing else, delete rows that never change.

    The flush ends with `post_migrate`, whose receiver puts the triggers back. The jurisdictions, which come
    with a migration, are entered anew.
    """
    flush = TransactionTestCase._fixture_teardown

    def drop_guards_and_flush(test_case: TransactionTestCase) -> None:
        drop_guards()
        flush(test_case)
        Jurisdiction.objects.bulk_create(Jurisdiction(**row) for row in starting_rows())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", drop_guards_and_flush)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, visibly, what the other worker runs, and what needs row locks where there are none."""
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    is_shared = SHARED in os.environ

    def stays(item: pytest.Item) -> bool:
        if item.get_closest_marker("postgresql"):
            return engine == POSTGRESQL
        return not is_shared or runs_here(item.nodeid, os.environ["PYTEST_XDIST_WORKER"])

    left_out = [item for item in items if not stays(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if stays(item)]


def pytest_collection_finish() -> None:
    """Take what was collected out of the sight of the garbage collector."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests ran on each database, for how long, and on both; the line below counts every run."""
    counts: dict[str, Counter] = {}
    seconds: Counter[str] = Counter()
    ran: dict[str, set[str]] = {}
    for outcome, reports in terminalreporter.stats.items():
        for report in reports:
            node = getattr(report, "node", None)
            if node is not None:
                worker = node.gateway.id
                seconds[worker] += getattr(report, "duration", 0)
                if outcome in OUTCOMES:
                    counts.setdefault(worker, Counter())[outcome] += 1
                    ran.setdefault(worker, set()).add(report.nodeid)
    for worker, outcomes in sorted(counts.items()):
        said = ", ".join(f"{number} {word}" for word, number in outcomes.items())
        terminalreporter.write_line(f"{worker}: {said} in {seconds[worker] / 60:.1f} minutes")
    if len(ran) > 1:
        twice, tests = len(set.intersection(*ran.values())), len(set.union(*ran.values()))
        terminalreporter.write_line(f"{tests} tests: {twice} on both databases, {tests - twice} on one")
