"""Tests that one database is enough for: none is lost between the two workers, none asks for rows unseen."""

import re

import pytest

from tests.house.project import ROOT, name_of
from tests.once import ANY_DATABASE, BOTH, NO_DATABASE, ONCE, SHARED, WORKERS, place_of, runs_here, taken

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
ENGINE = re.compile(r"\.vendor\b|DATABASES|DATABASE_URL|import connection|django_db_blocker|value\(.db\b")
MODULES = [name_of(path) for path in sorted((ROOT / "tests").rglob("test_*.py"))]
NEW = "test_new.py::test_it[a/b::c]"


def _workers(nodeid: str) -> list[str]:
    return [worker for worker in WORKERS if runs_here(nodeid, worker)]


def test_every_test_has_both_workers_or_the_one_of_the_table():
    assert set(NO_DATABASE) & set(ANY_DATABASE) == set()
    assert set(ONCE.values()) <= {BOTH, *WORKERS}
    assert _workers(f"tests/reports/text/{NEW}") == [NO_DATABASE["tests/reports/text"]]
    assert _workers(f"tests/reports/text_of_others/{NEW}") == list(WORKERS)
    assert _workers("tests/reports/documents/test_draft.py::test_it") == list(WORKERS)
    for place, worker in ONCE.items():
        nodeid = place if "::" in place else f"{place}::test_it"
        assert _workers(nodeid) == (list(WORKERS) if worker == BOTH else [worker])


def test_between_them_the_workers_take_every_case(monkeypatch):
    shares = dict(zip(WORKERS, (("a", "b"), ("c",)), strict=True))
    monkeypatch.delenv(SHARED, raising=False)
    assert taken(shares) == ("a", "b", "c")
    monkeypatch.setenv(SHARED, "1")
    for worker in WORKERS:
        monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
        assert taken(shares) == shares[worker]


@pytest.mark.parametrize("place", ONCE)
def test_what_the_table_names_is_there(place):
    module, _, test = place.partition("::")
    assert (ROOT / module).exists()
    assert not test or re.search(rf"^def {test}\(", (ROOT / module).read_text(), re.MULTILINE)


def test_no_test_of_the_table_asks_the_database_or_which_one_it_is(request):
    """Of a run of everything this looks at each test: each worker at those that it runs."""
    places = {module: place_of(f"{module}::") for module in MODULES}
    once = {module for module, place in places.items() if place in NO_DATABASE and ONCE[place] != BOTH}
    assert len(once) > 50
    assert [
        module for module in MODULES if module in once and ENGINE.search((ROOT / module).read_text())
    ] == []
    asking = [
        item.nodeid
        for item in request.session.items
        if item.get_closest_marker("django_db") or DATABASE.intersection(item.fixturenames)
    ]
    assert [nodeid for nodeid in asking if nodeid.partition("::")[0] in once] == []
