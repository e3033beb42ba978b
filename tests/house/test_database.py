"""The test run uses the databases that it says it uses, and leaves their guards in place."""

import os

import pytest
from django.core.management import call_command
from django.db import connection

from reports.models.guards import GUARDED_TABLES, drop_guards

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


@pytest.mark.skipif(WORKER not in {"sqlite", "postgresql"}, reason="only `make test` names its workers")
def test_each_worker_runs_on_the_database_it_is_named_after():
    assert connection.vendor == WORKER


@pytest.mark.postgresql
def test_tests_of_row_locks_run_where_there_are_row_locks():
    assert connection.features.has_select_for_update


def _guards() -> set[str]:
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(queries[connection.vendor])
        return {name for (name,) in cursor.fetchall() if "_no_" in name}


@pytest.mark.django_db(transaction=True)
def test_a_flush_puts_the_guards_back():
    before = _guards()
    assert {name.rsplit("_no_", 1)[0] for name in before} == set(GUARDED_TABLES)
    drop_guards()
    assert _guards() == set()
    call_command("flush", interactive=False, verbosity=0)
    assert _guards() == before
